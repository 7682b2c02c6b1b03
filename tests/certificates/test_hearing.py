"""Nobody is revoked unheard: told by letter and page, given time, answered once, read before another confirms."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.models import Document, Letter
from applications.overview import documents
from applications.validators import UploadRefused
from cecfp_portal.accounts.models import User
from cecfp_portal.local.demo.cases import example_pdf
from cecfp_portal.models import PracticeSetting
from cecfp_portal.thai import end_of_local_day, local_day
from certificates.models import Certificate, Revocation, Standing
from certificates.services import labels, revocation
from certificates.services.acts import ActRefused
from certificates.services.changes import Change, send_notice
from tests.certificates.acts import AFTER_THE_TERM, GROUNDS, answer, confirm, propose, standing, withdraw
from tests.certificates.races import at_once, both_before
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def test_the_holder_is_told_facts_clause_reason_and_the_last_day(certificate: Certificate, personas: Personas) -> None:
    at = timezone.now()
    propose(certificate, personas.officer, at=at)
    row = Revocation.objects.get()
    assert row.answer_due_on == local_day(at) + timedelta(days=15)
    letter = Letter.objects.get(kind="hearing_opened", recipient=personas.applicant)
    for text in (certificate.number, GROUNDS.facts, GROUNDS.clause, GROUNDS.reason_th, GROUNDS.reason_en):
        assert text in letter.body, text


def test_before_the_answer_and_the_end_of_the_time_nobody_confirms(
    certificate: Certificate, personas: Personas
) -> None:
    propose(certificate, personas.officer)
    over = end_of_local_day(local_day(timezone.now()) + timedelta(days=15))
    with pytest.raises(ActRefused):
        confirm(certificate, personas.approver, at=over - timedelta(seconds=1))
    confirm(certificate, personas.approver, at=over)
    assert standing(certificate, over) == Standing.REVOKED
    letter = Letter.objects.get(kind="certificate_revoked", recipient=personas.applicant)
    for text in (GROUNDS.facts, GROUNDS.clause, GROUNDS.reason_th, "ท่านมิได้ชี้แจง", "15 วัน", "within 15 days"):
        assert text in letter.body, text


def test_after_the_answer_another_officer_confirms_at_once(certificate: Certificate, personas: Personas) -> None:
    propose(certificate, personas.officer)
    answer(certificate, personas.applicant)
    assert Letter.objects.filter(kind="hearing_answered", recipient=personas.second_officer).exists()
    with pytest.raises(ActRefused):
        confirm(certificate, personas.officer, at=timezone.now())
    confirm(certificate, personas.second_officer, at=timezone.now())
    assert standing(certificate) == Standing.REVOKED


def test_an_answer_that_came_meanwhile_has_to_be_read(certificate: Certificate, personas: Personas) -> None:
    propose(certificate, personas.officer)
    answer(certificate, personas.applicant)
    with pytest.raises(ActRefused):
        confirm(certificate, personas.approver, has_read_answer=False)


def test_a_late_answer_is_taken_while_nothing_is_decided(certificate: Certificate, personas: Personas) -> None:
    propose(certificate, personas.officer)
    answer(certificate, personas.applicant, at=timezone.now() + AFTER_THE_TERM)
    assert Revocation.objects.get().is_answered_late


def test_the_time_to_answer_is_a_dated_setting(certificate: Certificate, personas: Personas) -> None:
    PracticeSetting.objects.create(key="hearing_days", value="30", in_force_from="2020-01-01", source="-")
    propose(certificate, personas.officer)
    assert Revocation.objects.get().answer_due_on == timezone.localdate() + timedelta(days=30)


def test_an_answer_is_given_once_by_who_signs(certificate: Certificate, personas: Personas) -> None:
    propose(certificate, personas.officer)
    for person in (personas.applicant_editor, personas.rival, personas.officer):
        with pytest.raises(ActRefused):
            answer(certificate, person)
    with pytest.raises(ActRefused):
        answer(certificate, personas.applicant, text="  ")
    key = uuid4()
    for _ in range(2):
        answer(certificate, personas.applicant, key=key)
    with pytest.raises(ActRefused):
        answer(certificate, personas.applicant, text="อีกครั้ง")
    assert Revocation.objects.get().answer == "ใช้วัสดุใหม่เพียงล็อตเดียว"


def test_a_withdrawn_proposal_cannot_be_answered(certificate: Certificate, personas: Personas) -> None:
    propose(certificate, personas.officer)
    read = Revocation.objects.get()
    withdraw(certificate, personas.officer)
    assert Letter.objects.filter(kind="revocation_withdrawn", recipient=personas.applicant).exists()
    with pytest.raises(ActRefused):
        revocation.open_proposal(certificate, read.pk)


def test_evidence_goes_through_the_gates(certificate: Certificate, personas: Personas) -> None:
    propose(certificate, personas.officer)
    with pytest.raises(UploadRefused):
        answer(certificate, personas.applicant, file=SimpleUploadedFile("x.pdf", b"MZ not a PDF"))
    assert Revocation.objects.get().answered_at is None and not Document.objects.filter(original_name="x.pdf").exists()
    answer(certificate, personas.applicant, file=SimpleUploadedFile("คำชี้แจง.pdf", example_pdf("Answer")))
    file = Revocation.objects.get().answer_file
    assert file is not None and file.original_name == "คำชี้แจง.pdf" and file.uploaded_by == personas.applicant


def test_a_proposal_of_before_hearings_has_to_be_made_anew(certificate: Certificate, personas: Personas) -> None:
    Revocation.objects.create(
        certificate=certificate, reason_th="-", reason_en="-", proposed_at=timezone.now(), proposed_by=personas.officer
    )
    with pytest.raises(ActRefused):
        confirm(certificate, personas.approver)


def test_answer_and_grounds_stay_as_they_were_written(certificate: Certificate, personas: Personas) -> None:
    propose(certificate, personas.officer)
    answer(certificate, personas.applicant)
    for change in ({"answer": "อื่น"}, {"facts": "อื่น"}, {"answer_closes_at": timezone.now()}, {"answered_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Revocation.objects.update(**change)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_locked", [True, False])
def test_two_officers_proposing_at_once_make_one_proposal(
    is_locked: bool, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: without the lock both pass the check, and the database has to refuse the second."""
    certificate = make_certificate(personas)
    both_before(revocation, "_record", monkeypatch, is_locked=is_locked)
    raised = at_once(
        lambda: propose(certificate, personas.officer), lambda: propose(certificate, personas.second_officer)
    )
    assert Revocation.objects.count() == 1
    assert [type(error) for error in raised] == [ActRefused if is_locked else IntegrityError]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_locked", [True, False])
def test_confirming_twice_at_once_confirms_once(
    is_locked: bool, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: without the lock both pass the check, and the row refuses to be written a second time."""
    certificate = make_certificate(personas)
    propose(certificate, personas.officer)
    both_before(revocation, "_require_heard", monkeypatch, is_locked=is_locked)
    raised = at_once(
        lambda: confirm(certificate, personas.approver), lambda: confirm(certificate, personas.second_officer)
    )
    assert Letter.objects.filter(kind="certificate_revoked", recipient=personas.applicant).count() == 1
    assert [type(error) for error in raised] == [ActRefused if is_locked else IntegrityError]


def test_the_answers_file_is_for_holder_and_authority_and_not_for_the_cases_verifier(
    certificate: Certificate, personas: Personas, signed_in: Callable[[User], Client]
) -> None:
    propose(certificate, personas.officer)
    answer(certificate, personas.applicant, file=SimpleUploadedFile("หลักฐาน.pdf", example_pdf("Evidence")))
    sent = Revocation.objects.get().answer_file
    assert sent is not None
    of_the_case = Document.objects.exclude(pk=sent.pk).first()
    assert of_the_case is not None and of_the_case.application_id == sent.application_id
    readers = (personas.applicant, personas.applicant_viewer, personas.officer, personas.approver)
    for person in readers:
        assert Document.objects.visible_to(person).filter(pk=sent.pk).exists(), person
        assert signed_in(person).get(reverse("applications:document", args=[sent.public_id])).status_code == 200
    assert Document.objects.visible_to(personas.verifier).filter(pk=of_the_case.pk).exists()
    for person in (personas.verifier, personas.other_verifier, personas.rival):
        assert not Document.objects.visible_to(person).filter(pk=sent.pk).exists(), person
        assert signed_in(person).get(reverse("applications:document", args=[sent.public_id])).status_code == 404


def test_files_of_notices_and_artwork_are_not_for_the_cases_verifier(
    certificate: Certificate, personas: Personas
) -> None:
    file = SimpleUploadedFile("licence.pdf", example_pdf("Licence"))
    change = Change(["licence"], local_day(timezone.now()), "ใบอนุญาตใหม่")
    send_notice(certificate.pk, change, [file], by=personas.applicant, at=timezone.now(), key=uuid4())
    artwork = SimpleUploadedFile("label.pdf", example_pdf("Label"))
    labels.submit(
        certificate.pk, artwork, use="media", description="-", by=personas.applicant, at=timezone.now(), key=uuid4()
    )
    sent = Document.objects.filter(original_name__in=["licence.pdf", "label.pdf"])
    assert sent.count() == 2 == Document.objects.visible_to(personas.officer).filter(pk__in=sent).count()
    assert not Document.objects.visible_to(personas.verifier).filter(pk__in=sent).exists()


def test_a_file_sent_again_to_the_authority_leaves_the_verifier_that_of_the_case(
    certificate: Certificate, personas: Personas
) -> None:
    of_the_case = Document.objects.get(application=certificate.application)
    again = Document.objects.get(pk=of_the_case.pk)
    again.pk, again.public_id, again.is_correspondence = None, uuid4(), True
    again.save(force_insert=True)
    evidence = {"line_id": "EVI-1", "kind": "metering_record", "sha256": of_the_case.sha256}
    (row,) = documents(certificate.application, {"judged": {"evidence": [evidence]}})
    assert row.document == of_the_case
