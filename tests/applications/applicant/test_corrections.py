"""Returned cases: replies, the answers, and what a changed figure does."""

import uuid

import pytest
from django.utils import timezone

from applications.models import Application, Finding
from applications.services import corrections
from applications.statuses import Status
from applications.transitions import TransitionRefused
from tests.factories.cases import CaseMaker

pytestmark = pytest.mark.django_db


def reply(application: Application, cases: CaseMaker, text: str = "แก้ไขแล้ว") -> None:
    ask = corrections.open_asks(application)[0]
    corrections.save_reply(
        application.pk,
        kind="finding",
        ask_id=ask.pk,
        text=text,
        by=cases.personas.applicant_editor,
        at=timezone.now(),
    )


def answer(application: Application, cases: CaseMaker, key: uuid.UUID | None = None) -> Application:
    return corrections.answer(application.pk, by=cases.personas.applicant, at=timezone.now(), key=key or uuid.uuid4())


def test_a_reply_is_kept_but_not_handed_over(returned: Application, cases: CaseMaker) -> None:
    reply(returned, cases)

    finding = Finding.objects.get()
    assert finding.answer == "แก้ไขแล้ว"
    assert finding.answered_at is None


def test_answers_go_back_to_the_verifier(returned: Application, cases: CaseMaker) -> None:
    reply(returned, cases)

    answered = answer(returned, cases)

    assert answered.status == Status.VERIFYING
    assert Finding.objects.get().answered_by == cases.personas.applicant


def test_without_a_reply_nothing_is_sent(returned: Application, cases: CaseMaker) -> None:
    with pytest.raises(TransitionRefused):
        answer(returned, cases)

    returned.refresh_from_db()
    assert returned.status == Status.RETURNED
    assert returned.revisions.count() == 1


def test_a_corrected_name_is_a_revision_with_the_same_judged_hash(returned: Application, cases: CaseMaker) -> None:
    reply(returned, cases)
    Application.objects.filter(pk=returned.pk).update(product_name_en="The right name")

    answer(returned, cases)

    first, second = returned.revisions.order_by("number")
    assert first.judged_sha256 == second.judged_sha256
    assert first.case_sha256 != second.case_sha256
    [change] = corrections.presentation_changes(first.case, second.case)
    assert (change.path, change.after) == (("product", "name_en"), "The right name")
    assert second.check_runs.get().overall == first.check_runs.get().overall


def test_a_changed_figure_has_to_be_submitted(returned: Application, cases: CaseMaker) -> None:
    reply(returned, cases)
    Application.objects.filter(pk=returned.pk).update(period_output_text="2000000")
    returned.refresh_from_db()

    assert corrections.is_judged_changed(returned)
    with pytest.raises(TransitionRefused):
        answer(returned, cases)
    assert returned.revisions.count() == 1


def test_a_case_answered_twice_goes_back_twice(returned: Application, cases: CaseMaker) -> None:
    key = uuid.uuid4()
    reply(returned, cases)

    answer(returned, cases, key)
    again = answer(returned, cases, key)

    assert again.status == Status.VERIFYING
    assert returned.revisions.count() == 2


@pytest.mark.parametrize("name", ["applicant_editor", "applicant_viewer", "rival", "verifier"])
def test_only_a_signer_sends_answers(returned: Application, cases: CaseMaker, name: str) -> None:
    reply(returned, cases)

    with pytest.raises(TransitionRefused):
        corrections.answer(returned.pk, by=getattr(cases.personas, name), at=timezone.now(), key=uuid.uuid4())


def test_what_the_other_desk_still_writes_is_not_shown(cases: CaseMaker) -> None:
    application = cases.checked()
    engagement = application.engagements.get()
    engagement.findings.create(kind="cl", text="ยังไม่ส่ง", raised_at=timezone.now(), raised_by=cases.personas.verifier)

    assert corrections.open_asks(application) == []
