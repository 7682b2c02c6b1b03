"""Transport legs, figures as typed, and the totals of the applicant's own workbook."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applications import snapshots
from applications.choices import LineKind, Stage, WayBack
from applications.completeness import problems_of
from applications.models import Application, InventoryLine, OwnFactor, TransportLeg
from calculations.engine import evaluate
from cecfp_portal.local.demo import specimens
from tests.applications.composition.pages import address
from tests.applications.composition.test_inventory import fresh, save_line, version
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


@pytest.fixture
def lorry(application: Application) -> InventoryLine:
    """200 t carried by lorry; how far and by what is not stated yet."""
    return InventoryLine.objects.create(
        application=application,
        side="product",
        stage=Stage.RAW_MATERIAL,
        kind=LineKind.TRANSPORT,
        name="lorry",
        period_total_text="200",
        period_total_unit="t",
        source_document="delivery notes",
        quantity_basis="measured",
        allocation_share_text="100",
    )


def own(application: Application, name: str, value: str, per: str) -> OwnFactor:
    return OwnFactor.objects.create(
        application=application, name=name, factor_text=value, per_unit=per, rung="other", source="example"
    )


def leg_values(application: Application, key: str = "new", **changed: str) -> dict[str, str]:
    out, back = own(application, "lorry, loaded", "0.05", "tkm"), own(application, "lorry, empty", "0.6", "km")
    given = {
        "vehicle": "10-wheel lorry",
        "distance_text": "100",
        "distance_source": "map",
        "factor": f"own-{out.line_id}",
        "way_back": WayBack.EMPTY.value,
        "payload_text": "10",
        "return_factor": f"own-{back.line_id}",
    }
    return {"leg": key, **{f"leg-{key}-{name}": value for name, value in {**given, **changed}.items()}}


def emission(application: Application, line: InventoryLine) -> str | None:
    rows = evaluate(snapshots.case_of(fresh(application)))["footprints"]["product"]["by_line"]
    found: str | None = next(row["exact"] for row in rows if row["line_id"] == line.line_id)
    return found


def test_leg_is_stored_computed_and_shown_again(client: Client, application: Application, lorry: InventoryLine) -> None:
    assert save_line(client, application, lorry, **leg_values(application)).status_code == 302
    leg = lorry.legs.get()
    # 200 t × 100 km × 0.05 + 20 journeys × 100 km × 0.6, over a million pieces.
    assert emission(application, lorry) == "0.0022"
    assert not [p for p in problems_of(fresh(application), "inventory") if p.line_id == lorry.line_id]
    page = client.get(address(application, "line", lorry.line_id))
    key, form = page.context["legs"].rows[0]
    assert key == leg.line_id
    assert form["factor"].value() == f"own-{leg.own_factor.line_id}"
    assert f'<option value="own-{leg.own_factor.line_id}" selected>' in page.content.decode()
    table = client.get(address(application, "inventory"))
    assert table.context["figures"].lines[lorry.line_id].unit == "tkm"


def test_leg_is_changed_and_removed_under_its_own_identifier(
    client: Client, application: Application, lorry: InventoryLine
) -> None:
    save_line(client, application, lorry, **leg_values(application))
    key = lorry.legs.get().line_id
    save_line(client, application, lorry, **leg_values(application, key, distance_text="50"))
    assert [(leg.line_id, leg.distance_text) for leg in lorry.legs.all()] == [(key, "50")]
    save_line(client, application, lorry, **leg_values(application, key), remove_leg=key)
    assert not lorry.legs.exists()


def test_leg_of_another_case_is_out_of_reach(
    client: Client, cases: CaseMaker, application: Application, lorry: InventoryLine
) -> None:
    other = cases.draft(specimens.product_a())
    foreign = InventoryLine.objects.create(application=other, side="product", name="theirs")
    leg = TransportLeg.objects.create(transport=foreign, vehicle="theirs")
    save_line(client, application, lorry, **leg_values(application, leg.line_id))
    leg.refresh_from_db()
    assert (leg.vehicle, leg.transport_id) == ("theirs", foreign.pk)


def test_what_a_leg_lacks_is_said_beside_its_field_and_kept(
    client: Client, application: Application, lorry: InventoryLine
) -> None:
    save_line(client, application, lorry, **leg_values(application, distance_text="NaN", distance_source=""))
    _key, form = client.get(address(application, "line", lorry.line_id)).context["legs"].rows[0]
    assert form["distance_text"].value() == "NaN"
    assert form.errors["distance_text"] and form.errors["distance_source"]
    assert any(p.line_id == lorry.line_id for p in problems_of(fresh(application), "inventory"))


def test_leg_with_a_factor_that_is_not_offered_is_refused(
    client: Client, application: Application, lorry: InventoryLine
) -> None:
    answer = save_line(client, application, lorry, **leg_values(application, factor="own-doesnotexist"))
    assert answer.status_code == 422
    assert not lorry.legs.exists()


def test_duplicate_takes_the_legs_along(client: Client, application: Application, lorry: InventoryLine) -> None:
    save_line(client, application, lorry, **leg_values(application))
    change = reverse("applications:applicant_line_change", args=[application.public_id, lorry.line_id])
    client.post(change, {"do": "duplicate"})
    copies = application.inventory_lines.filter(name="lorry")
    assert sorted(line.legs.count() for line in copies) == [1, 1]
    assert TransportLeg.objects.values("line_id").distinct().count() == 2


def figures(client: Client, application: Application, **typed: str) -> Any:
    url = reverse("applications:applicant_line_figures", args=[application.public_id, "product"])
    return client.post(url, typed)


def test_figures_as_typed_are_the_engines_and_nothing_is_stored(client: Client, application: Application) -> None:
    power = application.inventory_lines.get(kind=LineKind.ENERGY, side="product")
    typed = {"period_total_text": "4,000,000", "period_total_unit": "kWh", "factor": f"set-{power.factor_id}"}
    before = application.inventory_lines.count()
    answer = figures(client, application, **typed, stage="production", allocation_share_text="50")
    assert (answer.context["figures"].amount, answer.context["figures"].unit) == ("2.000", "kWh")
    assert application.inventory_lines.count() == before
    assert figures(client, application, period_total_text="NaN").context["figures"] is not None
    assert figures(client, application, factor="set-0").context["figures"] is None


def test_workbook_totals_are_kept_as_typed_and_judged(client: Client, application: Application) -> None:
    sent = {"version": version(application, "inventory"), "workbook_total_text": "5.10"}
    client.post(address(application, "inventory"), sent)
    case = snapshots.case_of(fresh(application))
    assert case["judged"]["typed_totals"] == {"product": {"total_kgco2e": "5.10"}}
    outcomes = {o["id"]: o["outcome"] for o in evaluate(case)["outcomes"]}
    assert outcomes["ce-cfp.5.1.workbook:product"] == "review"
    page = client.get(address(application, "inventory"))
    assert page.context["workbook"]["workbook_total_text"].value() == "5.10"


def test_workbook_total_that_is_no_number_is_said_and_kept(client: Client, application: Application) -> None:
    sent = {"version": version(application, "inventory"), "workbook_total_text": "5,1"}
    client.post(address(application, "inventory"), sent)
    form = client.get(address(application, "inventory")).context["workbook"]
    assert form["workbook_total_text"].value() == "5,1" and form.errors["workbook_total_text"]
