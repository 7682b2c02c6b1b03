"""Fills a draft from a specimen, row by row, as a person would through the forms."""

import io
from datetime import date, datetime
from decimal import Decimal

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from applications import choices
from applications.completeness import SECTIONS
from applications.models import (
    Application,
    ApplicationFactory,
    BomNode,
    Engagement,
    Evidence,
    InventoryLine,
    OwnFactor,
    OwnFactorMeter,
    Portion,
    ProductCategory,
    ProductCategoryRule,
)
from applications.services import documents
from calculations.models import EmissionFactor, EmissionFactorSet
from cecfp_portal.accounts.models import Factory, Organisation, User
from cecfp_portal.local.demo import specimens
from cecfp_portal.local.demo.specimens import Line, Part, Specimen
from cecfp_portal.local.demo.stock import fill_stock

FACTOR_SET = "cfp-2569"
ORIGINS = {
    "household": ("post_consumer", "household", "ครัวเรือนในเขตกรุงเทพมหานครและปริมณฑล (ตัวอย่าง)"),
    "trade": ("post_consumer", "trade", "ร้านค้าและสำนักงาน ผ่านศูนย์รวบรวมกระดาษ (ตัวอย่าง)"),
}
REPROCESSOR = ("บริษัท ตัวอย่างรีไซเคิล จำกัด", "10139900325690")
DOCUMENTS = (
    (choices.EvidenceKind.COMPANY_CERTIFICATE, "company-certificate-example.pdf", "Company certificate"),
    (choices.EvidenceKind.FACTORY_LICENCE, "factory-licence-example.pdf", "Factory licence"),
    (choices.EvidenceKind.RECYCLED_DECLARATION, "supplier-declaration-example.pdf", "Supplier's declaration"),
    (choices.EvidenceKind.METER_RECORD, "recycler-meter-record-example.pdf", "Recycler's meter record"),
    (choices.EvidenceKind.PROCESS_DESCRIPTION, "process-flow-chart-example.pdf", "Process flow chart"),
    (choices.EvidenceKind.COMPARATOR_EVIDENCE, "comparator-example.pdf", "Evidence for the comparator"),
    (choices.EvidenceKind.PURCHASE_RECORD, "purchase-record-example.pdf", "Purchase record"),
)


def example_pdf(title: str) -> bytes:
    """Return a one-page PDF that says it is an example."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    safe = title.replace("\\", "").replace("(", "[").replace(")", "]")
    lines = f"(EXAMPLE) Tj /F1 14 Tf 0 -40 Td ({safe}) Tj 0 -24 Td (Demo data, not a real document) Tj"
    text = f"BT /F1 28 Tf 72 720 Td {lines} ET"
    page.Contents = pdf.make_stream(text.encode("latin-1"))
    stream = io.BytesIO()
    pdf.save(stream, static_id=True)
    return stream.getvalue()


def open_draft(applicant: Organisation, specimen: Specimen, *, by: User, at: datetime) -> Application:
    """Create an application of the demo with everything but lines and documents filled in."""
    return Application.objects.create(
        applicant=applicant,
        created_at=at,
        created_by=by,
        status_since=at,
        is_example=True,
        product_name_th=specimen.name_th,
        product_name_en=specimen.name_en,
        product_model=specimen.model,
        technical_data="ข้อมูลตัวอย่าง มิใช่ผลิตภัณฑ์จริง",
        product_kind=specimen.kind,
        market=specimen.market,
        is_tangible=True,
        category=ProductCategory.objects.get(code=specimen.category),
        route=choices.Route.RECYCLED_CONTENT,
        pcr_status=choices.PcrStatus.REGISTERED,
        pcr=ProductCategoryRule.objects.get(code=specimen.pcr),
        functional_unit_text="1",
        functional_unit_unit="piece",
        functional_unit_th=specimen.unit_th,
        functional_unit_en=specimen.unit_en,
        product_unit_text="1",
        product_unit_unit="piece",
        product_unit_th=specimen.unit_th,
        product_unit_en=specimen.unit_en,
        product_units_per_functional_unit_text="1",
        boundary=choices.Boundary.CRADLE_TO_GATE,
        data_period_start_text="1/1/2568",
        data_period_end_text="31/12/2568",
        period_output_text=specimen.output,
        declared_mass_text=specimen.mass,
        declared_mass_unit=specimen.mass_unit,
        factor_set=EmissionFactorSet.objects.get(code=FACTOR_SET),
        comparator_method=(
            choices.ComparatorMethod.MEASURED if specimen.is_measured else choices.ComparatorMethod.GENERATED
        ),
        comparator_reason=specimen.comparator_reason,
        comparator_is_on_same_terms=specimen.is_measured,
        comparator_mass_text=specimen.mass if specimen.is_measured else "",
        comparator_mass_unit=specimen.mass_unit if specimen.is_measured else "",
    )


def fill(application: Application, specimen: Specimen, *, by: User, at: datetime) -> None:
    """Add factories, documents, bill of materials, factors and inventory."""
    factory = Factory.objects.filter(organisation=application.applicant).earliest("pk")
    ApplicationFactory.objects.create(application=application, factory=factory, output_share_text="100")
    evidence = [attach(application, *row, by=by, at=at) for row in DOCUMENTS]
    portions = {
        part.material: _part(application, part, position, evidence) for position, part in enumerate(specimen.parts)
    }
    record = next(row for row in evidence if row.kind == choices.EvidenceKind.PURCHASE_RECORD)
    fill_stock(application, specimen, portions, record)
    own = {
        key: _own_factor(application, factor, position, evidence)
        for position, (key, factor) in enumerate(specimen.own_factors.items())
    }
    for position, line in enumerate(specimen.lines):
        _line(application, line, position, portions, own)
    application.section_versions = dict.fromkeys(SECTIONS, 1)
    application.save(update_fields=["section_versions"])


def _own_factor(
    application: Application, factor: specimens.OwnFactor, position: int, evidence: list[Evidence]
) -> OwnFactor:
    """Add an own factor; the metered ones have one meter, whose reading gives exactly the specimen's value."""
    is_metered = factor.rung == choices.OwnFactorRung.METERED
    stored = OwnFactor.objects.create(
        application=application,
        position=position,
        name=factor.name,
        rung=factor.rung,
        origin=choices.FactorOrigin.RECYCLED if is_metered else choices.FactorOrigin.OTHER,
        factor_text="" if is_metered else factor.value,
        per_unit=factor.per_unit,
        gwp_set=choices.GwpSet.AR5,
        source=factor.source,
        evidence=next(row for row in evidence if row.kind == choices.EvidenceKind.METER_RECORD),
        is_example=True,
    )
    if is_metered:
        _meter(stored, factor)
    return stored


def _meter(stored: OwnFactor, factor: specimens.OwnFactor) -> None:
    grid = EmissionFactor.objects.get(factor_set__code=FACTOR_SET, name_en=specimens.ELECTRICITY)
    stored.maker_name, stored.maker_licence = REPROCESSOR
    stored.period_start_text = stored.application.data_period_start_text
    stored.period_end_text = stored.application.data_period_end_text
    # As many tonnes as the factor has ten-thousandths of a kilogram per kWh: the electricity comes out even.
    tonnes = int(grid.factor_kgco2e_per_unit * 10_000)
    stored.intake_text, stored.intake_unit = str(tonnes + tonnes // 10), "t"
    stored.output_text, stored.output_unit = str(tonnes), "t"
    stored.save()
    OwnFactorMeter.objects.create(
        own_factor=stored,
        kind=choices.MeterKind.ELECTRICITY,
        name="ไฟฟ้าสายการล้างและอัดเม็ด (ตัวอย่าง)",
        period_total_text=str(int(Decimal(factor.value) * 10_000_000)),
        period_total_unit="kWh",
        quantity_basis=choices.QuantityBasis.MEASURED,
        meter="PEA-EX-01",
        factor=grid,
    )


def name_body(application: Application, body: Organisation, *, by: User, at: datetime) -> Engagement:
    """Name the verification body."""
    return Engagement.objects.create(application=application, organisation=body, requested_at=at, requested_by=by)


def complete_draft(
    applicant: Organisation, body: Organisation, specimen: Specimen, *, by: User, at: datetime
) -> Application:
    """Return a draft with every section complete, ready to be sent."""
    application = open_draft(applicant, specimen, by=by, at=at)
    fill(application, specimen, by=by, at=at)
    name_body(application, body, by=by, at=at)
    return application


def attach(application: Application, kind: str, name: str, title: str, *, by: User, at: datetime) -> Evidence:
    # A document belongs to one case: the same file in two would be a claim made twice (row O12).
    upload = SimpleUploadedFile(name, example_pdf(f"{title} {application.pk}"), content_type="application/pdf")
    document = documents.store(application, upload, by=by, at=at)
    return Evidence.objects.create(
        application=application,
        kind=kind,
        document=document,
        title=f"{title} (example)",
        number=f"EX-{application.pk}-{kind}"[:100],
        seller=REPROCESSOR[0]
        if kind in (choices.EvidenceKind.RECYCLED_DECLARATION, choices.EvidenceKind.PURCHASE_RECORD)
        else "",
        issued_text=date(2026, 1, 15).isoformat(),
        added_at=at,
        added_by=by,
    )


def _part(application: Application, part: Part, position: int, evidence: list[Evidence]) -> Portion:
    node = BomNode.objects.create(
        application=application,
        position=position,
        name=part.name,
        role=part.role,
        mass_text=part.mass,
        mass_unit=part.unit,
    )
    portion = Portion(node=node, material=part.material, origin="virgin", share_low_text="100")
    if part.recycled:
        portion.origin, portion.waste_origin_kind, portion.waste_origin_name = ORIGINS[part.recycled]
        portion.reprocessor_name, portion.reprocessor_licence = REPROCESSOR
        portion.data_route = choices.DataRoute.PRIMARY
        portion.claim_method = choices.ClaimMethod.PHYSICAL
    portion.save()
    if part.recycled:
        proving = (choices.EvidenceKind.RECYCLED_DECLARATION, choices.EvidenceKind.METER_RECORD)
        portion.evidence.set(row for row in evidence if row.kind in proving)
    return portion


def _line(
    application: Application, line: Line, position: int, portions: dict[str, Portion], own: dict[str, OwnFactor]
) -> None:
    is_own = line.factor.startswith("own:")
    InventoryLine.objects.create(
        application=application,
        position=position,
        side=line.side,
        stage=line.stage,
        process="การผลิต" if line.stage == "production" else "การจัดหาวัตถุดิบ",
        kind=line.kind,
        name=line.name,
        period_total_text=line.total,
        period_total_unit=line.unit,
        source_document=line.source,
        quantity_basis=choices.QuantityBasis.INVOICED,
        allocation_share_text="100",
        factor=None if is_own else EmissionFactor.objects.get(factor_set__code=FACTOR_SET, name_en=line.factor),
        own_factor=own[line.factor.removeprefix("own:")] if is_own else None,
        portion=portions[line.portion_of] if line.portion_of else None,
        stands_for=portions[line.stands_for] if line.stands_for else None,
    )
