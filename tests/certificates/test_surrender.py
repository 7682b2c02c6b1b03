"""A holder gives a certificate up at once and for good, unless a revocation is proposed."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.test import Client

from applications.models import Letter
from cecfp_portal.accounts.models import User
from certificates.models import Certificate, Ending, Revocation, Standing
from certificates.services import revocation, surrender
from certificates.services.acts import ActRefused
from tests.certificates.acts import give_up, propose, standing, suspend, withdraw
from tests.certificates.races import at_once, both_before
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User | AnonymousUser], Client]


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def page_of(certificate: Certificate) -> str:
    return f"/th/certificates/{certificate.application.public_id}/surrender/"


def test_who_signs_gives_up_on_a_page_that_says_what_it_means(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    client = signed_in(personas.applicant)
    assert "เรียกคืนมิได้" in client.get(page_of(certificate)).content.decode()
    body = {"key": str(uuid4()), "reason": "เลิกผลิต"}
    assert client.post(page_of(certificate), body).status_code == 422
    assert standing(certificate) == Standing.ACTIVE
    assert client.post(page_of(certificate), body | {"is_understood": "on"}).status_code == 302
    assert standing(certificate) == Standing.SURRENDERED
    assert Ending.objects.get().reason == "เลิกผลิต"
    assert "เลิกผลิต" not in Client().get(f"/c/{certificate.code}").content.decode()
    told = set(Letter.objects.filter(kind="certificate_surrendered").values_list("recipient", flat=True))
    assert {personas.applicant.pk, personas.officer.pk} <= told
    again = client.post(page_of(certificate), body | {"is_understood": "on", "key": str(uuid4())})
    assert again.status_code == 409


@pytest.mark.parametrize(("person", "status"), [("applicant_viewer", 403), ("applicant_editor", 403), ("rival", 404)])
def test_nobody_else_gives_up(
    person: str, status: int, certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    body = {"key": str(uuid4()), "reason": "-", "is_understood": "on"}
    assert signed_in(getattr(personas, person)).post(page_of(certificate), body).status_code == status
    with pytest.raises(ActRefused):
        give_up(certificate, getattr(personas, person))
    assert not Ending.objects.exists()


def test_a_suspended_certificate_can_be_given_up(certificate: Certificate, personas: Personas) -> None:
    suspend(certificate, personas.officer)
    give_up(certificate, personas.applicant)
    assert standing(certificate) == Standing.SURRENDERED


def test_a_revocation_is_not_escaped_by_giving_up(certificate: Certificate, personas: Personas) -> None:
    propose(certificate, personas.officer)
    with pytest.raises(ActRefused):
        give_up(certificate, personas.applicant)
    withdraw(certificate, personas.officer)
    give_up(certificate, personas.applicant)
    with pytest.raises(ActRefused):
        propose(certificate, personas.officer)


def test_a_reason_is_needed_and_kept(certificate: Certificate, personas: Personas) -> None:
    with pytest.raises(ActRefused):
        give_up(certificate, personas.applicant, reason=" ")
    give_up(certificate, personas.applicant)
    for forbidden in (lambda: Ending.objects.update(reason="อื่น"), Ending.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            forbidden()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_locked", [True, False])
def test_giving_up_and_proposing_at_once_only_one_is_done(
    is_locked: bool, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: without the lock both pass their checks, and a certificate given up has a proposal."""
    certificate = make_certificate(personas)
    both_before(surrender, "require_standing", monkeypatch, is_locked=is_locked)
    if not is_locked:
        monkeypatch.setattr(revocation, "lock_certificate", surrender.lock_certificate)
    waiting = surrender.require_standing
    monkeypatch.setattr(revocation, "require_standing", waiting)
    raised = at_once(lambda: give_up(certificate, personas.applicant), lambda: propose(certificate, personas.officer))
    done = Ending.objects.count() + Revocation.objects.count()
    assert (done, [type(error) for error in raised]) == ((1, [ActRefused]) if is_locked else (2, []))
