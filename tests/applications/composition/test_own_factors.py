"""The page of an own factor: what each rung asks for, metered lines, and the value computed as it is typed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from applications import snapshots
from applications.completeness import problems
from applications.models import Application, OwnFactor
from applications.overview.view import case_view
from calculations.engine import evaluate
from tests.applications.composition.pages import address
from tests.factories.cases import CaseMaker
from tests.personas import Personas

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]


def fresh(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def version(application: Application, section: str) -> str:
    return str(fresh(application).section_versions.get(section, 0))


@pytest.fixture
def application(cases: CaseMaker) -> Application:
    return cases.draft()


@pytest.fixture
def client(personas: Personas, signed_in: SignedIn) -> Client:
    return signed_in(personas.applicant)


@pytest.fixture
def metered(application: Application) -> OwnFactor:
    return application.own_factors.get(rung="metered")


def page_of(factor: OwnFactor) -> dict[str, Any]:
    """What the page of a stored factor would send back, nothing changed."""
    names = (
        "name", "rung", "origin", "per_unit", "source", "reason", "maker_name", "maker_licence", "period_start_text",
        "period_end_text", "intake_text", "intake_unit", "output_text", "output_unit", "factor_text", "gwp_set",
        "certificate_number", "certificate_holder", "expires_text",
    )  # fmt: skip
    sent = {name: getattr(factor, name) for name in names}
    sent["evidence"] = factor.evidence.line_id if factor.evidence else ""
    sent["meter"] = [meter.line_id for meter in factor.meters.all()]
    for meter in factor.meters.all():
        sent |= meter_row(meter.line_id, meter.period_total_text, meter.factor_id, meter.name)
    return sent | {"version": version(factor.application, "inventory")}


def meter_row(token: str, total: str, factor_id: int | None, name: str = "ไฟฟ้า") -> dict[str, Any]:
    cells = {
        "kind": "electricity",
        "name": name,
        "period_total_text": total,
        "period_total_unit": "kWh",
        "allocation_share_text": "100",
        "quantity_basis": "measured",
        "meter": "PEA",
        "factor": f"set-{factor_id}",
    }
    return {f"meter-{token}-{key}": value for key, value in cells.items()}


def test_the_demos_metered_factor_is_exact(client: Client, application: Application, metered: OwnFactor) -> None:
    figures = client.get(address(application, "own_factor", metered.line_id)).context["figures"]
    assert (figures.value, figures.exact, figures.yield_percent) == ("1.100", "1.1", "90.91")
    assert problems(application) == []


def test_a_rung_asks_for_its_own_fields(client: Client, application: Application) -> None:
    url = address(application, "own_factor_new")

    def asked(rung: str) -> set[str]:
        response = client.post(url, {"version": "1", "rung": rung, "do": "show", "maker_name": "kept"})
        assert response.status_code == 200
        return set(response.context["form"].fields)

    assert {"output_text", "intake_text", "maker_licence"} <= asked("metered")
    assert asked("electricity_only") >= {"output_text", "reason"} and "intake_text" not in asked("electricity_only")
    assert {"certificate_number", "expires_text", "factor_text", "reason"} <= asked("supplier_cfp")
    assert "certificate_number" not in asked("other")
    assert application.own_factors.filter(maker_name="kept").count() == 0
    kept = client.post(url, {"version": "1", "rung": "other", "do": "show", "maker_name": "kept"})
    assert ("maker_name", "kept") in kept.context["form"].kept_values


def test_a_line_is_added_computed_and_saved(client: Client, application: Application, metered: OwnFactor) -> None:
    url, sent = address(application, "own_factor", metered.line_id), page_of(metered)
    shown = client.post(url, sent | {"do": "add_meter"}).context["meters"]
    assert len(shown) == 2 and metered.meters.count() == 1
    token, grid = shown[1].token, metered.meters.all()[0].factor_id
    sent = sent | {"meter": [*sent["meter"], token]} | meter_row(token, "5,562,000", grid)
    computed = client.post(url, sent | {"do": "compute"})
    assert computed.context["figures"].exact == "1.6562"
    assert metered.meters.count() == 1
    assert client.post(url, sent).status_code == 302
    assert [meter.line_id for meter in metered.meters.all()] == sent["meter"]
    assert evaluate(snapshots.case_of(fresh(application)))["footprints"]["product"]["exact"] == "5.11124"


def test_a_line_is_taken_away_and_gone_after_saving(
    client: Client, application: Application, metered: OwnFactor
) -> None:
    url, sent = address(application, "own_factor", metered.line_id), page_of(metered)
    first = sent["meter"][0]
    response = client.post(url, sent | {"remove_meter": first})
    assert [form.token for form in response.context["meters"]] != [first] and metered.meters.count() == 1
    assert client.post(url, sent | {"meter": []}).status_code == 302
    assert metered.meters.count() == 0
    assert "own_factor_meters" in {problem.code for problem in problems(fresh(application))}


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("period_total_text", "1,5", "number_separator"),
        ("period_total_text", "0", "number_not_positive"),
        ("period_total_unit", "ton", "unit_ton"),
        ("factor", "", "factor_missing"),
        ("kind", "", "text_missing"),
        ("allocation_share_text", "101", None),
    ],
)
def test_what_is_wrong_with_a_line_stands_beside_it(
    client: Client, application: Application, metered: OwnFactor, name: str, typed: str, code: str | None
) -> None:
    url, sent = address(application, "own_factor", metered.line_id), page_of(metered)
    token = sent["meter"][0]
    assert client.post(url, sent | {f"meter-{token}-{name}": typed}).status_code == 302
    form = client.get(url).context["meters"][0]
    assert form.errors[name] and form[name].value() == typed
    found = [problem for problem in problems(fresh(application)) if problem.line_id == token]
    assert found and (code is None or code in {problem.code for problem in found})


def test_only_rows_of_the_sets_stand_behind_a_meter(
    client: Client, application: Application, metered: OwnFactor
) -> None:
    url, sent = address(application, "own_factor", metered.line_id), page_of(metered)
    response = client.post(url, sent | {f"meter-{sent['meter'][0]}-factor": f"own-{metered.line_id}"})
    assert response.status_code == 422
    assert client.post(url, sent | {f"meter-{sent['meter'][0]}-factor": "set-999999"}).status_code == 422


def test_a_factor_below_metered_data_says_why(client: Client, application: Application, metered: OwnFactor) -> None:
    url = address(application, "own_factor", metered.line_id)
    sent = page_of(metered) | {"rung": "supplier_cfp", "factor_text": "1.1", "gwp_set": "AR5"}
    assert client.post(url, sent).status_code == 302
    fields = {problem.field for problem in problems(fresh(application)) if problem.line_id == metered.line_id}
    assert fields == {"reason", "certificate_number", "expires_text"}
    own = snapshots.case_of(fresh(application))["judged"]["own_factors"][0]
    assert (own["rung"], own["value_kgco2e"], own["meters"]) == ("supplier_cfp", "1.1", [])


def test_somebody_elses_factor_is_not_found(
    personas: Personas, signed_in: SignedIn, application: Application, metered: OwnFactor
) -> None:
    rival = signed_in(personas.rival)
    assert rival.get(address(application, "own_factor", metered.line_id)).status_code == 404
    assert rival.post(address(application, "own_factor", metered.line_id), page_of(metered)).status_code == 404
    assert metered.meters.count() == 1


def test_a_stale_page_keeps_what_was_typed(client: Client, application: Application, metered: OwnFactor) -> None:
    url, sent = address(application, "own_factor", metered.line_id), page_of(metered)
    response = client.post(url, sent | {"version": "99", f"meter-{sent['meter'][0]}-name": "typed late"})
    assert response.status_code == 409
    assert response.context["meters"][0]["name"].value() == "typed late"


def test_verifier_and_officer_see_the_meters_with_their_sources(cases: CaseMaker) -> None:
    application = cases.checked()
    revision = application.revisions.get()
    report = revision.check_runs.get().report
    view = case_view(application, revision, report)
    shown = next(row for row in view.own_factors if row.meters)
    assert shown.value == "1.1 kgCO₂e/kg"
    assert shown.meters[0].factor_value == "0.5562 kgCO₂e/kWh"
    assert shown.meters[0].confidence.startswith("high") and shown.meters[0].factor_source
    line = next(row for row in view.product_lines if row.factor == shown.name)
    assert line.factor_value == "1.1 kgCO₂e/kg"
    assert not any("None" in row.factor_value for row in view.product_lines)
