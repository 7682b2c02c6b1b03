"""What other cases claim of the same delivery documents: a part of a run's context."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from calculations.engine.document_names import document_number
from calculations.engine.problems import Problem
from calculations.engine.quantities import parse_number

if TYPE_CHECKING:
    from calculations.engine.case.evidence import Evidence


@dataclass(frozen=True)
class DocumentClaim:
    """Claims of other cases on a document of this one, found by its number or by the SHA-256 of its file.

    ``claimed_kg`` and ``least_mass_kg`` speak of what is surely the same document, ``earlier_kg`` and
    ``earlier_least_mass_kg`` of those among them that were sent before this case; ``other_seller_cases`` counts cases
    that hold a document of the same number by a seller of another name.
    """

    number: str
    sha256: str
    cases: int
    claimed_kg: Fraction
    least_mass_kg: Fraction | None
    other_seller_cases: int
    earlier_kg: Fraction
    earlier_least_mass_kg: Fraction | None


def claims_from_json(given: Iterable[Mapping[str, Any]]) -> tuple[DocumentClaim, ...]:
    """Read the claims of a context.

    Raises:
        ValueError: a claim is malformed, which is a fault of the caller.
    """
    return tuple(_claim(line) for line in given)


def _claim(line: Mapping[str, Any]) -> DocumentClaim:
    claimed, least = _number(line.get("claimed_kg") or "0"), _mass(line.get("least_mass_kg"))
    # A context that does not tell them apart is of a time when every other claim stood first.
    is_told = line.get("earlier_kg") is not None
    return DocumentClaim(
        number=document_number(str(line.get("number") or "")),
        sha256=str(line.get("sha256") or "").lower(),
        cases=int(line.get("cases") or 0),
        claimed_kg=claimed,
        least_mass_kg=least,
        other_seller_cases=int(line.get("other_seller_cases") or 0),
        earlier_kg=_number(line["earlier_kg"]) if is_told else claimed,
        earlier_least_mass_kg=_mass(line.get("earlier_least_mass_kg")) if is_told else least,
    )


def _mass(given: object) -> Fraction | None:
    return None if given in (None, "") else _number(given)


def _number(given: object) -> Fraction:
    read = parse_number(given, allow_ratio=True)
    if isinstance(read, Problem):
        raise ValueError(f"context claims: {read.message_en}")
    return read


def claims_on(documents: Iterable[Evidence], claims: Iterable[DocumentClaim]) -> tuple[DocumentClaim, ...]:
    """The claims on any of some documents, each once."""
    held = tuple(documents)
    numbers = {document_number(document.number) for document in held} - {""}
    files = {document.sha256 for document in held} - {""}
    return tuple(claim for claim in claims if claim.number in numbers or claim.sha256 in files)
