"""The demo's certificates that follow one another: a variation in force, and a renewal begun before the end."""

import uuid
from datetime import datetime

from applications.choices import FilingKind
from applications.models import Application, Portion
from cecfp_portal.accounts.models import Organisation, User
from cecfp_portal.local.demo.cases import name_body
from certificates import notices
from certificates.services import renewal


def vary(former: Application, body: Organisation, *, by: User, at: datetime) -> Application:
    """Open the variation of a certified case: another model, and the recycled material from another plant."""
    draft = _begin(former, FilingKind.VARIATION, by=by, at=at)
    draft.product_model = f"{draft.product_model}/2"
    draft.save(update_fields=["product_model"])
    for portion in Portion.objects.filter(node__application=draft).exclude(reprocessor_name=""):
        portion.reprocessor_name = "บริษัท ตัวอย่างรีไซเคิล จำกัด (สายการผลิตที่ 2)"
        portion.save(update_fields=["reprocessor_name"])
    name_body(draft, body, by=by, at=at)
    return draft


def renew(former: Application, *, told_at: datetime, by: User, at: datetime) -> Application:
    """Tell the holder that the certificate is about to expire, and begin the renewal, which stays a draft."""
    notices.give_notices(told_at)
    return _begin(former, FilingKind.RENEWAL, by=by, at=at)


def _begin(former: Application, kind: str, *, by: User, at: datetime) -> Application:
    return renewal.begin(former.certificate.pk, kind=kind, by=by, at=at, key=uuid.uuid4())
