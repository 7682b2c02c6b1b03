"""The drill in small: two thousand random cases, and that a wrong verdict is found."""

from collections import Counter
from random import Random

import pytest

from calculations.engine.shares import Shares
from tests.drill import check
from tests.drill.bills import random_bill
from tests.drill.pairs import random_pair


def test_a_thousand_bills_at_and_around_the_limit_have_no_wrong_verdict() -> None:
    assert check("bill", 7, range(1000)) == []


def test_a_thousand_pairs_at_and_around_equality_have_no_wrong_verdict() -> None:
    assert check("pair", 7, range(1000)) == []


def test_the_drill_draws_every_verdict_often() -> None:
    bills = Counter(random_bill(Random(number))[1] for number in range(500))
    pairs = Counter(random_pair(Random(number))[1] for number in range(500))
    assert min(bills["pass"], bills["fail"], bills["review"]) > 15
    assert min(pairs["pass"], pairs["fail"]) > 100


def test_the_drill_finds_a_limit_that_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    def strict(self: Shares, min_share: object) -> str:
        return "pass" if 5 * self.lower_kg > self.total_kg else "fail"

    monkeypatch.setattr(Shares, "verdict", strict)
    assert check("bill", 7, range(100))
