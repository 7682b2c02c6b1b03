"""Cases that have reached TGO, with a real revision, check run and statement, in any state of TGO's part."""

import json
from copy import deepcopy
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from applications import checking, choices
from applications.guards import CLAUSES_TO_DECIDE
from applications.models import (
    Application,
    ClauseDecision,
    Document,
    Engagement,
    MeetingRound,
    Recommendation,
    Revision,
    Ruling,
    Statement,
)
from applications.statuses import Status
from calculations.engine import canonical
from cecfp_portal import audit
from tests.factories.counterparts import make_virgin_pet
from tests.personas import Personas

CASE = json.loads((Path(__file__).parent / "bottle_case.json").read_text(encoding="utf-8"))
QUESTION = "ce-cfp.5.3.method"

_numbers = count(1)


def make_round(meets_on: date | None = None, number: int = 1, year_be: int = 2569) -> MeetingRound:
    """Return the round, created if need be; it meets in thirty days unless told otherwise."""
    day = meets_on or timezone.localdate() + timedelta(days=30)
    meeting, _created = MeetingRound.objects.get_or_create(
        number=number, year_be=year_be, defaults={"meets_on": day, "documents_due_on": day, "fees_due_on": day}
    )
    return meeting


def make_filed_case(
    personas: Personas,
    status: str = Status.REVIEW,
    *,
    filed_at: datetime | None = None,
    has_question: bool = False,
    **fields: Any,
) -> Application:
    """Create a case as it stands after filing, with the officer persona as its officer.

    `has_question` gives it a comparator that a person must rule on.
    """
    number, at = next(_numbers), filed_at or timezone.now() - timedelta(hours=2)
    case = deepcopy(CASE)
    if has_question:
        case["judged"]["inventory"] += _virgin_lines(case["judged"]["inventory"])
        case["judged"]["comparator"] = {
            "method": "measured",
            "factor_set": case["judged"]["editions"]["factor_set"],
            "mass": case["judged"]["declared_mass"],
            "evidence": ["EVI-1"],
            "functional_unit": case["judged"]["functional_unit"],
            "boundary": case["judged"]["boundary"],
            "gwp_set": case["judged"]["editions"]["gwp_set"],
            "reasons": "แบบจำลองขวดชนิดเดียวกันที่ใช้ PET ใหม่ทั้งหมด",
        }
    named = case["presentation"]["product"]
    given = {
        "applicant": personas.manufacturer,
        "case_officer": personas.officer,
        "product_name_th": named["name_th"],
        "product_name_en": named["name_en"],
        "route": "4.1",
        "receipt_number": f"RC-TEST-{number:04d}",
        "round": make_round(),
    } | fields
    application = Application.objects.create(
        status=status,
        status_since=at,
        created_at=at,
        created_by=personas.applicant,
        filed_at=at,
        filed_by=personas.applicant,
        **given,
    )
    revision = _freeze(application, case, personas, at)
    _verify(application, revision, personas, at)
    make_virgin_pet()
    with transaction.atomic():
        checking.run_now(revision, purpose=choices.RunPurpose.FILING, rulings=[], at=at)
        audit.append(
            verb="application.file", by=personas.applicant, at=at, subject=application, data={"to": Status.SCREENING}
        )
    return application


def _virgin_lines(product: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the same lines for the comparator, each material of virgin resin."""
    lines = [{**line, "side": "comparator", "line_id": f"V-{line['line_id']}"} for line in product]
    return [{**line, "factor": "vpet"} if line["factor"] == "rpet" else line for line in lines]


def decide_everything(application: Application, personas: Personas) -> None:
    """Let the officer find every clause met and accept every question."""
    revision, now = application.revisions.get(), timezone.now()
    for clause in CLAUSES_TO_DECIDE:
        ClauseDecision.objects.create(
            application=application,
            judged_sha256=revision.judged_sha256,
            clause=clause,
            is_met=True,
            decided_at=now,
            decided_by=personas.officer,
        )
    report = revision.check_runs.get().report
    assert report is not None
    for outcome in report["outcomes"]:
        if outcome["outcome"] == choices.Outcome.REVIEW:
            Ruling.objects.create(
                application=application,
                judged_sha256=revision.judged_sha256,
                outcome_id=outcome["id"],
                is_accepted=True,
                reason="หลักฐานครบถ้วน",
                ruled_at=now,
                ruled_by=personas.officer,
            )


def make_recommended_case(
    personas: Personas, proposal: str = choices.Proposal.APPROVE, **fields: Any
) -> tuple[Application, Recommendation]:
    """Create a case on a round's agenda, with its run, proposed by the officer persona."""
    application = make_filed_case(personas, Status.RECOMMENDED, **fields)
    decide_everything(application, personas)
    revision, now = application.revisions.get(), timezone.now()
    with transaction.atomic():
        run = checking.run_now(
            revision, purpose=choices.RunPurpose.RECOMMENDATION, rulings=checking.rulings_for(revision), at=now
        )
    recommendation = Recommendation.objects.create(
        application=application,
        judged_sha256=revision.judged_sha256,
        check_run=run,
        proposal=proposal,
        note="ทุกข้อเป็นไปตามเกณฑ์",
        round=application.round,
        recommended_at=now,
        recommended_by=personas.officer,
    )
    return application, recommendation


def _freeze(application: Application, case: dict[str, Any], personas: Personas, at: datetime) -> Revision:
    return Revision.objects.create(
        application=application,
        number=1,
        case=case,
        case_sha256=canonical.case_sha256(case),
        judged_sha256=canonical.judged_sha256(case),
        created_at=at,
        created_by=personas.applicant,
    )


def _verify(application: Application, revision: Revision, personas: Personas, at: datetime) -> Statement:
    engagement = Engagement.objects.create(
        application=application,
        organisation=personas.body_a,
        verifier=personas.verifier,
        requested_at=at,
        requested_by=personas.applicant,
        accepted_at=at,
        independence_declared_at=at,
    )
    report = Document.objects.create(
        application=application,
        file="report.pdf",
        original_name="verification-report.pdf",
        media_type="application/pdf",
        size_bytes=48_213,
        sha256="0" * 64,
        uploaded_at=at,
        uploaded_by=personas.verifier,
    )
    return Statement.objects.create(
        application=application,
        engagement=engagement,
        judged_sha256=revision.judged_sha256,
        number="VS-2569-014",
        opinion=choices.Opinion.UNMODIFIED,
        assurance_level=choices.AssuranceLevel.LIMITED,
        materiality_percent="5",
        attested_share_text="20.00",
        attested_footprint_text="0.396",
        summary="ตรวจสอบข้อมูลกิจกรรมและหลักฐานครบทุกรายการ ณ สถานประกอบการ",
        report=report,
        signed_at=at,
        signed_by=personas.verifier,
    )
