"""The virgin factor of each replaced material: from TGO's table, or the applicant's override."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculations.engine.case import Case, Override, is_stated
from calculations.engine.comparator import comparator_footprint
from calculations.engine.criteria import Edition
from calculations.engine.display import exact_text, readable_text
from calculations.engine.inventory import LineResult, footprint
from calculations.engine.outcomes import INVALID, REVIEW, Text
from calculations.engine.rules.virgin_findings import Finding, name_of, said_of
from calculations.engine.substitution import Substitution
from calculations.engine.virgin_model import VirginModel

_FAULTS: dict[str, tuple[str, str, Text]] = {
    "not_virgin": (INVALID, "C14", Text("ไม่ใช่วัสดุใหม่", "is not virgin material")),
    "average": (
        REVIEW,
        "C14",
        Text("เป็นค่าเฉลี่ย มิใช่วัสดุใหม่โดยเฉพาะ โปรดพิจารณา", "is an average, not virgin alone: to be ruled on"),
    ),
    "not_shown_virgin": (
        REVIEW,
        "C14",
        Text("ไม่ได้ระบุว่าเป็นวัสดุใหม่ โปรดพิจารณา", "is not said to be virgin material: to be ruled on"),
    ),
    "not_positive": (INVALID, "C17", Text("ค่า EF ต้องมากกว่าศูนย์", "its factor must be above zero")),
    "other_set": (
        INVALID,
        "C10",
        Text("เป็นค่า EF ต่างชุดข้อมูลกับผลิตภัณฑ์", "is of another factor set than the product"),
    ),
    "cfo": (INVALID, "C11b", Text("เป็นค่าของ CFO ต้องใช้ค่า CFP", "is a CFO factor: take the CFP one")),
    "gwp_set": (INVALID, "C12", Text("ใช้ค่า GWP คนละชุด", "has another GWP set")),
    "unit": (
        INVALID,
        "C18",
        Text("หน่วยไม่สอดคล้องกับรายการของผลิตภัณฑ์", "counts in a unit that does not match the product's line"),
    ),
}


def factor_findings(case: Case, edition: Edition, model: VirginModel) -> Iterator[Finding]:
    """One finding of each kind for each replaced portion."""
    seen: set[tuple[str, str]] = set()
    for substitution in model.substitutions:
        for finding in (
            *_choice(case, substitution),
            *_override(case, substitution),
            *_factor(case, substitution),
            *_excess(case, edition, substitution),
        ):
            if (finding.code, finding.place) not in seen:
                seen.add((finding.code, finding.place))
                yield finding
    yield from _idle_overrides(case, model)


def _ids(substitution: Substitution) -> tuple[str, ...]:
    override = substitution.choice.override
    ids = (substitution.holding.portion.line_id, substitution.origin.line.line_id)
    return (*ids, override.line_id) if override else ids


def _choice(case: Case, s: Substitution) -> Iterator[Finding]:
    portion, choice = s.holding.portion, s.choice
    if choice.override is not None:
        return
    if not choice.candidates:
        elsewhere = sorted(
            {
                row.factor.get("set", "")
                for row in case.context.counterparts
                if row.fits(portion.material, s.origin.line.factor)
            }
        )
        listed = f" ({', '.join(elsewhere)})" if elsewhere else ""
        message = said_of(
            portion.material,
            f"ตารางวัสดุใหม่ของ อบก. ไม่มีวัสดุใหม่ที่ใช้เทียบกับวัสดุนี้ในชุดค่า EF {case.editions.factor_set}{listed} "
            "โปรดเลือกค่า EF ของวัสดุใหม่พร้อมเหตุผลและหลักฐาน",
            f"TGO's table has no virgin counterpart for this material in set {case.editions.factor_set}{listed}: "
            "choose a virgin factor with reason and evidence.",
        )
        yield Finding("no_counterpart", INVALID, message, ("C4",), portion.line_id, _ids(s))
    elif len(choice.candidates) > 1:
        th = ", ".join(row.name_th for row in choice.candidates)
        en = ", ".join(row.name_en for row in choice.candidates)
        message = said_of(
            portion.material,
            f"มีวัสดุใหม่ที่ใช้เทียบได้มากกว่าหนึ่งรายการ ({th}) ระบบใช้ค่าที่ต่ำที่สุด โปรดพิจารณา",
            f"more than one virgin material fits ({en}); the lowest value is used: to be ruled on.",
        )
        yield Finding("several_counterparts", REVIEW, message, ("C14",), portion.line_id, _ids(s))


def _override(case: Case, s: Substitution) -> Iterator[Finding]:
    override, portion = s.choice.override, s.holding.portion
    if override is None:
        return
    if not is_stated(override.reason) or not any(name in case.evidence for name in override.evidence):
        message = said_of(
            portion.material,
            "การเลือกวัสดุใหม่ต่างจากตารางของ อบก. ต้องมีเหตุผลและหลักฐาน",
            "another virgin material than in TGO's table needs a reason and evidence.",
        )
        yield Finding("override", INVALID, message, (), portion.line_id, _ids(s))
    elif s.choice.factor is not None:
        used = name_of(s.choice.factor)
        message = Text(
            f"{portion.material}: ผู้ยื่นคำขอใช้ {used.th} เป็นวัสดุใหม่แทนรายการในตารางของ อบก. โปรดพิจารณา",
            f"{portion.material}: the applicant takes {used.en} instead of TGO's table as the virgin material: "
            "to be ruled on.",
        )
        figures = {"reason": override.reason, "evidence": ", ".join(override.evidence)}
        yield Finding("override", REVIEW, message, ("C11",), portion.line_id, _ids(s), figures)


def _factor(case: Case, s: Substitution) -> Iterator[Finding]:
    """The factor is virgin, positive, of the case's set and GWP set, and counts in a unit of the line."""
    factor, portion = s.choice.factor, s.holding.portion
    if factor is None:
        return
    name = name_of(factor)
    is_uncounted = s.result is not None and s.result.emission_kgco2e is None and s.origin.emission_kgco2e is not None
    faults = (
        (factor.origin == "recycled", "not_virgin"),
        (factor.origin == "average", "average"),
        (factor.origin not in ("virgin", "average", "recycled"), "not_shown_virgin"),
        ((factor.value_kgco2e or 0) <= 0, "not_positive"),
        (factor.kind != "own" and factor.set != case.editions.factor_set, "other_set"),
        (factor.scheme == "CFO", "cfo"),
        (factor.gwp_set != case.editions.gwp_set, "gwp_set"),
        (is_uncounted, "unit"),
    )
    for is_met, code in faults:
        if is_met:
            outcome, row, text = _FAULTS[code]
            message = Text(f"{portion.material} → {name.th}: {text.th}", f"{portion.material} → {name.en}: {text.en}.")
            yield Finding(code, outcome, message, (row,), portion.line_id, _ids(s))


def _excess(case: Case, edition: Edition, s: Substitution) -> Iterator[Finding]:
    """An override well above the table's own value, with the value at which both footprints would be equal."""
    factor, rows = s.choice.factor, s.choice.candidates
    if s.choice.override is None or factor is None or factor.per_unit is None or s.result is None or not rows:
        return
    value = (factor.value_kgco2e or Fraction(0)) / factor.per_unit.size
    usual = rows[0].value_kgco2e / rows[0].per_unit.size
    if value <= usual * (1 + edition.settings.virgin_factor_excess_share):
        return
    yield excess_finding(
        case, s.result, s.holding.portion.material, usual * factor.per_unit.size, s.holding.portion.line_id
    )


def excess_finding(case: Case, result: LineResult, name: str, usual: Fraction, place: str) -> Finding:
    """Row C15: the virgin factor is unusually high; where 5.3 would turn is said in its unit."""
    factor = result.factor
    unit = factor.per_unit.code if factor and factor.per_unit else ""
    value = factor.value_kgco2e if factor and factor.value_kgco2e is not None else Fraction(0)
    figures = {"factor_kgco2e": exact_text(value), "usual_kgco2e": exact_text(usual), "unit": unit}
    message = said_of(
        name,
        f"ค่า EF ของวัสดุใหม่ {readable_text(value)} สูงกว่าค่าปกติ {readable_text(usual)} kgCO₂e ต่อ {unit} โปรดพิจารณา",
        f"the virgin factor {readable_text(value)} is unusually high against {readable_text(usual)} kgCO₂e per {unit}.",
    )
    equal = break_even_factor(case, result)
    if equal is not None:
        figures["break_even_kgco2e"] = exact_text(equal)
        text = readable_text(equal, "ceil")
        message += Text(
            f"ผลตามข้อ 5.3 เท่ากันพอดีเมื่อค่า EF เท่ากับ {text}", f"Both footprints are equal at a factor of {text}."
        )
    return Finding("excess", REVIEW, message, ("C15",), place, (place,), figures)


def break_even_factor(case: Case, result: LineResult) -> Fraction | None:
    """The comparator line's factor at which product and comparator are equal, in kgCO2e per unit of the factor."""
    product, comparator = footprint(case, "product").total_kgco2e, comparator_footprint(case).total_kgco2e
    if product is None or comparator is None or not result.amount or result.emission_kgco2e is None:
        return None
    return (product - (comparator - result.emission_kgco2e)) / result.amount


def _idle_overrides(case: Case, model: VirginModel) -> Iterator[Finding]:
    """An override that no replaced material uses, or a second one for the same material."""
    overrides = case.comparator.overrides if case.comparator else ()
    used: set[str] = {s.choice.override.line_id for s in model.substitutions if s.choice.override is not None}
    for override in overrides:
        if override.line_id not in used:
            yield _idle(override)


def _idle(override: Override) -> Finding:
    message = Text(
        "มีการเลือกวัสดุใหม่ที่ไม่ได้ใช้กับวัสดุรีไซเคิลรายการใด โปรดลบออก",
        "A virgin material is chosen that replaces nothing: remove it.",
    )
    return Finding("override_idle", INVALID, message, (), override.line_id, (override.line_id,))
