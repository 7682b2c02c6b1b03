"""Mistakes people make when they fill in a case for the first time: nothing is lost, and the sentence helps."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from applications.completeness import problems_of
from applications.forms.pasted_rows import read_pasted
from applications.models import Application, CheckRun
from applications.services import drafting
from applications.verdicts import by_clause
from tests.applications.applicant.test_views import organisation_form, url
from tests.factories.cases import CaseMaker
from tests.personas import Personas

pytestmark = pytest.mark.django_db
SignedIn = Callable[[object], Client]


@pytest.fixture
def draft(personas: Personas) -> Application:
    return drafting.open_application(personas.manufacturer, route="4.1", by=personas.applicant, at=timezone.now())


def test_a_factory_added_beside_a_wrong_number_is_on_the_page(
    draft: Application, personas: Personas, signed_in: SignedIn
) -> None:
    client = signed_in(personas.applicant)

    sent = organisation_form(client, draft) | {"juristic_id": "123", "add_factory": "1"}
    answer = client.post(url("organisation", draft), sent)

    row = draft.application_factories.get()
    assert answer.status_code == 422
    assert f'name="factory_row" value="{row.line_id}"' in answer.text
    assert 'value="123"' in answer.text


def test_a_share_may_carry_its_sign(draft: Application, personas: Personas, signed_in: SignedIn) -> None:
    client = signed_in(personas.applicant)
    row = drafting.add_factory(draft, None)

    typed = {"factory_row": row.line_id, f"factory-{row.line_id}-output_share_text": "100 %"}
    client.post(url("organisation", draft), organisation_form(client, draft) | typed)

    row.refresh_from_db()
    assert row.output_share_text == "100"


def test_a_pasted_share_may_carry_its_sign() -> None:
    line = read_pasted("cap\t2\tg\tPP\tvirgin\t99.95%\t100 %").lines[0]

    assert (line["share_low_text"], line["share_high_text"]) == ("99.95", "100")


@pytest.mark.parametrize("field", ["data_period_end_text", "draft_pcr_sent_text"])
def test_a_day_that_has_not_come_is_told(draft: Application, field: str) -> None:
    today = timezone.localdate()
    draft.pcr_status = "draft"
    found = {}
    for name, day in (("today", today), ("tomorrow", today + timedelta(days=1))):
        setattr(draft, field, f"{day:%d/%m/%Y}")
        found[name] = {p.code for p in problems_of(draft, "scope") if p.field == field}

    assert found == {"today": set(), "tomorrow": {"date_in_future"}}


def test_the_list_of_what_is_missing_names_the_field(
    draft: Application, personas: Personas, signed_in: SignedIn
) -> None:
    page = signed_in(personas.applicant).get(f"/en/applications/{draft.public_id}/check/").text

    assert "Mass of one product unit: A number is missing." in page


def test_a_comparison_is_shown_as_a_true_statement(cases: CaseMaker) -> None:
    report = CheckRun.objects.filter(revision__application=cases.checked()).latest("pk").report
    shown = [verdict.inequality for clause in by_clause(report) for verdict in clause.verdicts if verdict.inequality]

    assert shown
    assert not any("?" in text for text in shown)
    assert any("≥" in text for text in shown)
