"""The term of a renewed or varied certificate, and how it takes the place of its predecessor when it is issued."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from threading import Thread

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.guards import GUARDS
from applications.models import Application, Letter
from applications.transitions import TransitionRefused
from applications.workflow import MOVES
from cecfp_portal import audit
from cecfp_portal.models import PracticeSetting
from cecfp_portal.thai import BANGKOK
from certificates.issuing import succession
from certificates.models import Certificate, Ending, Revocation, Standing, Suspension
from certificates.services import renewal
from certificates.services.acts import ActRefused
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas, make_personas

pytestmark = pytest.mark.django_db
REASONS = {"reason_th": "เหตุผล", "reason_en": "reason"}
LATER = date(2026, 11, 27)


@pytest.fixture
def former(personas: Personas) -> Certificate:
    return make_certificate(personas)


def successor(former: Certificate, personas: Personas, kind: str, approved_on: date = LATER) -> Certificate:
    return make_certificate(
        personas, approved_on=approved_on, filing_kind=kind, predecessor=former.application, product_th="ขวดน้ำดื่ม ข"
    )


def standing(certificate: Certificate) -> str:
    return Certificate.objects.with_events().get(pk=certificate.pk).standing(timezone.localdate()).value


def revoke(certificate: Certificate, personas: Personas) -> None:
    now = timezone.now()
    Revocation.objects.create(
        certificate=certificate, proposed_at=now, proposed_by=personas.officer, confirmed_at=now,
        confirmed_by=personas.second_officer, **REASONS,
    )  # fmt: skip


def suspend(certificate: Certificate, personas: Personas) -> None:
    Suspension.objects.create(
        certificate=certificate, suspended_at=timezone.now(), suspended_by=personas.officer, **REASONS
    )


def surrender(certificate: Certificate, personas: Personas) -> None:
    Ending.objects.create(
        certificate=certificate, kind=Standing.SURRENDERED, ended_at=timezone.now(), ended_by=personas.applicant
    )


def answer_with(key: str, value: str) -> None:
    PracticeSetting.objects.create(key=key, value=value, in_force_from=date(2020, 1, 1), source="test")


def test_a_variation_keeps_the_last_day(former: Certificate, personas: Personas) -> None:
    new = successor(former, personas, "variation")
    assert (new.valid_from, new.valid_until) == (LATER, former.valid_until)
    assert new.number != former.number


def test_a_variation_gets_a_term_of_its_own_where_the_setting_says_so(former: Certificate, personas: Personas) -> None:
    answer_with("variation_keeps_term", "false")
    assert successor(former, personas, "variation").valid_until == date(2029, 11, 26)


def test_a_renewal_runs_from_its_approval(former: Certificate, personas: Personas) -> None:
    assert successor(former, personas, "renewal").valid_until == date(2029, 11, 26)


def test_a_renewal_continues_the_term_where_the_setting_says_so(former: Certificate, personas: Personas) -> None:
    answer_with("renewal_continues_term", "true")
    assert former.valid_until == date(2029, 11, 19)
    new = successor(former, personas, "renewal")
    assert (new.valid_from, new.valid_until) == (LATER, date(2032, 11, 19))


def test_a_renewal_after_expiry_continues_nothing(personas: Personas) -> None:
    answer_with("renewal_continues_term", "true")
    former = make_certificate(personas, approved_on=date(2023, 11, 1))
    assert successor(former, personas, "renewal").valid_until == date(2029, 11, 26)


@pytest.mark.parametrize("approved_on", [date(2023, 11, 1), date(2026, 11, 20)])
def test_public_and_holder_are_led_both_ways_also_where_it_was_renewed_after_expiry(
    approved_on: date, personas: Personas, signed_in: Callable[[object], Client]
) -> None:
    former = make_certificate(personas, approved_on=approved_on)
    new = successor(former, personas, "renewal")
    alone = make_certificate(personas, product_th="ขวดน้ำดื่ม ค")
    public, holder = signed_in(personas.public), signed_in(personas.applicant)
    for start, end in ((former, new), (new, former)):
        page = public.get(reverse("certificates:standing", args=[start.code])).content.decode()
        assert reverse("verify:standing", args=[end.code]) in page and end.number in page
        own = holder.get(reverse("certificates:holder_detail", args=[start.application.public_id])).content.decode()
        assert reverse("certificates:holder_detail", args=[end.application.public_id]) in own
    panel = holder.get(reverse("certificates:holder_detail", args=[former.application.public_id])).content.decode()
    assert reverse("certificates:standing", args=[new.code]) in panel
    page = public.get(reverse("certificates:standing", args=[alone.code])).content.decode()
    assert former.number not in page and new.number not in page


@pytest.mark.parametrize("kind", ["renewal", "variation"])
def test_the_predecessor_is_superseded_in_the_same_transaction(
    former: Certificate, personas: Personas, kind: str
) -> None:
    new = successor(former, personas, kind)
    ending = former.endings.get()
    assert (standing(former), standing(new)) == ("superseded", "active")
    assert (ending.successor, ending.ended_at, ending.ended_by) == (new, new.issued_at, personas.approver)
    event = list(audit.events_for(former))[-1]
    assert (event.verb, event.data["successor"]) == ("certificate.superseded", new.number)
    letter = Letter.objects.filter(application=new.application, kind="certificate_superseded").first()
    assert letter is not None and former.number in letter.body and new.number in letter.body


def test_the_public_is_led_to_the_new_one(former: Certificate, personas: Personas, client: Client) -> None:
    new = successor(former, personas, "variation")
    page = client.get(reverse("certificates:standing", args=[former.code])).content.decode()
    assert "มีใบรับรองฉบับใหม่แทน" in page and reverse("verify:standing", args=[new.code]) in page
    assert new.number in page


def test_a_suspended_predecessor_is_superseded_too(former: Certificate, personas: Personas) -> None:
    suspend(former, personas)
    successor(former, personas, "variation")
    assert standing(former) == "superseded"


@pytest.mark.parametrize(("act", "kept"), [(revoke, "revoked"), (surrender, "surrendered")])
def test_one_that_ended_meanwhile_keeps_its_standing(
    former: Certificate, personas: Personas, act: Callable[[Certificate, Personas], None], kept: str
) -> None:
    act(former, personas)
    new = successor(former, personas, "renewal")
    assert (standing(former), standing(new)) == (kept, "active")
    assert not former.endings.filter(successor__isnull=False).exists()


def test_an_expired_one_stays_expired(personas: Personas) -> None:
    former = make_certificate(personas, approved_on=date(2023, 11, 1))
    successor(former, personas, "renewal")
    assert standing(former) == "expired"


ACTS: dict[str, Callable[[Certificate, Personas], None]] = {
    "active": lambda certificate, personas: None,
    "suspended": suspend,
    "revoked": revoke,
    "surrendered": surrender,
}


@pytest.mark.parametrize(
    ("kind", "what", "is_allowed"),
    [
        ("variation", "active", True),
        ("variation", "suspended", True),
        ("variation", "revoked", False),
        ("variation", "surrendered", False),
        ("renewal", "suspended", True),
        ("renewal", "surrendered", True),
        ("renewal", "revoked", False),
    ],
)
def test_what_may_still_be_sent_filed_and_approved(
    former: Certificate, personas: Personas, kind: str, what: str, is_allowed: bool
) -> None:
    ACTS[what](former, personas)
    draft = Application.objects.create(
        applicant=personas.manufacturer, created_at=timezone.now(), created_by=personas.applicant,
        status_since=timezone.now(), filing_kind=kind, predecessor=former.application,
    )  # fmt: skip
    refusal = GUARDS["predecessor_stands"](draft, None, timezone.now())
    assert (refusal is None) == is_allowed


def test_a_variation_of_an_expired_certificate_is_refused_a_renewal_is_not(personas: Personas) -> None:
    former = make_certificate(personas, approved_on=date(2023, 11, 1))
    draft = Application(filing_kind="variation", predecessor=former.application)
    assert GUARDS["predecessor_stands"](draft, None, timezone.now())
    draft.filing_kind = "renewal"
    assert GUARDS["predecessor_stands"](draft, None, timezone.now()) is None


def test_the_guard_stands_before_sending_filing_and_approving() -> None:
    named = {move.name for move in MOVES.values() if "predecessor_stands" in move.guards}
    assert named == {"submit", "file", "approve"}


def begin(former: Certificate, personas: Personas, kind: str, days_before_end: int) -> Application:
    at = datetime.combine(former.valid_until - timedelta(days=days_before_end), time(12), BANGKOK)
    return renewal.begin(former.pk, kind=kind, by=personas.applicant_editor, at=at, key=uuid.uuid4())


def test_a_renewal_opens_at_its_day_and_stays_open_after_the_end(former: Certificate, personas: Personas) -> None:
    with pytest.raises(ActRefused):
        begin(former, personas, "renewal", 181)
    assert begin(former, personas, "renewal", 180).filing_kind == "renewal"
    Application.objects.filter(predecessor=former.application).update(status="withdrawn")
    assert begin(former, personas, "renewal", -400).filing_kind == "renewal"


def test_a_variation_ends_with_the_certificate(former: Certificate, personas: Personas) -> None:
    with pytest.raises(ActRefused):
        begin(former, personas, "variation", -1)
    assert begin(former, personas, "variation", 0).filing_kind == "variation"


@pytest.mark.parametrize("act", [revoke, surrender])
def test_nothing_begins_from_one_that_ended(
    former: Certificate, personas: Personas, act: Callable[[Certificate, Personas], None]
) -> None:
    act(former, personas)
    for kind in ("renewal", "variation"):
        with pytest.raises(ActRefused):
            begin(former, personas, kind, 100)


def test_a_superseded_one_is_continued_from_its_successor(former: Certificate, personas: Personas) -> None:
    new = successor(former, personas, "variation")
    with pytest.raises(ActRefused):
        renewal.begin(former.pk, kind="renewal", by=personas.applicant, at=timezone.now(), key=uuid.uuid4())
    assert begin(new, personas, "renewal", 100).predecessor == new.application


@pytest.mark.parametrize("person", ["applicant_viewer", "rival", "officer", "verifier"])
def test_others_may_not_begin(former: Certificate, personas: Personas, person: str) -> None:
    with pytest.raises((ActRefused, TransitionRefused)):
        renewal.begin(former.pk, kind="variation", by=getattr(personas, person), at=timezone.now(), key=uuid.uuid4())
    assert not former.application.successors.exists()


def test_the_button_opens_one_draft_however_often_it_is_clicked(
    former: Certificate, personas: Personas, signed_in: Callable[[object], Client]
) -> None:
    client, key = signed_in(personas.applicant_editor), uuid.uuid4()
    url = reverse("certificates:vary", args=[former.application.public_id])
    answers = [client.post(url, {"key": key}) for _ in range(2)]
    opened = former.application.successors.get()
    target = reverse("applications:applicant_case", args=[opened.public_id])
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, target)] * 2


def test_a_renewal_too_early_is_refused_on_the_page_with_the_day(
    former: Certificate, personas: Personas, signed_in: Callable[[object], Client]
) -> None:
    url = reverse("certificates:renew", args=[former.application.public_id])
    answer = signed_in(personas.applicant).post(url, {"key": uuid.uuid4()})
    assert answer.status_code == 409 and "23 พฤษภาคม 2572" in answer.content.decode()


@pytest.mark.parametrize("person", ["applicant_viewer", "rival", "officer", "public"])
def test_others_click_in_vain(
    former: Certificate, personas: Personas, person: str, signed_in: Callable[[object], Client]
) -> None:
    url = reverse("certificates:vary", args=[former.application.public_id])
    answer = signed_in(personas.people()[person]).post(url, {"key": uuid.uuid4()})
    assert answer.status_code == {"applicant_viewer": 409, "rival": 404, "officer": 403, "public": 302}[person]
    assert not former.application.successors.exists()


@pytest.mark.django_db(transaction=True)
def test_nobody_acts_on_the_predecessor_between_the_look_and_the_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the lock a revocation could be confirmed after the predecessor was found in force."""
    personas = make_personas()
    former = make_certificate(personas)
    met: list[str] = []

    def look_from_elsewhere() -> None:
        try:
            with transaction.atomic():
                Certificate.objects.select_for_update(nowait=True, no_key=True).get(pk=former.pk)
            met.append("free")
        except OperationalError:
            met.append("locked")
        finally:
            connection.close()

    original = succession.local_day

    def looking(at: datetime) -> date:
        stranger = Thread(target=look_from_elsewhere)
        stranger.start()
        stranger.join(20)
        return original(at)

    monkeypatch.setattr(succession, "local_day", looking)
    successor(former, personas, "variation")
    assert met == ["locked"]
