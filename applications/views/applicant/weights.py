"""Weights and recycled share of the table of parts as it stands on the page, exact, by the engine's own counting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from applications.choices import Route
from applications.forms.composition import PartRow
from applications.forms.portion import PortionForm
from applications.models import Application, BomNode
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
    unread = len(rows) - len(weighing.flat.leaves)
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
    flat = {row.node.pk for row in rows if row.node}
    assemblies = [
        _assembly(node) for node in application.bom_nodes.exclude(children=None).exclude(pk__in=flat).distinct()
    ]
    factories = application.application_factories.select_related("factory")
    return {
        "route": application.route,
        "product": {"kind": application.product_kind},
        "applicant": {"juristic_id": application.applicant.juristic_id},
        "factories": [{"line_id": row.line_id, "licence": row.factory.licence} for row in factories],
        "bill_of_materials": [*assemblies, *(_part(row) for row in rows)],
    }


def _assembly(node: BomNode) -> dict[str, Any]:
    return {
        "line_id": node.line_id,
        "parent": node.parent.line_id if node.parent else "",
        "count": node.count_text or "1",
        "name": node.name,
        "role": node.role,
    }


def _part(row: PartRow) -> dict[str, Any]:
    node = row.node
    part: dict[str, Any] = {
        "line_id": node.line_id if node else row.token,
        "parent": node.parent.line_id if node and node.parent else "",
        "count": (node.count_text if node else "") or "1",
        "name": row.form.typed("name"),
        "role": row.form.typed("role"),
        "mass": {"amount": row.form.typed("mass_text"), "unit": row.form.typed("mass_unit")},
        "portions": [_portion(f"{row.token}-{place}", line.form) for place, line in enumerate(row.portions)],
    }
    if node and node.moisture_share_text:
        part["moisture_share"] = _share(node.moisture_share_text)
    return part


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
        },
        "reprocessor": {"licence": form.asked_typed("reprocessor_licence")},
        "is_returnable_to_process": truth.get(form.asked_typed("is_returnable_to_process")),
        "otherwise_fate": form.asked_typed("otherwise_fate"),
        "evidence": list(form["evidence"].value() or ()),
    }


def _share(typed: str) -> str | None:
    parsed = parse_number(without_percent_sign(typed))
    return display.exact_text(parsed / 100) if isinstance(parsed, Fraction) else None
