"""The rows of a dossier's tables, out of a report: clauses with their checks, lines, factors, rulings."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any

from calculations.engine.display import grouped_text, readable_text
from calculations.engine.explanation.statements import true_statement
from certificates.wording import Words

OUTCOMES = {
    "pass": Words("เป็นไปตามเกณฑ์", "Met"),
    "fail": Words("ไม่เป็นไปตามเกณฑ์", "Not met"),
    "review": Words("ต้องพิจารณา", "To be considered"),
    "invalid": Words("ข้อมูลไม่ครบ", "Incomplete"),
}
ROLES = {"officer": Words("เจ้าหน้าที่ อบก.", "TGO officer")}
KINDS = {"own": Words("ค่าเฉพาะของผู้ยื่นคำขอ", "Applicant's own factor")}
LONGEST_EXACT = 24
SIDES = ("product", "comparator")


def digits(text: str | None) -> str:
    """Return a figure with every digit where that is short enough to read, otherwise rounded and marked so.

    >>> digits("1234.5"), digits("1/3"), digits("1000000000000000000000000001/3")
    ('1,234.5', '1/3', '≈ 333,333,333,333,333,333,333,333,333.666667')
    """
    if text is None:
        return "–"
    if len(text) <= LONGEST_EXACT:
        return grouped_text(text)
    return f"≈ {grouped_text(readable_text(Fraction(text)))}"


def clauses(report: Mapping[str, Any], case: Mapping[str, Any], *, most: int) -> list[dict[str, Any]]:
    """Return the clauses in the order of the criteria, each with its checks; at most `most` checks in all."""
    said = {row["clause"]: row for row in (report.get("explanation") or {}).get("clauses", ())}
    documents = (case.get("judged") or {}).get("evidence") or ()
    evidence = {row["line_id"]: row.get("title") or row.get("number") or row["line_id"] for row in documents}
    found: dict[str, list[Mapping[str, Any]]] = {}
    for item in report["outcomes"]:
        found.setdefault(item["clause"], []).append(item)
    left = most
    rows = []
    for clause in sorted(found):
        shown = found[clause][:left]
        left -= len(shown)
        told = said.get(clause) or {}
        rows.append(
            {
                "clause": clause,
                "title": _words(told.get("title")),
                "requirement": _words(told.get("requirement")),
                "summary": _words(told.get("summary")),
                "outcome": OUTCOMES[_worst(found[clause])],
                "code": _worst(found[clause]),
                "checks": [_check(item, evidence) for item in shown],
                "left_out": len(found[clause]) - len(shown),
            }
        )
    return rows


def _worst(items: Sequence[Mapping[str, Any]]) -> str:
    codes = {item["outcome"] for item in items}
    return next(code for code in ("invalid", "fail", "review", "pass") if code in codes)


def _check(item: Mapping[str, Any], evidence: Mapping[str, str]) -> dict[str, Any]:
    ruling = item.get("ruling")
    return {
        "id": item["id"],
        "name": _words(item.get("name")) or Words(item["rule"], item["rule"]),
        "message": _words(item["message"]),
        "outcome": OUTCOMES[item["outcome"]],
        "code": item["outcome"],
        "statement": item.get("statement") or true_statement(item.get("inequality", "")),
        "margin": _words(item.get("margin_text")),
        "trace": [_words(step) for step in item.get("trace") or ()],
        "lines": ", ".join(f"{line['name']} ({line['line_id']})" for line in islice(item.get("lines") or (), 12)),
        "evidence": ", ".join(evidence[key] for key in item.get("evidence") or () if key in evidence),
        "ruling": ruling and {"is_accepted": ruling["accepted"], "reason": ruling.get("reason") or ""},
    }


def _words(text: Mapping[str, str] | None) -> Words | None:
    return Words(text["th"], text["en"]) if text else None


def lines(footprint: Mapping[str, Any], stages: Mapping[str, Mapping[str, str]], *, most: int) -> list[dict[str, Any]]:
    """Return the lines of one side, the largest first where not all of them are shown."""
    rows = footprint["by_line"]
    if len(rows) > most:
        rows = sorted(rows, key=lambda row: -abs(Fraction(row["exact"] or 0)))[:most]
    return [
        {
            "name": row["name"],
            "line_id": row["line_id"],
            "stage": Words(stages["th"].get(row["stage"], ""), stages["en"].get(row["stage"], "")),
            "amount": digits(row["amount_per_functional_unit"]),
            "unit": row["unit"] or "",
            "factor": row["factor"] and digits(row["factor"]["value_kgco2e"]),
            "factor_id": row["factor"] and row["factor"]["id"],
            "terms": [_term(term) for term in row.get("terms") or ()],
            "exact": digits(row["exact"]),
            "text": row["text"],
        }
        for row in rows
    ]


def _term(term: Mapping[str, Any]) -> dict[str, str]:
    return {
        "amount": digits(term["amount_per_functional_unit"]),
        "unit": term["unit"] or "",
        "factor": digits(term["factor"]["value_kgco2e"]),
        "factor_id": term["factor"]["id"],
        "exact": digits(term["exact"]),
    }


def factors(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return every factor used on either side, each once, with how many lines rest on it."""
    found: dict[str, dict[str, Any]] = {}
    for factor, unit in _used(report):
        row = found.setdefault(
            factor["id"],
            {
                "id": factor["id"],
                "name": Words(factor["name_th"], factor["name_en"] if factor["name_en"] != factor["name_th"] else ""),
                "value": digits(factor["value_kgco2e"]),
                "unit": unit or "",
                "kind": KINDS.get(factor["kind"]),
                "source": factor["source"],
                "confidence": factor["confidence"],
                "uses": 0,
            },
        )
        row["uses"] += 1
    return list(found.values())


def _used(report: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str | None]]:
    for side in SIDES:
        for row in report["footprints"][side]["by_line"]:
            if row.get("terms"):
                for term in row["terms"]:
                    yield term["factor"], term["unit"]
            elif row["factor"]:
                yield row["factor"], row["unit"]


def rulings(given: Sequence[Mapping[str, Any]], report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rulings with the name and clause of the check each of them settles."""
    by_id = {item["id"]: item for item in report["outcomes"]}
    rows = []
    for ruling in given:
        item = by_id.get(ruling["outcome_id"]) or {}
        role = ruling.get("by_role") or ""
        rows.append(
            {
                "outcome_id": ruling["outcome_id"],
                "clause": item.get("clause", ""),
                "name": _words(item.get("name")),
                "message": _words(item.get("message")),
                "is_accepted": ruling["accepted"],
                "reason": ruling.get("reason") or "",
                "role": ROLES.get(role, Words(role, role)),
                "at": str(ruling.get("at") or "")[:10],
            }
        )
    return rows
