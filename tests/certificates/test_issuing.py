"""Issuing ends in one certificate with one number, wherever it was stopped before and whoever else tries."""

import hashlib
import re
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from applications.choices import RunPurpose
from applications.models import CheckRun, Issuance
from applications.statuses import Status
from calculations.engine.canonical import sha256_of
from cecfp_portal import audit, outbox
from certificates import issuing, numbering
from certificates.content import CertificateContent
from certificates.models import Certificate, NumberCounter, NumberReservation
from certificates.pdf import archive
from certificates.pdf.lint import LintRefused
from tests.factories.approved_cases import APPROVED_ON, CASE, issue_certificate, make_approved_case, make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Stands for the end of the process: nothing after it runs, nothing catches it."""


def test_an_approved_case_becomes_a_certificate(personas: Personas) -> None:
    issuance = make_approved_case(personas)
    issuing.issue(issuance.pk)
    issuance.refresh_from_db()
    certificate = Certificate.objects.get(issuance=issuance)
    assert issuance.application.status == Status.CERTIFIED
    assert certificate.number == issuance.number == "TGO CE-CFP FY27-000-0001"
    assert outbox.state(issuance) == "finished"
    pdf = archive.read(certificate.pdf_sha256)
    assert issuance.pdf_sha256 == certificate.pdf_sha256 == hashlib.sha256(pdf).hexdigest()
    assert issuance.content_sha256 == certificate.content_sha256 == certificate.printed.sha256()


def test_what_is_printed_comes_from_the_judged_case(personas: Personas) -> None:
    content = make_certificate(personas).printed
    assert (content.footprint, content.recycled_share, content.recycled_share_percent) == ("0.396", "0.2", "20.00")
    assert content.factories[0].licence == "3-53-1/50รย"
    assert content.valid_until.isoformat() == "2029-11-19"
    assert content.is_example is CASE["presentation"]["is_example"]
    run = CheckRun.objects.get(revision__judged_sha256=content.judged_sha256, purpose=RunPurpose.RECOMMENDATION)
    assert (content.rulings_sha256, content.context_sha256) == (sha256_of(run.rulings), sha256_of(run.context))
    assert "Secret Recycler" not in content.canonical().decode()


def test_the_share_is_given_no_more_exactly_than_it_is_printed(personas: Personas) -> None:
    """The exact fraction of two masses would tell a rival the weights of the parts."""
    issuance = make_approved_case(personas)
    run = issuance.decision.recommendation.check_run
    run.report["shares"]["recycled_lower"] |= {"exact": "3517/17500", "percent_text": "20.09"}
    content = issuing.content_of(issuance, number="1", code="1")
    assert (content.recycled_share, content.recycled_share_percent) == ("0.2009", "20.09")
    assert "3517" not in content.canonical().decode()


def test_issuing_twice_changes_nothing(personas: Personas) -> None:
    certificate = issue_certificate(personas)
    issuing.issue(certificate.issuance_id)
    assert list(Certificate.objects.values_list("pk", flat=True)) == [certificate.pk]
    assert NumberCounter.objects.get().last == 1


def test_the_events_tell_of_number_and_issue(personas: Personas) -> None:
    certificate = make_certificate(personas)
    assert [event.verb for event in audit.events_for(certificate)] == ["certificate.issued"]
    verbs = [event.verb for event in audit.events_for(certificate.application)]
    assert verbs[-2:] == ["certificate.number_reserved", "application.certify"]


@pytest.mark.parametrize(
    "place", ["render_certificate", "lint_document", "_certify", "apply_transition", "certificate_issued"]
)
def test_killed_anywhere_it_finishes_later_with_the_same_number(
    place: str, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make_approved_case(personas), make_approved_case(personas, product_th="ขวดน้ำดื่ม ข")

    def die(*args: Any, **kwargs: Any) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(issuing, place, die)
        with pytest.raises(Killed):
            issuing.issue(first.pk)
    assert not Certificate.objects.exists()
    issuing.issue(second.pk)
    _let_lease_pass(first)
    issuing.issue(first.pk)
    numbers = dict(Certificate.objects.values_list("issuance_id", "number"))
    assert numbers == {first.pk: "TGO CE-CFP FY27-000-0001", second.pk: "TGO CE-CFP FY27-000-0002"}


def test_killed_while_storing_leaves_no_half_file(personas: Personas, monkeypatch: pytest.MonkeyPatch) -> None:
    issuance = make_approved_case(personas)

    def die(descriptor: int) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(archive.os, "fsync", die)
        with pytest.raises(Killed):
            issuing.issue(issuance.pk)
    _let_lease_pass(issuance)
    issuing.issue(issuance.pk)
    certificate = Certificate.objects.get(issuance=issuance)
    folder = archive.path_of(certificate.pdf_sha256).parent
    assert [path.name for path in folder.iterdir()] == [f"{certificate.pdf_sha256}.pdf"]


def test_a_failure_is_visible_takes_no_second_number_and_can_be_retried(
    personas: Personas, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.OUTBOX_MAX_ATTEMPTS = 1
    issuance = make_approved_case(personas)

    def refuse(*args: Any) -> None:
        raise LintRefused("not today")

    with monkeypatch.context() as failing:
        failing.setattr(issuing, "lint_document", refuse)
        issuing.issue(issuance.pk)
    issuance.refresh_from_db()
    assert outbox.state(issuance) == "failed" and "not today" in issuance.failure
    assert issuance.application.status == Status.APPROVED
    assert outbox.retry(issuance, by=personas.officer, at=issuance.queued_at)
    issuing.issue(issuance.pk)
    assert Certificate.objects.get().number == "TGO CE-CFP FY27-000-0001"
    assert NumberCounter.objects.get().last == 1


def test_what_cannot_be_printed_takes_no_number(personas: Personas) -> None:
    issuance = make_approved_case(personas, product_th="ขวด 漢")
    issuing.issue(issuance.pk)
    issuance.refresh_from_db()
    assert "U+6F22" in issuance.failure
    assert not NumberCounter.objects.exists() and not NumberReservation.objects.exists()


def test_names_frozen_for_another_judged_case_are_refused(personas: Personas) -> None:
    issuance = make_approved_case(personas)
    issuance.printed["judged_sha256"] = "0" * 64
    issuance.save(update_fields=["printed"])
    issuing.issue(issuance.pk)
    issuance.refresh_from_db()
    assert "another judged case" in issuance.failure and issuance.number is None


def test_numbers_start_anew_each_fiscal_year(personas: Personas) -> None:
    september = make_certificate(personas, approved_on=APPROVED_ON.replace(month=9, day=30))
    october = make_certificate(personas, approved_on=APPROVED_ON.replace(month=10, day=1))
    assert september.number == "TGO CE-CFP FY26-000-0001"
    assert october.number == "TGO CE-CFP FY27-000-0001"


@pytest.mark.django_db(transaction=True)
def test_a_number_is_taken_only_inside_a_transaction() -> None:
    with pytest.raises(RuntimeError):
        numbering.take_number(approved_on=APPROVED_ON)


def test_a_rolled_back_number_is_given_again() -> None:
    with pytest.raises(Killed), transaction.atomic():
        assert numbering.take_number(approved_on=APPROVED_ON).running == 1
        raise Killed
    assert numbering.take_number(approved_on=APPROVED_ON).running == 1


def test_codes_hold_130_random_bits_and_forgive_what_people_mistake() -> None:
    codes = {numbering.new_code() for _ in range(2000)}
    assert len(codes) == 2000
    assert all(re.fullmatch("[0-9a-hjkmnp-tv-z]{26}", code) for code in codes)
    seen = {(place, sign) for code in codes for place, sign in enumerate(code)}
    assert len(seen) == 26 * 32, "every place takes every sign"
    assert numbering.code_as_read(" OIL1-abc ") == "0111abc"


@pytest.mark.parametrize("change", [{"number": "X"}, {"valid_until": "2099-01-01"}, {"content": {}}])
def test_the_database_refuses_to_change_a_certificate(personas: Personas, change: dict[str, Any]) -> None:
    certificate = make_certificate(personas)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(**change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        NumberReservation.objects.all().update(number="Y")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM certificates_certificate")


def test_a_changed_file_is_found_when_read(personas: Personas) -> None:
    certificate = issue_certificate(personas)
    path = archive.path_of(certificate.pdf_sha256)
    path.write_bytes(path.read_bytes().replace(b"%PDF-1.7", b"%PDF-1.6"))
    with pytest.raises(archive.FileDamagedError):
        archive.read(certificate.pdf_sha256)


@pytest.mark.django_db(transaction=True)
def test_two_takers_at_once_get_two_numbers_without_a_gap() -> None:
    assert sorted(_taken_at_once(numbering.take_number)) == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_takers_get_the_same_number() -> None:
    """The negative control: the race above is a real one, and the row's lock is what decides it."""
    NumberCounter.objects.create(scheme=numbering.SCHEME, fiscal_year=2027)
    all_have_read = Barrier(4)

    def take_unlocked(*, approved_on: Any) -> numbering.TakenNumber:
        counter = NumberCounter.objects.get(scheme=numbering.SCHEME, fiscal_year=2027)
        all_have_read.wait(5)
        counter.last += 1
        counter.save(update_fields=["last"])
        return numbering.TakenNumber(2027, counter.last, "")

    assert _taken_at_once(take_unlocked) == [1, 1, 1, 1]


def _taken_at_once(take: Callable[..., numbering.TakenNumber]) -> list[int]:
    taken: list[int] = []
    start = Barrier(4)

    def run() -> None:
        try:
            start.wait(5)
            with transaction.atomic():
                taken.append(take(approved_on=APPROVED_ON).running)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return taken


@pytest.mark.django_db(transaction=True)
def test_the_same_issuance_taken_up_by_four_workers_gives_one_certificate(personas: Personas) -> None:
    issuance = make_approved_case(personas)
    start = Barrier(4)

    def run() -> None:
        try:
            start.wait(5)
            issuing.issue(issuance.pk)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert Certificate.objects.count() == 1 and NumberCounter.objects.get().last == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_comes_back_late_is_fenced_off(
    personas: Personas, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    issuance = make_approved_case(personas)
    original = issuing.archive.keep

    def slow(pdf: bytes) -> str:
        monkeypatch.setattr(issuing.archive, "keep", original)
        _let_lease_pass(issuance)
        issuing.issue(issuance.pk)
        return original(pdf)

    monkeypatch.setattr(issuing.archive, "keep", slow)
    issuing.issue(issuance.pk)
    issuance.refresh_from_db()
    assert Certificate.objects.count() == 1 and issuance.failure == ""
    assert "OtherWorkerFinishedError" in caplog.text


def _let_lease_pass(issuance: Issuance) -> None:
    Issuance.objects.filter(pk=issuance.pk).update(lease_until=issuance.queued_at)


def test_the_frozen_content_is_what_is_rendered(personas: Personas) -> None:
    reservation = make_certificate(personas).issuance.reservation
    assert CertificateContent.from_json(reservation.content).sha256() == reservation.content_sha256
