"""Documents of the case; what is not read here is carried in the hash."""

from __future__ import annotations

from calculations.engine import case as values
from calculations.engine.source import Source


def evidence(line: Source) -> values.Evidence:
    return values.Evidence(
        line_id=line.line_id,
        kind=line.text("kind"),
        number=line.text("number"),
        seller=line.text("seller"),
        issued_on=line.day("issued_on", required=False),
        expires_on=line.day("expires_on", required=False),
        mass=line.mass("mass", required=False),
        sha256=line.text("sha256").lower(),
    )
