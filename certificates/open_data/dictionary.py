"""The columns of the open data: name, meaning in both languages, type, unit, and how the value is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from certificates import wording
from certificates.credentials import Entry, plain_number
from certificates.wording import Words

Value = str | date | datetime | bool | None
TYPES = {
    "text": Words("ข้อความ", "text"),
    "code": Words("รหัส", "code"),
    "decimal": Words("เลขทศนิยม", "decimal number"),
    "date": Words("วันที่ (ค.ศ. ปปปป-ดด-วว)", "date (C.E., YYYY-MM-DD)"),
    "moment": Words("วันและเวลา (ISO 8601)", "date and time (ISO 8601)"),
    "truth": Words("true หรือ false", "true or false"),
    "url": Words("ที่อยู่เว็บ", "web address"),
    "sha256": Words("SHA-256 ฐานสิบหก 64 หลัก", "SHA-256, 64 hexadecimal digits"),
}


@dataclass(frozen=True)
class Column:
    """One column; `values` lists the codes a coded column can hold, `may_be_empty` tells that it need not hold any."""

    name: str
    meaning: Words
    type: str
    example: str
    read: Callable[[Entry], Value]
    unit: Words | None = None
    values: Mapping[str, Words] = field(default_factory=dict)
    may_be_empty: bool = False


def _printed(name: str) -> Callable[[Entry], Value]:
    return lambda entry: str(entry.certificate.content.get(name, ""))


def _text(name: str, thai: str, english: str, example: str, **more: Any) -> Column:
    return Column(name, Words(thai, english), "text", example, _printed(name), **more)


def _both(name: str, thai: str, english: str, examples: tuple[str, str], **more: Any) -> tuple[Column, Column]:
    return (
        _text(f"{name}_th", f"{thai} (ภาษาไทย)", f"{english}, in Thai", examples[0], **more),
        _text(f"{name}_en", f"{thai} (ภาษาอังกฤษ)", f"{english}, in English", examples[1], may_be_empty=True),
    )


def _coded(name: str, thai: str, english: str, example: str, values: Mapping[str, Words], **more: Any) -> Column:
    return Column(name, Words(thai, english), "code", example, _printed(name), values=values, **more)


def _sites(entry: Entry, language: str) -> str:
    sites = entry.certificate.content["factories"]
    named = [
        f"{site[f'name_{language}']} ({site['licence']})" if site["licence"] else site[f"name_{language}"]
        for site in sites
    ]
    return "; ".join(named)


def _reason(entry: Entry, language: str) -> str:
    return str(getattr(entry.reason, language)) if entry.reason else ""


_STANDINGS = {code: words for code, words in wording.STANDINGS.items() if code != "unknown"}
EXAMPLE_CODE = "7k3m9x2c5v8b1n4q6w0e7r2t5y"

COLUMNS: tuple[Column, ...] = (
    Column(
        "number",
        Words("เลขที่ใบรับรอง", "Certificate number"),
        "text",
        "TGO CE-CFP FY27-000-0001",
        lambda entry: entry.certificate.number,
    ),
    Column(
        "code",
        Words("รหัสของใบรับรองใน QR ใช้ถามสถานะผ่าน API", "Code of the certificate in its QR code; asks the API"),
        "text",
        EXAMPLE_CODE,
        lambda entry: entry.certificate.code,
    ),
    Column(
        "standing",
        Words("สถานะการรับรอง ณ เวลาใน checked_at", "Standing at the time in checked_at"),
        "code",
        "active",
        lambda entry: entry.standing.value,
        values=_STANDINGS,
    ),
    Column(
        "standing_since",
        Words(
            "วันแรกที่มีสถานะนี้ ว่างหากการรับรองยังมีผล",
            "First day of this standing; empty while the certification is in force",
        ),
        "date",
        "2027-03-01",
        lambda entry: entry.since,
        may_be_empty=True,
    ),
    Column(
        "reason_th",
        Words("เหตุผลของการพักใช้หรือเพิกถอน (ภาษาไทย)", "Reason for suspension or revocation, in Thai"),
        "text",
        "ไม่เป็นไปตามข้อ 4.1.2",
        lambda entry: _reason(entry, "th"),
        may_be_empty=True,
    ),
    Column(
        "reason_en",
        Words("เหตุผลของการพักใช้หรือเพิกถอน (ภาษาอังกฤษ)", "Reason for suspension or revocation, in English"),
        "text",
        "Clause 4.1.2 is not met",
        lambda entry: _reason(entry, "en"),
        may_be_empty=True,
    ),
    Column(
        "successor",
        Words("เลขที่ใบรับรองฉบับใหม่ที่ออกแทน", "Number of the newer certificate that takes its place"),
        "text",
        "TGO CE-CFP FY27-000-0007",
        lambda entry: entry.successor.number if entry.successor else "",
        may_be_empty=True,
    ),
    Column(
        "approved_on",
        Words("วันที่อนุมัติ", "Day of approval"),
        "date",
        "2026-11-20",
        lambda entry: entry.certificate.approved_on,
    ),
    Column(
        "valid_from",
        Words("วันแรกที่การรับรองมีผล", "First day of validity"),
        "date",
        "2026-11-20",
        lambda entry: entry.certificate.valid_from,
    ),
    Column(
        "valid_until",
        Words("วันสุดท้ายที่การรับรองมีผล", "Last day of validity"),
        "date",
        "2029-11-19",
        lambda entry: entry.certificate.valid_until,
    ),
    *_both("product", "ชื่อผลิตภัณฑ์", "Name of the product", ("ขวดน้ำดื่ม rPET", "rPET drinking water bottle")),
    _text("model", "รุ่นหรือขนาด", "Model or size", "600 ml", may_be_empty=True),
    *_both("holder", "ผู้ได้รับการรับรอง", "Certificate holder", ("บริษัท ตัวอย่าง จำกัด", "Example Co., Ltd.")),
    *_both(
        "holder_address",
        "ที่อยู่ของผู้ได้รับการรับรอง",
        "Address of the certificate holder",
        ("99/9 หมู่ที่ 3 จังหวัดระยอง 21130", "99/9 Moo 3, Rayong 21130"),
        may_be_empty=True,
    ),
    Column(
        "factories_th",
        Words(
            "โรงงานผู้ผลิตและเลขที่ใบอนุญาต คั่นด้วย ; (ภาษาไทย)",
            "Manufacturing sites with licence numbers, separated by ; in Thai",
        ),
        "text",
        "โรงงานบ้านฉาง (จ3-53(4)-12/48รย)",
        lambda entry: _sites(entry, "th"),
        may_be_empty=True,
    ),
    Column(
        "factories_en",
        Words(
            "โรงงานผู้ผลิตและเลขที่ใบอนุญาต คั่นด้วย ; (ภาษาอังกฤษ)",
            "Manufacturing sites with licence numbers, separated by ; in English",
        ),
        "text",
        "Ban Chang Plant (จ3-53(4)-12/48รย)",
        lambda entry: _sites(entry, "en"),
        may_be_empty=True,
    ),
    _coded("route", "ประเภทของผลิตภัณฑ์ตามข้อ 4 ของหลักเกณฑ์", "Type under clause 4 of the criteria", "4.1", wording.ROUTES),
    _coded(
        "activity",
        "กิจกรรมของประเภท 4.2 ว่างสำหรับประเภท 4.1",
        "Activity of type 4.2; empty for type 4.1",
        "upcycle",
        wording.ACTIVITIES,
        may_be_empty=True,
    ),
    _coded("kind", "รูปแบบของผลิตภัณฑ์", "Form of the product", "finished", wording.KINDS),
    _coded("market", "กลุ่มผู้ใช้ผลิตภัณฑ์", "Market", "b2c", wording.MARKETS),
    _coded("boundary", "ขอบเขตของการประเมิน", "System boundary", "cradle_to_grave", wording.BOUNDARIES),
    Column(
        "footprint",
        Words(
            "คาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์ต่อหนึ่งหน่วยการทำงาน เลขนัยสำคัญสามตำแหน่งตามที่พิมพ์ในใบรับรอง",
            "Carbon footprint of the product per functional unit: as on the certificate, three significant figures",
        ),
        "decimal",
        "0.396",
        lambda entry: plain_number(entry.certificate.content["footprint"]),
        unit=Words("kgCO₂e ต่อหน่วยการทำงาน", "kgCO₂e per functional unit"),
    ),
    _text("footprint_unit", "หน่วยของ footprint", "Unit of footprint", "kgCO₂e"),
    *_both("functional_unit", "หน่วยการทำงาน", "Functional unit", ("น้ำดื่ม 600 มล. 1 ขวด", "1 bottle of 600 ml")),
    *_both("product_unit", "หน่วยผลิตภัณฑ์", "Product unit", ("ขวด 1 ใบ", "1 bottle"), may_be_empty=True),
    Column(
        "share_percent",
        Words(
            "สัดส่วนวัสดุรีไซเคิล/หมุนเวียน โดยน้ำหนัก (ประเภท 4.2 คือวัสดุหมุนเวียนทั้งหมด) ตัดเศษเหลือทศนิยมสองตำแหน่ง",
            "Recycled or circular share by weight (type 4.2: all circular material), cut to two decimals",
        ),
        "decimal",
        "20.00",
        lambda entry: plain_number(entry.certificate.content["recycled_share_percent"]),
        unit=Words("ร้อยละโดยน้ำหนัก", "per cent by weight"),
    ),
    *_both(
        "pcr",
        "ข้อกำหนดเฉพาะของกลุ่มผลิตภัณฑ์ (PCR)",
        "Product category rule (PCR)",
        ("ภาชนะพลาสติก ฉบับที่ 2 (2565)", "Plastic containers, version 2 (2022)"),
        may_be_empty=True,
    ),
    *_both(
        "verification_body",
        "หน่วยงานทวนสอบ",
        "Verification body",
        ("สถาบันทวนสอบตัวอย่าง", "Example Verification Institute"),
    ),
    _text("statement_number", "เลขที่ถ้อยแถลงผลการทวนสอบ", "Number of the verification statement", "VS-2569-014"),
    _text("meeting_round", "การประชุมที่พิจารณา ครั้งที่", "Round of the meeting that considered it", "1/2570"),
    _text("edition", "ฉบับของหลักเกณฑ์", "Edition of the criteria", "ce-cfp-2563"),
    Column(
        "verify_url",
        Words("หน้าตรวจสอบสถานะของใบรับรอง", "Page that tells the standing of the certificate"),
        "url",
        f"https://cecfp.example.or.th/c/{EXAMPLE_CODE}",
        _printed("verify_url"),
    ),
    Column(
        "pdf_sha256",
        Words("SHA-256 ของไฟล์ PDF", "SHA-256 of the PDF file"),
        "sha256",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        lambda entry: entry.certificate.pdf_sha256,
    ),
    Column(
        "content_sha256",
        Words("SHA-256 ของข้อมูลที่แนบในใบรับรอง", "SHA-256 of the data attached to the certificate"),
        "sha256",
        "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
        lambda entry: entry.certificate.content_sha256,
    ),
    Column(
        "is_example",
        Words("true หากเป็นข้อมูลตัวอย่าง มิใช่ใบรับรองจริง", "true for example data, which is no real certificate"),
        "truth",
        "false",
        lambda entry: entry.certificate.is_example,
    ),
    Column(
        "checked_at",
        Words("เวลาที่อ่านสถานะ (เวลาประเทศไทย)", "When the standing was read (Thai time)"),
        "moment",
        "2026-11-28T09:30:00+07:00",
        lambda entry: entry.at,
    ),
)


def record_of(entry: Entry) -> dict[str, Value]:
    """Return one row by column name."""
    return {column.name: column.read(entry) for column in COLUMNS}
