"""Own factors of a case: stored with their meters, and their value computed as it is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from applications.models import Application, OwnFactor, OwnFactorMeter
from applications.snapshots.factors import own_factor
from calculations.catalogue import factor_payload
from calculations.engine import display
from calculations.engine.own_factor import computed
from calculations.engine.problems import Problem
from calculations.engine.reading.factors import all_factors
from calculations.engine.source import Source

MAX_METERS = 50


@dataclass(frozen=True)
class MeterFigures:
    """One metered input as a line of the sum."""

    name: str
    amount: str
    factor: str
    emission: str


@dataclass(frozen=True)
class OwnFactorFigures:
    """What an own factor comes to, printed and exact, or what keeps it from being computed."""

    value: str
    exact: str
    unit: str
    yield_percent: str
    meters: tuple[MeterFigures, ...]
    problems: tuple[Problem, ...]

    @property
    def per(self) -> str:
        return f"kgCO₂e/{self.unit}"


def figures_of(factor: OwnFactor, meters: Sequence[OwnFactorMeter]) -> OwnFactorFigures | None:
    """Return what the meters come to, stored or not; None for a factor that is stated and not computed."""
    if not factor.is_computed:
        return None
    rows = {row["id"]: row for meter in meters if meter.factor for row in [factor_payload(meter.factor)]}
    problems: list[Problem] = []
    judged = {"factors": list(rows.values()), "own_factors": [own_factor(factor, meters)]}
    read = all_factors(Source(judged, "judged", problems))
    found = read[f"own/{factor.line_id}"]
    if found.own is None:
        return None
    result = computed(found, found.own, read)
    value = result.value_kgco2e
    intake, output = found.own.intake, found.own.output
    is_comparable = intake is not None and output is not None and intake.unit.dimension == output.unit.dimension
    return OwnFactorFigures(
        value="" if value is None else display.significant_text(value, 4),
        exact="" if value is None else display.readable_text(value, places=12),
        unit=found.per_unit.code if found.per_unit else "",
        yield_percent=display.percent_text(output.in_base / intake.in_base)
        if is_comparable and intake and output
        else "",
        meters=tuple(
            MeterFigures(
                name=meter.meter.name,
                amount=f"{display.readable_text(meter.amount)} {meter.factor.per_unit.code}",
                factor=display.exact_text(meter.factor.value_kgco2e),
                emission=display.significant_text(meter.emission_kgco2e, 4),
            )
            for meter in result.meters
            if meter.emission_kgco2e is not None
            and meter.amount is not None
            and meter.factor is not None
            and meter.factor.value_kgco2e is not None
            and meter.factor.per_unit is not None
        ),
        problems=tuple(problem for problem in problems if problem.path.startswith("judged.own_factors")),
    )


def write_own_factor(
    application: Application, factor: OwnFactor, values: Mapping[str, Any], meters: Sequence[OwnFactorMeter]
) -> OwnFactor:
    """Store one own factor of the locked application with its meters; those no longer named are removed."""
    for name, value in values.items():
        setattr(factor, name, value)
    factor.application = application
    factor.is_example = application.is_example
    factor.save()
    factor.meters.exclude(line_id__in=[meter.line_id for meter in meters]).delete()
    for position, meter in enumerate(meters[:MAX_METERS]):
        meter.own_factor, meter.position = factor, position
        meter.save()
    return factor
