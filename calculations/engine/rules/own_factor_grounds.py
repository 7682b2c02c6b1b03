"""What a person has to ask of an own factor on each rung of clause 5.2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from calculations.engine.case import Case, Meter, OwnFactor, is_stated, stated_licence
from calculations.engine.display import day_texts
from calculations.engine.outcomes import INVALID, REVIEW
from calculations.engine.problems import Problem
from calculations.engine.quantities import convert


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground that keeps an own factor from passing by itself: the topic names the outcome for ever."""

    topic: str
    th: str
    en: str
    row: str = "D9"
    verdict: str = REVIEW


_MEASURED = ("measured", "invoiced")


def metered(case: Case, own: OwnFactor) -> Iterator[Ground]:
    """Primary data are measured at a named plant over a known period, with a yield that can be."""
    if not is_stated(own.maker_name) and not stated_licence(own.maker_licence):
        yield Ground("maker", "ไม่ได้ระบุโรงงานที่ตรวจวัด", "The plant that was metered is not named.")
    yield from _period(case, own)
    if own.rung == "metered":
        yield from _yield(own)
    if own.meters and not any(meter.kind in ("electricity", "fuel") for meter in own.meters):
        yield Ground(
            "energy",
            "ไม่มีมาตรวัดพลังงาน กระบวนการแปรรูปใช้พลังงานจากแหล่งใด",
            "No energy is metered: what does the process run on?",
        )
    if _lacks_combustion(case, own):
        yield Ground(
            "combustion",
            "มีเชื้อเพลิงแต่ไม่มีค่า EF ของการเผาไหม้ โปรดพิจารณาว่าคำนวณครบทั้งการผลิตและการเผาไหม้หรือไม่",
            "A fuel is metered without a factor of its combustion: are production and combustion both counted?",
        )
    yield from _meters(case, own)


def _lacks_combustion(case: Case, own: OwnFactor) -> bool:
    """The CFP list holds the production of fuels only, so their burning takes a row of its own."""
    named = [meter.factor for meter in own.meters if meter.kind == "fuel"]
    categories = [case.factors[name].category for name in named if name in case.factors]
    return bool(named) and "fuel-combustion" not in categories


def _period(case: Case, own: OwnFactor) -> Iterator[Ground]:
    start, end = own.period_start, own.period_end
    if start is None or end is None or end < start:
        yield Ground("period", "ไม่ทราบช่วงเวลาที่ตรวจวัด", "The period of measurement is not known.")
    elif case.context.on is not None and end > case.context.on:
        yield Ground(
            "period",
            "ช่วงเวลาที่ตรวจวัดยังไม่สิ้นสุดในวันที่พิจารณา โปรดชี้แจง",
            "The period of measurement ends after the day judged: how was it measured?",
        )
    elif _leaves_out(case, start, end):
        yield Ground(
            "period",
            "ช่วงเวลาที่ตรวจวัดไม่ครอบคลุมช่วงเวลาการเก็บข้อมูลของผลิตภัณฑ์ โปรดพิจารณาความเป็นตัวแทน",
            "The period of measurement does not cover the product's data period: is it representative?",
        )


def _leaves_out(case: Case, start: date, end: date) -> bool:
    if case.period_start is None or case.period_end is None:
        return False
    return start > case.period_start or end < case.period_end


def _yield(own: OwnFactor) -> Iterator[Ground]:
    if own.intake is None:
        yield Ground(
            "yield",
            "ไม่ได้ระบุปริมาณวัสดุเหลือทิ้งที่รับเข้า จึงไม่ทราบผลได้ของกระบวนการ",
            "The waste taken in is not stated, so the yield of the process is not known.",
        )
    elif own.output is not None:
        taken_in = convert(own.intake.value, own.intake.unit, own.output.unit)
        if isinstance(taken_in, Problem) or own.output.value > taken_in:
            yield Ground(
                "yield",
                "ปริมาณวัสดุรีไซเคิลที่ผลิตได้มากกว่าวัสดุเหลือทิ้งที่รับเข้า หรือหน่วยเทียบกันไม่ได้ โปรดพิจารณา",
                "More recycled material came out than waste went in, or the units do not compare: to be ruled on.",
            )


def _meters(case: Case, own: OwnFactor) -> Iterator[Ground]:
    doubtful = (
        (
            "measured",
            "ปริมาณไม่ได้มาจากการตรวจวัดหรือใบแจ้งหนี้",
            "The amount is neither measured nor invoiced",
            [meter for meter in own.meters if meter.quantity_basis not in _MEASURED],
        ),
        (
            "evidence",
            "ไม่พบหลักฐานการตรวจวัด",
            "No measurement evidence",
            [meter for meter in own.meters if not meter.evidence and not own.evidence],
        ),
        (
            "electricity",
            "ค่า EF ที่ใช้ไม่ใช่ค่าไฟฟ้า โปรดพิจารณา",
            "Its factor is not one of electricity, to be ruled on",
            [meter for meter in own.meters if _is_not_electricity(case, meter)],
        ),
        (
            "zero",
            "ปันส่วนหรือค่า EF เป็นศูนย์ จึงไม่มีผลในค่าที่คำนวณ โปรดพิจารณา",
            "Its share or its factor is zero, so it counts for nothing",
            [meter for meter in own.meters if _counts_for_nothing(case, meter)],
        ),
    )
    for topic, thai, english, meters in doubtful:
        if meters:
            names = ", ".join(meter.name for meter in meters)
            yield Ground(topic, f"{thai}: {names}", f"{english}: {names}.")


def _is_not_electricity(case: Case, meter: Meter) -> bool:
    factor = case.factors.get(meter.factor)
    return meter.kind == "electricity" and factor is not None and factor.category != "electricity"


def _counts_for_nothing(case: Case, meter: Meter) -> bool:
    factor = case.factors.get(meter.factor)
    return meter.allocation_share == 0 or (factor is not None and factor.value_kgco2e == 0)


def certified(case: Case, own: OwnFactor) -> Iterator[Ground]:
    """A certified footprint serves while it is in force; whether it fits is for a person to say (5.2 (3))."""
    if not is_stated(own.certificate.number):
        yield Ground(
            "certificate",
            "โปรดระบุเลขที่ใบรับรองของผู้ขาย",
            "State the number of the supplier's certificate.",
            "D4",
            INVALID,
        )
    yield Ground(
        "source",
        "ค่า EF มาจากคาร์บอนฟุตพริ้นท์ที่ได้รับการรับรองของผู้ขาย โปรดพิจารณาว่าขอบเขตและวัสดุตรงกันหรือไม่",
        "The factor is a supplier's certified footprint: do boundary and material agree?",
        "D4",
    )
    if not own.evidence:
        yield Ground("evidence", "ไม่พบสำเนาใบรับรอง", "No copy of the certificate is given.", "D4")
    yield from _expiry(case, own.certificate.expires_on)


def _expiry(case: Case, expires: date | None) -> Iterator[Ground]:
    day, (thai, english) = case.context.filing_day, day_texts(expires)
    if expires is None:
        yield Ground("expiry", "ไม่ทราบวันสิ้นอายุของใบรับรอง", "It is not known when the certificate expires.", "D4")
    elif day is not None and expires < day:
        yield Ground(
            "expiry",
            f"ใบรับรองสิ้นอายุเมื่อ {thai} ก่อนวันที่พิจารณา โปรดพิจารณาว่ายังใช้ได้หรือไม่",
            f"The certificate expired on {english}, before the day judged: may it still be used?",
            "D4",
        )
    elif case.period_end is not None and expires < case.period_end:
        yield Ground(
            "expiry",
            f"ใบรับรองสิ้นอายุเมื่อ {thai} ก่อนสิ้นช่วงเวลาการเก็บข้อมูล โปรดพิจารณาว่าครอบคลุมหรือไม่",
            f"The certificate expired on {english}, before the data period ended: does it cover it?",
            "D4",
        )


def stated(own: OwnFactor) -> Iterator[Ground]:
    """A figure from another source is for a person to judge (5.2 (3)), whatever it stands for."""
    if not own.rung:
        yield Ground(
            "source",
            "ค่า EF นี้ระบุเป็นตัวเลขโดยไม่แสดงวิธีที่ได้มา โปรดพิจารณาความน่าเชื่อถือของแหล่งข้อมูล",
            "This factor is stated without how it was obtained: is its source credible?",
            "D4",
        )
        return
    yield Ground(
        "source",
        "ค่า EF มาจากแหล่งข้อมูลของผู้ยื่นคำขอ โปรดพิจารณาว่าเป็นตัวแทนที่เหมาะสมหรือไม่",
        "The factor comes from a source of the applicant: does it represent this activity?",
        "D4",
    )
    if not own.evidence:
        yield Ground("evidence", "ไม่พบหลักฐานของแหล่งข้อมูล", "No evidence of the source is given.", "D4")
