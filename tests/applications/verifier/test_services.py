"""What a verifier may do, and what is refused with a sentence."""

import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from applications.models import Application, CheckRun, Document, Engagement, Finding, Statement
from applications.overview import Place
from applications.services import documents, verification
from applications.services.verification import StatementDraft
from applications.statuses import Status
from applications.transitions import TransitionRefused, apply_transition
from cecfp_portal.accounts.models import Membership, VerifierRegistration
from cecfp_portal.local.demo.cases import example_pdf
from tests.factories.cases import CaseMaker
from tests.personas import Personas


def draft_of(application: Application, **changes: Any) -> StatementDraft:
    figures = verification.expected_figures(application)
    values: dict[str, Any] = {
        "number": "VS-2569-001",
        "opinion": "unmodified",
        "assurance_level": "limited",
        "materiality_percent": Decimal(5),
        "attested_share_text": figures["share"],
        "attested_footprint_text": figures["footprint"],
        "site_visited_on": None,
        "margin_answer": "ชั่งด้วยเครื่องชั่งที่สอบเทียบแล้ว",
        "summary": "ทวนสอบครบทุกรายการ",
    }
    return StatementDraft(**(values | changes))


def report_of(application: Application, personas: Personas) -> Document:
    upload = SimpleUploadedFile("report.pdf", example_pdf("Report"))
    return documents.store(application, upload, by=personas.verifier, at=timezone.now(), suffixes=(".pdf",))


def sign(application: Application, personas: Personas, **changes: Any) -> Application:
    return verification.sign_statement(
        application.pk,
        draft_of(application, **changes),
        report_of(application, personas),
        judged_sha256=application.revisions.latest("number").judged_sha256,
        by=personas.verifier,
        at=timezone.now(),
    )


def offered(cases: CaseMaker) -> Engagement:
    return cases.draft().engagements.get(ended_at=None)


def test_accepting_declares_independence(cases: CaseMaker, personas: Personas) -> None:
    engagement = verification.accept(offered(cases).pk, by=personas.verifier, at=timezone.now())
    assert engagement.verifier == personas.verifier
    assert engagement.independence_declared_at is not None


def test_another_body_cannot_accept(cases: CaseMaker, personas: Personas) -> None:
    with pytest.raises(TransitionRefused):
        verification.accept(offered(cases).pk, by=personas.other_verifier, at=timezone.now())


def test_a_member_of_the_applicant_cannot_verify(cases: CaseMaker, personas: Personas) -> None:
    engagement = offered(cases)
    Membership.objects.create(organisation=personas.manufacturer, user=personas.verifier, right="view")
    with pytest.raises(TransitionRefused):
        verification.accept(engagement.pk, by=personas.verifier, at=timezone.now())


def test_declining_ends_the_engagement(cases: CaseMaker, personas: Personas) -> None:
    engagement = verification.decline(offered(cases).pk, reason="ไม่มีกำลังคน", by=personas.verifier, at=timezone.now())
    assert engagement.ended_at is not None
    assert not Application.objects.visible_to(personas.verifier).exists()


def write_finding(application: Application, personas: Personas, key: uuid.UUID | None = None) -> None:
    verification.add_finding(
        application.pk,
        kind="car",
        text="ปริมาณไฟฟ้าไม่ตรงกับใบแจ้งหนี้",
        place=Place(section="inventory"),
        by=personas.verifier,
        at=timezone.now(),
        key=key or uuid.uuid4(),
    )


def test_the_same_form_twice_writes_one_finding(cases: CaseMaker, personas: Personas) -> None:
    application, key = cases.checked(), uuid.uuid4()
    for _ in range(2):
        write_finding(application, personas, key)
    assert Finding.objects.count() == 1


def test_findings_go_to_the_applicant_together(cases: CaseMaker, personas: Personas) -> None:
    application = cases.checked()
    write_finding(application, personas)
    returned = verification.send_findings(application.pk, by=personas.verifier, at=timezone.now())
    assert returned.status == Status.RETURNED
    assert Finding.objects.get().sent_at is not None


def test_without_a_finding_nothing_is_sent(cases: CaseMaker, personas: Personas) -> None:
    application = cases.checked()
    with pytest.raises(TransitionRefused):
        verification.send_findings(application.pk, by=personas.verifier, at=timezone.now())


def test_a_statement_binds_the_judged_hash(cases: CaseMaker, personas: Personas) -> None:
    application = cases.checked()
    signed = sign(application, personas)
    assert signed.status == Status.VERIFIED
    statement = Statement.objects.get()
    assert statement.judged_sha256 == application.revisions.get().judged_sha256


@pytest.mark.parametrize(
    "changes",
    [
        {"attested_footprint_text": "4.99"},
        {"attested_share_text": "20.01"},
        {"opinion": "adverse"},
        {"opinion": "disclaimed"},
    ],
)
def test_a_statement_that_differs_is_refused(cases: CaseMaker, personas: Personas, changes: dict[str, str]) -> None:
    application = cases.checked()
    with pytest.raises(TransitionRefused):
        sign(application, personas, **changes)
    assert not Statement.objects.exists()
    application.refresh_from_db()
    assert application.status == Status.VERIFYING


def test_a_stale_page_cannot_sign(cases: CaseMaker, personas: Personas) -> None:
    application = cases.checked()
    with pytest.raises(TransitionRefused):
        verification.sign_statement(
            application.pk,
            draft_of(application),
            report_of(application, personas),
            judged_sha256="0" * 64,
            by=personas.verifier,
            at=timezone.now(),
        )


def _expire(personas: Personas) -> None:
    VerifierRegistration.objects.filter(user=personas.verifier).update(valid_until="2021-01-01")


def _withdraw(personas: Personas) -> None:
    VerifierRegistration.objects.filter(user=personas.verifier).update(withdrawn_on="2026-01-01")


def _demote(personas: Personas) -> None:
    Membership.objects.filter(user=personas.verifier).update(right="verifier")


@pytest.mark.parametrize("take_away", [_expire, _withdraw, _demote])
def test_who_may_no_longer_verify_cannot_sign(
    cases: CaseMaker, personas: Personas, take_away: Callable[[Personas], None]
) -> None:
    application = cases.checked()
    take_away(personas)
    with pytest.raises(TransitionRefused):
        sign(application, personas)


def test_an_open_finding_stops_the_statement(cases: CaseMaker, personas: Personas) -> None:
    application = cases.checked()
    write_finding(application, personas)
    with pytest.raises(TransitionRefused):
        sign(application, personas)


def test_a_report_the_scanner_has_not_passed_cannot_be_signed_on(
    cases: CaseMaker, personas: Personas, settings: Any
) -> None:
    application = cases.checked()
    settings.FILE_SCANNER = "/nonexistent/scanner"
    with pytest.raises(TransitionRefused):
        sign(application, personas)
    assert Application.objects.get(pk=application.pk).status == Status.VERIFYING
    assert not Statement.objects.exists()


@pytest.mark.parametrize("changes", [{"overall": "fail"}, {"finished_at": None, "report": None}])
def test_a_revision_whose_check_failed_or_is_not_done_cannot_be_signed(
    cases: CaseMaker, personas: Personas, changes: dict[str, Any]
) -> None:
    application = cases.checked()
    draft = draft_of(application)
    CheckRun.objects.filter(revision__application=application).update(**changes)
    with pytest.raises(TransitionRefused):
        sign(application, personas, **draft.__dict__)
    with pytest.raises(TransitionRefused):
        apply_transition(application.pk, "attach_report", by=personas.verifier, at=timezone.now())
    assert Application.objects.get(pk=application.pk).status == Status.VERIFYING
