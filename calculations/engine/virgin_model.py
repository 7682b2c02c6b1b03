"""The same kind of product of virgin material, generated from the applicant's model (clause 5.3).

Every line that is a recycled material of the product is replaced by its virgin counterpart; processing and collecting
linked to that material go with it, its transport stays, and everything else is the product's own line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from calculations.engine.case import STAGES, Case, Factor, InventoryLine
from calculations.engine.inventory import Footprint, LineResult, biogenic_kgco2, footprint
from calculations.engine.quantities import Quantity
from calculations.engine.source import RESERVED
from calculations.engine.substitution import Holding, Substitution, choice_for, holdings, is_replaced, is_shut_out
from calculations.engine.sums import sum_exactly

# Purchases of a material; energy, water or washing linked to a portion are never its material.
MATERIAL_KINDS = ("raw_material",)


@dataclass(frozen=True)
class VirginModel:
    """The generated comparator with what became of every line of the product."""

    footprint: Footprint
    holdings: dict[str, Holding]
    targets: tuple[Holding, ...]
    substitutions: tuple[Substitution, ...]
    kept: tuple[LineResult, ...]
    left_out: tuple[LineResult, ...]
    stated: tuple[LineResult, ...]
    unsplit: tuple[InventoryLine, ...]

    @property
    def stated_new(self) -> tuple[LineResult, ...]:
        """The lines by which retained parts are made new."""
        return tuple(result for result in self.stated if result.line.kind != "transport")


@dataclass
class _Sorting:
    """Where each line of the product goes, before anything is computed."""

    substitutions: list[Substitution] = field(default_factory=list)
    kept: list[LineResult] = field(default_factory=list)
    left_out: list[LineResult] = field(default_factory=list)
    unsplit: list[InventoryLine] = field(default_factory=list)


def virgin_model(case: Case, *, with_packaging: bool = False) -> VirginModel:
    """Build the comparator of a case whose comparator is generated.

    Args:
        case: the case as read, its context holding the table of counterparts.
        with_packaging: recycled packaging is replaced as well; clause 5.3 is judged without.

    Returns:
        Emissions in kgCO2e per functional unit, exact. The total is ``None`` as long as a recycled material of the
        product has no line, no counterpart, or a counterpart in another kind of unit.
    """
    return case.once(("virgin model", with_packaging), lambda: _build(case, with_packaging))


def _build(case: Case, with_packaging: bool) -> VirginModel:
    held = holdings(case)
    targets = tuple(h for h in held.values() if is_replaced(case, h, with_packaging=with_packaging))
    wanted = {holding.portion.line_id for holding in targets}
    stated = stated_lines(case)
    sorting = _Sorting()
    for result in footprint(case, "product").lines:
        _sort(case, result, held, wanted, stated, sorting)
    substitutions = _computed(case, sorting.substitutions)
    stated_results = _results(case, stated, {})
    lines = [
        *(_as_comparator(result, number) for number, result in enumerate(sorting.kept, start=1)),
        *(s.result for s in substitutions if s.result is not None),
        *stated_results,
    ]
    met = {s.holding.portion.line_id for s in substitutions if s.result is not None and s.choice.factor is not None}
    is_whole = wanted <= met and all(s.result is not None for s in substitutions) and not sorting.unsplit
    return VirginModel(
        footprint=_footprint(case, lines, is_whole=is_whole),
        holdings=held,
        targets=targets,
        substitutions=substitutions,
        kept=tuple(sorting.kept),
        left_out=tuple(sorting.left_out),
        stated=stated_results,
        unsplit=tuple(sorting.unsplit),
    )


def stated_lines(case: Case) -> tuple[InventoryLine, ...]:
    """Lines the applicant states for the comparator: a retained part made new, or another transport of a material."""
    portions = {portion.line_id: portion for _, portion in case.portions()}
    return tuple(
        line
        for line in case.inventory
        if line.side == "comparator"
        and line.stands_for in portions
        and (portions[line.stands_for].origin == "reused_part" or line.kind == "transport")
        and not is_shut_out(case, portions[line.stands_for])
    )


def _sort(
    case: Case,
    result: LineResult,
    held: dict[str, Holding],
    wanted: set[str],
    stated: Iterable[InventoryLine],
    sorting: _Sorting,
) -> None:
    """Whatever is not the material itself never raises the comparator: left out, or kept where it is a credit."""
    links = result.line.linked_portions
    made_new = {line.stands_for for line in stated if line.kind != "transport"}
    carried_anew = {line.stands_for for line in stated if line.kind == "transport"}
    is_credit = result.emission_kgco2e is not None and result.emission_kgco2e < 0
    is_transport = result.line.kind == "transport"
    if any(link in made_new for link in links):
        (sorting.kept if is_credit else sorting.left_out).append(result)
    elif is_transport and any(link in carried_anew for link in links):
        sorting.left_out.append(result)
    elif is_transport or not any(link in wanted for link in links):
        sorting.kept.append(result)
    elif result.line.kind in MATERIAL_KINDS:
        _split(case, result, held, wanted, sorting)
    else:
        (sorting.kept if is_credit else sorting.left_out).append(result)


def _split(case: Case, result: LineResult, held: dict[str, Holding], wanted: set[str], sorting: _Sorting) -> None:
    """One purchase of several portions is divided by their masses in the product, of a range the lower one."""
    links = dict.fromkeys(result.line.linked_portions)
    masses = {link: held[link].low_kg for link in links if link in held}
    total = sum(masses.values(), Fraction(0))
    if len(links) > 1 and (len(masses) < len(links) or total <= 0):
        sorting.unsplit.append(result.line)
        return
    for link in links:
        share = Fraction(1) if len(links) == 1 else masses[link] / total
        if link in wanted:
            choice = choice_for(case, held[link].portion, result.line.factor)
            sorting.substitutions.append(Substitution(held[link], result, share, choice))
        else:
            sorting.kept.append(_scaled(result, share))


def _scaled(result: LineResult, share: Fraction) -> LineResult:
    amount, emission = result.amount, result.emission_kgco2e
    terms = (replace(t, amount=t.amount * share, emission_kgco2e=t.emission_kgco2e * share) for t in result.terms)
    return replace(
        result,
        amount=amount * share if amount is not None else None,
        emission_kgco2e=emission * share if emission is not None else None,
        terms=tuple(terms),
    )


def _as_comparator(result: LineResult, number: int) -> LineResult:
    line = replace(result.line, line_id=f"{RESERVED}K{number}", side="comparator")
    return replace(result, line=line)


def _computed(case: Case, substitutions: list[Substitution]) -> tuple[Substitution, ...]:
    """Each substitution with its generated line and that line's emission."""
    generated = [_generated(s, number) for number, s in enumerate(substitutions, start=1)]
    factors = {s.choice.factor.id: s.choice.factor for s in substitutions if s.choice.factor is not None}
    by_id = {r.line.line_id: r for r in _results(case, [line for line in generated if line is not None], factors)}
    return tuple(
        replace(s, line=line, result=by_id[line.line_id] if line else None)
        for s, line in zip(substitutions, generated, strict=True)
    )


def _generated(substitution: Substitution, number: int) -> InventoryLine | None:
    """The virgin line: as much as gives the same mass in the product, by each side's yield."""
    line, factor = substitution.origin.line, substitution.choice.factor
    if factor is None or line.period_total is None:
        return None
    row = substitution.choice.row
    ratio, virgin_yield = substitution.line_share, row.virgin_yield_share if row else None
    if line.yield_share and virgin_yield:
        ratio *= line.yield_share / virgin_yield
    name = (row.name_th if row else "") or factor.name_th or factor.name_en
    return replace(
        line,
        line_id=f"{RESERVED}{number}",
        side="comparator",
        name=name,
        factor=factor.id,
        portion=substitution.holding.portion.line_id,
        portions=(),
        combustion_factor="",
        legs=(),
        biogenic_emitted_kgco2=None,
        biogenic_removed_kgco2=None,
        period_total=Quantity(line.period_total.value * ratio, line.period_total.unit),
        yield_share=virgin_yield if line.yield_share and virgin_yield else line.yield_share,
    )


def _results(case: Case, lines: Iterable[InventoryLine], factors: dict[str, Factor]) -> tuple[LineResult, ...]:
    alone = replace(case, inventory=tuple(lines), factors={**case.factors, **factors})
    return footprint(alone, "comparator").lines


def _footprint(case: Case, lines: list[LineResult], *, is_whole: bool) -> Footprint:
    emissions: dict[str, list[Fraction]] = {stage: [] for stage in STAGES}
    for result in lines:
        if result.emission_kgco2e is not None and result.line.stage:
            emissions[result.line.stage].append(result.emission_kgco2e)
    by_stage = {stage: sum_exactly(values) for stage, values in emissions.items()}
    is_complete = bool(lines) and all(r.emission_kgco2e is not None and r.line.stage for r in lines)
    return Footprint(
        total_kgco2e=sum_exactly(by_stage.values()) if is_whole and is_complete else None,
        by_stage=by_stage,
        lines=tuple(lines),
        # The product's own cut-offs are left out on both sides and are named there.
        cut_off=(),
        problems=(),
        biogenic_emitted_kgco2=biogenic_kgco2(case, lines, "biogenic_emitted_kgco2"),
        biogenic_removed_kgco2=biogenic_kgco2(case, lines, "biogenic_removed_kgco2"),
    )
