"""Who makes the product, and by which rules and editions it is judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class Factory:
    line_id: str
    licence: str
    output_share: Fraction | None = None


@dataclass(frozen=True)
class Pcr:
    status: str
    code: str
    version: str
    sent_on: date | None
    is_cradle_to_gate_permitted: bool


@dataclass(frozen=True)
class Editions:
    criteria: str
    guideline: str
    factor_set: str
    gwp_set: str
