"""Reference data of the demo: categories, product category rules, rounds, fees and holidays, marked as examples."""

from datetime import date, timedelta
from decimal import Decimal

from applications import choices
from applications.models import (
    BodyListing,
    FeeRate,
    Holiday,
    MassBand,
    MeetingRound,
    ProductCategory,
    ProductCategoryRule,
    RecognisedBody,
)
from calculations.catalogue import load_factor_sets
from calculations.counterparts import load_counterparts

CATEGORIES = (
    ("paper-packaging", "กระดาษ และบรรจุภัณฑ์", "Paper and packaging"),
    ("petrochemical", "ปิโตรเคมี และเคมีภัณฑ์", "Petrochemicals and chemicals"),
    ("textile", "สิ่งทอและเครื่องนุ่งห่ม", "Textiles and clothing"),
    ("construction", "วัสดุก่อสร้าง", "Construction materials"),
    ("electrical", "เครื่องใช้ไฟฟ้าและอิเล็กทรอนิกส์", "Electrical and electronic equipment"),
    ("other", "อื่น ๆ", "Other"),
)
# Wide on purpose: they catch a slip of a thousand, not an unusual product.
MASS_BANDS = (
    ("paper-packaging", "0.0005", "50"),
    ("petrochemical", "0.001", "1500"),
    ("textile", "0.005", "30"),
    ("electrical", "0.01", "500"),
)
MASS_BAND_SOURCE = "ช่วงตัวอย่าง มิใช่ข้อกำหนดของ อบก."
RULES = (
    ("PCR-EX-01", "1", "บรรจุภัณฑ์พลาสติก (ตัวอย่าง)", "Plastic packaging (example)"),
    ("PCR-EX-02", "1", "เม็ดพลาสติก (ตัวอย่าง)", "Plastic resin (example)"),
    ("PCR-EX-04", "1", "เครื่องใช้สำนักงาน (ตัวอย่าง)", "Office equipment (example)"),
    ("PCR-EX-03", "2", "กระดาษและบรรจุภัณฑ์กระดาษ (ตัวอย่าง)", "Paper and paper packaging (example)"),
)
RECOGNISED_BODY = (
    "ce-institute-ex",
    "สถาบันรับรองผลิตภัณฑ์หมุนเวียน (ตัวอย่าง)",
    "Circular Product Certification Institute (example)",
)
ANNOUNCEMENT = "ประกาศตัวอย่าง มิใช่ประกาศของ อบก."
FEES = (
    ("product", "ค่าธรรมเนียมต่อผลิตภัณฑ์หรือกลุ่มผลิตภัณฑ์คล้ายคลึง", "Fee per product or similar-product group", "8500"),
    ("variant", "ผลิตภัณฑ์ถัดไปที่ต่างกันเฉพาะสารเติมแต่ง", "Each further variant in additives", "3000"),
)
FEE_SOURCE = "TGO, questions and answers on CFP registration (B.E. 2560); the fee of CE-CFP is not published"
# Days that fall on the same date every year; the days that follow the moon are entered by staff.
FIXED_HOLIDAYS = (
    (1, 1, "วันขึ้นปีใหม่", "New Year's Day"),
    (4, 6, "วันจักรี", "Chakri Memorial Day"),
    (4, 13, "วันสงกรานต์", "Songkran"),
    (4, 14, "วันสงกรานต์", "Songkran"),
    (4, 15, "วันสงกรานต์", "Songkran"),
    (5, 1, "วันแรงงานแห่งชาติ", "Labour Day"),
    (5, 4, "วันฉัตรมงคล", "Coronation Day"),
    (6, 3, "วันเฉลิมพระชนมพรรษาสมเด็จพระนางเจ้าฯ พระบรมราชินี", "The Queen's Birthday"),
    (7, 28, "วันเฉลิมพระชนมพรรษาพระบาทสมเด็จพระเจ้าอยู่หัว", "The King's Birthday"),
    (8, 12, "วันแม่แห่งชาติ", "Mother's Day"),
    (10, 13, "วันนวมินทรมหาราช", "King Bhumibol Memorial Day"),
    (10, 23, "วันปิยมหาราช", "Chulalongkorn Day"),
    (12, 5, "วันชาติ", "National Day"),
    (12, 10, "วันรัฐธรรมนูญ", "Constitution Day"),
    (12, 31, "วันสิ้นปี", "New Year's Eve"),
)


def load(on: date) -> None:
    """Create the reference data; rounds lie around `on`, so that the demo always has an open one."""
    load_factor_sets()
    load_counterparts()
    for code, name_th, name_en in CATEGORIES:
        ProductCategory.objects.create(code=code, name_th=name_th, name_en=name_en, is_example=True)
    for code, low_kg, high_kg in MASS_BANDS:
        MassBand.objects.create(
            category=ProductCategory.objects.get(code=code),
            low_kg=Decimal(low_kg),
            high_kg=Decimal(high_kg),
            in_force_from=date(2024, 1, 1),
            source=MASS_BAND_SOURCE,
            is_example=True,
        )
    for code, version, title_th, title_en in RULES:
        ProductCategoryRule.objects.create(
            code=code,
            version=version,
            title_th=title_th,
            title_en=title_en,
            approved_on=date(2024, 1, 15),
            is_example=True,
        )
    for code, name_th, name_en, amount in FEES:
        FeeRate.objects.create(
            code=code,
            name_th=name_th,
            name_en=name_en,
            amount_thb=Decimal(amount),
            in_force_from=date(2017, 1, 1),
            source=FEE_SOURCE,
        )
    for year in range(on.year, on.year + 3):
        for month, day, name_th, name_en in FIXED_HOLIDAYS:
            Holiday.objects.create(day=date(year, month, day), name_th=name_th, name_en=name_en)
    _recognised_body(on)
    _rounds(on)


def _recognised_body(on: date) -> None:
    """Announce the example body for remanufacturing of electrical equipment, three years before `on`."""
    code, name_th, name_en = RECOGNISED_BODY
    body = RecognisedBody.objects.create(code=code, name_th=name_th, name_en=name_en, is_example=True)
    BodyListing.objects.create(
        body=body,
        activity=choices.CircularActivity.REMANUFACTURE,
        category=ProductCategory.objects.get(code="electrical"),
        listed_from=on - timedelta(days=3 * 365),
        announcement=ANNOUNCEMENT,
    )


def _rounds(on: date) -> None:
    numbers: dict[int, int] = {}
    for days in (-30, -6, 30, 90, 150):
        meets_on = on + timedelta(days=days)
        year_be = meets_on.year + 543
        numbers[year_be] = numbers.get(year_be, 0) + 1
        MeetingRound.objects.create(
            number=numbers[year_be],
            year_be=year_be,
            meets_on=meets_on,
            documents_due_on=meets_on - timedelta(days=16),
            fees_due_on=meets_on - timedelta(days=9),
            held_on=meets_on if days < 0 else None,
            is_example=True,
        )
