"""What an inventory line says besides total and factor: legs, density, combustion, yield, biogenic carbon, cut-off."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from applications.overview.words import Json, amount, percent


def line_details(line: Json, factors: Mapping[str, str]) -> tuple[str, ...]:
    """Return the further statements of one line of a case, each as a sentence.

    `factors` are the names of factors by their identifiers in the case.
    """
    return tuple(_details(line, factors))


def _details(line: Json, factors: Mapping[str, str]) -> Iterator[str]:
    for number, leg in enumerate(line.get("legs") or (), start=1):
        yield from _leg(number, leg, factors)
    if line.get("combustion_factor"):
        yield _("burnt: %(factor)s") % {"factor": factors.get(line["combustion_factor"], line["combustion_factor"])}
    if line.get("density"):
        density = line["density"]
        yield _("density: %(amount)s (%(source)s)") % {
            "amount": amount(density),
            "source": density.get("source") or "–",
        }
    if line.get("yield_share"):
        yield _("yield: %(share)s") % {"share": percent(line["yield_share"])}
    yield from _biogenic(line.get("biogenic") or {})
    if line.get("cut_off_estimate_share"):
        yield _("estimated part of the footprint: %(share)s") % {"share": percent(line["cut_off_estimate_share"])}
    if line.get("allocation_basis"):
        yield _("basis of the allocation: %(basis)s") % {"basis": line["allocation_basis"]}


def _biogenic(stated: Json) -> Iterator[str]:
    if stated.get("emitted_kgco2"):
        yield _("biogenic CO₂ emitted: %(mass)s kg") % {"mass": stated["emitted_kgco2"]}
    if stated.get("removed_kgco2"):
        yield _("biogenic CO₂ taken up: %(mass)s kg") % {"mass": stated["removed_kgco2"]}


def _leg(number: int, leg: Json, factors: Mapping[str, str]) -> Iterator[str]:
    yield _("leg %(number)s: %(distance)s, %(vehicle)s; source of the distance: %(source)s") % {
        "number": number,
        "distance": amount(leg.get("distance")) or "–",
        "vehicle": leg.get("vehicle") or "–",
        "source": leg.get("distance_source") or "–",
    }
    yield _("way out: %(factor)s") % {"factor": factors.get(leg.get("factor") or "", "–")}
    if leg.get("comes_back_empty"):
        yield _("comes back empty: %(factor)s") % {"factor": factors.get(leg.get("return_factor") or "", "–")}
        journeys = leg.get("trips")
        if journeys:
            yield _("%(count)s journeys") % {"count": journeys}
        elif leg.get("payload"):
            yield _("%(load)s on each journey") % {"load": amount(leg["payload"])}
    elif leg.get("comes_back_empty") is False:
        yield _("comes back with other goods: %(reason)s") % {"reason": leg.get("return_reason") or "–"}
