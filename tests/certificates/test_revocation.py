"""A revocation takes two officers: refused in the service for one, audited for both, once for a double click."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.utils import timezone

from cecfp_portal import audit
from cecfp_portal.accounts.roles import Right
from certificates.models import Certificate, Revocation, Standing
from certificates.services import revocation
from certificates.services.acts import ActRefused
from tests.certificates.acts import AFTER_THE_TERM, GROUNDS, confirm, propose, standing, withdraw
from tests.factories.accounts import make_member
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def test_two_officers_revoke_and_both_are_audited(certificate: Certificate, personas: Personas) -> None:
    propose(certificate, personas.officer)
    assert standing(certificate) == Standing.ACTIVE
    confirm(certificate, personas.approver)
    assert standing(certificate) == Standing.ACTIVE
    assert standing(certificate, timezone.now() + AFTER_THE_TERM) == Standing.REVOKED
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


@pytest.mark.parametrize("left_out", ["facts", "clause", "reason_th", "reason_en"])
def test_the_grounds_must_be_whole(certificate: Certificate, personas: Personas, left_out: str) -> None:
    with pytest.raises(ActRefused):
        propose(certificate, personas.officer, grounds=replace(GROUNDS, **{left_out: "  "}))
    assert not Revocation.objects.exists()


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
    propose(certificate, personas.officer, grounds=replace(GROUNDS, reason_en="another reason"))
    with pytest.raises(ActRefused):
        revocation.confirm_revocation(
            certificate.pk,
            revocation_id=read.pk,
            has_read_answer=False,
            by=personas.approver,
            at=timezone.now() + AFTER_THE_TERM,
            key=uuid4(),
        )
