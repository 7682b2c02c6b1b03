"""Asking which certificates would change if something they rest on were withdrawn or corrected."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cecfp_portal import audit, outbox
from cecfp_portal.accounts.access import has_right
from cecfp_portal.accounts.models import User
from cecfp_portal.accounts.roles import AUTHORITY_RIGHTS, OrganisationKind
from certificates.models import WithdrawalReview, WithdrawnKind
from certificates.reviewing.items import Item
from certificates.services.acts import ActRefused

# Whose days can be cut; what a figure rests on is taken away from the beginning.
DATED = (WithdrawnKind.BODY, WithdrawnKind.VERIFIER)
REPLACEABLE = (WithdrawnKind.FACTOR, WithdrawnKind.FACTOR_SET, WithdrawnKind.COUNTERPART)


@dataclass(frozen=True)
class Withdrawal:
    """What is withdrawn or corrected, what takes its place, from when, and why it is asked."""

    kind: str
    item: Item
    reason: str
    replacement: str = ""
    effective_on: date | None = None


def ask(withdrawal: Withdrawal, *, by: User, at: datetime, key: UUID) -> WithdrawalReview:
    """Queue a review; nothing is withdrawn by it, and no certificate changes. The same key gives the same review.

    Raises ActRefused unless `by` is an officer of TGO.
    """
    if not has_right(by, OrganisationKind.AUTHORITY, *AUTHORITY_RIGHTS):
        raise ActRefused(_("Only officers of TGO may do this."))
    with transaction.atomic():
        # One person's clicks come one after the other, so that the second finds the first.
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        asked = WithdrawalReview.objects.filter(key=key, asked_by=by).first()
        if asked is not None:
            return asked
        review = outbox.queue(
            WithdrawalReview(
                key=key,
                kind=withdrawal.kind,
                item=withdrawal.item.code,
                item_th=withdrawal.item.name_th,
                item_en=withdrawal.item.name_en,
                replacement=withdrawal.replacement if withdrawal.kind in REPLACEABLE else "",
                effective_on=withdrawal.effective_on if withdrawal.kind in DATED else None,
                reason=withdrawal.reason,
                asked_by=by,
                queued_at=at,
            )
        )
        facts = {"kind": review.kind, "item": review.item, "replacement": review.replacement}
        audit.append(verb="review.asked", by=by, at=at, subject=review, data=facts)
    return review
