"""The check of all certificates finds what was touched, tells nothing else, and goes on where it was stopped."""

import hashlib
import logging
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from applications.models import CheckRun, Decision, Revision, Statement
from cecfp_portal import outbox
from certificates.checking import register, single
from certificates.checking.single import check_certificate
from certificates.dossier import making
from certificates.models import Certificate, CheckFinding, Dossier, RegisterCheck
from certificates.pdf import archive
from tests.factories.approved_cases import issue_certificate, make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db
NOTHING = single.Checked((), True)


def touch(table: str, change: str, pk: int) -> None:
    """Change a row as somebody with the database's own password could: past every trigger."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"UPDATE {table} SET {change} WHERE id = %s", [pk])
        cursor.execute("SET session_replication_role = DEFAULT")


def found_on(certificate: Certificate) -> set[str]:
    fresh = Certificate.objects.get(pk=certificate.pk)
    return {item.name for item in check_certificate(fresh, at=timezone.now()).differences}


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    issued = issue_certificate(personas)
    making.make(issued.dossier.pk)
    return Certificate.objects.get(pk=issued.pk)


def test_nothing_is_found_on_what_was_issued_and_its_page_is_drawn_to_the_same_bytes(certificate: Certificate) -> None:
    checked = check_certificate(certificate, at=timezone.now())
    assert checked.differences == ()
    assert checked.is_redrawn


def test_another_press_is_not_compared(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single, "press_sha256", lambda: "another")
    monkeypatch.setattr(single, "render_certificate", lambda content: pytest.fail("not to be drawn"))
    assert check_certificate(certificate, at=timezone.now()) == single.Checked((), False)


def test_the_same_press_that_draws_otherwise_is_found(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single, "render_certificate", lambda content: b"%PDF other")
    assert found_on(certificate) == {"unsigned bytes", "beginning of the file"}


TOUCHES: dict[str, tuple[Callable[[Certificate], tuple[str, str, int]], set[str]]] = {
    "a digit of a case": (
        lambda c: (
            Revision._meta.db_table,
            '"case" = jsonb_set("case", \'{judged,inventory,0,period_total,amount}\', \'"123"\')',
            c.issuance.decision.recommendation.check_run.revision_id,  # type: ignore[union-attr]
        ),
        {"case", "judged", "report", "footprint"},
    ),
    "a figure of a report": (
        lambda c: (
            CheckRun._meta.db_table,
            "report = jsonb_set(report, '{footprints,product,exact}', '\"0.1\"')",
            c.issuance.decision.recommendation.check_run_id,  # type: ignore[union-attr]
        ),
        {"report", "product.total"},
    ),
    "the context": (
        lambda c: (
            CheckRun._meta.db_table,
            "context = jsonb_set(context, '{on}', '\"2020-01-01\"')",
            c.issuance.decision.recommendation.check_run_id,  # type: ignore[union-attr]
        ),
        {"context"},
    ),
    "the content": (
        lambda c: (Certificate._meta.db_table, "content = jsonb_set(content, '{footprint}', '\"0.1\"')", c.pk),
        {"content", "content of the reservation", "footprint"},
    ),
    "the number": (lambda c: (Certificate._meta.db_table, "number = 'TGO 1'", c.pk), {"number"}),
    "the end": (
        lambda c: (Certificate._meta.db_table, "valid_until = valid_until + 365", c.pk),
        {"valid until"},
    ),
    "the day of the decision": (
        lambda c: (Decision._meta.db_table, "decided_at = decided_at - interval '9 days'", c.issuance.decision_id),
        {"approved on, decision"},
    ),
    "the decision": (
        lambda c: (Decision._meta.db_table, "decision = 'reject', reason = 'x'", c.issuance.decision_id),
        {"decision"},
    ),
    "the statement's number": (
        lambda c: (Statement._meta.db_table, "number = 'X'", c.application.statements.get().pk),
        {"verification statement"},
    ),
    "the signer": (
        lambda c: (Certificate._meta.db_table, f"signer_fingerprint = '{'1' * 64}'", c.pk),
        {"signer"},
    ),
    "the hash of the file": (
        lambda c: (Certificate._meta.db_table, f"pdf_sha256 = '{'1' * 64}'", c.pk),
        {"certificate_file", "file of the issuance"},
    ),
}


@pytest.mark.parametrize("what", TOUCHES)
def test_a_row_touched_past_the_triggers_is_found(what: str, certificate: Certificate) -> None:
    change, expected = TOUCHES[what]
    touch(*change(certificate))
    assert expected <= found_on(certificate)


def test_a_changed_file_a_missing_one_and_a_changed_dossier(certificate: Certificate) -> None:
    path = archive.path_of(certificate.pdf_sha256)
    pdf = path.read_bytes()
    path.write_bytes(pdf[:-1] + b"x")
    assert found_on(certificate) == {"certificate_file"}
    path.unlink()
    assert found_on(certificate) == {"certificate_file"}
    path.write_bytes(pdf)
    dossier = archive.path_of(certificate.dossier.pdf_sha256, folder=archive.DOSSIERS)
    dossier.write_bytes(dossier.read_bytes()[:-1] + b"x")
    assert found_on(certificate) == {"dossier file"}


def test_files_exchanged_between_two_certificates_are_found(certificate: Certificate, personas: Personas) -> None:
    other = issue_certificate(personas, product_th="ขวดน้ำดื่ม ข")
    for one, two in ((certificate, other), (other, certificate)):
        touch(Certificate._meta.db_table, f"pdf_sha256 = '{two.pdf_sha256}'", one.pk)
    assert {"data attached to the file", "file of the issuance"} <= found_on(certificate)


def test_what_breaks_the_check_is_found_and_what_the_worker_lacks_is_not(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> Any:
        raise ZeroDivisionError("broken")

    def keyless(*args: Any, **kwargs: Any) -> Any:
        raise single.SealUnavailable("no roots")

    monkeypatch.setattr(single, "read_signatures", broken)
    assert found_on(certificate) == {"signature"}
    monkeypatch.setattr(single, "read_signatures", keyless)
    with pytest.raises(single.SealUnavailable):
        found_on(certificate)


@pytest.fixture
def three(personas: Personas) -> list[Certificate]:
    return [make_certificate(personas, product_th=f"ขวดน้ำดื่ม {letter}") for letter in "กขค"]


def run_through(check: RegisterCheck) -> RegisterCheck:
    for _step in range(10):
        register.go_on(check.pk)
        check = RegisterCheck.objects.get(pk=check.pk)
        if check.finished_at:
            return check
    raise AssertionError("does not come to an end")


def test_a_night_checks_all_and_writes_what_it_found(
    three: list[Certificate], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = single.Compared("record", "number", "A", "B")
    monkeypatch.setattr(
        register, "check_certificate", lambda c, at: single.Checked((wrong,), False) if c == three[1] else NOTHING
    )
    check = register.start(at=timezone.now(), night=timezone.localdate())
    assert check is not None
    with caplog.at_level(logging.ERROR):
        check = run_through(check)
    assert (check.total, check.checked, check.differing, check.redrawn) == (3, 3, 1, 2)
    finding = CheckFinding.objects.get()
    assert (finding.certificate, finding.name, finding.expected, finding.found) == (three[1], "number", "A", "B")
    assert [record for record in caplog.records if three[1].number in record.getMessage()]


def test_a_night_begins_once_and_never_beside_an_open_check(three: list[Certificate]) -> None:
    at, night = timezone.now(), timezone.localdate()
    first = register.start(at=at, night=night)
    assert first is not None
    assert register.start(at=at, night=night) is None
    assert register.start(at=at) is None
    outbox_done = RegisterCheck.objects.filter(pk=first.pk).update(finished_at=at)
    assert outbox_done == 1
    assert register.start(at=at, night=night) is None
    assert register.start(at=at) is not None


def test_it_goes_in_steps_each_certificate_once(three: list[Certificate], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    monkeypatch.setattr(register, "check_certificate", lambda c, at: seen.append(c.pk) or NOTHING)
    monkeypatch.setattr(register, "STEP", timedelta(0))
    check = register.start(at=timezone.now())
    assert check is not None
    register.go_on(check.pk)
    check.refresh_from_db()
    assert (seen, check.reached, check.finished_at, outbox.state(check)) == (
        [three[0].pk],
        three[0].pk,
        None,
        "waiting",
    )
    check = run_through(check)
    assert seen == [row.pk for row in three]
    assert check.checked == 3


class Killed(BaseException):
    """Stands for the end of the process: nothing after it runs, nothing catches it."""


def test_stopped_in_the_middle_it_goes_on_there(three: list[Certificate], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def dies_at_the_second(certificate: Certificate, *, at: Any) -> single.Checked:
        if certificate == three[1]:
            raise Killed
        seen.append(certificate.pk)
        return NOTHING

    check = register.start(at=timezone.now())
    assert check is not None
    with monkeypatch.context() as dying:
        dying.setattr(register, "check_certificate", dies_at_the_second)
        with pytest.raises(Killed):
            register.go_on(check.pk)
    monkeypatch.setattr(register, "check_certificate", lambda c, at: seen.append(c.pk) or NOTHING)
    RegisterCheck.objects.filter(pk=check.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    check = run_through(check)
    assert seen == [row.pk for row in three]
    assert check.checked == 3


def test_a_worker_that_lost_the_row_writes_nothing(three: list[Certificate], monkeypatch: pytest.MonkeyPatch) -> None:
    """The first pauses on its first certificate while another does the whole; then the first goes on."""
    check = register.start(at=timezone.now())
    assert check is not None
    wrong = single.Compared("record", "number", "A", "B")

    def paused(certificate: Certificate, *, at: Any) -> single.Checked:
        monkeypatch.setattr(register, "check_certificate", lambda c, at: NOTHING)
        RegisterCheck.objects.filter(pk=check.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
        register.go_on(check.pk)
        return single.Checked((wrong,), False)

    monkeypatch.setattr(register, "check_certificate", paused)
    register.go_on(check.pk)
    check.refresh_from_db()
    assert (check.checked, check.differing) == (3, 0)
    assert not CheckFinding.objects.exists()


def test_a_lacking_worker_fails_visibly_and_the_check_goes_on_later(
    three: list[Certificate], personas: Personas, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.OUTBOX_MAX_ATTEMPTS = 1

    def lacking(certificate: Certificate, *, at: Any) -> single.Checked:
        if certificate == three[1]:
            raise single.SealUnavailable("no roots")
        return NOTHING

    check = register.start(at=timezone.now())
    assert check is not None
    with monkeypatch.context() as poor:
        poor.setattr(register, "check_certificate", lacking)
        register.go_on(check.pk)
    check.refresh_from_db()
    assert (outbox.state(check), check.checked) == ("failed", 1)
    monkeypatch.setattr(register, "check_certificate", lambda c, at: NOTHING)
    assert outbox.retry(check, by=personas.officer, at=timezone.now())
    assert run_through(check).checked == 3


def test_findings_stay_as_they_are(three: list[Certificate]) -> None:
    check = register.start(at=timezone.now())
    assert check is not None
    finding = CheckFinding.objects.create(
        check_run=check, certificate=three[0], kind="record", name="number", found_at=timezone.now()
    )
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CheckFinding.objects.filter(pk=finding.pk).delete()


def command(*numbers: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("check_certificates", *numbers, stdout=out)
    except CommandError as error:
        return error.returncode, f"{out.getvalue()}{error}"
    return 0, out.getvalue()


def test_the_command_says_what_differs_and_ends_with_1(certificate: Certificate, personas: Personas) -> None:
    assert command() == (0, "1 checked, 0 with differences, 1 drawn again to the same bytes.\n")
    touch(Certificate._meta.db_table, "valid_until = valid_until + 365", certificate.pk)
    code, printed = command(certificate.number)
    assert code == 1
    assert f"{certificate.number}: record valid until: 2029-11-19 | 2030-11-19" in printed
    assert command("TGO 0")[0] == 1


def test_a_dossier_still_to_be_made_is_no_difference(personas: Personas) -> None:
    certificate = issue_certificate(personas)
    assert outbox.state(Dossier.objects.get(certificate=certificate)) == "waiting"
    assert found_on(certificate) == set()


def test_the_stored_bytes_begin_with_the_drawn_ones(certificate: Certificate) -> None:
    drawn = single.render_certificate(certificate.printed)
    assert hashlib.sha256(drawn).hexdigest() == certificate.unsigned_sha256
    assert archive.read(certificate.pdf_sha256).startswith(drawn)
