"""How the certificate of an earlier case stands: the press knows it, and the desk asks through this one door."""

from collections.abc import Callable
from datetime import date

# Standings, by the press's codes, of a certificate that a case in its place may be sent and approved for.
MAY_BE_VARIED = frozenset({"active", "suspended"})
MAY_BE_RENEWED = MAY_BE_VARIED | {"expired", "surrendered"}

_readers: list[Callable[[int, date], str]] = []


def is_told_by(reader: Callable[[int, date], str]) -> None:
    """Name the function that tells the standing of an application's certificate on a day; "" where it has none."""
    _readers[:] = [reader]


def standing_of(application_id: int, on: date) -> str:
    """Return the code of the standing; "" when there is no certificate or nobody to tell."""
    return _readers[0](application_id, on) if _readers else ""
