"""CertificateContent: everything a certificate prints, as a frozen dataclass, as canonical JSON, and as a hash."""

import hashlib
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import date
from typing import Any, Self

from calculations.engine.canonical import canonical_json

SCHEMA = "cecfp-certificate/1"


@dataclass(frozen=True)
class FactoryLine:
    """One factory that makes the product, as printed."""

    name_th: str
    name_en: str
    licence: str
    address_th: str
    address_en: str


@dataclass(frozen=True)
class CertificateContent:
    """What is printed and nothing of the recipe.

    Figures are the printed texts: `footprint` rounded half-up to three significant figures, `recycled_share_percent`
    floored to two decimals, and `recycled_share` the same as a fraction of one (for type 4.2 both tell the circular
    share). The hashes lead to the judged case, and with rulings, context and engine to the report it was approved on.
    `mark_sha256` names the official artwork that is printed; empty, the page shows the empty frame.
    """

    number: str
    code: str
    verify_url: str
    holder_th: str
    holder_en: str
    holder_address_th: str
    holder_address_en: str
    factories: tuple[FactoryLine, ...]
    product_th: str
    product_en: str
    model: str
    route: str
    activity: str
    kind: str
    market: str
    functional_unit_th: str
    functional_unit_en: str
    product_unit_th: str
    product_unit_en: str
    boundary: str
    recycled_share: str
    recycled_share_percent: str
    footprint: str
    footprint_unit: str
    criteria_th: str
    criteria_en: str
    guideline_th: str
    guideline_en: str
    pcr_th: str
    pcr_en: str
    verification_body_th: str
    verification_body_en: str
    statement_number: str
    meeting_round: str
    meeting_on: date
    approved_on: date
    valid_from: date
    valid_until: date
    judged_sha256: str
    case_sha256: str
    edition: str
    factor_set: str
    engine: str
    is_example: bool
    # What has a default came later or is of some certificates alone. Empty, it is absent from the JSON, so that older
    # contents keep their hash.
    recognised_body_th: str = ""
    recognised_body_en: str = ""
    recognised_number: str = ""
    rulings_sha256: str = ""
    context_sha256: str = ""
    mark_sha256: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values: dates as ISO text."""
        values = {"schema": SCHEMA} | {
            name: value for name, value in asdict(self).items() if value or name not in _ABSENT_WHEN_EMPTY
        }
        return {name: _plain(value) for name, value in values.items()}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """Return the content; ValueError when the schema, a name or a type is not the expected one."""
        if values.get("schema") != SCHEMA:
            raise ValueError(f"Expected {SCHEMA}, found {values.get('schema')!r}.")
        given = {name: value for name, value in values.items() if name != "schema"}
        _same_names(set(given), cls)
        try:
            given["factories"] = tuple(_factory(item) for item in given["factories"])
            for field in fields(cls):
                if field.type is date:
                    given[field.name] = date.fromisoformat(given[field.name])
                elif field.name not in given:
                    continue
                elif field.type in (str, bool) and type(given[field.name]) is not field.type:
                    raise ValueError(f"{field.name} is not {field.type.__name__}.")
        except (TypeError, AttributeError) as error:
            raise ValueError(f"Malformed certificate content: {error}") from error
        return cls(**given)

    def canonical(self) -> bytes:
        """Return the bytes the hash is taken over and the PDF carries."""
        return canonical_json(self.to_json())

    def sha256(self) -> str:
        """Return the SHA-256 of the canonical bytes in hexadecimal."""
        return hashlib.sha256(self.canonical()).hexdigest()

    def texts(self) -> list[str]:
        """Return every printed text."""
        own = [value for value in asdict(self).values() if isinstance(value, str)]
        return own + [text for factory in self.factories for text in asdict(factory).values()]


_ABSENT_WHEN_EMPTY = frozenset(field.name for field in fields(CertificateContent) if field.default is not MISSING)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value


def _same_names(names: set[str], shape: type) -> None:
    expected = {field.name for field in fields(shape)}
    required = {field.name for field in fields(shape) if field.default is MISSING}
    if not required <= names <= expected:
        raise ValueError(f"{shape.__name__}: missing {sorted(required - names)}, unknown {sorted(names - expected)}.")


def _factory(values: dict[str, Any]) -> FactoryLine:
    _same_names(set(values), FactoryLine)
    if not all(isinstance(value, str) for value in values.values()):
        raise ValueError("A factory's fields are texts.")
    return FactoryLine(**values)
