"""The only rounding there is: direction, digits, and never a text that hides a difference."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculations.engine import display

fractions = st.fractions(min_value=-10_000, max_value=10_000, max_denominator=10**6)
shares = st.fractions(min_value=0, max_value=1, max_denominator=10**9)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0.09229224", "0.0923"),
        ("1.231", "1.23"),
        ("1.235", "1.24"),
        ("9.995", "10.0"),
        ("999.5", "1000"),
        ("12345", "12300"),
        ("5", "5.00"),
        ("0", "0"),
        ("-1.235", "-1.24"),
        ("0.000099951", "0.000100"),
    ],
)
def test_printed_footprint_is_half_up_to_three_figures(value: str, text: str) -> None:
    assert display.significant_text(Fraction(value)) == text


def test_share_is_floored() -> None:
    assert display.percent_text(Fraction("0.199999")) == "19.99"
    assert display.percent_text(Fraction("0.2")) == "20.00"
    assert display.percent_text(Fraction("0.2099999")) == "20.99"


@given(shares)
def test_floored_text_never_shows_the_limit_for_a_failing_share(share: Fraction) -> None:
    if share < Fraction(1, 5):
        assert Fraction(display.percent_text(share)) < 20
        assert Fraction(display.text_apart_from(share * 100, Fraction(20), "floor", 2)) < 20


@given(fractions)
def test_exact_text_reads_back(value: Fraction) -> None:
    assert Fraction(display.exact_text(value)) == value


@given(fractions, fractions)
def test_compared_texts_keep_the_order(product: Fraction, comparator: Fraction) -> None:
    ours, theirs = (Fraction(text) for text in display.compared_texts(product, comparator))
    assert ours >= product
    assert theirs <= comparator
    if product != comparator:
        assert (ours < theirs) == (product < comparator)


@given(st.lists(st.fractions(min_value=0, max_value=100, max_denominator=1000), min_size=1, max_size=12))
def test_percents_print_to_one_hundred(values: list[Fraction]) -> None:
    texts = display.percents_to_hundred(values)
    if sum(values) > 0:
        assert sum(Fraction(text) for text in texts) == 100


@given(fractions.filter(lambda value: value != 0))
def test_readable_text_never_shows_nothing_for_something(value: Fraction) -> None:
    assert Fraction(display.readable_text(value)) != 0


def test_texts_of_very_long_values_are_complete() -> None:
    value = Fraction(10**6000 + 1, 3**9000)
    numerator, _, denominator = display.exact_text(value).partition("/")
    assert (len(numerator), numerator[-1], len(denominator)) == (6001, "1", 4295)
    assert len(display.decimal_text(Fraction(10**6000), 2)) == 6004
