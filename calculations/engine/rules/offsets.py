"""Clause 5.1: offsets and carbon credits are refused; contractual green electricity is for a person to rule on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calculations.engine.case import Case, Factor, InventoryLine
from calculations.engine.criteria import Edition
from calculations.engine.outcomes import INVALID, REVIEW, Outcome, Text

RULE = "ce-cfp.5.1.offsets"

_CREDIT = re.compile(
    r"carbon[ -]credit|carbon[ -]offset|offset[ -]credit|\boffsetting\b|carbon[ -]neutral|climate[ -]neutral"
    r"|\bt-?ver\b|\bvcus?\b|\bcers?\b|gold standard|\bverra\b"
    r"|คาร์บอนเครดิต|เครดิตคาร์บอน|ชดเชยคาร์บอน|ชดเชยการปล่อย|การชดเชย|คาร์บอนเป็นกลาง|ความเป็นกลางทางคาร์บอน"
)
_GREEN_POWER = re.compile(
    r"\bi?-?recs?\b|renewable energy certificate|energy attribute|guarantees? of origin"
    r"|green (tariff|power|electricity)"
    r"|\bugt\b|market[ -]based|\bppa\b|power purchase agreement"
    r"|ไฟฟ้าสีเขียว|ไฟฟ้าสะอาด|พลังงานสะอาด|ใบรับรองการผลิตพลังงานหมุนเวียน|ใบรับรองพลังงานหมุนเวียน|สัญญาซื้อขายไฟฟ้า"
)
_BIOGENIC = re.compile(r"biogenic|sequest|uptake|removal|carbon stor|ชีวภาพ|กักเก็บ|ดูดกลับ|ดูดซับคาร์บอน")

_MESSAGES = {
    "credit": (
        INVALID,
        Text(
            "ห้ามนำคาร์บอนเครดิตหรือการชดเชยมาหักออกจากคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์ โปรดนำรายการนี้ออก",
            "carbon credits and offsets are never deducted from a product's footprint: take this line out.",
        ),
    ),
    "netted": (
        INVALID,
        Text(
            "คาร์บอนชีวภาพที่ดูดกลับต้องรายงานแยกต่างหาก ห้ามนำมาหักออกจากคาร์บอนฟุตพริ้นท์",
            "biogenic carbon taken up is reported beside the footprint and never deducted from it.",
        ),
    ),
    "mentioned": (
        REVIEW,
        Text(
            "กล่าวถึงการชดเชยหรือความเป็นกลางทางคาร์บอน โปรดตรวจสอบว่าค่า EF ไม่ได้หักคาร์บอนเครดิต",
            "offsets or carbon neutrality are mentioned: make sure that the factor has no credits deducted.",
        ),
    ),
    "green_power": (
        REVIEW,
        Text(
            "ใช้ไฟฟ้าสีเขียวตามสัญญาหรือใบรับรองพลังงานหมุนเวียน โปรดพิจารณาว่าใช้ค่า EF นี้ได้หรือไม่",
            "contractual green electricity or certificates: to be ruled on whether this factor may be used.",
        ),
    ),
}  # fmt: skip


def offsets(case: Case, _edition: Edition) -> Iterator[Outcome]:
    """One outcome for each line that deducts, or seems to deduct, what was bought elsewhere.

    Source: clause 5.1; ISO 14067:2018, 6.3.4.1 and the term "carbon offsetting". Row C20.
    """
    for line in case.inventory:
        topic = _topic(case, line)
        if topic:
            verdict, message = _MESSAGES[topic]
            text = Text(f"{line.name}: {message.th}", f"{line.name}: {message.en}")
            yield Outcome(f"{RULE}:{line.line_id}", RULE, "5.1", verdict, text, ("C20",), line_ids=(line.line_id,))


def _topic(case: Case, line: InventoryLine) -> str:
    """What the line is about, by its kind, its words and those of its factors, and their signs."""
    factors = [case.factors[name] for name in line.factors_named if name in case.factors]
    words = " ".join((line.name, line.process, line.source_document, *(_words(factor) for factor in factors))).lower()
    is_negative = any(factor.value_kgco2e is not None and factor.value_kgco2e < 0 for factor in factors)
    is_power = any(factor.category == "electricity" for factor in factors) or line.kind == "energy_and_fuel"
    grounds = (
        (line.kind == "carbon_credit", "credit"),
        (is_negative and _CREDIT.search(words) is not None, "credit"),
        (is_negative and _BIOGENIC.search(words) is not None, "netted"),
        (_CREDIT.search(words) is not None, "mentioned"),
        (is_power and _GREEN_POWER.search(words) is not None, "green_power"),
    )
    return next((topic for is_met, topic in grounds if is_met), "")


def _words(factor: Factor) -> str:
    return f"{factor.name_th} {factor.name_en} {factor.source} {factor.category}"
