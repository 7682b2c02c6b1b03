"""Stopped between any two steps, issuing ends later with the same number and one certificate, and shows none before."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from applications.models import Issuance
from applications.statuses import Status
from cecfp_portal import outbox
from certificates import issuing
from certificates.models import Certificate, NumberCounter, NumberReservation
from certificates.pdf import archive
from certificates.pdf.authenticity import verdict_on
from tests.factories.approved_cases import make_approved_case
from tests.personas import Personas

# Each a step's way in: what comes before has happened, what comes after has not.
STEPS = (
    "signer_identity", "_reserve", "render_certificate", "lint_document", "_seal", "sealed", "read_signatures",
    "archive.keep", "_certify", "apply_transition", "certificate_issued",
)  # fmt: skip
NUMBER = "TGO CE-CFP FY27-000-0001"


class Stopped(Exception):
    """The step failed."""


def place_of(step: str) -> tuple[Any, str]:
    owner, _dot, name = step.rpartition(".")
    return (getattr(issuing, owner) if owner else issuing), name


@pytest.mark.django_db
@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_raises_is_told_and_tried_again(
    step: str, personas: Personas, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    issuance = make_approved_case(personas)
    with monkeypatch.context() as failing:

        def stop(*args: Any, **kwargs: Any) -> None:
            raise Stopped("here")

        failing.setattr(*place_of(step), stop)
        issuing.issue(issuance.pk)
    assert_nothing_is_shown(issuance, client)
    issuance.refresh_from_db()
    assert issuance.failure == "Stopped: here"
    assert_finishes_with_the_first_number(issuance)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", STEPS)
def test_a_process_that_dies_there_leaves_nothing_half_done(step: str, personas: Personas, client: Client) -> None:
    issuance = make_approved_case(personas)
    assert exit_code_of_a_process_that_dies_at(step, issuance.pk) == 9
    assert_nothing_is_shown(issuance, client)
    assert_finishes_with_the_first_number(issuance)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["certificates_numberreservation", "certificates_certificate"])
def test_a_database_that_refuses_the_row_loses_no_number(table: str, personas: Personas, client: Client) -> None:
    """The trigger stands for a full disk or a broken index: the signed file may exist, the certificate does not."""
    issuance = make_approved_case(personas)
    with refusing_inserts(table):
        issuing.issue(issuance.pk)
    issuance.refresh_from_db()
    assert "no room" in issuance.failure
    assert_nothing_is_shown(issuance, client)
    assert_finishes_with_the_first_number(issuance)


@pytest.mark.django_db(transaction=True)
def test_the_control_an_undisturbed_process_issues(personas: Personas) -> None:
    issuance = make_approved_case(personas)
    assert exit_code_of_a_process_that_dies_at("", issuance.pk) == 0
    assert Certificate.objects.get().number == NUMBER


def exit_code_of_a_process_that_dies_at(step: str, issuance_id: int) -> int:
    """Issue in a real process of its own that ends without a word where the step begins."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            if step:
                owner, name = place_of(step)
                setattr(owner, name, lambda *args, **kwargs: os._exit(9))
            issuing.issue(issuance_id)
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def assert_nothing_is_shown(issuance: Issuance, client: Client) -> None:
    assert not Certificate.objects.exists()
    application = type(issuance.application).objects.get(pk=issuance.application_id)
    assert application.status == Status.APPROVED
    reservation = NumberReservation.objects.filter(issuance=issuance).first()
    if reservation is not None:
        assert client.get(f"/c/{reservation.code}").status_code == 404
        assert client.get(f"/c/{reservation.code}/certificate.pdf").status_code == 404
        assert reservation.number not in client.get("/th/register/").content.decode()


def assert_finishes_with_the_first_number(issuance: Issuance) -> None:
    Issuance.objects.filter(pk=issuance.pk).update(lease_until=issuance.queued_at)
    issuing.issue(issuance.pk)
    certificate = Certificate.objects.get()
    assert certificate.number == NUMBER and NumberCounter.objects.get().last == 1
    issuance.refresh_from_db()
    assert outbox.state(issuance) == "finished"
    assert verdict_on(archive.read(certificate.pdf_sha256), at=certificate.issued_at).is_genuine
    assert not list(archive.path_of(certificate.pdf_sha256).parent.glob("*.part"))


@contextmanager
def refusing_inserts(table: str) -> Iterator[None]:
    """Make PostgreSQL fail every INSERT into a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$"
        )
        cursor.execute(f"CREATE TRIGGER refuse BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER refuse ON {table}")
            cursor.execute("DROP FUNCTION refuse()")
