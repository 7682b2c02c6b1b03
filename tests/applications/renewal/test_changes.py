"""What differs from the certified case, in words: every field has a label, rows are named, and only parties read it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst

from applications import models, snapshots
from applications.models import Application
from applications.overview.differences import LISTS, WITHIN, differences
from applications.overview.differences import _flat as flat
from applications.overview.field_words import label_of
from tests.applications.renewal.conftest import as_certified
from tests.applications.renewal.test_claims import opened as opened_and_accepted
from tests.applications.renewal.test_copying import opened
from tests.factories.cases import CaseMaker
from tests.personas import Personas

pytestmark = pytest.mark.django_db
FIELDS = (
    "workbook_total_text", "workbook_production_text", "comparator_is_on_same_terms", "comparator_lifetime_text",
)  # fmt: skip


def rows_within(table: Any, rows: Any) -> Iterator[tuple[Any, Any]]:
    for row in rows:
        yield table, row
        for inner, inner_table in WITHIN.get(table, {}).items():
            yield from rows_within(inner_table, row.get(inner) or ())


def test_every_field_of_every_row_has_a_label_of_its_own(certified: Application) -> None:
    judged = snapshots.case_of(certified)["judged"]
    tables = [(table, judged[name]) for name, _section, table in LISTS]
    tables.append((models.CounterpartOverride, judged["comparator"]["overrides"]))
    unlabelled = {
        (table.__name__, field)
        for top, rows in tables
        for table, row in rows_within(top, rows)
        for field in flat(table, row)
        if label_of(table, field) == field
    }
    assert unlabelled == set()


def test_equal_cases_differ_in_nothing(certified: Application) -> None:
    case = snapshots.case_of(certified)
    assert differences(case, case) == []


def changed_case(certified: Application, personas: Personas) -> Application:
    new = opened(certified, personas, "variation")
    new.product_model = "B-2"
    new.save()
    line = new.inventory_lines.filter(side="product").earliest("pk")
    line.period_total_text = "1,234"
    line.save()
    portion = models.Portion.objects.filter(node__application=new, origin="post_consumer").earliest("pk")
    portion.reprocessor_name, portion.share_low_text = "โรงงานรีไซเคิลแห่งใหม่", "55"
    portion.save()
    new.own_factors.all().delete()
    models.BomNode.objects.create(application=new, name="ฉลาก", mass_text="1", mass_unit="g")
    return new


def test_changes_are_told_by_section_row_and_label(certified: Application, personas: Personas) -> None:
    new = changed_case(certified, personas)
    with translation.override("th"):
        found = differences(snapshots.case_of(certified), snapshots.case_of(new))
    told = {
        (section.code, row.row, str(row.label)): (str(row.before), str(row.after))
        for section in found
        for row in section.differences
    }
    assert told["product", "", "รุ่น/แบบ"][1] == "B-2"
    line = new.inventory_lines.filter(side="product").earliest("pk")
    totals = [pair for (code, row, _label), pair in told.items() if (code, row) == ("inventory", line.name)]
    assert any(after.startswith("1234 ") for _before, after in totals)
    portion = models.Portion.objects.filter(node__application=new, origin="post_consumer").earliest("pk")
    place = ("composition", portion.material)
    of_portion = [pair for (code, row, _label), pair in told.items() if (code, row) == place]
    assert any(after == "โรงงานรีไซเคิลแห่งใหม่" for _before, after in of_portion)
    assert any(after == "55 %" for _before, after in of_portion)
    assert ("composition", "ฉลาก") in {key[:2] for key, pair in told.items() if pair == ("", "เพิ่มเข้ามา")}
    assert "inventory" in {key[0] for key, pair in told.items() if pair == ("", "ไม่มีแล้ว")}


def test_workbook_totals_and_the_comparators_terms_are_compared(certified: Application) -> None:
    """A renewal asks for the totals anew, and the terms are what clause 5.3 stands on."""
    certified.workbook_total_text, certified.workbook_production_text = "1.234", "0.2"
    certified.comparator_method, certified.comparator_is_on_same_terms = "declared", True
    certified.comparator_lifetime_text, certified.product_lifetime_text = "3", "3"
    before = snapshots.case_of(certified)
    certified.workbook_total_text = certified.workbook_production_text = ""
    certified.comparator_is_on_same_terms, certified.comparator_lifetime_text = False, "5"
    with translation.override("th"):
        found = differences(before, snapshots.case_of(certified))
        told = {
            (section.code, str(row.label)): (str(row.before), str(row.after))
            for section in found
            for row in section.differences
        }
        labels = {name: capfirst(str(Application._meta.get_field(name).verbose_name)) for name in FIELDS}  # type: ignore[union-attr]
    assert told == {
        ("inventory", labels["workbook_total_text"]): ("1.234", ""),
        ("inventory", labels["workbook_production_text"]): ("0.2", ""),
        ("comparator", labels["comparator_is_on_same_terms"]): ("ใช่", "ไม่ใช่"),
        ("comparator", labels["comparator_lifetime_text"]): ("3", "5"),
    }


def test_the_page_for_the_applicant_and_for_nobody_else(
    certified: Application, personas: Personas, signed_in: Callable[[object], Client]
) -> None:
    snapshots.freeze(certified, by=personas.applicant, at=timezone.now())
    new = changed_case(certified, personas)
    url = reverse("applications:predecessor", args=[new.public_id])
    page = signed_in(personas.applicant_viewer).get(url)
    assert page.status_code == 200 and "B-2" in page.content.decode()
    others = ("rival", "verifier", "officer", "public")
    codes = {who: signed_in(personas.people()[who]).get(url).status_code for who in others}
    assert codes == {"rival": 404, "verifier": 404, "officer": 404, "public": 302}
    of_the_first = reverse("applications:predecessor", args=[certified.public_id])
    assert signed_in(personas.applicant).get(of_the_first).status_code == 404


def test_the_verifier_reads_what_was_sent_not_what_is_typed(
    cases: CaseMaker, personas: Personas, signed_in: Callable[[object], Client]
) -> None:
    certified = as_certified(cases.checked())
    new = opened_and_accepted(certified, cases, "variation")
    new.product_model = "B-2"
    new.save()
    url, verifier = reverse("applications:predecessor", args=[new.public_id]), signed_in(personas.verifier)
    assert "B-2" not in verifier.get(url).content.decode()
    cases.sent_again(new)
    assert "B-2" in verifier.get(url).content.decode()
