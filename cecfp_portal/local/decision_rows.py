"""The decision table's rows against the rules that cite them and the tests named after them."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_ROW = re.compile(r"[SWOCD][0-9]+[a-c]?")
_RANGE = re.compile(r"([SWOCD])([0-9]+)([a-c]?)(?: to (?:\1)?([0-9]*)([a-c]?))?")
_IN_NAME = re.compile(r"_([swocd][0-9]+[a-c]?)(?=_|$)")

# What each row is about; outcome, clause and figures are the rule's.
ROWS: dict[str, str] = {
    "S1": "tangible product, component, packaging or material",
    "S2": "service (repair, rental)",
    "S3": "service with a physical output (retread a customer's tyre)",
    "S4": "B2B, cradle-to-gate",
    "S5": "B2C, cradle-to-grave with all five stages",
    "S6": "B2C but only cradle-to-gate",
    "S7": "no route chosen, or both",
    "S8": "one file, several products",
    "S9": "type 4.2, valid certificate from a body on TGO's list on the date of filing",
    "S10": "4.2, body not on the list, or certificate expired / other product / other site",
    "S11": "4.2, body listed today but not on the issue date (or the reverse)",
    "S12": "4.2 without certificate but 35 % recycled",
    "S13": "plain repair or resale presented as 4.2",
    "S14": "5.3 under route 4.2",
    "W1": "20 g of 100 g",
    "W2": "19.9999 g of 100 g",
    "W3": "1 kg allocated to three equal lots (1/3 kg), 1/5 of each recycled",
    "W4": "finished product 80 g with 15 g recycled, box 20 g all recycled",
    "W5": "the same box applied for as packaging",
    "W6": "bottle as product: cap and label",
    "W7": "B2B component in a returnable crate",
    "W8": 'hidden packaging: "tray" marked as part',
    "W9": "item mass 0 or negative",
    "W10": 'mass missing or "ประมาณ"',
    "W11": "parts add up to 98 g, declared 100 g",
    "W12": "only percentages, adding to 99.9",
    "W13": "kg, g, t mixed",
    "W14": "factor 1000 slip (200 kg bottle)",
    "W15": "recycled pulp 18 kg at 40 % moisture, product dry 60 kg",
    "W16": "moisture of one side missing",
    "W17": "input weights with process losses (100 kg in, 90 kg out)",
    "W18": "supplied pellet 60 % recycled, 50 g of 100 g",
    "W19": 'same, supplier says "up to 60 %" / "30-60 %"',
    "W20": "mass-balance attributed (chemical recycling)",
    "W21": "sub-assemblies nested 3 deep, counts per parent",
    "W22": "assembly has own mass and children",
    "W23": "cycle in the BOM, or the same part id twice",
    "W24": "share varies by batch (18 % March, 24 % April)",
    "W25": "packaging only left after exclusion (total 0)",
    "O1": "post-consumer, other site",
    "O2": "pre-consumer, different factory licence",
    "O2b": "pre-consumer, other licence, but capable of return to the process where it arose",
    "O3": "same licence number after normalising (Thai digits, hyphens, spaces)",
    "O4": "same company, second plant, other licence",
    "O5": "pre-consumer, licence missing",
    "O6": "regrind fed back to the same step",
    "O7": "own scrap sent to a toll reprocessor and bought back",
    "O8": "same licence but post-consumer (take-back of own sold goods)",
    "O9": "returned unsold goods from distribution",
    "O10": "by-product with a market, never waste",
    "O11": "imported scrap, no Thai licence",
    "O12": "the same delivery note (number or file hash) in two applications",
    "O13": "bought recycled kg in the period < recycled kg in goods sold",
    "O14a": "virgin bio-based material (starch, PLA, wood, cotton) presented as recycled",
    "O14b": "residue of an agro-industrial factory with another licence that would have been disposed of or burnt",
    "O14c": "field residue (straw) never in a factory",
    "O15": "refurbished parts inside a 4.1 product",
    "C1": "5 vs 6",
    "C2": "6 vs 6",
    "C3": "6.0000001 vs 6, both print 6.00",
    "C4": "virgin value missing",
    "C5": "1 bottle vs 1 kg of bottles",
    "C6": "same unit, other weight or life time (CE 30 g, virgin 25 g)",
    "C7": "CE cradle-to-gate, virgin cradle-to-grave",
    "C8": "virgin lacks a stage CE has",
    "C9": "CE lacks a stage virgin has",
    "C10": "EF editions differ for the same activity",
    "C11": "same activity, other EF, same edition",
    "C11b": "organisational (CFO) electricity factor used in a CFP: 0.4999 for 0.5986, 0.4750 for 0.5562",
    "C12": "GWP set AR5 vs AR6",
    "C13": "CFP guideline edition not the latest at filing",
    "C14": "virgin baseline itself has recycled content",
    "C15": "worst-case virgin supplier picked as baseline",
    "C16": "end-of-life recycling credit on the CE side only",
    "C17": "negative activity amount",
    "C18": "EF unit != activity unit (kWh vs MJ)",
    "C19": "stages typed add up != typed total",
    "C20": "offsets or REC deducted",
    "D1": "primary activity data and EF from the recycler",
    "D2": "no access; primary electricity only, EF computed",
    "D3": "no access; national database",
    "D4": "no access; other credible source",
    "D5": "(3) used although (2) has the material",
    "D6": "fallback without a reason for missing primary data",
    "D7": "applicant *is* the recycler and uses a database",
    "D8": "EF = 0 for the recycled material",
    "D9": '"primary" EF without meter or period',
    "D10": "amount of recycled material used by the applicant estimated, not measured",
}


def citations() -> dict[str, set[str]]:
    """The engine's modules that name a row as text of its own, and the rules whose docstring lists it."""
    from calculations.engine.rules import RULES

    found: dict[str, set[str]] = {row: set() for row in ROWS}
    engine = ROOT / "calculations" / "engine"
    for file in sorted(engine.rglob("*.py")):
        name = ".".join(file.relative_to(engine).with_suffix("").parts)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in found:
                found[node.value].add(name)
    for rule in RULES:
        for row in _listed(inspect.getdoc(rule) or ""):
            if row in found:
                found[row].add(f"rules.{rule.__module__.rpartition('.')[2]}.{rule.__name__}")
    return found


def _listed(docstring: str) -> Iterator[str]:
    """Rows after the word in "Rows W1 to W5, W7" or "Row W11", ranges filled in."""
    for listing in re.findall(r"Rows?\s+([^.]*)\.", docstring):
        for letter, first, suffix, last, last_suffix in _RANGE.findall(listing):
            yield f"{letter}{first}{suffix}"
            if last:
                yield from (f"{letter}{number}" for number in range(int(first) + 1, int(last) + 1))
            elif last_suffix:
                yield from (f"{letter}{first}{chr(code)}" for code in range(ord(suffix), ord(last_suffix) + 1))


def named_tests() -> dict[str, set[str]]:
    """Tests whose name holds the row in small letters, as in ``test_w17_losses``."""
    found: dict[str, set[str]] = {row: set() for row in ROWS}
    by_small = {row.lower(): row for row in ROWS}
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for small in _IN_NAME.findall(node.name):
                    if small in by_small:
                        found[by_small[small]].add(node.name)
    return found


def page(notice: str) -> str:
    """Return docs/decision-rows.md."""
    rules, tests = citations(), named_tests()
    lines = ["| row | situation | rule | tests |", "|---|---|---|---|"]
    for row, situation in ROWS.items():
        cited, named = (", ".join(f"`{name}`" for name in sorted(found[row])) or "–" for found in (rules, tests))
        lines.append(f"| {row} | {situation} | {cited} | {named} |")
    text = (
        "Each row of the decision table with the rule that decides it and the tests named after it. "
        "S: scope and route, W: weight, O: origin, C: footprints, D: data quality.\n"
    )
    return "\n".join(["# Decision rows", notice, text, *lines]) + "\n"
