"""Pairs of inventories: the product's result is not more than the comparator's, equality included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from calculations.engine.display import compared_texts
from calculations.engine.inventories.network import converted
from calculations.engine.inventories.reading import TERMS
from calculations.engine.inventories.results import EVERY, Key, Result
from calculations.engine.inventories.values import Comparison
from calculations.engine.outcomes import FAIL, INVALID, PASS, REVIEW, Text
from calculations.engine.problems import Problem


@dataclass(frozen=True)
class Compared:
    """One comparison's verdict with both exact values, where they are known."""

    comparison: Comparison
    outcome: str
    message: Text
    questions: tuple[Text, ...]
    product: Fraction | None = None
    comparator: Fraction | None = None

    @property
    def inequality(self) -> str:
        if self.product is None or self.comparator is None:
            return ""
        ours, theirs = compared_texts(self.product, self.comparator)
        return f"{ours} <= {theirs} ? {'yes' if self.product <= self.comparator else 'no'}"


def compare(comparison: Comparison, results: Mapping[str, Result], broken: frozenset[str]) -> Compared:
    """Judge one pair.

    Unrounded values decide. What may not be compared, or rests on an inventory with problems, is invalid; a pass
    that leans on an undeclared credit or on a flow nobody gave a factor is a question for a person.
    """
    product, comparator = results.get(comparison.product), results.get(comparison.comparator)
    if product is None or comparator is None or {comparison.product, comparison.comparator} & broken:
        return Compared(comparison, INVALID, _NOT_COMPUTED, ())
    key: Key = ("flow", comparison.flow) if comparison.flow else ("impact", comparison.impact)
    ours, theirs = product.totals.get(key), comparator.totals.get(key)
    if ours is None or theirs is None:
        return Compared(comparison, INVALID, _NOT_COMPUTED, ())
    obstacles = tuple(_obstacles(product, comparator))
    if obstacles:
        return Compared(comparison, INVALID, _NOT_COMPARABLE, obstacles, ours, theirs)
    if ours > theirs:
        return Compared(comparison, FAIL, _MORE, (), ours, theirs)
    questions = tuple(_questions(product, comparator, key))
    return Compared(comparison, REVIEW if questions else PASS, _NOT_MORE, questions, ours, theirs)


_NOT_COMPUTED = Text("ยังไม่มีค่าที่จะเปรียบเทียบ", "There is no computed value to compare.")
_NOT_COMPARABLE = Text("ยังเปรียบเทียบไม่ได้เพราะเงื่อนไขไม่ตรงกัน", "Not comparable: the terms differ.")
_MORE = Text("ค่าของผลิตภัณฑ์สูงกว่าค่าเปรียบเทียบ", "The product's value is more than the comparator's.")
_NOT_MORE = Text("ค่าของผลิตภัณฑ์ไม่มากกว่าค่าเปรียบเทียบ", "The product's value is not more than the comparator's.")
_TERM_NAMES = {
    "boundary": Text("ขอบเขตของการประเมินไม่ตรงกัน", "System boundaries differ."),
    "gwp_set": Text("ค่า GWP คนละชุด", "GWP sets differ."),
    "allocation": Text("วิธีปันส่วนต้องเหมือนกัน", "Allocation methods differ."),
}


def _obstacles(product: Result, comparator: Result) -> Iterator[Text]:
    for term in TERMS:
        if product.inventory.terms[term] != comparator.inventory.terms[term]:
            yield _TERM_NAMES[term]
    ours, theirs = product.inventory.functional_unit, comparator.inventory.functional_unit
    if (ours is None) != (theirs is None):
        yield Text("ต้องระบุหน่วยการทำงานของทั้งสองบัญชีรายการ", "The functional unit is stated for one of the two only.")
    elif ours is not None and theirs is not None:
        exact = converted(ours[0], ours[1], theirs[1])
        if isinstance(exact, Problem) or exact != theirs[0]:
            yield Text("หน่วยการทำงานไม่ตรงกัน", "Functional units differ.")


def _questions(product: Result, comparator: Result, key: Key) -> Iterator[Text]:
    for name, found in product.credits:
        if found in (key, EVERY):
            yield Text(
                f"{name}: ค่านี้ทำให้ผลลดลง โดยมิได้แจ้งว่าเป็นเครดิต ยอมรับให้นำมาหักได้หรือไม่",
                f"{name}: lowers the result without being declared as a credit; may it be deducted?",
            )
    for result in (product, comparator):
        for name, found in result.unjudged:
            if found == key:
                yield Text(
                    f"{name}: ไม่มีค่าสัมประสิทธิ์ของสารนี้ การไม่นับถูกต้องหรือไม่",
                    f"{name}: no characterisation factor is given for this flow; is it right that it counts nothing?",
                )
