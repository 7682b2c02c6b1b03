"""A variation takes the whole case over; a renewal asks anew for what belongs to one data period."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from applications import models, snapshots
from applications.completeness import problems
from applications.models import Application, Evidence
from applications.services import documents
from applications.services.renewal import open_successor
from applications.services.renewal.parts import COURSE, NOT_TAKEN_OVER, PARTS
from calculations.models import EmissionFactor, EmissionFactorSet
from tests.personas import Personas

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
REFERENCE = {
    models.BodyListing,
    models.DocumentKey,
    models.FeeRate,
    models.Holiday,
    models.MassBand,
    models.MeetingRound,
    models.ProductCategory,
    models.ProductCategoryRule,
    models.RecognisedBody,
}


def opened(certified: Application, personas: Personas, kind: str) -> Application:
    return open_successor(certified.pk, kind=kind, by=personas.applicant_editor, at=AT, key=uuid.uuid4())


def rows(model: type[Model], application: Application) -> list[Any]:
    part = next(part for part in PARTS if part.model is model)
    return list(part.rows(application, "variation"))


def test_every_table_of_the_desk_is_taken_over_or_named_as_not_taken_over() -> None:
    taken_over = {part.model for part in PARTS} | {Application}
    assert not taken_over & NOT_TAKEN_OVER
    assert set(apps.get_app_config("applications").get_models()) == taken_over | NOT_TAKEN_OVER | REFERENCE


def test_every_column_of_the_course_is_named() -> None:
    """Columns nobody types are of the course, but for the parsed numbers; a new one has to be named too."""
    fields = [field for field in Application._meta.concrete_fields if not field.editable]
    assert {field.name for field in fields if not field.name.endswith("_value")} <= COURSE


def test_the_case_of_these_tests_has_a_row_in_every_table(certified: Application) -> None:
    assert [part.model.__name__ for part in PARTS if not rows(part.model, certified)] == []


def test_a_variation_begins_as_the_same_case(certified: Application, personas: Personas) -> None:
    new = opened(certified, personas, "variation")
    former, present = snapshots.case_of(certified), snapshots.case_of(new)
    assert former["judged"].pop("verification_body") and present["judged"].pop("verification_body") == ""
    assert present == former


def test_a_copy_refers_to_nothing_of_the_former_case(certified: Application, personas: Personas) -> None:
    new = opened(certified, personas, "variation")
    for part in PARTS:
        former, copies = rows(part.model, certified), rows(part.model, new)
        assert len(former) == len(copies)
        assert not {row.pk for row in former} & {row.pk for row in copies}
        for field in (*part.model._meta.concrete_fields, *part.model._meta.many_to_many):
            if field.related_model not in {part.model for part in PARTS}:
                continue
            own = {row.pk for row in rows(field.related_model, new)}  # type: ignore[arg-type]
            assert {key for row in copies for key in keys_of(row, field)} <= own, field


def keys_of(row: Any, field: Any) -> set[int]:
    if field.many_to_many:
        return set(getattr(row, field.name).values_list("pk", flat=True))
    return {getattr(row, field.attname)} - {None}


def test_a_renewal_asks_anew_for_everything_of_the_data_period(certified: Application, personas: Personas) -> None:
    new = opened(certified, personas, "renewal")
    assert (new.data_period_start_text, new.period_output_text, new.period_output_value) == ("", "", None)
    assert (new.product_name_th, new.declared_mass_text) == (certified.product_name_th, certified.declared_mass_text)
    lines = new.inventory_lines.all()
    assert [line.name for line in lines] == [line.name for line in certified.inventory_lines.all()]
    assert {(line.period_total_text, line.period_total_value, line.source_document) for line in lines} == {
        ("", None, "")
    }
    leg = lines.get(kind="transport").legs.get()
    assert (leg.distance_text, leg.payload_text, leg.trips_text, leg.trips_value) == ("120", "15", "", None)
    balances = new.stock_balances.all()
    assert balances and not any(row.deliveries.exists() or row.lots.exists() or row.used_here_text for row in balances)
    assert all(row.portions.exists() and row.material for row in balances)
    metered = new.own_factors.filter(rung="metered").first()
    assert metered is not None and metered.name and metered.meters.get().factor_id
    assert (metered.intake_value, metered.output_text, metered.meters.get().period_total_text) == (None, "", "")
    missing = {(problem.section, problem.field) for problem in problems(new)}
    assert {("scope", "data_period_start_text"), ("scope", "period_output_text")} <= missing
    assert {section for section, _field in missing} >= {"scope", "documents", "stock", "inventory", "verification"}


def test_documents_of_the_period_stay_behind_and_the_others_wait_to_be_confirmed(
    certified: Application, personas: Personas
) -> None:
    new = opened(certified, personas, "renewal")
    kinds = {row.kind for row in new.evidence.all()}
    assert {"company_certificate", "factory_licence"} <= kinds and not kinds & {"purchase_record", "meter_record"}
    assert new.documents.count() == new.evidence.count()
    waiting = [problem.line_id for problem in problems(new) if problem.code == "document_unconfirmed"]
    assert sorted(waiting) == sorted(row.line_id for row in new.evidence.all())
    row = new.evidence.get(kind="company_certificate")
    documents.describe(row, {"number": "EX-2"}, None, by=personas.applicant, at=AT)
    left = [problem.line_id for problem in problems(new) if problem.code == "document_unconfirmed"]
    assert set(waiting) - set(left) == {row.line_id}


def test_a_variation_has_nothing_to_confirm(certified: Application, personas: Personas) -> None:
    new = opened(certified, personas, "variation")
    assert not Evidence.objects.filter(application=new, awaits_confirmation=True).exists()


def test_nothing_of_the_course_is_taken_over(certified: Application, personas: Personas) -> None:
    new = opened(certified, personas, "variation")
    assert (new.status, new.filed_at, new.round, new.receipt_number, new.case_officer) == (
        "draft",
        None,
        None,
        None,
        None,
    )
    assert new.public_id != certified.public_id and new.created_by == personas.applicant_editor
    for relation in ("engagements", "revisions", "statements", "recommendations", "letters", "document_claims"):
        assert not getattr(new, relation).exists(), relation


def newer_set(former: EmissionFactorSet) -> EmissionFactorSet:
    """Create the successor of a set that lacks one of its rows."""
    newer = EmissionFactorSet.objects.create(
        code="cfp-next", scheme=former.scheme, gwp_set=former.gwp_set, in_force_from=(AT - timedelta(days=2)).date()
    )
    for row in former.factors.all():
        row.pk, row.factor_set = None, newer
        row.save()
    return newer


def test_a_renewal_moves_to_the_set_in_force(certified: Application, personas: Personas) -> None:
    former = certified.factor_set
    assert former is not None
    newer = newer_set(former)
    used = EmissionFactor.objects.filter(pk__in=certified.inventory_lines.values("factor"), factor_set=former)
    lost = used.earliest("pk")
    newer.factors.filter(key=lost.key).delete()
    new = opened(certified, personas, "renewal")
    assert new.factor_set == newer
    for line in new.inventory_lines.exclude(factor=None):
        assert line.factor is not None and line.factor.factor_set == newer
    without = {line.line_id for line in certified.inventory_lines.filter(factor=lost)}
    assert without and without <= {line.line_id for line in new.inventory_lines.filter(factor=None)}


def test_a_variation_keeps_the_set_while_it_may_be_used(certified: Application, personas: Personas) -> None:
    former = certified.factor_set
    assert former is not None
    newer = newer_set(former)
    assert opened(certified, personas, "variation").factor_set == former
    Application.objects.filter(predecessor=certified).update(status="withdrawn")
    EmissionFactorSet.objects.filter(pk=former.pk).update(
        in_force_from="2020-01-01", in_force_to="2026-11-26", grace_until="2026-11-27"
    )
    assert opened(certified, personas, "variation").factor_set == newer


def test_a_withdrawn_pcr_is_not_taken_over(certified: Application, personas: Personas) -> None:
    rule = certified.pcr
    assert rule is not None
    rule.withdrawn_on = AT.date()
    rule.save()
    assert opened(certified, personas, "renewal").pcr is None
