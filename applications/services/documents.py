"""Files of a case: stored under their SHA-256, never overwritten; evidence added, replaced, described and removed."""

import hashlib
import os
import re
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications import validators
from applications.choices import DocumentState
from applications.models import Application, Document, Evidence, PerformedAction, Portion
from applications.models.application import new_line_id
from applications.services.drafting import require_editable, section_version
from applications.transitions import TransitionRefused, lock
from applications.validators import UploadRefused
from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from cecfp_portal.text import TextRefused, clean_text

SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".xlsx")
UPLOAD = "document.upload"
SECTION = "documents"
_NAME_LENGTH = 150

__all__ = ["SUFFIXES", "UploadRefused", "add", "describe", "keep", "record", "remove", "replace", "store"]


@dataclass(frozen=True)
class KeptFile:
    """A file that passed the gates and lies in its place, not yet known to any case."""

    stored_as: str
    name: str
    media_type: str
    size_bytes: int
    sha256: str
    state: str


def store(
    application: Application,
    uploaded_file: UploadedFile,
    *,
    by: User,
    at: datetime,
    suffixes: Sequence[str] = SUFFIXES,
) -> Document:
    """Take a file through the five gates and keep it. Raises UploadRefused whose text is a sentence for the person."""
    kept = keep(uploaded_file, suffixes)
    with transaction.atomic():
        return record(application, kept, by=by, at=at)


def keep(uploaded_file: UploadedFile, suffixes: Sequence[str] = SUFFIXES) -> KeptFile:
    """Take a file through the gates and put it in its place; no lock is held meanwhile. Raises UploadRefused."""
    name = cleaned_name(uploaded_file.name or "")
    validators.check_size(uploaded_file.size or 0)
    suffix = validators.check_suffix(name, suffixes)
    path, sha256, size = _written_aside(uploaded_file)
    try:
        validators.check_size(size)
        validators.check_beginning(path, suffix)
        stored_as = f"documents/{sha256[:2]}/{sha256}{suffix}"
        # The same bytes under the same suffix have been parsed before: only what passed lies in its place.
        if not _storage_path(stored_as).exists():
            validators.check_structure(path, suffix)
        is_clean = validators.is_scanned_clean(path)
        _move_into_place(path, stored_as)
    finally:
        path.unlink(missing_ok=True)
    state = DocumentState.SAFE if is_clean else DocumentState.UNSCANNED
    return KeptFile(stored_as, name, validators.FILE_KINDS[suffix].media_type, size, sha256, state)


def record(
    application: Application, kept: KeptFile, *, by: User, at: datetime, is_correspondence: bool = False
) -> Document:
    """Make a kept file a document of the application, in the caller's transaction.

    Args:
        is_correspondence: sent by the holder to TGO about the certificate; verifiers do not read it.
    """
    document = Document.objects.create(
        application=application,
        file=kept.stored_as,
        original_name=kept.name,
        media_type=kept.media_type,
        size_bytes=kept.size_bytes,
        sha256=kept.sha256,
        state=kept.state,
        is_correspondence=is_correspondence,
        uploaded_at=at,
        uploaded_by=by,
    )
    facts = {"document": str(document.public_id), "sha256": kept.sha256, "size_bytes": kept.size_bytes}
    audit.append(verb="document.uploaded", by=by, at=at, subject=application, data=facts)
    return document


def cleaned_name(name: str) -> str:
    """Return a file name that can be shown and sent in a header: no path, no controls, not too long.

    >>> cleaned_name("../../รายงาน\\u202e ก.PDF")
    'รายงาน ก.PDF'
    """
    last = re.split(r"[/\\]", name)[-1]
    last = re.sub(r"[\x00-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\"<>|:*?]", "", last)
    stem, suffix = Path(last).stem, Path(last).suffix
    try:
        return clean_text(stem)[:_NAME_LENGTH] + clean_text(suffix)[:10]
    except TextRefused:
        return f"document{suffix}" if suffix.isascii() else "document"


def _storage_path(name: str) -> Path:
    storage = default_storage
    if not isinstance(storage, FileSystemStorage):
        raise TypeError("documents are kept in the file system")
    return Path(storage.path(name))


def _written_aside(uploaded_file: UploadedFile) -> tuple[Path, str, int]:
    """Write the upload to a temporary name beside its place, and return path, SHA-256 and size."""
    folder = _storage_path("incoming")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / uuid.uuid4().hex
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in uploaded_file.chunks():
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return path, digest.hexdigest(), size


def _move_into_place(path: Path, name: str) -> None:
    target = _storage_path(name)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def add(
    application: Application, uploaded_file: UploadedFile, *, kind: str, by: User, at: datetime, key: uuid.UUID
) -> Evidence:
    """Store a file as evidence of `kind`. The same key with the same file again gives the same evidence.

    Raises UploadRefused for the file, TransitionRefused when `by` may not edit now or the key was another file's.
    """

    def write(locked: Application, kept: KeptFile) -> Evidence:
        document = record(locked, kept, by=by, at=at)
        return Evidence.objects.create(application=locked, kind=kind, document=document, added_at=at, added_by=by)

    return _once(application, uploaded_file, write, by=by, at=at, key=key)


def replace(evidence: Evidence, uploaded_file: UploadedFile, *, by: User, at: datetime, key: uuid.UUID) -> Evidence:
    """Put a newer file in the place of evidence; the older version stays on record as a removed row."""

    def write(locked: Application, kept: KeptFile) -> Evidence:
        current = Evidence.objects.select_for_update().get(pk=evidence.pk, removed_at=None)
        _keep_version(current, by=by, at=at)
        current.document, current.added_at, current.added_by = record(locked, kept, by=by, at=at), at, by
        current.awaits_confirmation = False
        current.save(update_fields=["document", "added_at", "added_by", "awaits_confirmation"])
        return current

    return _once(evidence.application, uploaded_file, write, by=by, at=at, key=key)


def _keep_version(current: Evidence, *, by: User, at: datetime) -> None:
    names = [field.attname for field in Evidence._meta.concrete_fields if not field.primary_key]
    values = {name: getattr(current, name) for name in names} | {"line_id": new_line_id(), "removed_at": at}
    Evidence.objects.create(**values | {"removed_by_id": by.pk})


def _once(
    application: Application,
    uploaded_file: UploadedFile,
    write: Callable[[Application, KeptFile], Evidence],
    *,
    by: User,
    at: datetime,
    key: uuid.UUID,
) -> Evidence:
    """Run `write` unless this key was used: the same file then gives the same evidence, another one is refused."""
    require_editable(application, by=by)
    kept = keep(uploaded_file)
    with transaction.atomic():
        locked = lock(application.pk)
        require_editable(locked, by=by)
        action = PerformedAction.objects.filter(key=key).first()
        if action is None:
            PerformedAction.objects.create(
                key=key, application=locked, action=UPLOAD, body_sha256=kept.sha256, by=by, at=at
            )
            _count_change(locked)
            return write(locked, kept)
        found = Evidence.objects.filter(application=locked, document__sha256=kept.sha256).order_by("-pk").first()
        if action.application_id != locked.pk or action.body_sha256 != kept.sha256 or found is None:
            raise TransitionRefused([_("This form was already used for another file. Please load the page again.")])
        return found


def describe(
    evidence: Evidence, values: Mapping[str, Any], portion_ids: Iterable[int] | None, *, by: User, at: datetime
) -> Evidence:
    """Store what the evidence says (number, parties, dates, mass) and which portions of this case it belongs to.

    Evidence taken over from an earlier case is thereby confirmed. Without `portion_ids` the links stay as they are.
    """
    with transaction.atomic():
        locked = lock(evidence.application_id)
        require_editable(locked, by=by)
        _count_change(locked)
        for name, value in values.items():
            setattr(evidence, name, value)
        evidence.awaits_confirmation = False
        evidence.save(update_fields=[*values, "awaits_confirmation"])
        if portion_ids is not None:
            evidence.portions.set(Portion.objects.filter(node__application=locked, pk__in=list(portion_ids)))
    return evidence


def remove(evidence: Evidence, *, by: User, at: datetime) -> None:
    """Take evidence off the case; row and file stay for the record."""
    with transaction.atomic():
        locked = lock(evidence.application_id)
        require_editable(locked, by=by)
        removed = Evidence.objects.filter(pk=evidence.pk, removed_at=None).update(removed_at=at, removed_by=by)
        if not removed:
            return
        _count_change(locked)
        evidence.portions.clear()
        facts = {"document": str(evidence.document.public_id), "sha256": evidence.document.sha256}
        audit.append(verb="document.removed", by=by, at=at, subject=locked, data=facts)


def _count_change(application: Application) -> None:
    """Count the section one further: pages opened before know that it changed."""
    version = section_version(application, SECTION)
    application.section_versions = {**application.section_versions, SECTION: version + 1}
    application.save(update_fields=["section_versions"])
