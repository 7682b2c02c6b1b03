"""Cases in the states the applicant acts in."""

import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from applications.models import Application
from applications.services import documents, verification
from applications.services.verification import Place, StatementDraft
from cecfp_portal.local.demo.cases import example_pdf
from tests.factories.cases import CaseMaker


@pytest.fixture
def verified(cases: CaseMaker) -> Application:
    """A case whose verifier signed the statement: to be filed."""
    application, by, at = cases.checked(), cases.personas.verifier, timezone.now()
    figures = verification.expected_figures(application)
    upload = SimpleUploadedFile("report.pdf", example_pdf("Report"), content_type="application/pdf")
    draft = StatementDraft(
        number="VS-2569-001",
        opinion="unmodified",
        assurance_level="limited",
        materiality_percent=Decimal(5),
        attested_share_text=figures["share"],
        attested_footprint_text=figures["footprint"],
        site_visited_on=None,
        margin_answer="คำนวณจากน้ำหนักที่ชั่งจริง",
        summary="ทวนสอบแล้ว",
    )
    report = documents.store(application, upload, by=by, at=at)
    judged = application.revisions.latest("number").judged_sha256
    return verification.sign_statement(application.pk, draft, report, judged_sha256=judged, by=by, at=at)


@pytest.fixture
def returned(cases: CaseMaker) -> Application:
    """A case the verifier sent back with one finding on the English product name."""
    application, by = cases.checked(), cases.personas.verifier
    verification.add_finding(
        application.pk,
        kind="car",
        text="ชื่อภาษาอังกฤษไม่ตรงกับฉลาก",
        place=Place(section="product", field="product_name_en"),
        by=by,
        at=timezone.now(),
        key=uuid.uuid4(),
    )
    return verification.send_findings(application.pk, by=by, at=timezone.now())
