"""What a run freezes of the register of factor sets and guidelines, and which editions a case is pinned to."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from applications import snapshots
from applications.models import Application, Revision
from applications.services import drafting, factor_choices
from applications.surroundings import context_of
from calculations.engine import evaluate
from calculations.engine.criteria import editions
from calculations.models import EmissionFactor, EmissionFactorSet, GuidelineEdition
from tests.factories.cases import CaseMaker

pytestmark = pytest.mark.django_db


def frozen(application: Application) -> Revision:
    return snapshots.freeze(application, by=application.created_by, at=timezone.now())


def with_row_of(application: Application, code: str, name_en: str) -> EmissionFactor:
    """Let the product's electricity line use a row of another set."""
    row = EmissionFactor.objects.get(factor_set__code=code, name_en=name_en)
    line = application.inventory_lines.filter(side="product", factor__category="electricity")[0]
    line.factor = row
    line.save()
    return row


def test_a_run_freezes_the_sets_and_guidelines_it_was_judged_by(cases: CaseMaker) -> None:
    context = context_of(frozen(cases.draft()), timezone.now())
    held = {row["code"]: row for row in context["factor_sets"]["sets"]}
    assert held["cfp-2569"]["in_force_from"] == "2026-10-01"
    assert context["guidelines"]["editions"][0]["id"] == "tgo-cfp-2563-5"
    assert "filed_on" not in context


def test_the_day_of_filing_is_frozen_too(cases: CaseMaker) -> None:
    application = cases.draft()
    application.filed_at = timezone.now() - timedelta(days=30)
    application.filed_by = application.created_by
    application.save()
    context = context_of(frozen(application), timezone.now())
    assert context["filed_on"] == timezone.localdate(application.filed_at).isoformat()


@pytest.mark.parametrize(
    ("code", "name_en"),
    [("cfp-2565", "Grid electricity 2016-2018, CFP"), ("cfo-2569", "Grid electricity 2022-2024, CFO Scope 2")],
)
def test_a_row_of_another_set_is_refused_with_the_pinned_one_named(cases: CaseMaker, code: str, name_en: str) -> None:
    application = cases.draft()
    row = with_row_of(application, code, name_en)
    revision = frozen(application)
    context = context_of(revision, timezone.now())
    assert context["factor_sets"]["pinned_rows"][row.code]["row"] == "44"
    outcomes = {item["id"]: item for item in evaluate(revision.case, [], context)["outcomes"]}
    found = outcomes[f"ce-cfp.5.1.factor_set:{row.code}"]
    assert found["outcome"] == "invalid"
    assert "cfp-2569 [44]" in found["message"]["th"]


def test_rows_that_only_another_set_has_are_offered_and_asked_about(cases: CaseMaker) -> None:
    application = cases.draft()
    offered = {choice.factor.code for choice in factor_choices.factor_choices(application) if choice.factor}
    assert "cfp-2565/125" in offered
    assert "cfp-2565/grid-electricity-2016-2018-cfp-per-kwh" not in offered
    assert not any(code.startswith("other/") for code in offered)


def test_a_new_case_is_pinned_to_the_editions_in_force(cases: CaseMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    on = timezone.localdate()
    later = replace(editions.EDITIONS["ce-cfp-2563"], id="ce-cfp-2571", in_force_from=on)
    monkeypatch.setattr(
        drafting, "edition_on", lambda day: editions.edition_on(day, {**editions.EDITIONS, later.id: later})
    )
    GuidelineEdition.objects.create(code="tgo-cfp-2570-6", name_th="ฉบับ 6", name_en="6th", in_force_from=on)
    assert drafting.editions_on(on) == {"criteria_edition": "ce-cfp-2571", "guideline_edition": "tgo-cfp-2570-6"}
    before = on - timedelta(days=1)
    assert drafting.editions_on(before) == {"criteria_edition": "ce-cfp-2563", "guideline_edition": "tgo-cfp-2563-5"}


def test_a_draft_moves_to_the_new_edition_and_a_sent_case_keeps_its_own(
    cases: CaseMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, sent = cases.draft(), cases.draft()
    frozen(sent)
    monkeypatch.setattr(drafting, "editions_on", lambda on: {"criteria_edition": "new", "guideline_edition": ""})
    for application in (draft, sent):
        drafting.renew_editions(application, date(2028, 1, 1))
    assert Application.objects.get(pk=draft.pk).criteria_edition == "new"
    assert Application.objects.get(pk=sent.pk).criteria_edition == "ce-cfp-2563"


def test_without_a_register_nothing_is_frozen_of_it(cases: CaseMaker) -> None:
    revision = frozen(cases.draft())
    revision.case["judged"]["editions"]["factor_set"] = "unknown"
    context = context_of(revision, datetime.now(tz=timezone.get_current_timezone()))
    assert "unknown" not in {row["code"] for row in context["factor_sets"]["sets"]}
    GuidelineEdition.objects.all().delete()
    assert "guidelines" not in context_of(revision, timezone.now())
    assert EmissionFactorSet.objects.exists()
