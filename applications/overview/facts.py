"""The case's single facts, section by section, each with the field it was typed into."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.completeness import SECTIONS
from applications.overview.circular import circular_facts
from applications.overview.fact import Fact, fact_of
from applications.overview.words import Json, amount, both, day, percent, said, word


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


def workbook_totals(case: Json) -> Section:
    """Return the totals of the applicant's own workbook, which are typed beside the inventory."""
    typed = (case["judged"].get("typed_totals") or {}).get("product") or {}
    stages = typed.get("stages") or {}
    facts = [fact_of("workbook_total_text", typed.get("total_kgco2e") or "")]
    facts += [fact_of(f"workbook_{stage}_text", stages.get(stage, "")) for stage in choices.Stage.values]
    return Section("inventory", SECTIONS["inventory"], tuple(facts))


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
        yield fact_of("consultant_name", judged["consultant"])


def _product(presentation: Json, judged: Json) -> Iterator[Fact]:
    named, judged_product = presentation.get("product") or {}, judged.get("product") or {}
    yield fact_of("product_name_th", named.get("name_th", ""))
    yield fact_of("product_name_en", named.get("name_en", ""))
    yield fact_of("product_model", named.get("model", ""))
    yield fact_of("technical_data", named.get("technical_data", ""))
    yield fact_of("product_kind", word(choices.ProductKind, judged_product.get("kind")))
    yield fact_of("market", word(choices.Market, judged_product.get("market")))
    yield fact_of("category", said(presentation.get("category")))
    yield fact_of("route", word(choices.Route, judged.get("route")))
    if judged.get("route") == choices.Route.CIRCULAR_ACTIVITY:
        yield from circular_facts(judged)


def _scope(presentation: Json, judged: Json) -> Iterator[Fact]:
    yield fact_of("pcr", _pcr(judged.get("pcr") or {}), _("Product category rule (PCR)"))
    yield fact_of("functional_unit_text", _unit(judged, presentation, "functional_unit"), _("Functional unit"))
    yield fact_of("product_unit_text", _unit(judged, presentation, "product_unit"), _("Product unit"))
    yield fact_of("product_units_per_functional_unit_text", judged.get("product_units_per_functional_unit") or "")
    yield fact_of("boundary", word(choices.Boundary, judged.get("boundary")))
    period = judged.get("data_period") or {}
    days = " – ".join(day(period.get(end)) for end in ("start", "end"))
    yield fact_of("data_period_start_text", days, _("Data period"))
    yield fact_of("period_output_text", amount(judged.get("period_output")))
    yield fact_of("declared_mass_text", amount(judged.get("declared_mass")))
    editions = judged.get("editions") or {}
    pinned = " · ".join(part for part in (editions.get("factor_set"), editions.get("gwp_set")) if part)
    yield fact_of("factor_set", pinned)
    yield Fact("criteria_edition", _("Editions of criteria and guideline"), _editions(editions))


def _comparator(presentation: Json, judged: Json) -> Iterator[Fact]:
    comparator = judged.get("comparator") or {}
    yield fact_of("comparator_method", word(choices.ComparatorMethod, comparator.get("method")))
    if comparator.get("declared_total_kgco2e"):
        yield fact_of("comparator_total_text", comparator["declared_total_kgco2e"])
    if comparator.get("method") != choices.ComparatorMethod.GENERATED:
        yield fact_of("comparator_reason", comparator.get("reasons", ""))
        yield fact_of("comparator_is_on_same_terms", _same_terms(comparator))
        yield fact_of("comparator_mass_text", amount(comparator.get("mass")))
        yield fact_of("comparator_lifetime_text", (comparator.get("lifetime") or {}).get("amount", ""))
        yield fact_of("product_lifetime_text", (comparator.get("product_lifetime") or {}).get("amount", ""))


def _same_terms(comparator: Json) -> str:
    """Tell whether the applicant states that the comparator is on the product's terms: only then the case has them."""
    if not comparator:
        return ""
    is_stated = any(comparator.get(term) for term in ("functional_unit", "boundary", "factor_set"))
    return str(_("yes") if is_stated else _("no"))


def _pcr(pcr: Json) -> str:
    if pcr.get("status") == "draft":
        return f"{word(choices.PcrStatus, 'draft')} · {day(pcr.get('sent_on'))}"
    return f"{pcr.get('code', '')} {pcr.get('version', '')}".strip()


def _unit(judged: Json, presentation: Json, name: str) -> str:
    texts = (amount(judged.get(name)), both(presentation.get(name), "text"))
    return "\n".join(text for text in texts if text)


def _editions(editions: Json) -> str:
    return " · ".join(part for part in (editions.get("criteria"), editions.get("guideline")) if part)
