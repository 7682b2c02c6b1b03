"""Dated editions of the criteria as data: every number the rules compare with, and the clause it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from calculations.engine.dated import Term
from calculations.engine.outcomes import Text
from calculations.engine.problems import Problem
from calculations.engine.quantities import parse_number

# Settings that are one share, read from a run's context under their own names.
SHARES_SET = (
    "mass_tolerance_share",
    "cut_off_sum_share",
    "cut_off_line_share",
    "main_material_mass_share",
    "process_balance_tolerance_share",
    "stock_tolerance_share",
    "stock_invalid_share",
)


@dataclass(frozen=True)
class Settings:
    """What the criteria leave open, with the value in force; a run may carry others in its context."""

    mass_tolerance_share: Fraction
    guidelines_accepted: tuple[str, ...]
    min_data_months: int
    cfo_categories_accepted: tuple[str, ...]
    cut_off_sum_share: Fraction
    cut_off_line_share: Fraction = Fraction(1, 100)
    main_material_mass_share: Fraction = Fraction(1, 20)
    process_balance_tolerance_share: Fraction = Fraction(1, 20)
    density_plausible_kg_per_m3: tuple[Fraction, Fraction] = (Fraction(600), Fraction(1600))
    stock_tolerance_share: Fraction = Fraction(1, 100)
    stock_invalid_share: Fraction = Fraction(1, 10)


@dataclass(frozen=True)
class Edition:
    """One edition of the criteria."""

    id: str
    title_th: str
    title_en: str
    in_force_from: date | None
    in_force_to: date | None
    min_recycled_share: Fraction
    stages_required: Mapping[str, tuple[str, ...]]
    boundaries_accepted: Mapping[str, tuple[str, ...]]
    packaging_left_out: tuple[str, ...]
    packaging_left_out_by_text: tuple[str, ...]
    clauses: Mapping[str, str]
    settings: Settings
    # For people: what each clause asks in English, its title, and the plain names of the rules by their ids.
    clauses_en: Mapping[str, str] = field(default_factory=dict)
    clause_titles: Mapping[str, Text] = field(default_factory=dict)
    rule_names: Mapping[str, Text] = field(default_factory=dict)
    # The last day on which a case may still be filed under an edition that another has superseded.
    accepted_until: date | None = None

    @property
    def term(self) -> Term:
        """When it is in force; a text without a day of its own has always been."""
        return Term(self.in_force_from or date.min, self.in_force_to, self.accepted_until)

    def with_settings(self, given: Mapping[str, Any]) -> Edition:
        """The edition with the settings frozen in a run's context; keys the engine does not know belong to others."""
        changed: dict[str, Any] = {}
        for key in SHARES_SET:
            if key in given:
                value = parse_number(given[key], allow_ratio=True)
                if isinstance(value, Problem):
                    raise ValueError(f"edition setting {key}: {value.message_en}")
                changed[key] = value
        for key in ("guidelines_accepted", "cfo_categories_accepted"):
            if key in given:
                changed[key] = tuple(given[key])
        if "min_data_months" in given:
            changed["min_data_months"] = int(given["min_data_months"])
        return replace(self, settings=replace(self.settings, **changed)) if changed else self
