"""What a dossier carries: the files behind one certificate, by name, in the bytes their hashes are taken over."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calculations.engine.canonical import canonical_json
from certificates.content import CertificateContent

SCHEMA = "cecfp-dossier/1"
CERTIFICATE, CASE, RULINGS, CONTEXT, REPORT = (
    "certificate.json", "case.json", "rulings.json", "context.json", "report.json",
)  # fmt: skip
# Only where names were corrected after the case was judged: the revision whose names are printed.
CASE_AS_PRINTED = "case-as-printed.json"
LIST = "dossier.json"
NEEDED = (CERTIFICATE, CASE, RULINGS, CONTEXT, REPORT)


@dataclass(frozen=True)
class Frozen:
    """What a certificate rests on: its content, the three inputs of the engine, and the report they gave.

    `case` is the judged revision; `case_as_printed` another one of the same judged part, or None.
    """

    content: CertificateContent
    case: dict[str, Any]
    rulings: list[dict[str, Any]]
    context: dict[str, Any]
    report: dict[str, Any]
    case_as_printed: dict[str, Any] | None = None


def packed(frozen: Frozen, *, certificate_pdf_sha256: str) -> dict[str, bytes]:
    """Return the files of a dossier by name, the list of them last; the same bytes for the same values."""
    files = {
        CERTIFICATE: frozen.content.canonical(),
        CASE: canonical_json(frozen.case),
        RULINGS: canonical_json(frozen.rulings),
        CONTEXT: canonical_json(frozen.context),
        REPORT: canonical_json(frozen.report),
    }
    if frozen.case_as_printed is not None:
        files[CASE_AS_PRINTED] = canonical_json(frozen.case_as_printed)
    listed = {
        "schema": SCHEMA,
        "number": frozen.content.number,
        "certificate_pdf_sha256": certificate_pdf_sha256,
        "engine": str(frozen.report.get("engine", "")),
        "files": hashes(files),
    }
    return files | {LIST: canonical_json(listed)}


def hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each file."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
