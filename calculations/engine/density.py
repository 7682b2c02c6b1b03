"""Between mass and volume: only with the density of the substance, exactly, never with one that was assumed."""

from __future__ import annotations

from fractions import Fraction

from calculations.engine.case.inventory import Density
from calculations.engine.problems import Problem, shown
from calculations.engine.quantities import Quantity, Unit, convert, find_unit

_MASS_AND_VOLUME = {"mass", "volume"}


def density_size(typed: object) -> Fraction | Problem:
    """What one of a typed unit of density is in kg per m3: a unit of mass over a unit of volume.

    >>> density_size("kg/L"), density_size("g/mL"), density_size("kg").code
    (Fraction(1000, 1), Fraction(1000, 1), 'density_unit')
    """
    top, slash, bottom = typed.partition("/") if isinstance(typed, str) else ("", "", "")
    mass, volume = find_unit(top), find_unit(bottom)
    if not slash or isinstance(mass, Problem) or isinstance(volume, Problem):
        return Problem("density_unit", shown(typed))
    if mass.dimension != "mass" or volume.dimension != "volume":
        return Problem("density_unit", shown(typed))
    return mass.size / volume.size


def amount_in(quantity: Quantity, target: Unit, density: Density | None) -> Fraction | Problem:
    """The quantity in another unit; mass and volume meet only through a stated density."""
    if quantity.unit is target:
        return quantity.value
    pair = {quantity.unit.dimension, target.dimension}
    if pair != _MASS_AND_VOLUME:
        return convert(quantity.value, quantity.unit, target)
    if density is None:
        return Problem("density_missing", f"{quantity.unit.code} ≠ {target.code}")
    if target.dimension == "mass":
        return quantity.in_base * density.value_kg_per_m3 / target.size
    return quantity.in_base / density.value_kg_per_m3 / target.size
