"""Inventory, own factors and comparator: computed, never typed; what is wrong is said; 5.3 as it stands."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from applications import snapshots
from applications.completeness import problems, problems_of
from applications.forms.inventory import line_values
from applications.forms.own_factor import own_factor_values
from applications.models import Application, InventoryLine, OwnFactor
from applications.services import inventory
from applications.services.drafting import open_application
from calculations.engine import evaluate
from cecfp_portal.local.demo import specimens
from tests.applications.composition.pages import address
from tests.factories.cases import CaseMaker
from tests.personas import Personas

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]


@pytest.fixture
def application(cases: CaseMaker) -> Application:
    return cases.draft(specimens.product_a())


@pytest.fixture
def client(personas: Personas, signed_in: SignedIn) -> Client:
    return signed_in(personas.applicant)


def fresh(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def version(application: Application, section: str) -> str:
    return str(fresh(application).section_versions.get(section, 0))


def save_line(client: Client, application: Application, line: InventoryLine, **changed: Any) -> Any:
    section = "comparator" if line.side == "comparator" else "inventory"
    values = {name: value for name, value in line_values(line).items() if value is not False}
    sent = values | {"version": version(application, section)} | changed
    return client.post(address(application, "line", line.line_id), sent)


def product_line(application: Application) -> InventoryLine:
    return application.inventory_lines.filter(side="product").order_by("position", "pk")[0]


def test_amount_and_emission_are_the_engines(client: Client, application: Application) -> None:
    context = client.get(address(application, "inventory")).context
    report = evaluate(snapshots.case_of(application))
    product = report["footprints"]["product"]
    assert context["figures"].total == product["text"] == "5.00"
    by_line = {row["line_id"]: row["text"] for row in product["by_line"]}
    assert {key: row.emission for key, row in context["figures"].lines.items()} == by_line
    shown = {stage.code: stage.percent for stage in context["figures"].stages}
    expected = {row["stage"]: row["percent_text"] for row in product["by_stage"] if row["stage"] in shown}
    assert shown == expected


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "-1", "1e999999", "1,5", "1.234,5", "9" * 60])
@pytest.mark.parametrize("name", ["period_total_text", "allocation_share_text"])
def test_a_number_that_cannot_be_is_kept_and_said(
    client: Client, application: Application, name: str, typed: str
) -> None:
    line = product_line(application)
    assert save_line(client, application, line, **{name: typed}).status_code == 302
    form = client.get(address(application, "line", line.line_id)).context["form"]
    assert form[name].value() == typed and form.errors[name]
    assert any(problem.field == name for problem in problems_of(fresh(application), "inventory"))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"period_total_unit": "kWh"}, "period_total_unit"),
        ({"period_total_unit": "ton"}, "period_total_unit"),
        ({"allocation_share_text": "50", "allocation_basis": ""}, "allocation_basis"),
        ({"allocation_share_text": "100.01"}, "allocation_share_text"),
        ({"factor": ""}, "factor"),
        ({"is_cut_off": "on", "cut_off_reason": ""}, "cut_off_reason"),
        ({"stage": "use"}, "stage"),
        ({"name": ""}, "name"),
    ],
)
def test_what_a_line_lacks_is_said(
    client: Client, application: Application, changed: dict[str, str], field: str
) -> None:
    save_line(client, application, product_line(application), **changed)
    assert field in [problem.field for problem in problems_of(fresh(application), "inventory")]


def test_recycled_material_may_not_be_estimated_and_needs_its_line(client: Client, application: Application) -> None:
    line = application.inventory_lines.get(side="product", portion__origin="post_consumer")
    save_line(client, application, line, quantity_basis="estimated")
    assert [problem.code for problem in problems_of(fresh(application), "inventory")] == ["recycled_estimated"]
    save_line(client, application, line, quantity_basis="measured", portion="")
    assert [problem.code for problem in problems_of(fresh(application), "inventory")] == ["portion_missing"]


def test_a_factor_or_material_of_another_case_is_refused(
    client: Client, application: Application, personas: Personas, cases: CaseMaker
) -> None:
    theirs = open_application(personas.rival_manufacturer, route="4.1", by=personas.rival, at=timezone.now())
    factor = OwnFactor.objects.create(application=theirs, name="theirs", factor_text="1", per_unit="kg")
    line = product_line(application)
    other = cases.draft(specimens.product_a()).bom_nodes.all()[0].portions.get()
    assert save_line(client, application, line, factor=f"own-{factor.line_id}").status_code == 422
    assert save_line(client, application, line, portion=other.line_id).status_code == 422
    assert client.get(address(application, "own_factor", factor.line_id)).status_code == 404
    line.refresh_from_db()
    assert line.own_factor is None or line.own_factor.application_id == application.pk


def test_a_line_of_another_organisation_is_not_found(
    personas: Personas, signed_in: SignedIn, application: Application
) -> None:
    line, rival = product_line(application), signed_in(personas.rival)
    assert rival.get(address(application, "line", line.line_id)).status_code == 404
    assert rival.post(address(application, "line_change", line.line_id), {"do": "remove"}).status_code == 404
    assert InventoryLine.objects.filter(pk=line.pk).exists()


def test_lines_are_added_duplicated_and_removed(client: Client, application: Application) -> None:
    count = application.inventory_lines.count()
    sent = {"version": version(application, "inventory"), "name": "น้ำ", "stage": "production", "kind": "auxiliary"}
    assert client.post(address(application, "line_new", "product"), sent).status_code == 302
    line = application.inventory_lines.get(name="น้ำ")
    client.post(address(application, "line_change", line.line_id), {"do": "duplicate"})
    assert application.inventory_lines.count() == count + 2
    client.post(address(application, "line_change", line.line_id), {"do": "remove"})
    assert application.inventory_lines.count() == count + 1
    assert client.get(address(application, "line_new", "nonsense")).status_code == 404


def test_a_stale_line_keeps_what_was_typed(client: Client, application: Application) -> None:
    response = save_line(client, application, product_line(application), name="typed late", version="99")
    assert response.status_code == 409 and response.context["form"]["name"].value() == "typed late"
    assert not application.inventory_lines.filter(name="typed late").exists()


def test_materials_without_a_line_get_one(client: Client, application: Application) -> None:
    application.inventory_lines.filter(side="product", portion__isnull=False).delete()
    client.post(address(application, "inventory"), {"version": version(application, "inventory"), "do": "from_parts"})
    added = application.inventory_lines.filter(side="product", portion__isnull=False)
    assert {line.portion.material for line in added} == {"V-PET", "R-PET"}


@pytest.mark.parametrize("typed", ["NaN", "1e999999", "1,5", ""])
def test_an_own_factor_says_what_is_wrong(client: Client, application: Application, typed: str) -> None:
    factor = application.own_factors.get(rung="other")
    sent = own_factor_values(factor) | {"factor_text": typed, "version": version(application, "inventory")}
    assert client.post(address(application, "own_factor", factor.line_id), sent).status_code == 302
    form = client.get(address(application, "own_factor", factor.line_id)).context["form"]
    assert form["factor_text"].value() == typed and form.errors["factor_text"]
    assert any(problem.line_id == factor.line_id for problem in problems(fresh(application)))


def test_source_and_confidence_stand_beside_a_factor(client: Client, application: Application) -> None:
    line = application.inventory_lines.filter(side="product", factor__isnull=False)[0]
    shown = client.get(address(application, "factor_source"), {"factor": f"set-{line.factor_id}"}).context["choice"]
    assert (shown.source, shown.note) == (line.factor.source, line.factor.confidence)
    found = client.get(address(application, "factor_options"), {"q": "HDPE"}).context["groups"]
    assert any("HDPE" in choice.label for _name, choices in found for choice in choices if not choice.is_own)
    assert all("HDPE" in choice.label for _name, choices in found for choice in choices if not choice.is_own)


def test_the_products_lines_are_copied_and_recycled_asks_for_virgin(client: Client, application: Application) -> None:
    application.inventory_lines.filter(side="comparator").delete()
    Application.objects.filter(pk=application.pk).update(comparator_method="measured")
    sent = {"version": version(application, "comparator"), "comparator_method": "measured", "comparator_reason": "x"}
    client.post(address(application, "comparator"), sent | {"do": "copy"})
    ours = application.inventory_lines.filter(side="product")
    theirs = application.inventory_lines.filter(side="comparator")
    assert theirs.count() == ours.count()
    bare = theirs.get(factor=None, own_factor=None)
    assert bare.portion.origin == "post_consumer"
    assert [problem.code for problem in problems_of(fresh(application), "comparator")] == ["factor_missing"]
    virgin = ours.filter(factor__origin="virgin")[0].factor
    save_line(client, application, bare, factor=f"set-{virgin.pk}", name="V-PET แทน R-PET")
    assert problems(fresh(application)) == []
    report = evaluate(snapshots.case_of(fresh(application)))
    assert [item["id"] for item in report["outcomes"] if item["outcome"] == "invalid"] == []


@pytest.mark.parametrize(
    ("total", "verdict"), [("5", "pass"), ("4.999999999999", "fail"), ("6", "pass"), ("NaN", "pending")]
)
def test_clause_5_3_as_it_stands(application: Application, total: str, verdict: str) -> None:
    Application.objects.filter(pk=application.pk).update(comparator_method="declared", comparator_total_text=total)
    product, comparator = inventory.figures_of(fresh(application))
    assert inventory.compare(product, comparator).verdict == verdict


def test_a_declared_total_needs_reason_and_evidence(client: Client, application: Application) -> None:
    application.evidence.filter(kind="comparator_evidence").delete()
    sent = {
        "version": version(application, "comparator"),
        "comparator_method": "declared",
        "comparator_total_text": "-1",
    }
    client.post(address(application, "comparator"), sent)
    codes = [problem.code for problem in problems_of(fresh(application), "comparator")]
    assert codes == ["text_missing", "number_negative", "evidence_missing"]
    page = client.get(address(application, "comparator"))
    assert page.context["is_declared"] and page.context["form"].errors["comparator_total_text"]


@pytest.mark.parametrize("name", ["inventory", "comparator", "documents", "composition"])
@pytest.mark.parametrize(
    ("who", "status"), [("rival", 404), ("officer", 403), ("public", 302), ("applicant_viewer", 302)]
)
def test_the_pages_are_the_applicants(
    personas: Personas, signed_in: SignedIn, application: Application, name: str, who: str, status: int
) -> None:
    assert signed_in(getattr(personas, who)).get(address(application, name)).status_code == status


def test_a_complete_case_has_nothing_invalid_for_the_engine(application: Application, cases: CaseMaker) -> None:
    makers = [getattr(specimens, name) for name in dir(specimens) if name.startswith("product_")]
    assert makers
    for maker in makers:
        draft = cases.draft(maker())
        assert problems(draft) == []
        outcomes = evaluate(snapshots.case_of(draft))["outcomes"]
        assert [item["id"] for item in outcomes if item["outcome"] == "invalid"] == []
