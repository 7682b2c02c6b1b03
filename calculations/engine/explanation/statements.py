"""The comparison of an outcome as a true statement, and its margin in a unit people read."""

from __future__ import annotations

from fractions import Fraction

from calculations.engine.display import grams_text, readable_text
from calculations.engine.outcomes import Outcome, Text

# The unit of a rule's margin; a rule not listed shows the exact figure alone.
_SHARE_POINTS, _GRAMS, _KGCO2E = "share points", "grams", "kgCO2e"
_MARGIN_UNITS = {
    "ce-cfp.4.1.1": _SHARE_POINTS,
    "ce-cfp.4.1.1.declared_mass": _GRAMS,
    "ce-cfp.5.3": _KGCO2E,
}


def true_statement(inequality: str) -> str:
    """A comparison of the report as a true statement, in any language.

    >>> true_statement("5 kgCO2e <= 6 kgCO2e ? yes"), true_statement("19.99 % >= 20 % ? no")
    ('5 kgCO2e ≤ 6 kgCO2e', '19.99 % < 20 %')
    """
    claim, _asked, answer = inequality.partition(" ? ")
    at_least, at_most = ("<", ">") if answer == "no" else ("≥", "≤")
    return claim.replace(">=", at_least).replace("<=", at_most)


def margin_text(outcome: Outcome) -> Text | None:
    """How far a figure lies from its limit, rounded to the unfavourable side; ``None`` without a known unit."""
    unit = _MARGIN_UNITS.get(outcome.rule)
    if not outcome.margin or unit is None:
        return None
    margin = Fraction(outcome.margin)
    if unit == _SHARE_POINTS:
        return _signed(readable_text(margin * 100, "floor", 4), margin, "จุดร้อยละ", "percentage points")
    if unit == _GRAMS:
        return _signed(grams_text(margin, "floor"), margin, "กรัม", "g")
    return _signed(readable_text(margin, "floor"), margin, "kgCO₂e", "kgCO₂e")


def _signed(text: str, margin: Fraction, unit_th: str, unit_en: str) -> Text:
    sign = "+" if margin > 0 else ""
    return Text(f"{sign}{text} {unit_th}", f"{sign}{text} {unit_en}")
