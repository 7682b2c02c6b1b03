"""The case's single facts, section by section, each with the field it was typed into."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.completeness import SECTIONS
from applications.models import Application
from applications.overview.words import Json, amount, both, day, percent, said, word


@dataclass(frozen=True)
class Fact:
    """One fact: the field's name, its label, and the value as text (lines are kept)."""

    field: str
    label: str | Promise
    value: str


@dataclass(frozen=True)
class Section:
    """A section of the case with its facts."""

    code: str
    title: str | Promise
    facts: tuple[Fact, ...]


def sections(case: Json) -> list[Section]:
    """Return the sections of a frozen case that consist of single facts."""
    read = {"organisation": _organisation, "product": _product, "scope": _scope, "comparator": _comparator}
    presentation, judged = case["presentation"], case["judged"]
    return [Section(code, SECTIONS[code], tuple(facts(presentation, judged))) for code, facts in read.items()]


def _fact(field: str, value: str, label: str | Promise = "") -> Fact:
    return Fact(field, label or capfirst(Application._meta.get_field(field).verbose_name), value)  # type: ignore[union-attr]


def _organisation(presentation: Json, judged: Json) -> Iterator[Fact]:
    applicant: dict[str, Any] = presentation.get("applicant") or {}
    yield Fact("name", _("Applicant"), both(applicant))
    number = (judged.get("applicant") or {}).get("juristic_id", "")
    yield Fact("juristic_id", _("13-digit juristic person number"), number)
    yield Fact("branch_number", _("Branch number"), applicant.get("branch_number", ""))
    yield Fact("address", _("Address"), both(applicant, "address"))
    named = {row["line_id"]: row for row in presentation.get("factories") or ()}
    for position, factory in enumerate(judged.get("factories") or (), start=1):
        shown = named.get(factory["line_id"], {})
        lines = [both(shown), both(shown, "address"), f"{_('Factory licence')}: {factory.get('licence') or '–'}"]
        if factory.get("output_share"):
            lines.append(f"{_('Share of the output')}: {percent(factory['output_share'])}")
        label = _("Factory %(number)s") % {"number": position}
        yield Fact(f"factory-{factory['line_id']}", label, "\n".join(line for line in lines if line))
    if judged.get("consultant"):
        yield _fact("consultant_name", judged["consultant"])


def _product(presentation: Json, judged: Json) -> Iterator[Fact]:
    named, judged_product = presentation.get("product") or {}, judged.get("product") or {}
    yield _fact("product_name_th", named.get("name_th", ""))
    yield _fact("product_name_en", named.get("name_en", ""))
    yield _fact("product_model", named.get("model", ""))
    yield _fact("technical_data", named.get("technical_data", ""))
    yield _fact("product_kind", word(choices.ProductKind, judged_product.get("kind")))
    yield _fact("market", word(choices.Market, judged_product.get("market")))
    yield _fact("category", said(presentation.get("category")))
    yield _fact("route", word(choices.Route, judged.get("route")))
    if judged.get("circular_activity"):
        yield _fact("circular_activity", word(choices.CircularActivity, judged["circular_activity"]))


def _scope(presentation: Json, judged: Json) -> Iterator[Fact]:
    yield _fact("pcr", _pcr(judged.get("pcr") or {}), _("Product category rule (PCR)"))
    yield _fact("functional_unit_text", _unit(judged, presentation, "functional_unit"), _("Functional unit"))
    yield _fact("product_unit_text", _unit(judged, presentation, "product_unit"), _("Product unit"))
    yield _fact("product_units_per_functional_unit_text", judged.get("product_units_per_functional_unit") or "")
    yield _fact("boundary", word(choices.Boundary, judged.get("boundary")))
    period = judged.get("data_period") or {}
    days = " – ".join(day(period.get(end)) for end in ("start", "end"))
    yield _fact("data_period_start_text", days, _("Data period"))
    yield _fact("period_output_text", amount(judged.get("period_output")))
    yield _fact("declared_mass_text", amount(judged.get("declared_mass")))
    editions = judged.get("editions") or {}
    pinned = " · ".join(part for part in (editions.get("factor_set"), editions.get("gwp_set")) if part)
    yield _fact("factor_set", pinned)
    yield Fact("criteria_edition", _("Editions of criteria and guideline"), _editions(editions))


def _comparator(presentation: Json, judged: Json) -> Iterator[Fact]:
    comparator = judged.get("comparator") or {}
    yield _fact("comparator_method", word(choices.ComparatorMethod, comparator.get("method")))
    if comparator.get("declared_total_kgco2e"):
        yield _fact("comparator_total_text", comparator["declared_total_kgco2e"])
    if comparator.get("method") != choices.ComparatorMethod.GENERATED:
        yield _fact("comparator_reason", comparator.get("reasons", ""))
        yield _fact("comparator_mass_text", amount(comparator.get("mass")))


def _pcr(pcr: Json) -> str:
    if pcr.get("status") == "draft":
        return f"{word(choices.PcrStatus, 'draft')} · {day(pcr.get('sent_on'))}"
    return f"{pcr.get('code', '')} {pcr.get('version', '')}".strip()


def _unit(judged: Json, presentation: Json, name: str) -> str:
    texts = (amount(judged.get(name)), both(presentation.get(name), "text"))
    return "\n".join(text for text in texts if text)


def _editions(editions: Json) -> str:
    return " · ".join(part for part in (editions.get("criteria"), editions.get("guideline")) if part)
