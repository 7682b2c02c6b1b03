"""A holder's notice of change: who may send it, what an officer's ruling does, once, and what is frozen."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from applications.models import Letter
from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from cecfp_portal.local.demo.cases import example_pdf
from certificates.models import Certificate, ChangeEffect, ChangeNotice, ChangeRuling, Standing, Suspension
from certificates.services import changes
from certificates.services.acts import ActRefused
from certificates.services.changes import Change, Ruling
from tests.certificates.races import at_once, both_before
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db
CHANGE = Change(["supplier", "share"], date(2026, 12, 1), "ผู้จำหน่ายรายใหม่ สัดส่วนเดิม")
NO_EFFECT = Ruling(ChangeEffect.NONE, "วัสดุชนิดเดียวกัน")
SUSPENDED = Ruling(
    ChangeEffect.SUSPENSION, "แหล่งที่มาไม่ชัดเจน", "อยู่ระหว่างตรวจสอบแหล่งวัสดุ", "Sources being examined", "4.1.2"
)


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def send(certificate: Certificate, by: User, key: UUID | None = None, *names: str) -> ChangeNotice | None:
    files = [SimpleUploadedFile(name, example_pdf(name)) for name in names]
    return changes.send_notice(certificate.pk, CHANGE, files, by=by, at=timezone.now(), key=key or uuid4())


def rule(notice: ChangeNotice, ruling: Ruling, by: User, key: UUID | None = None) -> None:
    changes.rule(notice.pk, ruling, by=by, at=timezone.now(), key=key or uuid4())


@pytest.fixture
def notice(certificate: Certificate, personas: Personas) -> ChangeNotice:
    sent = send(certificate, personas.applicant_editor)
    assert sent is not None
    return sent


def standing(certificate: Certificate) -> str:
    return Certificate.objects.with_events().get(pk=certificate.pk).standing(timezone.localdate())


def letters(kind: str) -> list[tuple[str, str]]:
    return [(letter.recipient.email, letter.body) for letter in Letter.objects.filter(kind=kind).order_by("pk")]


def test_an_editor_sends_it_with_files_and_officers_are_told(certificate: Certificate, personas: Personas) -> None:
    sent = send(certificate, personas.applicant_editor, None, "supplier.pdf", "contract.pdf")
    assert sent is not None and sent.documents.count() == 2
    told = letters("change_noticed")
    assert {email for email, _ in told} == {personas.officer.email, personas.second_officer.email}
    assert "ผู้จำหน่ายวัสดุรีไซเคิล" in told[0][1] and "Supplier of the recycled material" in told[0][1]
    assert audit.events_for(certificate).last().verb == "certificate.change_noticed"  # type: ignore[union-attr]
    assert standing(certificate) == Standing.ACTIVE


@pytest.mark.parametrize("person", ["applicant_viewer", "rival", "officer", "verifier"])
def test_nobody_else_sends_it(person: str, certificate: Certificate, personas: Personas) -> None:
    with pytest.raises(ActRefused):
        send(certificate, getattr(personas, person))
    assert not ChangeNotice.objects.exists()


def test_a_double_click_is_one_notice(certificate: Certificate, personas: Personas) -> None:
    key = uuid4()
    for _ in range(2):
        send(certificate, personas.applicant, key, "one.pdf")
    assert ChangeNotice.objects.get().documents.count() == 1


def test_no_effect_changes_nothing_and_tells_the_holder_why(notice: ChangeNotice, personas: Personas) -> None:
    rule(notice, NO_EFFECT, personas.officer)
    assert standing(notice.certificate) == Standing.ACTIVE
    told = letters("change_ruled")
    assert {email for email, _ in told} == {personas.applicant.email, personas.applicant_editor.email}
    assert "ไม่มีผลต่อการรับรอง" in told[0][1] and "วัสดุชนิดเดียวกัน" in told[0][1] and "อุทธรณ์" not in told[0][1]


def test_a_suspension_is_in_force_at_once_with_its_public_reason(notice: ChangeNotice, personas: Personas) -> None:
    rule(notice, SUSPENDED, personas.officer)
    assert standing(notice.certificate) == Standing.SUSPENDED
    suspension = Suspension.objects.get()
    assert (suspension.reason_en, suspension.suspended_by) == ("Sources being examined", personas.officer)
    assert (suspension.facts, suspension.clause) == ("แหล่งที่มาไม่ชัดเจน", "4.1.2")
    assert len(letters("certificate_suspended")) == len(letters("change_ruled")) == 2


def test_verifying_again_names_a_day_to_come(notice: ChangeNotice, personas: Personas) -> None:
    today = timezone.localdate()
    for day in (None, today):
        with pytest.raises(ActRefused):
            rule(notice, Ruling(ChangeEffect.REVERIFICATION, "ต้องทวนสอบใหม่", reverify_by=day), personas.officer)
    due = changes.default_reverify_by(today)
    assert due == today + timedelta(days=90)
    rule(notice, Ruling(ChangeEffect.REVERIFICATION, "ต้องทวนสอบใหม่", reverify_by=due), personas.officer)
    ruling = ChangeRuling.objects.get()
    assert not ruling.is_overdue(due) and ruling.is_overdue(due + timedelta(days=1))


@pytest.mark.parametrize(
    "ruling",
    [
        Ruling(ChangeEffect.NONE, "  "),
        Ruling(ChangeEffect.UPDATE, "ปรับปรุง", "ข้อความ", ""),
        Ruling(ChangeEffect.SUSPENSION, "พักใช้"),
        Ruling(ChangeEffect.SUSPENSION, "พักใช้", "ข้อความ", "text", clause=""),
        Ruling(ChangeEffect.NONE, "ไม่มีผล", "ข้อความ", "text"),
        Ruling(ChangeEffect.NONE, "ไม่มีผล", reverify_by=date(2099, 1, 1)),
    ],
)
def test_half_a_ruling_is_refused(ruling: Ruling, notice: ChangeNotice, personas: Personas) -> None:
    with pytest.raises(ActRefused):
        rule(notice, ruling, personas.officer)
    assert not ChangeRuling.objects.exists()


@pytest.mark.parametrize("person", ["applicant", "rival", "verifier"])
def test_nobody_but_tgo_rules(person: str, notice: ChangeNotice, personas: Personas) -> None:
    with pytest.raises(ActRefused):
        rule(notice, NO_EFFECT, getattr(personas, person))


def test_a_ruling_is_given_once(notice: ChangeNotice, personas: Personas) -> None:
    key = uuid4()
    for _ in range(2):
        rule(notice, NO_EFFECT, personas.officer, key)
    with pytest.raises(ActRefused):
        rule(notice, SUSPENDED, personas.second_officer)
    assert ChangeRuling.objects.get().effect == ChangeEffect.NONE and not Suspension.objects.exists()


def test_a_second_suspension_is_refused_whole(notice: ChangeNotice, personas: Personas) -> None:
    rule(notice, SUSPENDED, personas.officer)
    second = send(notice.certificate, personas.applicant)
    assert second is not None
    with pytest.raises(ActRefused):
        rule(second, SUSPENDED, personas.officer)
    assert ChangeNotice.objects.waiting().get() == second and Suspension.objects.count() == 1


def test_tgo_asks_for_a_verification_of_its_own_accord(certificate: Certificate, personas: Personas) -> None:
    today, key = timezone.localdate(), uuid4()
    given = {"reason": "ผลการทบทวน", "at": timezone.now(), "key": key}
    for person, day in ((personas.applicant, today + timedelta(days=9)), (personas.officer, today)):
        with pytest.raises(ActRefused):
            changes.require_verification(certificate.pk, reverify_by=day, by=person, **given)
    for _ in range(2):
        changes.require_verification(certificate.pk, reverify_by=today + timedelta(9), by=personas.officer, **given)
    notice = ChangeNotice.objects.get()
    assert notice.is_from_authority and notice.ruling.effect == ChangeEffect.REVERIFICATION
    assert "ผลการทบทวน" in letters("change_ruled")[0][1] and not letters("change_noticed")


@pytest.mark.parametrize("table", ["changenotice", "changeruling"])
def test_notice_and_ruling_are_frozen(table: str, notice: ChangeNotice, personas: Personas) -> None:
    rule(notice, NO_EFFECT, personas.officer)
    for change in ("UPDATE {} SET id = id", "DELETE FROM {}"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change.format(f"certificates_{table}"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_locked", [True, False])
def test_two_officers_ruling_at_once(is_locked: bool, personas: Personas, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the lock one is told that the other was first; without it both pass the check and the database refuses."""
    notice = send(make_certificate(personas), personas.applicant)
    assert notice is not None
    both_before(changes, "_require_whole", monkeypatch, is_locked=is_locked)
    raised = at_once(
        lambda: rule(notice, NO_EFFECT, personas.officer), lambda: rule(notice, SUSPENDED, personas.second_officer)
    )
    assert ChangeRuling.objects.count() == 1
    assert [type(error) for error in raised] == [ActRefused if is_locked else IntegrityError]
