"""Cases that the approver has decided on, with real runs of the engine, ready to be issued."""

import json
from copy import deepcopy
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils import timezone

from applications import choices
from applications.models import (
    Application,
    CheckRun,
    Decision,
    Document,
    Engagement,
    Issuance,
    MeetingRound,
    Recommendation,
    Revision,
    Statement,
)
from applications.statuses import Status
from calculations.engine import canonical, evaluate
from cecfp_portal import outbox
from cecfp_portal.thai import BANGKOK
from certificates import issuing
from certificates.content import CertificateContent
from certificates.models import Certificate
from certificates.pdf import archive
from certificates.pdf.seal import SignerIdentity
from tests.factories.counterparts import context_with_pet
from tests.personas import Personas

CASE = json.loads((Path(__file__).parent / "bottle_case.json").read_text(encoding="utf-8"))
APPROVED_ON = date(2026, 11, 20)


def make_approved_case(
    personas: Personas, *, approved_on: date = APPROVED_ON, product_th: str = "ขวดน้ำดื่ม ก", **fields: Any
) -> Issuance:
    """Create an application in state approved with everything before it, and its queued issuance."""
    at = timezone.now() - timedelta(hours=1)
    fields.setdefault("applicant", personas.manufacturer)
    application = Application.objects.create(
        status=Status.APPROVED,
        status_since=at,
        created_at=at,
        created_by=personas.applicant,
        product_name_th=product_th,
        filed_at=at,
        filed_by=personas.applicant,
        round=_round(approved_on),
        **fields,
    )
    case = deepcopy(CASE)
    case["presentation"]["product"]["name_th"] = product_th
    run = _run(application, case, personas, at)
    statement = _statement(application, run, personas, at)
    decision = _decision(application, run, personas, at, approved_on)
    return Issuance.objects.create(
        application=application,
        decision=decision,
        approved_on=approved_on,
        queued_at=at,
        printed=_printed(run.revision, statement),
    )


def make_certificate(personas: Personas, **fields: Any) -> Certificate:
    """Create a certificate by issuing an approved case; only its page is not drawn, which takes a second."""
    issuance = outbox.claim(Issuance, make_approved_case(personas, **fields).pk, timezone.now())
    assert issuance is not None
    reservation = issuing._reserve(issuance)
    content = CertificateContent.from_json(reservation.content)
    pdf = b"%PDF-1.7 stands for " + content.number.encode()
    signer = SignerIdentity("0" * 64, "1", "stands for a signer")
    sealed = issuing.SealedFile(pdf, sha256(pdf).hexdigest(), signer, timezone.now())
    issuing._certify(issuance, reservation, content, archive.keep(pdf), sealed)
    return Certificate.objects.get(issuance=issuance)


def issue_certificate(personas: Personas, **fields: Any) -> Certificate:
    """Create a certificate by issuing an approved case, file and all."""
    issuance = make_approved_case(personas, **fields)
    issuing.issue(issuance.pk)
    return Certificate.objects.get(issuance=issuance)


def _round(approved_on: date) -> MeetingRound:
    meeting, _created = MeetingRound.objects.get_or_create(
        number=1,
        year_be=2570,
        defaults={"meets_on": approved_on, "documents_due_on": approved_on, "fees_due_on": approved_on},
    )
    return meeting


def _run(application: Application, case: dict[str, Any], personas: Personas, at: datetime) -> CheckRun:
    revision = Revision.objects.create(
        application=application,
        number=1,
        case=case,
        case_sha256=canonical.case_sha256(case),
        judged_sha256=canonical.judged_sha256(case),
        created_at=at,
        created_by=personas.applicant,
    )
    context = context_with_pet(timezone.localdate(at))
    report = evaluate(case, [], context)
    return CheckRun.objects.create(
        revision=revision,
        purpose=choices.RunPurpose.RECOMMENDATION,
        queued_at=at,
        finished_at=at,
        context=context,
        context_sha256=canonical.sha256_of(context),
        rulings_sha256=canonical.sha256_of([]),
        report=report,
        report_sha256=canonical.sha256_of(report),
        overall=report["overall"],
        engine_version=report["engine"],
    )


def _statement(application: Application, run: CheckRun, personas: Personas, at: datetime) -> Statement:
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
        original_name="report.pdf",
        media_type="application/pdf",
        size_bytes=1,
        sha256="0" * 64,
        uploaded_at=at,
        uploaded_by=personas.verifier,
    )
    return Statement.objects.create(
        application=application,
        engagement=engagement,
        judged_sha256=run.revision.judged_sha256,
        number="VS-2569-014",
        opinion=choices.Opinion.UNMODIFIED,
        assurance_level=choices.AssuranceLevel.LIMITED,
        materiality_percent="5",
        attested_share_text="20.00",
        attested_footprint_text="0.396",
        summary="-",
        report=report,
        signed_at=at,
        signed_by=personas.verifier,
    )


def _decision(application: Application, run: CheckRun, personas: Personas, at: datetime, approved_on: date) -> Decision:
    recommendation = Recommendation.objects.create(
        application=application,
        judged_sha256=run.revision.judged_sha256,
        check_run=run,
        proposal=choices.Proposal.APPROVE,
        note="-",
        round=_round(APPROVED_ON),
        recommended_at=at,
        recommended_by=personas.officer,
    )
    return Decision.objects.create(
        application=application,
        recommendation=recommendation,
        decision=choices.Proposal.APPROVE,
        recommended_by=personas.officer,
        verified_by=personas.verifier,
        decided_at=datetime.combine(approved_on, time(12), tzinfo=BANGKOK),
        decided_by=personas.approver,
    )


def _printed(revision: Revision, statement: Statement) -> dict[str, Any]:
    body, meeting = statement.engagement.organisation, statement.application.round
    assert meeting is not None
    return {
        "schema": "cecfp-printed/1",
        "revision": revision.number,
        "case_sha256": revision.case_sha256,
        "judged_sha256": revision.judged_sha256,
        "presentation": revision.case["presentation"],
        "pcr": {"text_th": "ขวดพลาสติก (PCR-EXAMPLE ฉบับที่ 1)", "text_en": "Plastic bottles (PCR-EXAMPLE, version 1)"},
        "verification_body": {"name_th": body.name_th, "name_en": body.name_en},
        "statement_number": statement.number,
        "meeting": {"round": str(meeting), "on": meeting.meets_on.isoformat()},
    }
