"""Standing is derived from dates on the day asked, and the database refuses rows that would make it ambiguous."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cecfp_portal.thai import BANGKOK
from certificates.models import Certificate, Ending, Revocation, Standing, Suspension
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
REASONS = {"reason_th": "เหตุผล", "reason_en": "reason"}
AT = datetime(2027, 5, 10, 0, 30, tzinfo=BANGKOK)


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def fresh(certificate: Certificate) -> Certificate:
    return Certificate.objects.with_events().get(pk=certificate.pk)


def test_in_force_up_to_and_including_the_last_day(certificate: Certificate) -> None:
    last = certificate.valid_until
    assert fresh(certificate).standing(last) == Standing.ACTIVE
    assert fresh(certificate).standing(last + DAY) == Standing.EXPIRED


def test_suspended_between_its_days_in_bangkok(certificate: Certificate, personas: Personas) -> None:
    Suspension.objects.create(
        certificate=certificate, suspended_at=AT, suspended_by=personas.officer, lifted_at=AT + 3 * DAY,
        lifted_by=personas.second_officer, **REASONS,
    )  # fmt: skip
    on = AT.date()
    expected = {on - DAY: "active", on: "suspended", on + 2 * DAY: "suspended", on + 3 * DAY: "active"}
    assert {day: fresh(certificate).standing(day).value for day in expected} == expected


def test_a_proposal_changes_nothing_and_a_confirmation_ends_it(certificate: Certificate, personas: Personas) -> None:
    row = Revocation.objects.create(certificate=certificate, proposed_at=AT, proposed_by=personas.officer, **REASONS)
    assert fresh(certificate).standing(AT.date()) == Standing.ACTIVE
    row.confirmed_at, row.confirmed_by = AT, personas.second_officer
    row.save()
    assert fresh(certificate).standing(AT.date()) == Standing.REVOKED
    assert fresh(certificate).standing(AT.date() - DAY) == Standing.ACTIVE
    assert fresh(certificate).standing(certificate.valid_until + DAY) == Standing.REVOKED


def test_endings_by_the_holder_or_by_a_newer_certificate(certificate: Certificate, personas: Personas) -> None:
    newer = make_certificate(personas, product_th="ขวดน้ำดื่ม ข")
    given_up = Ending.objects.create(
        certificate=newer, kind=Standing.SURRENDERED, ended_at=AT, ended_by=personas.officer
    )
    Ending.objects.create(
        certificate=certificate, kind=Standing.SUPERSEDED, successor=newer, ended_at=AT, ended_by=personas.officer
    )
    assert fresh(certificate).standing(AT.date()) == Standing.SUPERSEDED
    assert fresh(given_up.certificate).standing(AT.date()) == Standing.SURRENDERED
    assert fresh(certificate).standing(AT.date() - DAY) == Standing.ACTIVE


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("revocation_two_people", {"confirmed_at": AT, "confirmed_by": "officer"}),
        ("revocation_confirmed_by_someone", {"confirmed_at": AT}),
        ("revocation_confirmed_by_someone", {"confirmed_by": "second_officer"}),
        ("revocation_withdrawn_by_someone", {"withdrawn_at": AT}),
        ("revocation_has_reason", {"reason_en": ""}),
        ("revocation_answered_by_someone", {"answered_at": AT}),
        ("revocation_answered_by_someone", {"answer": "คำชี้แจง"}),
        ("revocation_answered_by_someone", {"answered_at": AT - DAY, "answered_by": "applicant", "answer": "คำชี้แจง"}),
        (
            "revocation_holder_heard",
            {"answer_closes_at": AT + DAY, "confirmed_at": AT, "confirmed_by": "second_officer"},
        ),
        (
            "revocation_confirmed_by_someone",
            {"confirmed_at": AT, "confirmed_by": "second_officer", "withdrawn_at": AT, "withdrawn_by": "officer"},
        ),
    ],
)
def test_the_database_refuses(
    constraint: str, fields: dict[str, Any], certificate: Certificate, personas: Personas
) -> None:
    people = {
        name: getattr(personas, value) if str(value) in vars(personas) else value for name, value in fields.items()
    }
    values = REASONS | {"certificate": certificate, "proposed_at": AT, "proposed_by": personas.officer} | people
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Revocation.objects.create(**values)


def test_only_one_revocation_and_one_suspension_can_be_open(certificate: Certificate, personas: Personas) -> None:
    rows: list[tuple[str, Any, dict[str, Any]]] = [
        ("revocation_once_not_withdrawn", Revocation, {"proposed_at": AT, "proposed_by": personas.officer}),
        ("suspension_once_open", Suspension, {"suspended_at": AT, "suspended_by": personas.officer}),
    ]
    for constraint, model, fields in rows:
        model.objects.create(certificate=certificate, **REASONS, **fields)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            model.objects.create(certificate=certificate, **REASONS, **fields)
