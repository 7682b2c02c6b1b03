"""The bill of materials of a frozen case: one row per portion, with where the waste arose and who reprocessed it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from applications import choices
from applications.overview.words import Json, amount, percent, word


@dataclass(frozen=True)
class MaterialRow:
    """One portion of one part; `is_first` marks the part's first row."""

    line_id: str
    part_id: str
    part: str
    is_first: bool
    role: str
    is_packaging: bool
    count: str
    mass: str
    material: str
    origin: str
    is_recycled: bool
    share: str
    waste_origin: str
    reprocessor: str
    data_route: str
    reason: str
    evidence: tuple[str, ...]
    parent: str = ""
    notes: tuple[str, ...] = ()


def materials(case: Json) -> list[MaterialRow]:
    """Return the parts with their portions in the order of the bill; an assembly is a row without material."""
    parts = case["judged"].get("bill_of_materials") or ()
    names = {part["line_id"]: part.get("name") or part["line_id"] for part in parts}
    return [row for part in parts for row in _rows(part, names)]


def _rows(part: Json, names: Mapping[str, str]) -> Iterator[MaterialRow]:
    for number, portion in enumerate(part.get("portions") or [{}]):
        yield MaterialRow(
            line_id=portion.get("line_id") or part["line_id"],
            part_id=part["line_id"],
            part=part.get("name") or part["line_id"],
            is_first=number == 0,
            role=word(choices.NodeRole, part.get("role")),
            is_packaging=part.get("role") == choices.NodeRole.PACKAGING,
            count=part.get("count") or "1",
            mass=percent(part["mass_share"]) if part.get("mass_share") else amount(part.get("mass")),
            material=portion.get("material", ""),
            origin=word(choices.Origin, portion.get("origin")),
            is_recycled=portion.get("origin") in choices.RECYCLED_ORIGINS,
            share=_share(portion),
            waste_origin=_waste_origin(portion.get("waste_origin") or {}),
            reprocessor=_reprocessor(portion.get("reprocessor") or {}),
            data_route=word(choices.DataRoute, portion.get("data_route")),
            reason=portion.get("reason") or "",
            evidence=tuple(portion.get("evidence") or ()),
            parent=names.get(part.get("parent") or "", part.get("parent") or ""),
            notes=tuple(_notes(part if number == 0 else {}, portion)),
        )


def _notes(part: Json, portion: Json) -> Iterator[str]:
    """What is said of water, losses and the way of claiming, where anything is."""
    if part.get("input_mass"):
        yield gettext("put in %(mass)s") % {"mass": amount(part["input_mass"])}
    if part.get("yield_share"):
        yield gettext("of which in the product %(share)s") % {"share": percent(part["yield_share"])}
    if part.get("moisture_share"):
        yield gettext("moisture %(share)s") % {"share": percent(part["moisture_share"])}
    if portion.get("yield_share"):
        yield gettext("of which in the product %(share)s") % {"share": percent(portion["yield_share"])}
    if portion.get("claim_method") == choices.ClaimMethod.MASS_BALANCE:
        yield word(choices.ClaimMethod, portion["claim_method"])


def _share(portion: Json) -> str:
    low, high = portion.get("share_low"), portion.get("share_high")
    return percent(low) if not high or high == low else f"{percent(low)} – {percent(high)}"


def _waste_origin(place: Json) -> str:
    country = place.get("country") or "TH"
    parts = [word(choices.WasteOriginKind, place.get("kind")), place.get("name"), place.get("licence")]
    return " · ".join(part for part in (*parts, "" if country == "TH" else country) if part)


def _reprocessor(who: Json) -> str:
    return " · ".join(part for part in (who.get("name"), who.get("licence") or who.get("permit")) if part)
