"""The workflow's table: who may make which move in which state, and that two people never both succeed."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import timezone

from applications import transitions
from applications.models import Application, Engagement
from applications.statuses import Status
from applications.transitions import TransitionRefused, allowed_moves, apply_transition, refusals
from applications.workflow import MOVES, Actor
from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from tests.personas import Personas, make_personas

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
PLAYERS = {
    Actor.SIGNER: {"applicant"},
    Actor.LEAD_VERIFIER: {"verifier"},
    Actor.OFFICER: {"officer", "second_officer"},
    Actor.APPROVER: {"approver", "second_approver"},
    Actor.WORKER: {"worker"},
}


def make_application(personas: Personas, status: Status = Status.DRAFT) -> Application:
    application = Application.objects.create(
        applicant=personas.manufacturer, created_at=NOW, created_by=personas.applicant, status_since=NOW
    )
    Engagement.objects.create(
        application=application,
        organisation=personas.body_a,
        verifier=personas.verifier,
        requested_at=NOW,
        requested_by=personas.applicant,
        accepted_at=NOW,
        independence_declared_at=NOW,
    )
    Application.objects.filter(pk=application.pk).update(status=status)
    application.refresh_from_db()
    return application


def actors(personas: Personas) -> dict[str, User | None]:
    people = {name: person for name, person in personas.people().items() if isinstance(person, User)}
    return {**people, "worker": None}


@pytest.mark.parametrize("status", Status)
def test_every_move_by_everybody_in_this_state(personas: Personas, status: Status) -> None:
    """State first, then right, then guards: each is refused with its own sentence."""
    application = make_application(personas, status)
    for move in MOVES.values():
        for name, person in actors(personas).items():
            found = [str(sentence) for sentence in refusals(application, move, by=person, at=NOW)]
            if status not in move.sources:
                assert len(found) == 1, (move.name, name)
                assert "สถานะ" in found[0] or "state" in found[0], (move.name, name)
            elif name not in PLAYERS[move.actor]:
                assert len(found) == 1, (move.name, name)
                assert "สิทธิ" in found[0] or "right" in found[0], (move.name, name)
            else:
                assert bool(found) == bool(move.guards), (move.name, name, found)


@pytest.mark.parametrize("status", Status)
def test_buttons_are_the_moves_of_the_person(personas: Personas, status: Status) -> None:
    application = make_application(personas, status)
    for name, person in actors(personas).items():
        if person is None:
            continue
        offered = {move.name for move in allowed_moves(application, by=person, at=NOW)}
        expected = {move.name for move in MOVES.values() if status in move.sources and name in PLAYERS[move.actor]}
        assert offered == expected, name


def test_a_move_writes_status_and_event_together(personas: Personas) -> None:
    application = make_application(personas)
    moved = apply_transition(application.pk, "withdraw", by=personas.applicant, at=NOW, note="เปลี่ยนแผนการผลิต")
    assert moved.status == Status.WITHDRAWN
    event = audit.events_for(application).last()
    assert event is not None
    assert (event.verb, event.data["from"], event.data["to"]) == ("application.withdraw", "draft", "withdrawn")


def test_a_refused_move_leaves_nothing(personas: Personas) -> None:
    application = make_application(personas)
    with pytest.raises(TransitionRefused) as refused:
        apply_transition(application.pk, "withdraw", by=personas.applicant, at=NOW, note="   ")
    assert len(refused.value.sentences) == 1
    application.refresh_from_db()
    assert application.status == Status.DRAFT
    assert not audit.events_for(application).exists()


def test_submitting_an_empty_draft_tells_every_reason(personas: Personas) -> None:
    application = make_application(personas)
    with pytest.raises(TransitionRefused) as refused:
        apply_transition(application.pk, "submit", by=personas.applicant, at=NOW)
    assert len(refused.value.sentences) >= 3


def test_returned_remembers_where_it_came_from(personas: Personas) -> None:
    application = make_application(personas, Status.VERIFYING)
    engagement = application.engagements.get()
    engagement.findings.create(kind="car", text="แก้ไขหน่วย", raised_at=NOW, raised_by=personas.verifier)
    moved = apply_transition(application.pk, "raise_findings", by=personas.verifier, at=NOW)
    assert (moved.status, moved.returned_from) == (Status.RETURNED, Status.VERIFYING)


def _race(application: Application, person: User, move: str) -> list[str]:
    barrier = threading.Barrier(2)
    results: list[str] = []

    def attempt() -> None:
        try:
            barrier.wait(timeout=10)
            apply_transition(application.pk, move, by=person, at=timezone.now(), note="พร้อมกัน")
            results.append("moved")
        except TransitionRefused:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(results)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_and_one_wins() -> None:
    personas = make_personas()
    for _ in range(10):
        application = make_application(personas)
        assert _race(application, personas.applicant, "withdraw") == ["moved", "refused"]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_win(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: take the lock away and let both look before either writes."""
    personas = make_personas()
    application = make_application(personas)
    looked = threading.Barrier(2)

    def unlocked(application_id: int) -> Application:
        found = Application.objects.select_related("applicant", "round").get(pk=application_id)
        looked.wait(timeout=10)
        return found

    monkeypatch.setattr(transitions, "lock", unlocked)
    assert _race(application, personas.applicant, "withdraw") == ["moved", "moved"]
