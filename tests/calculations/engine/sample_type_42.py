"""A remanufactured product of type 4.2, with the register that its certificate is judged by."""

from __future__ import annotations

import copy
from typing import Any

from tests.calculations.engine.pinned_reports import evaluated
from tests.calculations.engine.sample_cases import OWN_LICENCE, part, portion, ruling, with_bom

ON = "2026-11-24"
LISTING = {
    "body": "ce-body",
    "activity": "remanufacture",
    "category": "plastic-packaging",
    "listed_from": "2025-01-01",
    "listed_to": None,
}
CERTIFICATE = {
    "body": "ce-body",
    "body_name": "Body (example)",
    "number": "CE-1",
    "activity": "remanufacture",
    "product": "Copier A",
    "product_match": "same",
    "sites": [OWN_LICENCE],
    "issued_on": "2026-01-15",
    "expires_on": "2028-01-14",
    "evidence": ["EVI-1"],
}


def retained(line_id: str, share: str = "1", **more: Any) -> dict[str, Any]:
    return portion(line_id, share, origin="reused_part", **{"evidence": ["EVI-1"], **more})


def remanufactured(*parts: dict[str, Any], **certificate: Any) -> dict[str, Any]:
    """A frame of 70 g kept, 30 g new, unless told otherwise; footprints as in the example."""
    frame = part("F", "70", portions=[retained("F-1")])
    case = with_bom(*(parts or (frame, part("N", "30"))), kind="finished")
    judged = case["judged"]
    new, *others = judged["inventory"]
    for line in others:
        line.pop("portion", None)
    # Every new portion has its line: grams of a million pieces are tonnes.
    new_portions = [
        (p, x["mass"]) for x in judged["bill_of_materials"] for p in x["portions"] if p["origin"] == "virgin"
    ]
    brought = [
        {**new, "line_id": f"IN-{p['line_id']}", "period_total": {**mass, "unit": "t"}, "portion": p["line_id"]}
        for p, mass in new_portions
    ]
    kept = [
        p["line_id"] for node in judged["bill_of_materials"] for p in node["portions"] if p["origin"] == "reused_part"
    ]
    if kept:
        others[0] |= {"portion": kept[0], "period_total": {"amount": "100", "unit": "t"}}
    judged["inventory"] = [*brought, *others, *(made_new(line_id, new) for line_id in kept)]
    judged |= {"route": "4.2", "circular_activity": "remanufacture", "circular_work": "remade"}
    judged["recognised_certificate"] = {**copy.deepcopy(CERTIFICATE), **certificate}
    return case


def made_new(portion_id: str, like: dict[str, Any]) -> dict[str, Any]:
    """The comparator's line by which a retained part is made of virgin resin."""
    stated = {"line_id": f"NEW-{portion_id}", "side": "comparator", "stands_for": portion_id, "portion": ""}
    return {**like, **stated, "period_total": {"amount": "100", "unit": "t"}}


def judge_42(
    case: dict[str, Any],
    *rulings: dict[str, Any],
    listings: tuple[dict[str, Any], ...] = (LISTING,),
    filed_on: str | None = ON,
    on: str | None = ON,
) -> dict[str, Any]:
    context = {"on": on, "recognised_bodies": {"filed_on": filed_on, "listings": list(listings)}}
    lines = (line for line in case["judged"]["inventory"] if line.get("stands_for"))
    accepted = [ruling(f"ce-cfp.5.3.model.made_new:{line['stands_for']}", accepted=True) for line in lines]
    report = evaluated(case, [*accepted, *rulings], context)
    report["unused_rulings"] = [x for x in report["unused_rulings"] if "made_new" not in x]
    return report
