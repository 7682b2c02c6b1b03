"""Documents and what they prove."""

from applications.models import Evidence
from applications.snapshots.typed import Json, amount, day


def evidence(row: Evidence) -> Json:
    return {
        "line_id": row.line_id,
        "kind": row.kind,
        "title": row.title,
        "number": row.number,
        "seller": row.seller,
        "buyer": row.buyer,
        "issued_on": day(row.issued_text),
        "expires_on": day(row.expires_text),
        "mass": amount(row.mass_text, row.mass_unit),
        "sha256": row.document.sha256,
        "size_bytes": row.document.size_bytes,
        "media_type": row.document.media_type,
    }
