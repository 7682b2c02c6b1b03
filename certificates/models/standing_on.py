"""A certificate's standing on a day as the database finds it: the same answer as `Certificate.standing`, for many."""

from datetime import date, datetime, time, timedelta
from functools import reduce

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When

from cecfp_portal.thai import BANGKOK
from certificates.models.certificate import IN_USE, Standing
from certificates.models.life import Ending, Revocation, Suspension

_ENDED = (Standing.SURRENDERED, Standing.SUPERSEDED)


def standing_on(on: date) -> Case:
    """Return the expression to annotate with; the first condition that holds decides, as in `Certificate.standing`."""
    whens = [When(condition, then=Value(standing.value)) for standing, condition in _in_order(on)]
    return Case(*whens, default=Value(Standing.ACTIVE.value), output_field=CharField())


def has_standing(standing: Standing, on: date) -> Q:
    """Return the condition to filter by; unlike a comparison with the expression it can be found by an index."""
    before: list[Q] = []
    for known, condition in _in_order(on):
        if known == standing:
            return reduce(Q.__and__, before, condition)
        before.append(~condition)
    return reduce(Q.__and__, before)


def is_in_use(on: date) -> Q:
    """Return the condition of a standing that can still be acted on, `IN_USE`."""
    return reduce(Q.__or__, (has_standing(standing, on) for standing in IN_USE))


def _in_order(on: date) -> list[tuple[Standing, Q]]:
    """Return what ends or stops a certificate, what comes first before what comes after it."""
    day_after = datetime.combine(on + timedelta(days=1), time(), tzinfo=BANGKOK)
    own = {"certificate": OuterRef("pk")}
    ended = Ending.objects.filter(**own, ended_at__lt=day_after)
    stopped = Suspension.objects.filter(Q(lifted_at=None) | Q(lifted_at__gte=day_after), **own)
    return [
        (Standing.REVOKED, Q(Exists(Revocation.objects.filter(**own, confirmed_at__lt=day_after)))),
        *((kind, Q(Exists(ended.filter(kind=kind)))) for kind in _ENDED),
        (Standing.EXPIRED, Q(valid_until__lt=on)),
        (Standing.SUSPENDED, Q(Exists(stopped.filter(suspended_at__lt=day_after)))),
    ]
