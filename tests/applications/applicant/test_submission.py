"""Sending, filing and withdrawing: what is written, who may, and what a repeated click does."""

import uuid

import pytest
from django.utils import timezone

from applications.models import Application, CheckRun, MeetingRound
from applications.services import submission
from applications.statuses import Status
from applications.transitions import TransitionRefused
from tests.factories.cases import CaseMaker

pytestmark = pytest.mark.django_db


def send(application: Application, by, key=None, is_declared=True) -> Application:
    return submission.submit(application.pk, is_declared=is_declared, by=by, at=timezone.now(), key=key or uuid.uuid4())


def test_sending_freezes_a_revision_and_queues_one_run(cases: CaseMaker) -> None:
    application = cases.draft()

    sent = send(application, cases.personas.applicant)

    revision = application.revisions.get()
    assert sent.status == Status.CHECKING
    assert (revision.number, len(revision.judged_sha256)) == (1, 64)
    assert CheckRun.objects.get(revision=revision).finished_at is None
    assert sent.declaration_accepted_by == cases.personas.applicant


def test_the_same_key_sends_once(cases: CaseMaker) -> None:
    application, key = cases.draft(), uuid.uuid4()

    send(application, cases.personas.applicant, key)
    again = send(application, cases.personas.applicant, key)

    assert again.status == Status.CHECKING
    assert application.revisions.count() == 1
    assert CheckRun.objects.filter(revision__application=application).count() == 1


def test_an_incomplete_case_is_refused_and_nothing_is_written(cases: CaseMaker) -> None:
    application = cases.draft()
    Application.objects.filter(pk=application.pk).update(product_name_en="", market="")

    with pytest.raises(TransitionRefused):
        send(application, cases.personas.applicant)

    application.refresh_from_db()
    assert application.status == Status.DRAFT
    assert application.revisions.count() == 0
    assert application.declaration_accepted_at is None


def test_without_the_declaration_nothing_is_sent(cases: CaseMaker) -> None:
    with pytest.raises(TransitionRefused, match=r"eclaration|รับรอง"):
        send(cases.draft(), cases.personas.applicant, is_declared=False)


@pytest.mark.parametrize("name", ["applicant_editor", "applicant_viewer", "rival", "verifier", "officer"])
def test_only_a_signer_of_the_applicant_sends(cases: CaseMaker, name: str) -> None:
    application = cases.draft()

    with pytest.raises(TransitionRefused):
        send(application, getattr(cases.personas, name))

    assert application.revisions.count() == 0


def test_a_judged_change_voids_the_statement(verified: Application, cases: CaseMaker) -> None:
    Application.objects.filter(pk=verified.pk).update(status=Status.RETURNED, returned_from=Status.SCREENING)
    node = verified.bom_nodes.first()
    node.mass_text = "805"
    node.save()

    send(verified, cases.personas.applicant)

    assert not verified.statements.filter(voided_at=None).exists()


def test_a_changed_name_sent_again_keeps_the_statement(verified: Application, cases: CaseMaker) -> None:
    Application.objects.filter(pk=verified.pk).update(
        status=Status.RETURNED, returned_from=Status.SCREENING, product_name_en="Product A, corrected"
    )

    send(verified, cases.personas.applicant)

    assert verified.statements.filter(voided_at=None).exists()


def file(application: Application, by, key=None) -> Application:
    meeting = MeetingRound.objects.filter(documents_due_on__gte=timezone.localdate()).order_by("meets_on")[0]
    return submission.file(application.pk, round_id=meeting.pk, by=by, at=timezone.now(), key=key or uuid.uuid4())


def test_filing_gives_a_receipt_and_checks_again(verified: Application, cases: CaseMaker) -> None:
    filed = file(verified, cases.personas.applicant)

    assert filed.status == Status.SCREENING
    assert filed.receipt_number.endswith("-0001")
    assert filed.filed_by == cases.personas.applicant
    assert CheckRun.objects.filter(revision__application=verified, purpose="filing").count() == 1


def test_a_filing_that_is_undone_gives_its_number_back(verified: Application, cases: CaseMaker) -> None:
    past = MeetingRound.objects.create(
        number=99, year_be=2500, meets_on="2020-01-02", documents_due_on="2020-01-01", fees_due_on="2020-01-01"
    )
    with pytest.raises(TransitionRefused):
        submission.file(verified.pk, round_id=past.pk, by=cases.personas.applicant, at=timezone.now(), key=uuid.uuid4())

    assert file(verified, cases.personas.applicant).receipt_number.endswith("-0001")


def test_the_next_filing_gets_the_next_number(verified: Application, cases: CaseMaker) -> None:
    first = file(verified, cases.personas.applicant).receipt_number

    assert submission._next_receipt_number(timezone.now()) == first[:-4] + "0002"


def test_filing_twice_with_one_key_files_once(verified: Application, cases: CaseMaker) -> None:
    key = uuid.uuid4()

    file(verified, cases.personas.applicant, key)
    file(verified, cases.personas.applicant, key)

    assert CheckRun.objects.filter(revision__application=verified, purpose="filing").count() == 1


def test_withdrawing_needs_a_reason(cases: CaseMaker) -> None:
    application, by = cases.draft(), cases.personas.applicant

    with pytest.raises(TransitionRefused):
        submission.withdraw(application.pk, reason=" ", by=by, at=timezone.now(), key=uuid.uuid4())
    withdrawn = submission.withdraw(application.pk, reason="แผนเปลี่ยน", by=by, at=timezone.now(), key=uuid.uuid4())

    assert withdrawn.status == Status.WITHDRAWN


def test_a_failed_check_is_tried_again(cases: CaseMaker) -> None:
    application = send(cases.draft(), cases.personas.applicant)
    run = CheckRun.objects.get(revision__application=application)
    CheckRun.objects.filter(pk=run.pk).update(failed_at=timezone.now(), failure="broken")

    assert submission.retry_check(application.pk, by=cases.personas.applicant_editor, at=timezone.now())
    assert not submission.retry_check(application.pk, by=cases.personas.applicant_editor, at=timezone.now())
    run.refresh_from_db()
    assert run.failed_at is None
    with pytest.raises(TransitionRefused):
        submission.retry_check(application.pk, by=cases.personas.applicant_viewer, at=timezone.now())
