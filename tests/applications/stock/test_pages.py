"""The section on recycled material over the year: list, balance, deliveries, lots, and the figures as typed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applications.completeness import problems_of
from applications.models import Application, StockBalance
from applications.services import stock
from tests.applications.composition.pages import address
from tests.factories.cases import CaseMaker

pytestmark = pytest.mark.django_db


def as_sent(client: Client, application: Application, balance: StockBalance) -> dict[str, Any]:
    """Return the fields of a balance's page as a browser would send them back unchanged."""
    context = client.get(address(application, "stock_balance", balance.line_id)).context
    page = context["page"]
    sent: dict[str, Any] = {"version": str(context["version"]), "row": [row.line_id for row, _form in page.rows]}
    for form in (page.form, *(form for _row, form in page.rows)):
        for field in form:
            sent[field.html_name] = field.value() or ""
    return sent


def post(client: Client, application: Application, balance: StockBalance, **changed: Any) -> Any:
    sent = as_sent(client, application, balance) | changed
    return client.post(address(application, "stock_balance", balance.line_id), sent)


def test_a_complete_stock_lacks_nothing_and_covers_the_claim(cases: CaseMaker) -> None:
    application = cases.draft()
    assert problems_of(application, "stock") == []
    (figures,) = stock.figures_of(application).values()
    assert (figures.verdict, figures.claimed, figures.recycled, figures.gap) == ("pass", "200,000", "200,000", "")


def test_the_list_shows_each_material_with_its_account(cases: CaseMaker, signed_in: Any) -> None:
    application, client = cases.draft(), signed_in(cases.personas.applicant)
    page = client.get(address(application, "stock"))
    assert page.status_code == 200
    assert "R-PET" in page.content.decode()
    assert len(page.context["rows"]) == 1
    assert page.context["missing"] == []


def test_materials_are_added_from_the_bill_once(cases: CaseMaker, signed_in: Any) -> None:
    application, client = cases.draft(), signed_in(cases.personas.applicant)
    application.stock_balances.all().delete()
    codes = {problem.code for problem in problems_of(application, "stock")}
    assert codes == {"stock_missing"}
    for _again in range(2):
        version = client.get(address(application, "stock")).context["version"]
        client.post(address(application, "stock"), {"do": "from_parts", "version": version})
    balance = application.stock_balances.get()
    assert [portion.material for portion in balance.portions.all()] == ["R-PET"]


def test_saving_keeps_what_was_typed_and_tells_what_is_wrong_beside_it(cases: CaseMaker, signed_in: Any) -> None:
    application, client = cases.draft(), signed_in(cases.personas.applicant)
    balance = application.stock_balances.get()
    delivery = balance.deliveries.first()
    assert delivery is not None
    answer = post(client, application, balance, closing_text="1,5", **{f"{delivery.line_id}-received_text": "1/1/2567"})
    assert answer.status_code == 302
    balance.refresh_from_db()
    assert (balance.closing_text, balance.closing_value) == ("1,5", None)
    found = {(problem.field, problem.code) for problem in problems_of(application, "stock")}
    assert found == {("closing_text", "number_separator"), ("received_text", "outside_period")}
    page = client.get(address(application, "stock_balance", balance.line_id)).content.decode()
    assert 'value="1,5"' in page
    assert page.count("field-errors") >= 2


def test_deliveries_and_lots_are_added_and_taken_away(cases: CaseMaker, signed_in: Any) -> None:
    application, client = cases.draft(), signed_in(cases.personas.applicant)
    balance = application.stock_balances.get()
    post(client, application, balance, do="add_delivery")
    post(client, application, balance, do="add_lot")
    added = balance.deliveries.last()
    assert added is not None
    assert (balance.deliveries.count(), balance.lots.count(), added.mass_text) == (5, 1, "")
    lot = balance.lots.get()
    names = {"label": "ม.ค. 2568", "output_text": "1,000,000", "share_text": "100", "mass_text": ""}
    changed = {f"{lot.line_id}-{name}": typed for name, typed in names.items()}
    post(client, application, balance, do=f"remove:{added.line_id}", **changed)
    lot.refresh_from_db()
    assert (balance.deliveries.count(), lot.label, lot.portion) == (4, "ม.ค. 2568", balance.portions.get())
    assert problems_of(application, "stock") == []


def test_figures_as_typed_are_worked_out_and_not_stored(cases: CaseMaker, signed_in: Any) -> None:
    application, client = cases.draft(), signed_in(cases.personas.applicant)
    balance = application.stock_balances.get()
    sent = as_sent(client, application, balance) | {"used_here_text": "199,999"}
    answer = client.post(address(application, "stock_figures", balance.line_id), sent)
    assert answer.context["figures"].verdict == "fail"
    assert answer.context["figures"].short == "1"
    balance.refresh_from_db()
    assert balance.used_here_text == "200,000"


def test_somebody_elses_change_meanwhile_is_told(cases: CaseMaker, signed_in: Any) -> None:
    application, client = cases.draft(), signed_in(cases.personas.applicant)
    balance = application.stock_balances.get()
    answer = post(client, application, balance, version="0", closing_text="7")
    assert answer.status_code == 409
    assert 'value="7"' in answer.content.decode()
    balance.refresh_from_db()
    assert balance.closing_text != "7"


def test_a_balance_of_another_case_is_not_found(cases: CaseMaker, signed_in: Any) -> None:
    application, other = cases.draft(), cases.draft()
    client = signed_in(cases.personas.applicant)
    foreign = other.stock_balances.get()
    assert client.get(address(application, "stock_balance", foreign.line_id)).status_code == 404
    rival = signed_in(cases.personas.rival)
    assert rival.get(address(other, "stock_balance", foreign.line_id)).status_code == 404


def test_a_material_is_taken_away(cases: CaseMaker, signed_in: Any) -> None:
    application, client = cases.draft(), signed_in(cases.personas.applicant)
    balance = application.stock_balances.get()
    client.post(address(application, "stock_remove", balance.line_id))
    assert not application.stock_balances.exists()


def test_the_portal_asks_all_that_pre_consumer_material_needs(cases: CaseMaker) -> None:
    application = cases.draft()
    portion = application.bom_nodes.get(name__contains="R-PET").portions.get()
    portion.origin, portion.waste_origin_kind, portion.claim_method = "pre_consumer", "factory", ""
    portion.save()
    fields = {problem.field for problem in problems_of(application, "composition")}
    assert fields >= {
        "waste_origin_licence",
        "is_returnable_to_process",
        "otherwise_fate",
        "generating_process",
        "is_bio_based",
        "claim_method",
    }


def test_verifier_and_officer_read_the_year(cases: CaseMaker, signed_in: Any) -> None:
    application = cases.checked()
    client = signed_in(cases.personas.verifier)
    page = client.get(reverse("applications:verifier_case", args=[application.public_id]))
    assert 'id="stock"' in page.content.decode()
