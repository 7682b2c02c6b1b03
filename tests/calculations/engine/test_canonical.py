"""The byte form that hashes are taken over."""

import pytest

from calculations.engine.canonical import NotCanonicalError, canonical_json, case_sha256, judged_sha256
from tests.calculations.engine.sample_cases import example


def test_order_and_spelling_of_text_make_no_difference() -> None:
    assert canonical_json({"b": "e\u0301", "a": 1}) == canonical_json({"a": 1, "b": "\u00e9"})
    assert canonical_json({"ก": "ข"}).decode() == '{"ก":"ข"}'


@pytest.mark.parametrize(
    "value", [{"a": 0.1}, {"a": "\ud800"}, {"a": [float("nan")]}, {1: "a"}, {"a": {1, 2}}, {"\u00e9": 1, "e\u0301": 2}]
)
def test_refuses_what_has_no_canonical_form(value: object) -> None:
    with pytest.raises(NotCanonicalError):
        canonical_json(value)


def test_presentation_changes_one_hash_only() -> None:
    before, after = example(), example()
    after["presentation"]["product_name_en"] = "Bottle B"
    assert judged_sha256(before) == judged_sha256(after)
    assert case_sha256(before) != case_sha256(after)
    after["judged"]["declared_mass"]["amount"] = "101"
    assert judged_sha256(before) != judged_sha256(after)
