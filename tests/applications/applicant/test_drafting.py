"""Drafts: opening, saving a section under its version, factories, and the verification body."""

import contextlib
import threading
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone

from applications.models import Application
from applications.services import drafting, engaging
from applications.services.drafting import SectionStale, save_section, write_fields
from applications.statuses import Status
from applications.transitions import TransitionRefused
from tests.factories.cases import CaseMaker
from tests.personas import Personas, make_personas

pytestmark = pytest.mark.django_db


def open_for(personas: Personas, **more: object) -> Application:
    return drafting.open_application(
        personas.manufacturer, route="4.1", by=personas.applicant, at=timezone.now(), **more
    )


def save(application: Application, by: object, model: str, version: int = 0) -> Application:
    return save_section(
        application.pk,
        "product",
        version=version,
        by=by,
        at=timezone.now(),
        write=lambda locked: write_fields(locked, {"product_model": model}),
    )


def test_a_viewer_cannot_open_an_application(personas: Personas) -> None:
    with pytest.raises(TransitionRefused):
        drafting.open_application(personas.manufacturer, route="4.1", by=personas.applicant_viewer, at=timezone.now())


def test_one_key_opens_one_application(personas: Personas) -> None:
    key = uuid.uuid4()

    assert open_for(personas, key=key) == open_for(personas, key=key)
    assert Application.objects.count() == 1


def test_saving_counts_the_version(personas: Personas) -> None:
    application = open_for(personas)

    saved = save(application, personas.applicant, "A-1")

    assert (saved.product_model, drafting.section_version(saved, "product")) == ("A-1", 1)


def test_a_stale_version_writes_nothing(personas: Personas) -> None:
    application = open_for(personas)
    save(application, personas.applicant, "first")

    with pytest.raises(SectionStale) as refusal:
        save(application, personas.applicant_editor, "second")

    assert refusal.value.application.product_model == "first"
    application.refresh_from_db()
    assert application.product_model == "first"


@pytest.mark.parametrize("name", ["applicant_viewer", "rival", "officer"])
def test_others_cannot_save(personas: Personas, name: str) -> None:
    application = open_for(personas)

    with pytest.raises(TransitionRefused):
        save(application, getattr(personas, name), "x")


def test_a_sent_case_cannot_be_saved(personas: Personas) -> None:
    application = open_for(personas)
    Application.objects.filter(pk=application.pk).update(status=Status.VERIFYING)

    with pytest.raises(TransitionRefused):
        save(application, personas.applicant, "x")


@pytest.mark.parametrize("is_guarded", [True, False])
@pytest.mark.django_db(transaction=True)
def test_of_two_savers_at_once_one_is_told(is_guarded: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control without the lock shows that the race is real: there both savers believe they were the first."""
    personas = make_personas()
    application = open_for(personas)
    if not is_guarded:
        monkeypatch.setattr(drafting, "lock", lambda pk: Application.objects.get(pk=pk))
    both_inside = threading.Barrier(2)
    results: list[str] = []

    def saver(model: str) -> Callable[[], None]:
        def write(locked: Application) -> None:
            with contextlib.suppress(threading.BrokenBarrierError):
                both_inside.wait(timeout=1)
            write_fields(locked, {"product_model": model})

        def run() -> None:
            try:
                save_section(
                    application.pk, "product", version=0, by=personas.applicant, at=timezone.now(), write=write
                )
                results.append("saved")
            except SectionStale:
                results.append("stale")
            finally:
                connection.close()

        return run

    threads = [threading.Thread(target=saver(model)) for model in ("A", "B")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == (["saved", "stale"] if is_guarded else ["saved", "saved"])


def test_an_empty_factory_that_is_removed_leaves_nothing(personas: Personas) -> None:
    application = open_for(personas)
    row = drafting.add_factory(application, None)

    drafting.remove_factory(application, row.line_id)

    assert personas.manufacturer.factories.count() == 0
    assert application.application_factories.count() == 0


def test_a_factory_of_another_case_stays_when_removed(cases: CaseMaker) -> None:
    application = cases.draft()
    row = application.application_factories.get()

    drafting.remove_factory(application, row.line_id)

    assert cases.personas.manufacturer.factories.filter(pk=row.factory_id).exists()


def test_another_body_ends_the_former_engagement(cases: CaseMaker) -> None:
    application, by = cases.draft(), cases.personas.applicant
    former = application.engagements.get()

    engaging.name_body(application, cases.personas.body_b, by=by, at=timezone.now())

    former.refresh_from_db()
    assert former.ended_at is not None
    assert application.engagements.get(ended_at=None).organisation == cases.personas.body_b


def test_the_consultant_cannot_be_the_body(cases: CaseMaker) -> None:
    application = cases.draft()
    application.consultant_name = " หน่วยงานทวนสอบ  ข "

    with pytest.raises(TransitionRefused):
        engaging.name_body(application, cases.personas.body_b, by=cases.personas.applicant, at=timezone.now())


def test_after_a_refusal_under_verification_another_body_is_asked(cases: CaseMaker) -> None:
    application = cases.checked()
    application.engagements.update(ended_at=timezone.now())
    by = cases.personas.applicant_editor

    engaging.name_another_body(application.pk, cases.personas.body_b, by=by, at=timezone.now())

    first, second = application.revisions.order_by("number")
    assert first.judged_sha256 != second.judged_sha256
    assert second.check_runs.count() == 1
    with pytest.raises(TransitionRefused):
        engaging.name_another_body(application.pk, cases.personas.body_a, by=by, at=timezone.now())
