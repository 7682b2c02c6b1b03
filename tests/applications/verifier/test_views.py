"""The verifier's pages: who reads them, and the way from offer to signed statement in the browser's terms."""

import uuid
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from applications.models import Application, Statement
from applications.services import verification
from applications.statuses import Status
from cecfp_portal.local.demo.cases import example_pdf
from tests.factories.cases import CaseMaker
from tests.personas import Personas

SignedIn = Callable[[object], Client]
PAGES = ("verifier_case", "verifier_findings", "verifier_statement")


@pytest.fixture
def application(cases: CaseMaker) -> Application:
    return cases.checked()


@pytest.mark.parametrize("name", PAGES)
def test_the_verifier_reads_the_case(
    application: Application, personas: Personas, signed_in: SignedIn, name: str
) -> None:
    page = signed_in(personas.verifier).get(reverse(f"applications:{name}", args=[application.public_id]))
    assert page.status_code == 200
    assert application.product_name_th in page.text


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [("public", 302), ("other_verifier", 404), ("applicant", 403), ("officer", 403), ("rival", 403)],
)
def test_nobody_else_does(
    application: Application, personas: Personas, signed_in: SignedIn, name: str, who: str, status: int
) -> None:
    person = personas.people()[who]
    page = signed_in(person).get(reverse(f"applications:{name}", args=[application.public_id]))
    assert page.status_code == status


def test_the_list_shows_offers_and_cases(
    cases: CaseMaker, personas: Personas, application: Application, signed_in: SignedIn
) -> None:
    cases.draft()
    client = signed_in(personas.verifier)
    page = client.get(reverse("applications:verifier_list"))
    assert page.text.count(reverse("applications:verifier_case", args=[application.public_id])) == 1
    assert "offers/" in page.text


def test_an_offer_is_accepted_with_the_declaration(cases: CaseMaker, personas: Personas, signed_in: SignedIn) -> None:
    engagement = cases.draft().engagements.get()
    client, url = signed_in(personas.verifier), reverse("applications:verifier_offer", args=[engagement.public_id])
    refused = client.post(url, {"answer": "accept"})
    assert refused.status_code == 422
    accepted = client.post(url, {"answer": "accept", "independence": "on"})
    assert accepted.status_code == 302
    engagement.refresh_from_db()
    assert engagement.verifier == personas.verifier


def test_an_offer_to_another_body_is_not_there(cases: CaseMaker, personas: Personas, signed_in: SignedIn) -> None:
    engagement = cases.draft().engagements.get()
    url = reverse("applications:verifier_offer", args=[engagement.public_id])
    assert signed_in(personas.other_verifier).get(url).status_code == 404


def test_declining_needs_a_reason(cases: CaseMaker, personas: Personas, signed_in: SignedIn) -> None:
    engagement = cases.draft().engagements.get()
    client, url = signed_in(personas.verifier), reverse("applications:verifier_offer", args=[engagement.public_id])
    assert client.post(url, {"answer": "decline", "reason": " "}).status_code == 422
    assert client.post(url, {"answer": "decline", "reason": "ไม่มีกำลังคน"}).status_code == 302


def test_a_finding_is_written_and_sent(application: Application, personas: Personas, signed_in: SignedIn) -> None:
    client = signed_in(personas.verifier)
    url = reverse("applications:verifier_findings", args=[application.public_id])
    values = {"key": str(uuid.uuid4()), "kind": "car", "place": "section:inventory", "text": "โปรดแก้ไขหน่วย"}
    assert client.post(url, values | {"text": ""}).status_code == 422
    assert client.post(url, values).status_code == 302
    assert client.post(reverse("applications:verifier_send_findings", args=[application.public_id])).status_code == 302
    application.refresh_from_db()
    assert application.status == Status.RETURNED


def statement_values(application: Application) -> dict[str, object]:
    figures = verification.expected_figures(application)
    return {
        "judged_sha256": application.revisions.latest("number").judged_sha256,
        "number": "VS-1",
        "opinion": "unmodified",
        "assurance_level": "limited",
        "materiality_percent": "๕ %",
        "attested_share_text": figures["share"],
        "attested_footprint_text": figures["footprint"],
        "site_visited_on": "1/11/2569",
        "summary": "ทวนสอบครบ",
        "margin_answer": "ชั่งด้วยเครื่องชั่งที่สอบเทียบแล้ว",
        "report": SimpleUploadedFile("รายงาน.pdf", example_pdf("Report")),
    }


def test_the_statement_is_signed(application: Application, personas: Personas, signed_in: SignedIn) -> None:
    url = reverse("applications:verifier_statement", args=[application.public_id])
    answer = signed_in(personas.verifier).post(url, statement_values(application))
    assert answer.status_code == 302
    assert Statement.objects.get().signed_by == personas.verifier


def test_a_wrong_figure_keeps_what_was_typed(application: Application, personas: Personas, signed_in: SignedIn) -> None:
    url = reverse("applications:verifier_statement", args=[application.public_id])
    values = statement_values(application) | {"attested_footprint_text": "9.99"}
    answer = signed_in(personas.verifier).post(url, values)
    assert answer.status_code == 409
    assert "9.99" in answer.text
    assert "ทวนสอบครบ" in answer.text


def test_a_report_that_is_no_pdf_is_refused_at_its_field(
    application: Application, personas: Personas, signed_in: SignedIn
) -> None:
    url = reverse("applications:verifier_statement", args=[application.public_id])
    values = statement_values(application) | {"report": SimpleUploadedFile("report.pdf", b"<html>no pdf</html>")}
    answer = signed_in(personas.verifier).post(url, values)
    assert answer.status_code == 422
    assert not Statement.objects.exists()
