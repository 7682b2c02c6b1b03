"""Putting the official artwork of the mark in force, or taking it out again."""

from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from applications.services import documents
from cecfp_portal import audit
from cecfp_portal.accounts.access import has_right
from cecfp_portal.accounts.models import User
from cecfp_portal.accounts.roles import OrganisationKind, Right
from cecfp_portal.thai import local_day
from cecfp_portal.wording import Words
from certificates.models import OfficialMark
from certificates.pdf.mark import LONGEST_SIDE, SHORTEST_SIDE, MarkRefused, rewritten, sha256_of
from certificates.services.acts import ActRefused

SUFFIXES = (".png",)
_REFUSALS: dict[str, Words] = {
    "small": _("The picture is too small to print well: each side needs at least %(least)s points."),
    "large": _("The picture is larger than %(most)s points on one side. Please make it smaller."),
    "narrow": _("The picture is more than twice as wide as high, or the other way round. It would not fit its frame."),
}


def put_in_force(
    file: UploadedFile | None, *, kind: str, in_force_from: date, source: str, by: User, at: datetime, key: UUID
) -> OfficialMark:
    """Print this artwork, or without a file the empty frame, on what is approved from a day on.

    Certificates of before keep theirs. The same key again gives the same row.

    Raises ActRefused unless `by` is an approver of TGO, the day is not past and the picture prints well, and
    UploadRefused for a file that is no PNG or does not pass the gates.
    """
    if not may_put_in_force(by):
        raise ActRefused(_("Only an approver of TGO may change the official mark."))
    if in_force_from < local_day(at):
        raise ActRefused(_("The day is past. What has been approved already keeps its mark."))
    image = _picture(file) if file else b""
    try:
        with transaction.atomic():
            mark = OfficialMark.objects.create(
                public_id=key,
                kind=kind,
                image=image,
                sha256=sha256_of(image) if image else "",
                in_force_from=in_force_from,
                source=source,
                added_at=at,
                added_by=by,
            )
            facts = {"kind": kind, "sha256": mark.sha256, "in_force_from": in_force_from.isoformat()}
            audit.append(verb="official_mark.put_in_force", by=by, at=at, subject=mark, data=facts)
    except IntegrityError:
        if (earlier := OfficialMark.objects.filter(public_id=key, added_by=by).first()) is None:
            raise
        return earlier
    return mark


def may_put_in_force(by: User) -> bool:
    """Tell whether a person may change the official mark."""
    return has_right(by, OrganisationKind.AUTHORITY, Right.APPROVER)


def _picture(file: UploadedFile) -> bytes:
    kept = documents.keep(file, SUFFIXES)
    try:
        return rewritten(Path(default_storage.path(kept.stored_as)).read_bytes())
    except MarkRefused as refused:
        raise ActRefused(_REFUSALS[refused.code] % {"least": SHORTEST_SIDE, "most": LONGEST_SIDE}) from refused
