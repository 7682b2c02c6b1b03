"""A revocation takes two officers: refused in the service for one, audited for both, once for a double click."""

from collections.abc import Callable
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone

from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from cecfp_portal.accounts.roles import Right
from certificates.models import Certificate, Revocation, Standing
from certificates.services import revocation
from certificates.services.acts import ActRefused
from tests.factories.accounts import make_member
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def propose(certificate: Certificate, by: User, key: UUID | None = None, reason_en: str = "reason") -> None:
    revocation.propose_revocation(
        certificate.pk, reason_th="เหตุผล", reason_en=reason_en, by=by, at=timezone.now(), key=key or uuid4()
    )


def confirm(certificate: Certificate, by: User, key: UUID | None = None) -> None:
    proposal = certificate.revocations.get(withdrawn_at=None)
    revocation.confirm_revocation(
        certificate.pk, revocation_id=proposal.pk, by=by, at=timezone.now(), key=key or uuid4()
    )


def withdraw(certificate: Certificate, by: User) -> None:
    proposal = certificate.revocations.get(withdrawn_at=None)
    revocation.withdraw_proposal(certificate.pk, revocation_id=proposal.pk, by=by, at=timezone.now(), key=uuid4())


def standing(certificate: Certificate) -> str:
    return Certificate.objects.with_events().get(pk=certificate.pk).standing(timezone.localdate())


def test_two_officers_revoke_and_both_are_audited(certificate: Certificate, personas: Personas) -> None:
    propose(certificate, personas.officer)
    assert standing(certificate) == Standing.ACTIVE
    confirm(certificate, personas.approver)
    assert standing(certificate) == Standing.REVOKED
    told = [(event.verb, event.by) for event in audit.events_for(certificate)]
    assert told[1:] == [
        ("certificate.revocation_proposed", personas.officer),
        ("certificate.revoked", personas.approver),
    ]


def test_the_same_officer_may_not_confirm(certificate: Certificate, personas: Personas) -> None:
    propose(certificate, personas.officer)
    with pytest.raises(ActRefused):
        confirm(certificate, personas.officer)
    assert standing(certificate) == Standing.ACTIVE


@pytest.mark.parametrize("person", ["applicant", "rival", "verifier"])
def test_nobody_else_may_propose_confirm_or_withdraw(certificate: Certificate, personas: Personas, person: str) -> None:
    other = getattr(personas, person)
    with pytest.raises(ActRefused):
        propose(certificate, other)
    propose(certificate, personas.officer)
    for act in (confirm, withdraw):
        with pytest.raises(ActRefused):
            act(certificate, other)
    assert Revocation.objects.get().is_proposal


def test_an_officer_who_belongs_to_the_holder_is_refused(certificate: Certificate, personas: Personas) -> None:
    make_member(personas.manufacturer, Right.VIEW, user=personas.officer)
    with pytest.raises(ActRefused):
        propose(certificate, personas.officer)


def test_a_second_proposal_is_refused_until_the_first_is_withdrawn(
    certificate: Certificate, personas: Personas
) -> None:
    propose(certificate, personas.officer)
    with pytest.raises(ActRefused):
        propose(certificate, personas.second_officer)
    withdraw(certificate, personas.second_officer)
    assert standing(certificate) == Standing.ACTIVE
    propose(certificate, personas.second_officer)
    assert Revocation.objects.count() == 2


def test_a_revoked_certificate_cannot_be_revoked_again(certificate: Certificate, personas: Personas) -> None:
    propose(certificate, personas.officer)
    confirm(certificate, personas.second_officer)
    with pytest.raises(ActRefused):
        propose(certificate, personas.officer)
    with pytest.raises(ActRefused):
        confirm(certificate, personas.approver)


def test_a_reason_in_both_languages_is_needed(certificate: Certificate, personas: Personas) -> None:
    with pytest.raises(ActRefused):
        propose(certificate, personas.officer, reason_en="  ")


def test_a_double_click_is_one_act(certificate: Certificate, personas: Personas) -> None:
    first, second = uuid4(), uuid4()
    for _ in range(2):
        propose(certificate, personas.officer, key=first)
    for _ in range(2):
        confirm(certificate, personas.second_officer, key=second)
    assert Revocation.objects.count() == 1
    assert [event.verb for event in audit.events_for(certificate)].count("certificate.revoked") == 1


def test_a_proposal_that_was_replaced_meanwhile_is_not_confirmed(certificate: Certificate, personas: Personas) -> None:
    propose(certificate, personas.officer)
    read = Revocation.objects.get()
    withdraw(certificate, personas.officer)
    propose(certificate, personas.officer, reason_en="another reason")
    with pytest.raises(ActRefused):
        revocation.confirm_revocation(
            certificate.pk, revocation_id=read.pk, by=personas.approver, at=timezone.now(), key=uuid4()
        )


@pytest.mark.django_db(transaction=True)
def test_two_officers_proposing_at_once_make_one_proposal(personas: Personas, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the lock on the certificate both stand before the check together, and one meets a database error."""
    certificate = make_certificate(personas)
    before_the_check, original = Barrier(2), revocation.is_repeated

    def wait_for_the_other(*args: Any, **kwargs: Any) -> bool:
        with suppress(BrokenBarrierError):
            before_the_check.wait(2)
        return original(*args, **kwargs)

    monkeypatch.setattr(revocation, "is_repeated", wait_for_the_other)
    refused = _at_once(
        lambda: propose(certificate, personas.officer), lambda: propose(certificate, personas.second_officer)
    )
    assert Revocation.objects.count() == 1 and refused == 1


def _at_once(*acts: Callable[[], None]) -> int:
    start, refused = Barrier(len(acts)), []

    def run(act: Callable[[], None]) -> None:
        try:
            start.wait(5)
            act()
        except ActRefused as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return len(refused)
