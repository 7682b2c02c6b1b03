"""The table of parts: what is typed is kept, what is wrong is said, and nothing of another case is touched."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from applications.completeness import problems_of
from applications.models import Application, BomNode, Portion
from applications.services.drafting import open_application
from applications.snapshots import case_of
from calculations.engine import evaluate
from cecfp_portal.local.demo import specimens
from tests.applications.composition.pages import address, first_blank, table_as_sent
from tests.factories.cases import CaseMaker
from tests.personas import Personas

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]
HOSTILE_NUMBERS = ["NaN", "Infinity", "-1", "0", "1e999999", "1,5", "1.234,5", "9" * 60, "๑,๒", "1/0", "0x10", "--1"]


@pytest.fixture
def client(personas: Personas, signed_in: SignedIn) -> Client:
    return signed_in(personas.applicant)


@pytest.fixture
def empty(personas: Personas) -> Application:
    return open_application(personas.manufacturer, route="4.1", by=personas.applicant, at=timezone.now())


def post(client: Client, application: Application, sent: dict[str, Any]) -> Any:
    return client.post(address(application, "composition"), sent)


def filled(client: Client, application: Application, **cells: str) -> dict[str, Any]:
    sent = table_as_sent(client, application)
    token = first_blank(sent)
    typed = {"name": "ขวด", "mass_text": "๑๖.๕", "mass_unit": "g", "material": "PET", "origin": "virgin", **cells}
    return sent | {f"{token}-{name}": value for name, value in typed.items()}


def test_a_part_is_stored_with_one_portion_of_100_percent(client: Client, empty: Application) -> None:
    assert post(client, empty, filled(client, empty)).status_code == 302
    node = empty.bom_nodes.get()
    portion = node.portions.get()
    assert (node.name, node.mass_text, str(node.mass_value.normalize())) == ("ขวด", "๑๖.๕", "16.5")
    assert (portion.origin, portion.share_low_text) == ("virgin", "100")
    assert problems_of(Application.objects.get(pk=empty.pk), "composition") == []


def test_saving_an_unchanged_table_changes_nothing(client: Client, cases: CaseMaker) -> None:
    application = cases.draft(specimens.product_a())
    before = list(Portion.objects.values()), list(BomNode.objects.values())
    assert post(client, application, table_as_sent(client, application)).status_code == 302
    assert (list(Portion.objects.values()), list(BomNode.objects.values())) == before
    assert problems_of(Application.objects.get(pk=application.pk), "composition") == []


@pytest.mark.parametrize("typed", HOSTILE_NUMBERS)
@pytest.mark.parametrize("name", ["mass_text", "share_low_text", "share_high_text"])
def test_a_number_that_cannot_be_is_kept_and_said_beside_its_cell(
    client: Client, empty: Application, name: str, typed: str
) -> None:
    if name != "mass_text" and typed == "0":
        typed = "101"
    assert post(client, empty, filled(client, empty, **{name: typed})).status_code == 302
    row = client.get(address(empty, "composition")).context["rows"][0]
    form = row.form if name == "mass_text" else row.portions[0].form
    assert form[name].value() == typed
    assert form.errors[name]
    assert any(problem.field == name for problem in problems_of(Application.objects.get(pk=empty.pk), "composition"))


@pytest.mark.parametrize("typed", ["\u202eevil", "x" * 201, "a\ud800"])
def test_text_that_cannot_be_stored_stays_on_the_page(client: Client, empty: Application, typed: str) -> None:
    sent = filled(client, empty)
    token = first_blank(sent)
    body = (
        sent | {f"{token}-name": typed.encode("utf-8", "replace").decode()}
        if "\ud800" in typed
        else sent | {f"{token}-name": typed}
    )
    response = post(client, empty, body)
    if "\ud800" in typed:
        assert response.status_code == 302
        return
    assert response.status_code == 422
    assert response.context["rows"][0].form.errors["name"]
    assert not empty.bom_nodes.exists()


def test_an_origin_asks_only_for_what_it_needs(client: Client, empty: Application) -> None:
    post(client, empty, filled(client, empty, origin="post_consumer"))
    form = client.get(address(empty, "composition")).context["rows"][0].portions[0].form
    assert "waste_origin_kind" in form.asked and "waste_origin_licence" not in form.asked
    assert {"waste_origin_kind", "reprocessor_name", "data_route"} <= set(form.errors)
    sent = table_as_sent(client, empty)
    token = sent["row"][0]
    sent |= {f"{token}-waste_origin_kind": "factory", f"{token}-only": "", "only": token}
    shown = client.post(address(empty, "composition_row"), sent).context["row"].portions[0].form
    assert "waste_origin_licence" in shown.asked


def test_what_an_origin_no_longer_asks_for_is_emptied(client: Client, cases: CaseMaker) -> None:
    application = cases.draft(specimens.product_a())
    portion = Portion.objects.get(node__application=application, origin="post_consumer")
    sent = table_as_sent(client, application) | {f"{portion.line_id}-origin": "virgin"}
    post(client, application, sent)
    portion.refresh_from_db()
    assert (portion.waste_origin_kind, portion.reprocessor_name, portion.data_route) == ("", "", "")
    assert not portion.evidence.exists()


@pytest.mark.parametrize(("answer", "verdict"), [("yes", "review"), ("no", "fail"), ("", "fail")])
def test_who_has_the_own_waste_reprocessed_by_others_may_say_so(
    client: Client, cases: CaseMaker, answer: str, verdict: str
) -> None:
    application = cases.draft(specimens.product_a())
    portion = Portion.objects.get(node__application=application, origin="post_consumer")
    own = application.application_factories.first().factory.licence
    answers = {"reprocessor_licence": own, "data_route": "national_database", "data_route_reason": "ไม่มีมิเตอร์แยก"}
    for cells in (answers, {"is_reprocessing_outsourced": answer}):
        sent = table_as_sent(client, application)
        post(client, application, sent | {f"{portion.line_id}-{name}": typed for name, typed in cells.items()})
    assert problems_of(Application.objects.get(pk=application.pk), "composition") == []
    outcomes = evaluate(case_of(Application.objects.get(pk=application.pk)))["outcomes"]
    found = next(one for one in outcomes if one["id"] == f"ce-cfp.5.2:{portion.line_id}")
    assert (found["outcome"], found["rows"]) == (verdict, ["D7"])


@pytest.mark.parametrize("licence", ["12345", "abc", "3-106-33/50"])
def test_an_unknown_form_of_licence_is_said(client: Client, empty: Application, licence: str) -> None:
    details = {"waste_origin_kind": "factory", "waste_origin_licence": licence, "waste_origin_country": "TH"}
    post(client, empty, filled(client, empty, origin="pre_consumer", **details))
    form = client.get(address(empty, "composition")).context["rows"][0].portions[0].form
    assert form.errors["waste_origin_licence"] and form["waste_origin_licence"].value() == licence


def test_portions_of_a_part_must_add_to_100(client: Client, empty: Application) -> None:
    post(client, empty, filled(client, empty, share_low_text="60", origin="unknown"))
    sent = table_as_sent(client, empty)
    post(client, empty, sent | {"do": f"portion:{sent['row'][0]}"})
    sent = table_as_sent(client, empty)
    second = sent["row"][1]
    post(
        client,
        empty,
        sent | {f"{second}-material": "V-PET", f"{second}-origin": "virgin", f"{second}-share_low_text": "30"},
    )
    codes = [problem.code for problem in problems_of(Application.objects.get(pk=empty.pk), "composition")]
    assert codes == ["bom_portions_sum"]
    sent = table_as_sent(client, empty)
    post(client, empty, sent | {f"{second}-share_low_text": "40"})
    assert problems_of(Application.objects.get(pk=empty.pk), "composition") == []


def test_rows_are_duplicated_moved_and_removed(client: Client, cases: CaseMaker) -> None:
    application = cases.draft(specimens.product_a())
    names = list(application.bom_nodes.values_list("name", flat=True))
    sent = table_as_sent(client, application)
    post(client, application, sent | {"do": f"down:{sent['row'][0]}"})
    assert list(application.bom_nodes.values_list("name", flat=True)) == [names[1], names[0], *names[2:]]
    sent = table_as_sent(client, application)
    post(client, application, sent | {"do": f"duplicate:{sent['row'][0]}"})
    assert [node.name for node in application.bom_nodes.all()][:2] == [names[1], names[1]]
    sent = table_as_sent(client, application)
    post(client, application, sent | {"do": f"remove:{sent['row'][0]}"})
    assert list(application.bom_nodes.values_list("name", flat=True)) == [names[1], names[0], *names[2:]]


def test_cells_of_excel_fill_rows(client: Client, empty: Application) -> None:
    lines = (
        "ขวด\t16\tกรัม\tV-PET\tวัสดุใหม่\t100",
        "ฝา\t2\tg\tHDPE\tVirgin material\t100\t\tPackaging",
        "",
        "ฉลาก\t0.4\tg\tPP\tนิยาย\t100",
    )
    pasted = "\r\n".join(lines)
    response = post(client, empty, table_as_sent(client, empty) | {"do": "paste", "pasted": pasted})
    assert response.status_code == 302
    rows = [
        (node.name, node.mass_text, node.mass_unit, node.role, node.portions.get().origin)
        for node in empty.bom_nodes.all()
    ]
    assert rows == [
        ("ขวด", "16", "g", "product", "virgin"),
        ("ฝา", "2", "g", "packaging", "virgin"),
        ("ฉลาก", "0.4", "g", "product", ""),
    ]


def test_pasting_into_a_cell_writes_over_the_rows_from_there(client: Client, cases: CaseMaker) -> None:
    application = cases.draft(specimens.product_a())
    sent = table_as_sent(client, application)
    post(
        client, application, sent | {"do": "paste", "pasted": "7\tkg\n8\tkg", "paste_at": f"{sent['row'][0]}:mass_text"}
    )
    masses = list(application.bom_nodes.values_list("mass_text", "mass_unit"))[:2]
    assert masses == [("7", "kg"), ("8", "kg")]


def test_a_line_of_another_organisation_is_refused(
    client: Client, empty: Application, personas: Personas, cases: CaseMaker
) -> None:
    theirs = open_application(personas.rival_manufacturer, route="4.1", by=personas.rival, at=timezone.now())
    node = BomNode.objects.create(application=theirs, name="theirs", mass_text="1")
    portion = Portion.objects.create(node=node, material="secret")
    sent = table_as_sent(client, empty)
    by_portion = {**sent, "row": [portion.line_id], f"{portion.line_id}-material": "mine"}
    by_node = filled(client, empty)
    by_node[f"{first_blank(by_node)}-node"] = node.line_id
    assert post(client, empty, by_portion).status_code == 404
    assert post(client, empty, by_node).status_code == 404
    assert client.post(address(empty, "composition_row"), {**by_portion, "only": portion.line_id}).status_code == 404
    portion.refresh_from_db()
    assert (portion.material, portion.node_id) == ("secret", node.pk)


def test_evidence_of_another_organisation_cannot_be_linked(
    client: Client, cases: CaseMaker, personas: Personas
) -> None:
    application = cases.draft(specimens.product_a())
    portion = Portion.objects.get(node__application=application, origin="post_consumer")
    before = set(portion.evidence.values_list("pk", flat=True))
    sent = table_as_sent(client, application) | {f"{portion.line_id}-evidence": ["000000000000"]}
    assert post(client, application, sent).status_code == 422
    assert set(portion.evidence.values_list("pk", flat=True)) == before


def test_a_stale_tab_loses_nothing(client: Client, empty: Application) -> None:
    old = filled(client, empty, name="typed in the old tab")
    post(client, empty, filled(client, empty, name="saved first"))
    response = post(client, empty, old)
    assert response.status_code == 409
    assert "typed in the old tab" in response.context["typed_meanwhile"]
    assert [node.name for node in empty.bom_nodes.all()] == ["saved first"]


@pytest.mark.parametrize(("who", "status"), [("rival", 404), ("officer", 403), ("verifier", 403), ("public", 302)])
def test_the_table_is_the_applicants(
    personas: Personas, signed_in: SignedIn, empty: Application, who: str, status: int
) -> None:
    assert signed_in(getattr(personas, who)).get(address(empty, "composition")).status_code == status
    assert signed_in(getattr(personas, who)).post(address(empty, "composition_totals")).status_code == status


def test_a_viewer_and_a_sent_case_cannot_be_written(
    personas: Personas, signed_in: SignedIn, client: Client, empty: Application
) -> None:
    sent = filled(client, empty)
    assert post(signed_in(personas.applicant_viewer), empty, sent).status_code == 403
    Application.objects.filter(pk=empty.pk).update(status="verifying")
    post(client, empty, sent)
    assert not empty.bom_nodes.exists()
