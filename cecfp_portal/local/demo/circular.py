"""The demo's product of type 4.2: a remanufactured copier, and the certificate it rests on."""

from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from applications import choices
from applications.models import (
    Application,
    Portion,
    RecognisedBody,
    RecognisedCertificate,
)
from cecfp_portal.accounts.models import User
from cecfp_portal.local.demo.cases import attach
from cecfp_portal.local.demo.reference import RECOGNISED_BODY
from cecfp_portal.local.demo.specimens import ELECTRICITY, Line, OwnFactor, Part, Specimen

# Ends the demo's certificate within the days of the second notice.
TERM_OF_RECOGNISED_CERTIFICATE = 140
STEEL = "Steel, hot-rolled sheet"
ABS_LIKE = "PS resin, virgin (GPPS)"


def copier(model_th: str = "", model_en: str = "") -> Specimen:
    """A copier of 50 kg: frame and motors kept, covers and wearing parts new. Masses per machine, totals per year."""
    frame, motors = "เหล็กแผ่น (ชิ้นส่วนเดิม)", "มอเตอร์ (ชิ้นส่วนเดิม)"
    made_new = partial(Line, side="comparator")
    kept = (Part("โครงเหล็กเดิม", "31", frame, unit="kg"), Part("ชุดมอเตอร์เดิม", "6.5", motors, unit="kg"))
    new = (
        Part("ฝาครอบและถาดกระดาษ", "9.5", "พลาสติก PS", unit="kg"),
        Part("ลูกดรัมและชุดความร้อน", "3", "ชุดลูกดรัมใหม่", unit="kg"),
    )
    return Specimen(
        name_th=f"เครื่องถ่ายเอกสารผลิตใหม่{model_th} (ตัวอย่าง)",
        name_en=f"Remanufactured copier{model_en} (example)",
        model="RC-50",
        kind="finished",
        market="b2b",
        category="electrical",
        pcr="PCR-EX-04",
        unit_th="เครื่องถ่ายเอกสาร 1 เครื่อง",
        unit_en="1 copier",
        mass="50",
        mass_unit="kg",
        output="2,000",
        parts=(*kept, *new),
        lines=(
            Line("raw_material", "auxiliary", "การรวบรวมและคัดแยกเครื่องใช้แล้ว", "100,000", "kg", "own:collection", frame),
            Line("raw_material", "raw_material", "เม็ดพลาสติก PS ของฝาครอบ", "19,000", "kg", ABS_LIKE),
            Line("raw_material", "raw_material", "ชุดลูกดรัมและชุดความร้อน", "6,000", "kg", "own:drum"),
            Line("production", "energy_and_fuel", "ไฟฟ้าในการถอดแยก ล้าง และประกอบ", "160,000", "kWh", ELECTRICITY),
            made_new("raw_material", "raw_material", "เหล็กแผ่นของโครงใหม่", "62,000", "kg", STEEL, stands_for=frame),
            made_new("raw_material", "raw_material", "ชุดมอเตอร์ใหม่", "13,000", "kg", "own:motor", stands_for=motors),
            made_new("production", "energy_and_fuel", "ไฟฟ้าขึ้นรูปโครง", "60,000", "kWh", ELECTRICITY, stands_for=frame),
        ),
        own_factors={
            "drum": OwnFactor("ชุดลูกดรัมและชุดความร้อน (ตัวอย่าง)", "6.2", "kg", "other", "ตัวอย่าง มิใช่ค่าที่ อบก. ประกาศ"),
            "motor": OwnFactor("ชุดมอเตอร์ (ตัวอย่าง)", "5.1", "kg", "other", "ตัวอย่าง มิใช่ค่าที่ อบก. ประกาศ"),
            "collection": OwnFactor("การรวบรวมเครื่องใช้แล้ว (ตัวอย่าง)", "0.08", "kg", "other", "ตัวอย่าง: ระยะทางและน้ำมันจริง"),
        },
    )


def certify(
    application: Application, *, by: User, at: datetime, days: int = TERM_OF_RECOGNISED_CERTIFICATE
) -> Application:
    """Make the filled draft one of type 4.2: kept parts with their record, and the example body's certificate."""
    on = timezone.localdate(at)
    application.route = choices.Route.CIRCULAR_ACTIVITY
    application.circular_activity = choices.CircularActivity.REMANUFACTURE
    application.save(update_fields=["route", "circular_activity"])
    record = attach(
        application,
        choices.EvidenceKind.RETAINED_PART_RECORD,
        "used-machines-taken-in-example.pdf",
        "Used machines taken in",
        by=by,
        at=at,
    )
    for portion in Portion.objects.filter(node__application=application, material__contains="ชิ้นส่วนเดิม"):
        portion.origin = choices.Origin.REUSED_PART
        portion.save(update_fields=["origin"])
        portion.evidence.set([record])
    document = attach(
        application,
        choices.EvidenceKind.RECOGNISED_CERTIFICATE,
        "remanufacturing-certificate-example.pdf",
        "Remanufacturing certificate",
        by=by,
        at=at,
    )
    held = RecognisedCertificate.objects.create(
        application=application,
        work=choices.CircularWork.REMADE,
        is_work_on_customers_goods=False,
        body=RecognisedBody.objects.get(code=RECOGNISED_BODY[0]),
        number="REMAN-EX-0042",
        activity=choices.CircularActivity.REMANUFACTURE,
        product_name=f"{application.product_name_th} {application.product_model}",
        issued_text=(on - timedelta(days=300)).isoformat(),
        expires_text=(on + timedelta(days=days)).isoformat(),
    )
    held.sites.set(application.application_factories.all())
    held.evidence.set([document])
    return application
