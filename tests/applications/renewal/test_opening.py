"""Who may open a successor, that a double click opens one, and that two at once leave one."""

import uuid
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from applications.models import Application
from applications.services.renewal import open_successor, opening
from applications.statuses import Status
from applications.transitions import TransitionRefused
from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from tests.applications.renewal.conftest import as_certified
from tests.applications.renewal.test_copying import AT
from tests.factories.cases import CaseMaker
from tests.personas import Personas, make_personas

pytestmark = pytest.mark.django_db


def begin(application: Application, by: User, kind: str = "renewal", key: uuid.UUID | None = None) -> Application:
    return open_successor(application.pk, kind=kind, by=by, at=AT, key=key or uuid.uuid4())


def test_the_successor_names_its_predecessor_and_the_trail_tells_it(certified: Application, personas: Personas) -> None:
    new = begin(certified, personas.applicant)
    assert (new.predecessor, new.filing_kind) == (certified, "renewal")
    event = audit.events_for(new)[0]
    assert (event.verb, event.data["kind"], event.data["predecessor"]) == (
        "application.created", "renewal", str(certified.public_id),
    )  # fmt: skip


@pytest.mark.parametrize("person", ["applicant_viewer", "rival", "verifier", "officer"])
def test_others_may_not(certified: Application, personas: Personas, person: str) -> None:
    with pytest.raises(TransitionRefused):
        begin(certified, getattr(personas, person))
    assert not certified.successors.exists()


def test_only_a_certified_case(cases: CaseMaker, personas: Personas) -> None:
    with pytest.raises(TransitionRefused):
        begin(cases.draft(), personas.applicant)


def test_a_double_click_opens_one(certified: Application, personas: Personas) -> None:
    key = uuid.uuid4()
    assert begin(certified, personas.applicant, key=key) == begin(certified, personas.applicant, key=key)
    assert certified.successors.count() == 1


@pytest.mark.parametrize("kind", ["renewal", "variation"])
def test_a_second_is_refused_until_the_first_is_given_up(certified: Application, personas: Personas, kind: str) -> None:
    first = begin(certified, personas.applicant)
    with pytest.raises(TransitionRefused):
        begin(certified, personas.applicant, kind)
    Application.objects.filter(pk=first.pk).update(status=Status.WITHDRAWN)
    assert begin(certified, personas.applicant, kind).pk != first.pk


def test_a_form_whose_draft_was_given_up_opens_no_other(certified: Application, personas: Personas) -> None:
    key = uuid.uuid4()
    first = begin(certified, personas.applicant, key=key)
    Application.objects.filter(pk=first.pk).update(status=Status.WITHDRAWN)
    with pytest.raises(TransitionRefused):
        begin(certified, personas.applicant, key=key)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("application_kind_with_predecessor", {"filing_kind": "renewal", "predecessor": None}),
        ("application_kind_with_predecessor", {"filing_kind": "new"}),
        ("application_one_successor", {"filing_kind": "variation"}),
    ],
)
def test_the_database_refuses(
    certified: Application, personas: Personas, constraint: str, fields: dict[str, object]
) -> None:
    begin(certified, personas.applicant)
    values = {
        "applicant": personas.manufacturer, "created_at": AT, "status_since": AT, "created_by": personas.applicant,
        "predecessor": certified,
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Application.objects.create(**values | fields)


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_open_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the lock on the predecessor both stand before the check together, and one meets a database error."""
    personas = make_personas()
    certified = as_certified(
        Application.objects.create(
            applicant=personas.manufacturer, created_at=AT, created_by=personas.applicant, status_since=AT
        )
    )
    together, original, refused, broken = Barrier(2), opening.successor_of, [], []

    def wait_for_the_other(predecessor: Application) -> Application | None:
        found = original(predecessor)
        with suppress(BrokenBarrierError):
            together.wait(1)
        return found

    monkeypatch.setattr(opening, "successor_of", wait_for_the_other)

    def run(by: User) -> None:
        try:
            begin(certified, by)
        except TransitionRefused as error:
            refused.append(error)
        except IntegrityError as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(person,)) for person in (personas.applicant, personas.applicant_editor)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert (certified.successors.count(), len(refused), broken) == (1, 1, [])
