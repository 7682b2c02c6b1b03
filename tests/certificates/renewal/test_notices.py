"""Notices before the end: each once, the latest alone after a pause, none where it would be wrong."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, Letter, Revision
from cecfp_portal.models import PracticeSetting
from cecfp_portal.thai import BANGKOK
from certificates import notices
from certificates.models import Certificate, RenewalNotice
from tests.certificates.renewal.test_succession import revoke, successor, surrender, suspend
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas, make_personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def morning(certificate: Certificate, days_before: int) -> datetime:
    day = certificate.valid_until - timedelta(days=days_before)
    return datetime(day.year, day.month, day.day, 8, tzinfo=BANGKOK)


def run(certificate: Certificate, days_before: int) -> int:
    return notices.give_notices(morning(certificate, days_before))


def given(certificate: Certificate) -> list[int]:
    return [row.days_before for row in certificate.renewal_notices.order_by("given_at")]


def letters() -> int:
    return Letter.objects.filter(kind="renewal_due").count()


def test_each_notice_on_its_day_and_never_again(certificate: Certificate, personas: Personas) -> None:
    told = {days: run(certificate, days) for days in (200, 181, 180, 179, 91, 90, 89, 31, 30, 29, 1, 0, -1, -30)}
    assert {days for days, count in told.items() if count} == {180, 90, 30}
    assert given(certificate) == [180, 90, 30]
    # To the two members who may edit, each time; the one who may only read is not written to.
    assert letters() == 6


def test_twice_on_one_day_is_once(certificate: Certificate) -> None:
    assert [run(certificate, 180), run(certificate, 180)] == [1, 0]
    assert letters() == 2


def test_a_week_without_beat_moves_the_notice(certificate: Certificate) -> None:
    assert run(certificate, 83) == 1 and given(certificate) == [90]
    assert run(certificate, 82) == 0


def test_after_a_long_pause_only_the_latest_is_given(certificate: Certificate) -> None:
    assert run(certificate, 12) == 1 and given(certificate) == [30]
    assert [run(certificate, days) for days in (11, 5, 0)] == [0, 0, 0]


@pytest.mark.parametrize("act", [revoke, surrender])
def test_none_when_it_ended(
    certificate: Certificate, personas: Personas, act: Callable[[Certificate, Personas], None]
) -> None:
    act(certificate, personas)
    assert run(certificate, 90) == 0


def test_none_for_the_superseded_and_one_for_its_successor(certificate: Certificate, personas: Personas) -> None:
    new = successor(certificate, personas, "variation")
    assert run(certificate, 90) == 1 and given(certificate) == [] and given(new) == [90]


def test_a_suspended_certificate_runs_on_and_is_told(certificate: Certificate, personas: Personas) -> None:
    suspend(certificate, personas)
    assert run(certificate, 90) == 1


def begun(certificate: Certificate, personas: Personas, kind: str = "renewal") -> Application:
    now = timezone.now()
    return Application.objects.create(
        applicant=personas.manufacturer, created_at=now, created_by=personas.applicant, status_since=now,
        filing_kind=kind, predecessor=certificate.application,
    )  # fmt: skip


def sent(application: Application, personas: Personas) -> None:
    Revision.objects.create(
        application=application, number=1, case={}, case_sha256="0" * 64, judged_sha256="0" * 64,
        created_at=timezone.now(), created_by=personas.applicant,
    )  # fmt: skip


def test_a_draft_of_the_renewal_does_not_stop_the_notice_and_is_named(
    certificate: Certificate, personas: Personas
) -> None:
    begun(certificate, personas)
    assert run(certificate, 90) == 1
    assert "มีร่างคำขอต่ออายุแล้ว" in Letter.objects.filter(kind="renewal_due").first().body  # type: ignore[union-attr]


def test_none_once_the_renewal_was_sent_until_it_is_given_up(certificate: Certificate, personas: Personas) -> None:
    renewal = begun(certificate, personas)
    sent(renewal, personas)
    assert run(certificate, 90) == 0
    Application.objects.filter(pk=renewal.pk).update(status="withdrawn")
    assert run(certificate, 85) == 1


def test_a_variation_under_way_renews_nothing(certificate: Certificate, personas: Personas) -> None:
    sent(begun(certificate, personas, "variation"), personas)
    assert run(certificate, 90) == 1


def test_the_days_are_a_setting(certificate: Certificate) -> None:
    PracticeSetting.objects.create(key="renewal_notice_days", value="60", in_force_from="2020-01-01", source="test")
    assert [run(certificate, days) for days in (90, 60)] == [0, 1] and given(certificate) == [60]


def test_the_letter_is_thai_first_and_names_day_and_days_left(certificate: Certificate) -> None:
    run(certificate, 90)
    letter = Letter.objects.filter(kind="renewal_due").first()
    assert letter is not None
    assert letter.subject == "CE-CFP: ใบรับรองจะสิ้นอายุใน 90 วัน"
    thai, english = letter.body.split("— — —")
    assert "19 พฤศจิกายน 2572" in thai and certificate.number in thai
    assert "19 November 2029" in english and "90 days left" in english


def test_one_certificates_trouble_is_not_that_of_the_others(
    certificate: Certificate, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_certificate(personas, product_th="ขวดน้ำดื่ม ข")
    original = notices.renewal_due

    def failing(application: Application, **facts: Any) -> None:
        if application == certificate.application:
            raise ValueError("no letter")
        original(application, **facts)

    monkeypatch.setattr(notices, "renewal_due", failing)
    assert run(certificate, 90) == 1
    assert (given(certificate), given(other)) == ([], [90])


def test_the_database_refuses_a_second_row(certificate: Certificate) -> None:
    run(certificate, 90)
    with pytest.raises(IntegrityError, match="renewal_notice_once"), transaction.atomic():
        RenewalNotice.objects.create(certificate=certificate, days_before=90, given_at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_give_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the locks both look before either writes, and one meets the constraint."""
    certificate = make_certificate(make_personas())
    together, original, troubled = Barrier(2), notices.due_notice, []

    def wait_for_the_other(*args: Any) -> int | None:
        found = original(*args)
        with suppress(BrokenBarrierError):
            together.wait(1)
        return found

    monkeypatch.setattr(notices, "due_notice", wait_for_the_other)
    monkeypatch.setattr(notices.logger, "exception", lambda *args: troubled.append(args))

    def beat() -> None:
        run(certificate, 90)
        connection.close()

    threads = [Thread(target=beat) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert (given(certificate), letters(), troubled) == ([90], 2, [])


def test_holder_and_desk_are_reminded_and_nobody_else(
    certificate: Certificate, personas: Personas, signed_in: Callable[[object], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = morning(certificate, 90)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    desk, page = reverse("applications:applicant_list"), [certificate.application.public_id]
    words = "ต่ออายุภายในวันที่ 19 พฤศจิกายน 2572 (เหลือ 90 วัน)"
    for url in (desk, reverse("certificates:holder_list"), reverse("certificates:holder_detail", args=page)):
        assert words in " ".join(signed_in(personas.applicant).get(url).content.decode().split()), url
    assert "ต่ออายุภายใน" not in signed_in(personas.rival).get(desk).content.decode()
    sent(begun(certificate, personas), personas)
    assert "ต่ออายุภายใน" not in signed_in(personas.applicant).get(desk).content.decode()
