"""Certificates in each standing, for the interface for machines."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from certificates.api import reading
from certificates.models import Certificate, Ending, Standing
from tests.certificates.acts import GROUNDS, answer, confirm, propose, suspend
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

Many = dict[str, Certificate]


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


@pytest.fixture
def unthrottled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading.SenderThrottle, "allow_request", lambda *_arguments: True)


def revoke(certificate: Certificate, personas: Personas) -> None:
    grounds = replace(GROUNDS, reason_th="ไม่เป็นไปตามข้อ 4.1.2", reason_en="Clause 4.1.2 is not met")
    propose(certificate, personas.officer, grounds=grounds)
    answer(certificate, personas.applicant)
    confirm(certificate, personas.approver, at=timezone.now())


@pytest.fixture
def of_each_standing(personas: Personas, certificate: Certificate) -> Many:
    """One certificate of each standing, by the code of the standing."""
    make: Callable[..., Certificate] = lambda **fields: make_certificate(personas, **fields)  # noqa: E731
    at, by = timezone.now(), personas.officer
    made = {
        code.value: make(product_th=f"ขวด {code.value}") for code in Standing if code.value not in ("active", "expired")
    }
    made["active"] = certificate
    made["expired"] = make(approved_on=timezone.localdate() - timedelta(days=4 * 366))
    suspend(made["suspended"], by)
    revoke(made["revoked"], personas)
    Ending.objects.create(certificate=made["surrendered"], kind=Standing.SURRENDERED, ended_at=at, ended_by=by)
    Ending.objects.create(
        certificate=made["superseded"], kind=Standing.SUPERSEDED, successor=certificate, ended_at=at, ended_by=by
    )
    return made
