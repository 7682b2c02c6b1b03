"""No certificate before the agreement on the use of the mark is accepted by who signs, in the wording of that day."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from applications.models import Issuance
from cecfp_portal import audit, outbox
from cecfp_portal.accounts.models import User
from certificates import issuing
from certificates.models import AgreementAcceptance, Certificate, MarkAgreement, agreement_terms
from certificates.services import agreement
from certificates.services.acts import ActRefused
from tests.certificates.races import at_once
from tests.factories.approved_cases import make_approved_case, make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User | AnonymousUser], Client]


@pytest.fixture
def issuance(personas: Personas) -> Issuance:
    return waiting(personas)


def waiting(personas: Personas) -> Issuance:
    made = make_approved_case(personas)
    made.awaits_agreement = True
    made.save()
    return made


def accept(issuance: Issuance, by: User, terms_sha256: str = "") -> None:
    given = terms_sha256 or agreement_terms(timezone.localdate()).sha256()
    agreement.accept_agreement(issuance.application_id, terms_sha256=given, by=by, at=timezone.now(), key=uuid4())


def page_of(issuance: Issuance) -> str:
    return f"/th/certificates/{issuance.application.public_id}/agreement/"


def write_wording(version: str, days_ago: int) -> MarkAgreement:
    return MarkAgreement.objects.create(
        version=version,
        in_force_from=timezone.localdate() - timedelta(days=days_ago),
        title_th="ข้อตกลง", title_en="Agreement", text_th="ข้อ 1", text_en="Clause 1",
    )  # fmt: skip


def test_no_worker_takes_up_what_waits_for_the_agreement(issuance: Issuance, personas: Personas) -> None:
    issuing.issue(issuance.pk)
    outbox.sweep(timezone.now() + timedelta(days=1))
    issuance.refresh_from_db()
    assert (issuance.attempts, issuance.number, issuance.sent_at) == (0, None, None)
    accept(issuance, personas.applicant)
    issuing.issue(issuance.pk)
    assert Certificate.objects.get().issuance == issuance


def test_the_database_finishes_nothing_before_the_agreement(issuance: Issuance) -> None:
    with pytest.raises(IntegrityError, match="issuance_after_agreement"), transaction.atomic():
        Issuance.objects.filter(pk=issuance.pk).update(
            finished_at=timezone.now(), number="N", content_sha256="0" * 64, pdf_sha256="0" * 64
        )


def test_who_signs_accepts_on_the_page_and_wording_person_and_hash_are_kept(
    issuance: Issuance, personas: Personas, signed_in: SignedIn
) -> None:
    wording = write_wording("2569-1", 1)
    client = signed_in(personas.applicant)
    assert "ข้อ 1" in client.get(page_of(issuance)).content.decode()
    body = {"key": str(uuid4()), "terms_sha256": wording.terms.sha256()}
    assert client.post(page_of(issuance), body).status_code == 422
    assert client.post(page_of(issuance), body | {"is_accepted": "on"}).status_code == 302
    row = AgreementAcceptance.objects.get()
    assert (row.agreement, row.accepted_by, row.terms_sha256) == (wording, personas.applicant, wording.terms.sha256())
    assert row.accepted_terms == wording.terms
    event = audit.events_for(issuance.application).last()
    assert event is not None and (event.verb, event.by) == ("agreement.accepted", personas.applicant)
    assert "is_accepted" not in client.get(page_of(issuance)).content.decode()


@pytest.mark.parametrize(
    ("person", "read", "write"),
    [("applicant_viewer", 200, 403), ("applicant_editor", 200, 403), ("rival", 404, 404), ("officer", 403, 403)],
)
def test_nobody_else_accepts(
    person: str, read: int, write: int, issuance: Issuance, personas: Personas, signed_in: SignedIn
) -> None:
    client = signed_in(getattr(personas, person))
    assert client.get(page_of(issuance)).status_code == read
    assert client.post(page_of(issuance), {"key": str(uuid4()), "is_accepted": "on"}).status_code == write
    with pytest.raises(ActRefused):
        accept(issuance, getattr(personas, person))
    assert not AgreementAcceptance.objects.exists()


def test_the_wording_that_was_read_must_still_be_in_force(issuance: Issuance, personas: Personas) -> None:
    read = agreement_terms(timezone.localdate()).sha256()
    write_wording("2569-1", 0)
    with pytest.raises(ActRefused):
        accept(issuance, personas.applicant, read)
    accept(issuance, personas.applicant)


def test_the_newest_wording_not_in_the_future_is_in_force(personas: Personas) -> None:
    assert agreement_terms(timezone.localdate()).is_placeholder
    write_wording("2568", 400)
    write_wording("2569", 10)
    write_wording("2570", -10)
    assert agreement_terms(timezone.localdate()).version == "2569"


def test_an_accepted_wording_is_frozen_and_so_is_the_acceptance(issuance: Issuance, personas: Personas) -> None:
    wording = write_wording("2569-1", 0)
    MarkAgreement.objects.filter(pk=wording.pk).update(text_th="ข้อ 1 (แก้คำผิด)")
    accept(issuance, personas.applicant)
    for forbidden in (
        lambda: MarkAgreement.objects.update(text_th="อื่น"),
        MarkAgreement.objects.all().delete,
        lambda: AgreementAcceptance.objects.update(terms_sha256="0" * 64),
        AgreementAcceptance.objects.all().delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            forbidden()


def test_nothing_is_accepted_for_what_does_not_wait(personas: Personas) -> None:
    certificate = make_certificate(personas)
    with pytest.raises(ActRefused):
        accept(certificate.issuance, personas.applicant)


def test_officers_and_applicants_see_what_it_waits_for(
    issuance: Issuance, personas: Personas, signed_in: SignedIn
) -> None:
    assert "รอการยอมรับข้อตกลง" in signed_in(personas.officer).get("/th/officer/certificates/").content.decode()
    mine = signed_in(personas.applicant).get("/th/applications/?part=mine").content.decode()
    assert page_of(issuance) in mine


@pytest.mark.django_db(transaction=True)
def test_two_people_accepting_at_once_accept_once(personas: Personas) -> None:
    issuance = waiting(personas)
    raised = at_once(lambda: accept(issuance, personas.applicant), lambda: accept(issuance, personas.applicant))
    assert [type(error) for error in raised] == [ActRefused]
    assert AgreementAcceptance.objects.count() == 1
