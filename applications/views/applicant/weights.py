"""Weights and recycled share of the table of parts as it stands on the page, exact, by the engine's own counting."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from applications.choices import Route
from applications.forms.composition import PartRow, assembly_names
from applications.forms.portion import PortionForm
from applications.models import Application
from applications.models.bill_of_materials import PERCENT
from calculations.engine import display
from calculations.engine.advice import grams_missing, mass_to_swap_kg
from calculations.engine.circular_share import CircularShares, weigh_circular
from calculations.engine.criteria.editions import EDITIONS
from calculations.engine.quantities import parse_number
from calculations.engine.reading import case_from_json
from calculations.engine.shares import Shares
from calculations.engine.weighing import Weighing, weigh_product
from cecfp_portal.text import without_percent_sign


@dataclass(frozen=True)
class Weights:
    """What is shown below the table; every figure is text, already rounded to the unfavourable side."""

    verdict: str
    product_grams: str
    recycled_lower_grams: str
    recycled_upper_grams: str
    is_range: bool
    lower_percent: str
    upper_percent: str
    limit_percent: str
    short_grams: str
    advice: dict[str, str] | None
    packaging_grams: str
    unread_count: int
    is_circular: bool = False
    retained_grams: str = ""


def weights_of(application: Application, rows: Sequence[PartRow]) -> Weights:
    """Weigh the rows of the page; lines whose mass cannot be read yet are counted as unread."""
    rows = [row for row in rows if not row.is_blank]
    edition = EDITIONS[application.criteria_edition]
    case, _problems = case_from_json({"schema": "cecfp-case/1", "judged": _judged(application, rows)})
    weighing = weigh_product(case, edition)
    limit = edition.min_recycled_share
    names = assembly_names(rows)
    unread = sum(row.value("name") not in names for row in rows) - len(weighing.flat.leaves)
    if weighing.shares is None:
        return _nothing(weighing, limit, unread)
    circular = weigh_circular(case, edition) if case.route == Route.CIRCULAR_ACTIVITY else None
    if circular is not None:
        return _circular(weighing, circular, limit, unread)
    return _weights(weighing, weighing.shares, limit, unread)


def _circular(weighing: Weighing, found: CircularShares, limit: Fraction, unread: int) -> Weights:
    """The circular share of type 4.2: no limit stands against it."""
    return replace(
        _nothing(weighing, limit, unread),
        verdict="stated" if found.lower_kg else "pending",
        product_grams=display.grams_text(found.total_kg),
        recycled_lower_grams=display.grams_text(found.recycled_kg, "floor"),
        retained_grams=display.grams_text(found.retained_kg, "floor"),
        is_range=found.lower != found.upper,
        lower_percent=display.percent_text(found.lower),
        upper_percent=display.percent_text(found.upper),
        is_circular=True,
    )


def _weights(weighing: Weighing, shares: Shares, limit: Fraction, unread: int) -> Weights:
    missing = grams_missing(shares.total_kg, shares.lower_kg, limit)
    short = mass_to_swap_kg(shares.total_kg, shares.lower_kg, limit)
    return Weights(
        verdict=shares.verdict(limit),
        product_grams=display.grams_text(shares.total_kg),
        recycled_lower_grams=display.grams_text(shares.lower_kg, "floor"),
        recycled_upper_grams=display.grams_text(shares.upper_kg, "floor"),
        is_range=shares.lower_kg != shares.upper_kg,
        lower_percent=display.percent_text(shares.lower),
        upper_percent=display.percent_text(shares.upper),
        limit_percent=display.readable_text(limit * 100),
        short_grams=display.grams_text(short, "ceil") if short > 0 else "",
        advice=missing.as_json() if missing else None,
        packaging_grams=_packaging_grams(weighing),
        unread_count=unread,
    )


def _nothing(weighing: Weighing, limit: Fraction, unread: int) -> Weights:
    limit_text = display.readable_text(limit * 100)
    packaging = _packaging_grams(weighing)
    return Weights("pending", "0", "0", "0", False, "0.00", "0.00", limit_text, "", None, packaging, unread)


def _packaging_grams(weighing: Weighing) -> str:
    mass = sum((leaf.mass_kg for leaf in weighing.left_out), Fraction(0))
    return display.grams_text(mass) if mass else ""


def _judged(application: Application, rows: Sequence[PartRow]) -> dict[str, Any]:
    factories = application.application_factories.select_related("factory")
    names, lines = assembly_names(rows), _lines_by_name(rows)
    return {
        "route": application.route,
        "product": {"kind": application.product_kind},
        "applicant": {"juristic_id": application.applicant.juristic_id},
        "factories": [{"line_id": row.line_id, "licence": row.factory.licence} for row in factories],
        "declared_mass": {"amount": application.declared_mass_text, "unit": application.declared_mass_unit},
        "bill_of_materials": [_part(row, names, lines) for row in rows],
    }


def _lines_by_name(rows: Sequence[PartRow]) -> dict[str, str]:
    """The line that each name leads to; a name of several leads nowhere, as when it is stored."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.value("name"), []).append(_line_id(row))
    return {name: line_ids[0] for name, line_ids in found.items() if len(line_ids) == 1}


def _line_id(row: PartRow) -> str:
    return row.node.line_id if row.node else row.token


def _part(row: PartRow, assemblies: Collection[str], lines: Mapping[str, str]) -> dict[str, Any]:
    unit, parent = row.value("mass_unit"), row.value("parent_text")
    is_share, is_assembly = unit == PERCENT, row.value("name") in assemblies
    part: dict[str, Any] = {
        "line_id": _line_id(row),
        "parent": lines.get(parent, parent) if parent else "",
        "count": row.value("count_text") or "1",
        "name": row.value("name"),
        "role": row.value("role"),
        "mass": None if is_share else _amount(row.value("mass_text"), unit),
        "mass_share": _share(row.value("mass_text")) if is_share else None,
        "input_mass": _amount(row.value("input_mass_text"), unit),
        "yield_share": _share(row.value("yield_share_text")),
        "moisture_share": _share(row.value("moisture_share_text")),
        "portions": [
            _portion(f"{row.token}-{place}", line.form)
            for place, line in enumerate(row.portions)
            if not (is_assembly and line.form.is_blank)
        ],
    }
    return part


def _amount(typed: str, unit: str) -> dict[str, str] | None:
    return {"amount": typed, "unit": unit} if typed.strip() else None


def _portion(line_id: str, form: PortionForm) -> dict[str, Any]:
    truth = {"yes": True, "no": False}
    return {
        "line_id": line_id,
        "material": form.typed("material"),
        "origin": form.typed("origin"),
        "share_low": _share(form.typed("share_low_text")),
        "share_high": _share(form.typed("share_high_text") or form.typed("share_low_text")),
        "waste_origin": {
            "kind": form.asked_typed("waste_origin_kind"),
            "licence": form.asked_typed("waste_origin_licence"),
            "country": form.asked_typed("waste_origin_country"),
            "juristic_id": form.asked_typed("waste_origin_juristic_id"),
        },
        "reprocessor": {"licence": form.asked_typed("reprocessor_licence")},
        "is_returnable_to_process": truth.get(form.asked_typed("is_returnable_to_process")),
        "otherwise_fate": form.asked_typed("otherwise_fate"),
        "is_bio_based": truth.get(form.asked_typed("is_bio_based")),
        "claim_method": form.asked_typed("claim_method"),
        "yield_share": _share(form.asked_typed("kept_share_text")),
        "evidence": list(form["evidence"].value() or ()) if "evidence" in form.fields else [],
    }


def _share(typed: str) -> str | None:
    parsed = parse_number(without_percent_sign(typed))
    return display.exact_text(parsed / 100) if isinstance(parsed, Fraction) else None
