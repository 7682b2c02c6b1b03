"""Suspending is one officer's urgent measure; lifting takes another; both are told, audited and seen at once."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from applications.models import Letter
from cecfp_portal import audit
from certificates.models import Certificate, Standing, Suspension
from certificates.services import suspension
from certificates.services.acts import ActRefused
from tests.certificates.acts import GROUNDS, confirm, give_up, lift, propose, standing, suspend
from tests.certificates.races import at_once, both_before
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def test_the_next_request_shows_the_suspension_and_the_next_after_lifting_shows_it_no_more(
    client: Client, certificate: Certificate, personas: Personas
) -> None:
    addresses = (f"/c/{certificate.code}", f"/th/certificates/{certificate.application.public_id}/")
    client.force_login(personas.applicant)
    pages = [lambda url=url: client.get(url).content.decode() for url in addresses]
    assert all("พักใช้การรับรอง" not in page() for page in pages)
    suspend(certificate, personas.officer)
    assert all("พักใช้การรับรอง" in page() and GROUNDS.reason_th in page() for page in pages)
    assert GROUNDS.facts not in pages[0]()
    lift(certificate, personas.second_officer)
    assert all("ยังมีผลการรับรอง" in page() for page in pages)


def test_the_letters_state_facts_clause_reason_appeal_and_time(certificate: Certificate, personas: Personas) -> None:
    grounds = replace(GROUNDS, facts="<b>พบ</b> & <script>")
    suspend(certificate, personas.officer, grounds=grounds)
    letter = Letter.objects.get(kind="certificate_suspended", recipient=personas.applicant)
    for text in (certificate.number, grounds.facts, grounds.clause, grounds.reason_th, grounds.reason_en, "15 วัน",
                 "within 15 days", "อุทธรณ์เป็นหนังสือ"):  # fmt: skip
        assert text in letter.body, text
    assert not Letter.objects.filter(recipient=personas.applicant_viewer).exists()
    lift(certificate, personas.second_officer, note="แก้ไขครบแล้ว")
    assert "แก้ไขครบแล้ว" in Letter.objects.get(kind="suspension_lifted", recipient=personas.applicant).body


def test_both_acts_are_audited(certificate: Certificate, personas: Personas) -> None:
    suspend(certificate, personas.officer)
    lift(certificate, personas.second_officer)
    told = [(event.verb, event.by) for event in audit.events_for(certificate)][-2:]
    assert told == [
        ("certificate.suspended", personas.officer),
        ("certificate.suspension_lifted", personas.second_officer),
    ]


def test_who_suspended_may_not_lift(certificate: Certificate, personas: Personas) -> None:
    suspend(certificate, personas.officer)
    with pytest.raises(ActRefused):
        lift(certificate, personas.officer)
    assert standing(certificate) == Standing.SUSPENDED


@pytest.mark.parametrize("person", ["applicant", "rival", "verifier"])
def test_nobody_outside_tgo_suspends_or_lifts(certificate: Certificate, personas: Personas, person: str) -> None:
    with pytest.raises(ActRefused):
        suspend(certificate, getattr(personas, person))
    suspend(certificate, personas.officer)
    with pytest.raises(ActRefused):
        lift(certificate, getattr(personas, person))


def test_what_is_suspended_or_ended_cannot_be_suspended(certificate: Certificate, personas: Personas) -> None:
    suspend(certificate, personas.officer)
    with pytest.raises(ActRefused):
        suspend(certificate, personas.second_officer)
    lift(certificate, personas.second_officer)
    give_up(certificate, personas.applicant)
    with pytest.raises(ActRefused):
        suspend(certificate, personas.officer)
    expired = make_certificate(personas, approved_on=timezone.localdate().replace(year=2020, day=1))
    with pytest.raises(ActRefused):
        suspend(expired, personas.officer)


def test_a_suspension_is_not_lifted_after_the_end(certificate: Certificate, personas: Personas) -> None:
    suspend(certificate, personas.officer)
    give_up(certificate, personas.applicant)
    with pytest.raises(ActRefused):
        lift(certificate, personas.second_officer)
    assert standing(certificate) == Standing.SURRENDERED


def test_a_revocation_outranks_the_suspension_before_it(certificate: Certificate, personas: Personas) -> None:
    suspend(certificate, personas.officer)
    propose(certificate, personas.officer)
    assert standing(certificate) == Standing.SUSPENDED
    confirm(certificate, personas.approver, at=timezone.now().replace(year=2027))
    assert standing(certificate, timezone.now().replace(year=2027)) == Standing.REVOKED


@pytest.mark.parametrize("left_out", ["facts", "clause", "reason_th", "reason_en"])
def test_the_grounds_must_be_whole(certificate: Certificate, personas: Personas, left_out: str) -> None:
    with pytest.raises(ActRefused):
        suspend(certificate, personas.officer, grounds=replace(GROUNDS, **{left_out: " "}))
    assert not Suspension.objects.exists()


def test_a_double_click_is_one_act(certificate: Certificate, personas: Personas) -> None:
    first, second = uuid4(), uuid4()
    for _ in range(2):
        suspend(certificate, personas.officer, key=first)
    for _ in range(2):
        lift(certificate, personas.second_officer, key=second)
    assert Suspension.objects.count() == 1
    assert Letter.objects.filter(kind="certificate_suspended", recipient=personas.applicant).count() == 1


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("suspension_lifted_by_another", {"lifted_at": "now", "lifted_by": "officer"}),
        ("suspension_lifted_by_someone", {"lifted_by": "second_officer"}),
        ("suspension_lifted_by_someone", {"lifted_at": "now"}),
        ("suspension_has_reason", {"reason_en": ""}),
    ],
)
def test_the_database_refuses(
    constraint: str, fields: dict[str, str], certificate: Certificate, personas: Personas
) -> None:
    now = timezone.now()
    values: dict[str, Any] = {**GROUNDS.fields(), "suspended_at": now, "suspended_by": personas.officer}
    known = vars(personas) | {"now": now}
    values |= {name: known.get(value, value) for name, value in fields.items()}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Suspension.objects.create(certificate=certificate, **values)


@pytest.mark.parametrize("change", [{"reason_th": "อื่น"}, {"suspended_at": timezone.now()}, {"facts": ""}])
def test_what_is_written_stays_written(change: dict[str, Any], certificate: Certificate, personas: Personas) -> None:
    suspend(certificate, personas.officer)
    for forbidden in (lambda: Suspension.objects.update(**change), Suspension.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            forbidden()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_locked", [True, False])
def test_two_officers_suspending_at_once_make_one_suspension(
    is_locked: bool, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: without the lock both pass the check, and the database has to refuse the second."""
    certificate = make_certificate(personas)
    both_before(suspension, "_record", monkeypatch, is_locked=is_locked)
    raised = at_once(
        lambda: suspend(certificate, personas.officer), lambda: suspend(certificate, personas.second_officer)
    )
    assert Suspension.objects.count() == 1
    assert [type(error) for error in raised] == [ActRefused if is_locked else IntegrityError]
