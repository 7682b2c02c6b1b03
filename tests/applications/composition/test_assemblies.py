"""Assemblies, counts, moisture, losses and percentages in the table of parts: typed, pasted, weighed and judged."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from applications import snapshots
from applications.completeness import problems_of
from applications.forms.pasted_rows import read_pasted
from applications.models import Application, BomNode, MassBand, Portion, ProductCategory
from applications.services.drafting import open_application
from applications.surroundings.mass_bands import mass_bands
from calculations.engine import evaluate
from tests.applications.composition.pages import address, first_blank, table_as_sent
from tests.personas import Personas

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]

SHEET = """\
ชิ้นส่วน\t\tน้ำหนัก\t\tวัสดุ\t\t\t\t
Part\tAssembly\tMass\tUnit\tMaterial\tOrigin\tShare\tPieces\tYield
frame\t\t\t\t\t\t\t1\t
panel\tframe\t40\tg\tPP\tVirgin material\t100\t2\t
foot\tframe\t20\tg\tr-PP\tNot known\t30–60 %\t1\t
\t\t\t\tPP\tVirgin material\t40-70\t\t
"""


@pytest.fixture
def client(personas: Personas, signed_in: SignedIn) -> Client:
    return signed_in(personas.applicant)


@pytest.fixture
def empty(personas: Personas) -> Application:
    return open_application(personas.manufacturer, route="4.1", by=personas.applicant, at=timezone.now())


def post(client: Client, application: Application, **changed: Any) -> Any:
    return client.post(address(application, "composition"), table_as_sent(client, application) | changed)


def codes(application: Application) -> dict[str, str]:
    found = problems_of(Application.objects.get(pk=application.pk), "composition")
    return {problem.code: problem.field for problem in found}


def node(application: Application, name: str) -> BomNode:
    return application.bom_nodes.get(name=name)


def test_a_flat_bill_shows_no_second_line(client: Client, empty: Application) -> None:
    page = client.get(address(empty, "composition"))
    assert not page.context["with_more"] and "part-more" not in page.content.decode()
    page = client.get(address(empty, "composition"), {"more": "1"})
    assert page.context["with_more"] and "part-more" in page.content.decode()
    assert post(client, empty, do="more")["Location"].endswith("more=1")


def test_a_sheet_with_two_lines_of_headings_becomes_a_tree(client: Client, empty: Application) -> None:
    post(client, empty, do="paste", pasted=SHEET)
    frame, foot = node(empty, "frame"), node(empty, "foot")
    assert [(row.name, row.parent_id, row.count_text) for row in empty.bom_nodes.all()] == [
        ("frame", None, "1"), ("panel", frame.pk, "2"), ("foot", frame.pk, "1"),
    ]  # fmt: skip
    assert not frame.portions.exists()
    shares = list(foot.portions.values_list("material", "share_low_text", "share_high_text"))
    assert shares == [("r-PP", "30", "60"), ("PP", "40", "70")]
    page = client.get(address(empty, "composition"))
    assert page.context["with_more"] and page.context["weights"].unread_count == 0
    assert page.context["weights"].product_grams == "100"
    report = evaluate(snapshots.case_of(Application.objects.get(pk=empty.pk)))
    assert report["shares"]["product_mass_kg"] == "0.1"


def test_cells_that_cannot_be_taken_are_named_with_line_and_column(client: Client, empty: Application) -> None:
    pasted = read_pasted("Part\tOrigin\tColour\ncap\tนิยาย\tred")
    assert [(number, bool(column), text) for number, column, text in pasted.not_understood] == [
        (2, True, "นิยาย"),
        (2, False, "red"),
    ]
    assert read_pasted("cap\t2\tg").lines == [{"name": "cap", "mass_text": "2", "mass_unit": "g"}]
    assert read_pasted("cap\t2\ttonelada").lines[0]["mass_unit"] == "tonelada"
    assert read_pasted("a\t1\n" * 501).is_cut


def test_an_unknown_assembly_is_said_and_never_becomes_a_top_part(client: Client, empty: Application) -> None:
    post(client, empty, do="paste", pasted=SHEET)
    sent = table_as_sent(client, empty)
    token = sent["row"][1]
    client.post(address(empty, "composition"), sent | {f"{token}-parent_text": "gone"})
    panel = node(empty, "panel")
    assert (panel.parent, panel.parent_text) == (None, "gone")
    assert codes(empty)["assembly_unknown"] == "parent_text"
    form = client.get(address(empty, "composition")).context["rows"][1].form
    assert form["parent_text"].value() == "gone" and form.errors["parent_text"]
    report = evaluate(snapshots.case_of(Application.objects.get(pk=empty.pk)))
    assert any(o["outcome"] == "invalid" and o["line_ids"] == [panel.line_id] for o in report["outcomes"])


def test_parts_follow_their_assembly_to_its_new_name_and_outlive_it(client: Client, empty: Application) -> None:
    post(client, empty, do="paste", pasted=SHEET)
    sent = table_as_sent(client, empty)
    client.post(address(empty, "composition"), sent | {f"{sent['row'][0]}-name": "chassis"})
    assert node(empty, "panel").parent == node(empty, "chassis")
    sent = table_as_sent(client, empty)
    client.post(address(empty, "composition"), sent | {"do": f"remove:{sent['row'][0]}"})
    assert list(empty.bom_nodes.values_list("name", "parent", "parent_text")) == [
        ("panel", None, "chassis"), ("foot", None, "chassis"),
    ]  # fmt: skip


def test_a_circle_of_assemblies_is_said_at_its_lines(client: Client, empty: Application) -> None:
    post(client, empty, do="paste", pasted="Part\tAssembly\na\tb\nb\ta")
    assert codes(empty)["bom_cycle"] == "parent_text"


def test_input_and_yield_are_weighed_and_judged(client: Client, empty: Application) -> None:
    sheet = "Part\tInput mass\tUnit\tMaterial\tOrigin\tYield\nshell\t100\tg\tPP\tvirgin\t90"
    post(client, empty, do="paste", pasted=sheet)
    assert codes(empty) == {}
    assert client.get(address(empty, "composition")).context["weights"].product_grams == "90"
    part = snapshots.case_of(Application.objects.get(pk=empty.pk))["judged"]["bill_of_materials"][0]
    assert (part["mass"], part["input_mass"], part["yield_share"]) == (None, {"amount": "100", "unit": "g"}, "0.9")
    post(client, empty, **{f"{table_as_sent(client, empty)['row'][0]}-yield_share_text": ""})
    assert codes(empty) == {"bom_yield_missing": "yield_share_text"}


@pytest.mark.parametrize("typed", ["0", "101", "-1", "NaN", "1,5"])
def test_a_yield_that_cannot_be_is_kept_and_said(client: Client, empty: Application, typed: str) -> None:
    sheet = f"Part\tInput mass\tUnit\tMaterial\tOrigin\tYield\nshell\t100\tg\tPP\tvirgin\t{typed}"
    post(client, empty, do="paste", pasted=sheet)
    form = client.get(address(empty, "composition")).context["rows"][0].form
    assert form["yield_share_text"].value() == typed and form.errors["yield_share_text"]


def test_percentages_are_of_the_declared_mass_and_add_to_100(client: Client, empty: Application) -> None:
    Application.objects.filter(pk=empty.pk).update(declared_mass_text="200", declared_mass_unit="g")
    post(client, empty, do="paste", pasted="a\t20\t%\tPP\tvirgin\nb\t80\t%\tPP\tvirgin")
    assert codes(empty) == {}
    assert client.get(address(empty, "composition")).context["weights"].product_grams == "200"
    post(client, empty, **{f"{table_as_sent(client, empty)['row'][0]}-mass_text": "19.9"})
    assert codes(empty) == {"bom_shares_sum": "mass_text"}


def test_losses_of_single_materials_are_asked_for_where_a_part_is_mixed(client: Client, empty: Application) -> None:
    post(client, empty, do="paste", pasted=SHEET)
    rows = client.get(address(empty, "composition")).context["rows"]
    assert ["kept_share_text" in line.form.fields for row in rows[1:] for line in row.portions] == [False, True, True]
    foot = node(empty, "foot").portions.first()
    assert foot is not None
    post(client, empty, **{f"{foot.line_id}-kept_share_text": "90"})
    assert Portion.objects.get(pk=foot.pk).kept_share_text == "90"
    assert codes(empty)["bom_portion_yield_missing"] == "kept_share_text"


def test_an_attributed_claim_goes_into_the_case(client: Client, empty: Application) -> None:
    sent = table_as_sent(client, empty)
    cells = {"name": "a", "mass_text": "1", "mass_unit": "g", "material": "PP", "origin": "post_consumer"}
    token = first_blank(sent)
    client.post(address(empty, "composition"), sent | {f"{token}-{name}": value for name, value in cells.items()})
    portion = Portion.objects.get(node__application=empty)
    post(client, empty, **{f"{portion.line_id}-claim_method": "mass_balance"})
    case = snapshots.case_of(Application.objects.get(pk=empty.pk))
    assert case["judged"]["bill_of_materials"][0]["portions"][0]["claim_method"] == "mass_balance"


def test_the_newest_band_in_force_is_part_of_the_context() -> None:
    category = ProductCategory.objects.create(code="chairs", name_th="เก้าอี้", name_en="Chairs")
    for year, high in ((2020, "5"), (2024, "9"), (2030, "1")):
        MassBand.objects.create(
            category=category, low_kg="0.5", high_kg=high, in_force_from=date(year, 1, 1), source="test"
        )
    ended = ProductCategory.objects.create(code="tables", name_th="โต๊ะ", name_en="Tables")
    MassBand.objects.create(
        category=ended,
        low_kg="1",
        high_kg="2",
        in_force_from=date(2020, 1, 1),
        in_force_to=date(2021, 1, 1),
        source="t",
    )
    found = [(band["category"], band["low_kg"], band["high_kg"]) for band in mass_bands(date(2026, 11, 28))]
    assert ("chairs", "0.5", "9") in found and "tables" not in [code for code, _, _ in found]
