"""What is stored of text that comes from outside."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cecfp_portal.text import TextRefused, clean_text, search_text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  ขวด   น้ำดื่ม\t600 มล. ", "ขวด น้ำดื่ม 600 มล."),
        ("น\u0e4d\u0e32", "น\u0e33"),
        ("น\u0e49\u0e4d\u0e32", "น\u0e49\u0e33"),
        ("น\u0e4d\u0e49\u0e32", "น\u0e49\u0e33"),
        ("ขวด\u200bน้ำ\ufeff", "ขวดน้ำ"),
        ("a\x00b\x07c\x9f", "abc"),
        ("non\u00a0breaking", "non breaking"),
        ("one\r\ntwo", "one two"),
        ("cafe\u0301", "caf\u00e9"),
        ("ที\uf70a", "ที่"),
        ("kgCO₂e ½ ﬁ", "kgCO₂e ½ ﬁ"),
    ],
)
def test_text_is_stored_in_one_form(typed: str, stored: str) -> None:
    assert clean_text(typed) == stored


def test_lines_stay_where_they_are_wanted() -> None:
    assert clean_text(" one \r\n\r\n two  words\u2028three ", multiline=True) == "one\n\n two words\nthree"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a\ud800b", "surrogate"),
        ("invoice\u202efdp.exe", "direction"),
        ("\u2066x\u2069", "direction"),
        ("a\u200eb", "direction"),
        ("a\ufffeb", "noncharacter"),
        ("x\U000e0041", "noncharacter"),
    ],
)
def test_text_that_cannot_be_made_safe_is_refused(typed: str, code: str) -> None:
    with pytest.raises(TextRefused) as refusal:
        clean_text(typed)
    assert refusal.value.code == code


def test_length_is_counted_after_cleaning() -> None:
    assert clean_text("  ab\u200b  ", max_length=2) == "ab"
    with pytest.raises(TextRefused, match="too_long"):
        clean_text("abc", max_length=2)


@given(st.text())
def test_cleaning_twice_changes_nothing_and_stores_what_postgresql_takes(typed: str) -> None:
    try:
        stored = clean_text(typed, multiline=True)
    except TextRefused:
        return
    assert clean_text(stored, multiline=True) == stored
    assert "\x00" not in stored
    assert unicodedata.is_normalized("NFC", stored)
    stored.encode("utf-8")


@given(st.text())
def test_a_search_never_fails(typed: str) -> None:
    assert search_text(search_text(typed)) == search_text(typed)


def test_search_finds_the_same_word_written_differently() -> None:
    assert search_text("ขวด เเก้ว ๕๐๐ ML") == search_text("ขวด แก้ว 500 ml")
