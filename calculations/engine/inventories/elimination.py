"""Exact solution of a sparse linear system: Gauss's elimination over fractions, sparsest row first."""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import Generic, TypeVar

R = TypeVar("R", bound=Hashable)
C = TypeVar("C", bound=Hashable)
K = TypeVar("K", bound=Hashable)

# Digits grow with every loop that is resolved; beyond this many bits handled the system is refused, not waited for.
MAX_WORK_BITS = 500_000_000


class Unsolvable(Exception):
    """Why there is no single solution: a row that cannot be met, columns left free, or too much work."""

    def __init__(self, reason: str, names: tuple[Hashable, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.names = names


def solve(
    rows: Mapping[R, Mapping[C, Fraction]], right: Mapping[R, Mapping[K, Fraction]]
) -> dict[C, dict[K, Fraction]]:
    """Solve the system for several right-hand sides at once.

    Args:
        rows: coefficient by column of each equation, zeros left out.
        right: right-hand sides by key of each equation.

    Returns:
        The value of every column for every key, exact, zeros left out.

    Raises:
        Unsolvable: a row contradicts the others, columns stay undetermined, or the work exceeds the bound.

    >>> solve({"x": {"a": Fraction(2)}}, {"x": {"k": Fraction(1)}})
    {'a': {'k': Fraction(1, 2)}}
    """
    return _Elimination(rows, right).run()


class _Elimination(Generic[R, C, K]):
    def __init__(self, rows: Mapping[R, Mapping[C, Fraction]], right: Mapping[R, Mapping[K, Fraction]]) -> None:
        self.rows = {name: {c: v for c, v in row.items() if v} for name, row in rows.items()}
        self.right = {name: {k: v for k, v in right.get(name, {}).items() if v} for name in rows}
        self.holders: dict[C, dict[R, None]] = {}
        for name, row in self.rows.items():
            for column in row:
                self.holders.setdefault(column, {})[name] = None
        self.columns = {column: index for index, column in enumerate(self.holders)}
        self.position = {name: index for index, name in enumerate(self.rows)}
        self.names = list(self.rows)
        self.work_bits = 0

    def run(self) -> dict[C, dict[K, Fraction]]:
        order: list[tuple[R, C]] = []
        waiting = [(len(row), self.position[name]) for name, row in self.rows.items()]
        heapq.heapify(waiting)
        left = set(self.names)
        while waiting:
            size, index = heapq.heappop(waiting)
            name = self.names[index]
            if name not in left:
                continue
            if size != len(self.rows[name]):
                heapq.heappush(waiting, (len(self.rows[name]), index))
                continue
            left.discard(name)
            if not size:
                if self.right[name]:
                    raise Unsolvable("contradiction", (name,))
                continue
            column = min(self.rows[name], key=lambda c: (len(self.holders[c]), self.columns[c]))
            for changed in self._eliminate(name, column):
                heapq.heappush(waiting, (len(self.rows[changed]), self.position[changed]))
            order.append((name, column))
        settled = {column for _, column in order}
        free = tuple(column for column in self.columns if column not in settled)
        if free:
            raise Unsolvable("ambiguous", free)
        return self._back(order)

    def _eliminate(self, pivot: R, column: C) -> list[R]:
        """Take the pivot's column out of every other row that is still waiting; the rows changed."""
        row, right = self.rows[pivot], self.right[pivot]
        for other in row:
            del self.holders[other][pivot]
        changed = list(self.holders[column])
        for name in changed:
            ratio = self.rows[name][column] / row[column]
            self._subtract(self.rows[name], row, ratio, name)
            self._subtract(self.right[name], right, ratio, None)
        return changed

    def _subtract(self, target: dict, source: dict, ratio: Fraction, name: R | None) -> None:  # type: ignore[type-arg]
        for key, value in source.items():
            result = target.get(key, 0) - ratio * value
            self.work_bits += result.numerator.bit_length() + result.denominator.bit_length() + 64
            if result:
                if name is not None and key not in target:
                    self.holders[key][name] = None
                target[key] = result
            elif key in target:
                del target[key]
                if name is not None:
                    del self.holders[key][name]
        if self.work_bits > MAX_WORK_BITS:
            raise Unsolvable("too_large")

    def _back(self, order: list[tuple[R, C]]) -> dict[C, dict[K, Fraction]]:
        found: dict[C, dict[K, Fraction]] = {}
        for name, column in reversed(order):
            total = dict(self.right[name])
            for other, value in self.rows[name].items():
                if other != column:
                    self._subtract(total, found[other], value, None)
            found[column] = {key: value / self.rows[name][column] for key, value in total.items()}
        return found
