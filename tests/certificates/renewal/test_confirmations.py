"""The yearly question: asked once for each year where the setting is on, answered by who signs, seen by officers."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from threading import Barrier, BrokenBarrierError
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.models import Letter
from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from cecfp_portal.models import PracticeSetting
from cecfp_portal.thai import BANGKOK, local_day
from certificates import confirmations
from certificates.models import Certificate, Confirmation, ConfirmationRequest, ConfirmationState, Standing
from certificates.services.acts import ActRefused
from certificates.services.changes import Change, send_notice
from certificates.services.confirmations import confirm
from certificates.terms import day_before_anniversary
from certificates.views.confirmations import years_of
from tests.certificates.races import at_once
from tests.certificates.renewal.test_succession import revoke, surrender, suspend
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas, make_personas

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User | AnonymousUser], Client]
# Two years ago, so that today lies in the last of the three years.
BEGAN = date(timezone.localdate().year - 2, 1, 15)
FIRST_ANNIVERSARY, SECOND_ANNIVERSARY = (BEGAN.replace(year=BEGAN.year + years) for years in (1, 2))


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas, approved_on=BEGAN)


@pytest.fixture
def switched_on() -> None:
    switch_on()


def switch_on(day: str = "2020-01-01") -> None:
    PracticeSetting.objects.create(key="yearly_confirmation", value="true", in_force_from=day, source="test")


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=BANGKOK)


def ask(day: date) -> int:
    return confirmations.ask(morning(day))


def answer(certificate: Certificate, by: User, *, year: int = 1, **more: Any) -> None:
    given = {"output_text": "1,200", "remark": "", "at": timezone.now(), "key": uuid4()} | more
    confirm(certificate.pk, year=year, by=by, **given)


def state(certificate: Certificate, on: date) -> ConfirmationState:
    [(_row, found)] = years_of(certificate, certificate.standing(on), on)
    return found


def letters() -> int:
    return Letter.objects.filter(kind="confirmation_due").count()


def test_off_by_default(certificate: Certificate) -> None:
    assert ask(FIRST_ANNIVERSARY) == 0 and not ConfirmationRequest.objects.exists()


@pytest.mark.usefixtures("switched_on")
def test_each_year_but_the_last_is_asked_about_once_and_from_the_anniversary_on(certificate: Certificate) -> None:
    end = certificate.valid_until
    days = [
        FIRST_ANNIVERSARY - timedelta(days=1),
        FIRST_ANNIVERSARY,
        FIRST_ANNIVERSARY,
        FIRST_ANNIVERSARY + timedelta(days=40),
    ]
    days += [SECOND_ANNIVERSARY - timedelta(days=1), SECOND_ANNIVERSARY, end, end + timedelta(days=1)]
    assert [ask(day) for day in days] == [0, 1, 0, 0, 0, 1, 0, 0]
    rows = ConfirmationRequest.objects.order_by("year")
    assert [(row.year, row.period_start, row.period_end) for row in rows] == [
        (1, BEGAN, FIRST_ANNIVERSARY - timedelta(days=1)),
        (2, FIRST_ANNIVERSARY, SECOND_ANNIVERSARY - timedelta(days=1)),
    ]
    # To the two members who may edit or sign, each time.
    assert letters() == 4
    assert [event.verb for event in audit.events_for(certificate)].count("certificate.confirmation_asked") == 2


@pytest.mark.usefixtures("switched_on")
def test_after_a_pause_only_the_latest_year_is_asked_about(certificate: Certificate) -> None:
    assert [ask(SECOND_ANNIVERSARY + timedelta(days=3)), ConfirmationRequest.objects.get().year] == [1, 2]


def test_a_year_that_ended_while_it_was_off_is_not_asked_about(certificate: Certificate) -> None:
    switch_on((FIRST_ANNIVERSARY + timedelta(days=1)).isoformat())
    assert [ask(FIRST_ANNIVERSARY + timedelta(days=9)), ask(SECOND_ANNIVERSARY)] == [0, 1]


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize(("act", "asked"), [(revoke, 0), (surrender, 0), (suspend, 1)])
def test_asked_while_in_use(
    act: Callable[[Certificate, Personas], None], asked: int, certificate: Certificate, personas: Personas
) -> None:
    act(certificate, personas)
    next_year = make_certificate(personas, product_th="อื่น", approved_on=BEGAN)
    assert confirmations.ask(timezone.now()) == asked + 1
    assert next_year.confirmation_requests.count() == 1


@pytest.mark.usefixtures("switched_on")
def test_the_letter_is_thai_first_and_names_share_year_and_day(certificate: Certificate) -> None:
    PracticeSetting.objects.create(
        key="yearly_confirmation_days", value="45", in_force_from="2020-01-01", source="test"
    )
    ask(FIRST_ANNIVERSARY)
    assert ConfirmationRequest.objects.get().due_on == FIRST_ANNIVERSARY + timedelta(days=45)
    thai, english = Letter.objects.filter(kind="confirmation_due")[0].body.split("— — —")
    share = certificate.printed.recycled_share_percent
    assert f"ร้อยละ {share}" in thai and "ขวด 1 ใบ" in thai and certificate.number in thai
    assert f"{share} %" in english and "1 bottle" in english and f"15 January {FIRST_ANNIVERSARY.year - 1}" in english


@pytest.mark.usefixtures("switched_on")
def test_who_signs_confirms_once_and_it_is_recorded(certificate: Certificate, personas: Personas) -> None:
    ask(FIRST_ANNIVERSARY)
    key = uuid4()
    answer(certificate, personas.applicant, key=key)
    answer(certificate, personas.applicant, key=key)
    with pytest.raises(ActRefused):
        answer(certificate, personas.applicant, output_text="3")
    row = Confirmation.objects.get()
    assert (row.output_text, row.output_value, row.sent_by) == ("1,200", 1200, personas.applicant)
    assert audit.events_for(certificate).reverse()[0].data["output"] == "1,200"
    assert state(certificate, local_day(timezone.now())) == ConfirmationState.CONFIRMED


@pytest.mark.usefixtures("switched_on")
def test_who_may_not_and_what_is_not_asked_is_refused(certificate: Certificate, personas: Personas) -> None:
    with pytest.raises(ActRefused):
        answer(certificate, personas.applicant)
    ask(FIRST_ANNIVERSARY)
    for person in (personas.applicant_editor, personas.applicant_viewer, personas.rival, personas.officer):
        with pytest.raises(ActRefused):
            answer(certificate, person)
    for output in ("", "many", "-1", "NaN"):
        with pytest.raises(ActRefused):
            answer(certificate, personas.applicant, output_text=output)
    surrender(certificate, personas)
    with pytest.raises(ActRefused):
        answer(certificate, personas.applicant)
    assert not Confirmation.objects.exists()


@pytest.mark.usefixtures("switched_on")
def test_overdue_is_told_and_changes_nothing(certificate: Certificate, personas: Personas) -> None:
    ask(FIRST_ANNIVERSARY)
    due = ConfirmationRequest.objects.get().due_on
    late = due + timedelta(days=1)
    assert [state(certificate, day) for day in (due, late)] == [ConfirmationState.WAITING, ConfirmationState.OVERDUE]
    assert [ConfirmationRequest.objects.overdue(day).count() for day in (due, late)] == [0, 1]
    assert certificate.standing(late) == Standing.ACTIVE
    answer(certificate, personas.applicant)
    assert ConfirmationRequest.objects.overdue(late).count() == 0


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize(
    ("matter", "found"), [("share", ConfirmationState.REPORTED), ("pcr", ConfirmationState.OVERDUE)]
)
def test_a_reported_change_of_the_share_is_no_longer_overdue(
    matter: str, found: ConfirmationState, certificate: Certificate, personas: Personas
) -> None:
    ask(FIRST_ANNIVERSARY)
    today = local_day(timezone.now())
    change = Change([matter], today, "-")
    send_notice(certificate.pk, change, [], by=personas.applicant, at=timezone.now(), key=uuid4())
    assert state(certificate, today) == found
    assert ConfirmationRequest.objects.overdue(today).exists() == (found == ConfirmationState.OVERDUE)


@pytest.mark.usefixtures("switched_on")
def test_nothing_is_awaited_of_a_certificate_that_has_ended(certificate: Certificate, personas: Personas) -> None:
    ask(FIRST_ANNIVERSARY)
    surrender(certificate, personas)
    today = local_day(timezone.now())
    assert state(Certificate.objects.get(), today) == ConfirmationState.ENDED
    assert not ConfirmationRequest.objects.overdue(today).exists()


@pytest.mark.usefixtures("switched_on")
def test_the_database_keeps_what_was_asked_and_said(certificate: Certificate, personas: Personas) -> None:
    ask(FIRST_ANNIVERSARY)
    answer(certificate, personas.applicant)
    for rows in (ConfirmationRequest.objects, Confirmation.objects):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.all().delete() if rows is Confirmation.objects else rows.update(year=9)


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_ask_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the lock both look before either writes, and one meets the constraint."""
    make_certificate(make_personas(), approved_on=BEGAN)
    switch_on()
    together, original, troubled = Barrier(2), confirmations._record, []

    def wait_for_the_other(*args: Any) -> None:
        with suppress(BrokenBarrierError):
            together.wait(1)
        original(*args)

    monkeypatch.setattr(confirmations, "_record", wait_for_the_other)
    monkeypatch.setattr(confirmations.logger, "exception", lambda *args: troubled.append(args))
    assert at_once(lambda: ask(FIRST_ANNIVERSARY), lambda: ask(FIRST_ANNIVERSARY)) == []
    assert (ConfirmationRequest.objects.count(), letters(), troubled) == (1, 2, [])


@pytest.mark.usefixtures("switched_on")
def test_from_the_holders_page_to_the_officers_list(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    holder, officer = signed_in(personas.applicant), signed_in(personas.officer)
    own = f"/th/certificates/{certificate.application.public_id}/"
    listed = "/th/officer/certificates/confirmations/"
    assert 'id="confirmation"' not in holder.get(own).content.decode()
    ask(FIRST_ANNIVERSARY)
    assert "พ้นกำหนดยืนยันประจำปีแล้ว" in holder.get(own).content.decode()
    assert 'class="count">1<' in officer.get(listed).content.decode()
    page, typed = f"{own}confirmations/", {"key": uuid4(), "year": 1, "is_share_kept": "on", "output_text": "๑,๒๐๐"}
    assert signed_in(personas.applicant_editor).post(page, typed).status_code == 403
    assert signed_in(personas.rival).post(page, typed).status_code == 404
    for wrong in ({"is_share_kept": ""}, {"output_text": "มาก"}, {"output_text": "-1"}):
        assert holder.post(page, typed | wrong).status_code == 422
    done = holder.post(page, typed, follow=True).content.decode()
    assert "ส่งคำยืนยันไปยัง อบก. แล้ว" in done and "๑,๒๐๐" in done
    assert holder.post(page, typed | {"key": uuid4()}).status_code == 409
    seen = officer.get(listed).content.decode()
    assert "๑,๒๐๐" in seen and "ผู้ได้รับการรับรองยืนยันแล้ว" in seen and 'class="count">0<' in seen
    assert "๑,๒๐๐" in officer.get(f"/th/officer/certificates/{certificate.code}/").content.decode()
    assert "๑,๒๐๐" not in signed_in(personas.public).get(f"/th/c/{certificate.code}/").content.decode()


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize("began", [BEGAN, date(2020, 2, 29), date(2019, 3, 1), date(2022, 6, 1)])
def test_who_was_asked_is_not_looked_at_again_before_the_next_year_is_over(began: date, personas: Personas) -> None:
    make_certificate(personas, approved_on=began)
    first, second = (day_before_anniversary(began, years) for years in (1, 2))
    assert [ask(first + timedelta(days=days)) for days in (0, 1)] == [0, 1]
    for day in (first + timedelta(days=1), first + timedelta(days=200), second - timedelta(days=1)):
        assert not confirmations._to_be_asked(day), day
    assert [ask(second + timedelta(days=days)) for days in (0, 1)] == [0, 1]


@pytest.mark.usefixtures("switched_on")
def test_the_list_asks_a_fixed_number_of_queries(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    ask(FIRST_ANNIVERSARY)
    officer, counted = signed_in(personas.officer), []
    for _time in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert officer.get("/th/officer/certificates/confirmations/").status_code == 200
        counted.append(len(queries))
        for name in ("ข", "ค"):
            make_certificate(personas, product_th=name, approved_on=BEGAN)
        ask(FIRST_ANNIVERSARY)
    assert counted[0] == counted[1]
