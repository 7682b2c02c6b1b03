"""Reading certificate and dossier from bytes alone; whatever is wrong with a file is told in one sentence."""

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

from certificates.content import CertificateContent
from certificates.dossier.files import (
    CASE,
    CASE_AS_PRINTED,
    CERTIFICATE,
    CONTEXT,
    LIST,
    NEEDED,
    REPORT,
    RULINGS,
    Frozen,
)
from certificates.dossier.files import SCHEMA as DOSSIER_SCHEMA


class UnreadableFileError(Exception):
    """A file is not what it was given as; the message says which and why."""


@dataclass(frozen=True)
class Dossier:
    """An opened dossier: its files as bytes, the list that names their hashes, and the values in them."""

    files: dict[str, bytes]
    listed: dict[str, Any]
    frozen: Frozen


def certificate_of(pdf: bytes) -> CertificateContent:
    """Return what a certificate states, from the data attached to it. Raises UnreadableFileError."""
    files = _attachments(pdf, "The certificate")
    if LIST in files:
        raise UnreadableFileError("The certificate: this is a dossier. Give the certificate first, then the dossier.")
    if CERTIFICATE not in files:
        raise UnreadableFileError(f"The certificate: {CERTIFICATE} is not attached; this is no certificate.")
    return _content(files[CERTIFICATE], "The certificate")


def dossier_of(pdf: bytes) -> Dossier:
    """Return an opened dossier. Raises UnreadableFileError."""
    files = _attachments(pdf, "The dossier")
    missing = [name for name in (*NEEDED, LIST) if name not in files]
    if missing:
        raise UnreadableFileError(f"The dossier: not attached: {', '.join(missing)}.")
    listed = _json(files, LIST, dict)
    if listed.get("schema") != DOSSIER_SCHEMA or not isinstance(listed.get("files"), dict):
        raise UnreadableFileError(f"The dossier: {LIST} is not {DOSSIER_SCHEMA}.")
    frozen = Frozen(
        content=_content(files[CERTIFICATE], "The dossier"),
        case=_json(files, CASE, dict),
        rulings=_json(files, RULINGS, list),
        context=_json(files, CONTEXT, dict),
        report=_json(files, REPORT, dict),
        case_as_printed=_json(files, CASE_AS_PRINTED, dict) if CASE_AS_PRINTED in files else None,
    )
    return Dossier(files, listed, frozen)


def _attachments(pdf: bytes, what: str) -> dict[str, bytes]:
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            return {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
    except pikepdf.PasswordError as error:
        raise UnreadableFileError(f"{what}: the file is locked by a password.") from error
    except (pikepdf.PdfError, ValueError, RuntimeError, KeyError, AttributeError) as error:
        raise UnreadableFileError(f"{what}: not a readable PDF ({error}).") from error


def _content(raw: bytes, what: str) -> CertificateContent:
    try:
        return CertificateContent.from_json(json.loads(raw))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnreadableFileError(f"{what}: {CERTIFICATE} is malformed ({error}).") from error


def _json(files: dict[str, bytes], name: str, kind: type) -> Any:
    try:
        value = json.loads(files[name], object_pairs_hook=_without_duplicates)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(f"The dossier: {name} is not JSON ({error}).") from error
    if not isinstance(value, kind):
        raise UnreadableFileError(f"The dossier: {name} does not hold what belongs there.")
    return value


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key appears twice in one object")
    return found
