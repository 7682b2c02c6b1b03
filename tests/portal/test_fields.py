"""Form fields: what they accept, what they say, and that a page keeps what was typed."""

from datetime import date

import pytest
from django import forms
from django.utils import translation

from cecfp_portal.fields import CleanCharField, CleanTextField, ThaiDateField


class Form(forms.Form):
    name = CleanCharField(max_length=10)
    remarks = CleanTextField(required=False)
    made_on = ThaiDateField()


def submitted(**typed: str) -> Form:
    return Form({"name": "ขวด", "made_on": "25/11/2569"} | typed)


def test_values_come_out_clean() -> None:
    form = submitted(name="  ขวด\u200b น้ำ ", remarks="one\r\ntwo")
    assert form.is_valid()
    assert form.cleaned_data == {"name": "ขวด น้ำ", "remarks": "one\ntwo", "made_on": date(2026, 11, 25)}


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("name", "a\u202eb", "direction"),
        ("name", "a" * 11, "too_long"),
        ("name", "\u200b", "required"),
        ("remarks", "a\ud800", "surrogate"),
        ("remarks", "a" * 4001, "too_long"),
        ("made_on", "25/11/69", "short_year"),
        ("made_on", "30/02/2569", "impossible"),
        ("made_on", "soon", "not_understood"),
        ("made_on", "", "required"),
    ],
)
def test_refusals_have_a_code(field: str, typed: str, code: str) -> None:
    assert code in {error.code for error in submitted(**{field: typed}).errors.as_data()[field]}


@pytest.mark.parametrize(("language", "shown", "in_full"), [
    ("th", "25/11/2569", "25 พฤศจิกายน 2569"), ("en", "25/11/2026", "25 November 2026"),
])  # fmt: skip
def test_a_stored_day_is_shown_in_the_era_of_the_page(language: str, shown: str, in_full: str) -> None:
    with translation.override(language):
        page = str(Form(initial={"made_on": date(2026, 11, 25)})["made_on"])
    assert f'value="{shown}"' in page
    assert in_full in page


def test_a_wrong_day_stays_as_it_was_typed_with_its_error_wired_to_the_box() -> None:
    page = submitted(made_on="25/11/69")["made_on"].as_field_group()
    assert 'value="25/11/69"' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_made_on_helptext id_made_on_error"' in page
    assert 'id="id_made_on_error"' in page


def test_an_unchanged_day_is_no_change_in_whichever_era_it_was_typed() -> None:
    field = ThaiDateField()
    assert not field.has_changed(date(2026, 11, 25), "25/11/2569")
    assert field.has_changed(date(2026, 11, 25), "26/11/2569")
