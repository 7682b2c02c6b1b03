"""The documents of a frozen case, joined by their SHA-256 with the stored files."""

from dataclasses import dataclass

from django.urls import reverse

from applications import choices
from applications.choices import DocumentState
from applications.models import Application, Document, Revision
from applications.overview.words import Json, amount, day, word
from applications.verdicts import EvidenceLink


@dataclass(frozen=True)
class DocumentRow:
    """One piece of evidence; `document` is the stored file, None if it was not found."""

    line_id: str
    kind: str
    title: str
    number: str
    parties: str
    issued_on: str
    expires_on: str
    mass: str
    sha256: str
    document: Document | None


def documents(application: Application, case: Json) -> list[DocumentRow]:
    """Return the evidence named by the case, in its order."""
    # The same file sent to TGO later as well is not the verifier's to open, so it must not stand for that of the case.
    stored = {document.sha256: document for document in application.documents.filter(is_correspondence=False)}
    return [_row(row, stored.get(row.get("sha256") or "")) for row in case["judged"].get("evidence") or ()]


def evidence_of(application: Application, revision: Revision) -> dict[str, EvidenceLink]:
    """Return what a verdict shows of each piece of evidence: its title, and where its file is read."""
    rows = documents(application, revision.case)
    return {row.line_id: EvidenceLink(row.title, _address(row.document)) for row in rows}


def _address(document: Document | None) -> str:
    is_readable = document is not None and document.state == DocumentState.SAFE
    return reverse("applications:document", args=[document.public_id]) if document and is_readable else ""


def _row(row: Json, document: Document | None) -> DocumentRow:
    kind = word(choices.EvidenceKind, row.get("kind"))
    return DocumentRow(
        line_id=row["line_id"],
        kind=kind,
        title=row.get("title") or (document.original_name if document else kind),
        number=row.get("number") or "",
        parties=" → ".join(part for part in (row.get("seller"), row.get("buyer")) if part),
        issued_on=day(row.get("issued_on")),
        expires_on=day(row.get("expires_on")),
        mass=amount(row.get("mass")),
        sha256=row.get("sha256") or "",
        document=document,
    )
