"""Granting and ending rights in an organisation, by a person who signs for it."""

from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cecfp_portal import audit
from cecfp_portal.accounts.access import rights
from cecfp_portal.accounts.models import Membership, Organisation, User
from cecfp_portal.accounts.roles import RIGHTS_BY_KIND, Right


class MembershipRefused(Exception):
    """A change of rights that may not be made; carries the sentence for the person."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def may_change_members(user: User, organisation: Organisation) -> bool:
    """Tell whether `user` may grant and end rights: signers of a manufacturer; TGO's admin does it for the others."""
    return Right.SIGN in rights(user, organisation)


def grant_right(organisation: Organisation, user: User, right: str, *, by: User, at: datetime) -> Membership:
    """Give `user` the right, in place of one held before. Raises MembershipRefused."""
    with transaction.atomic():
        _lock_and_check(organisation, by)
        if right not in RIGHTS_BY_KIND[organisation.kind]:
            raise MembershipRefused(_("This kind of organisation does not know that right."))
        if user == by:
            raise MembershipRefused(_("You cannot change your own right. Please ask another person who signs."))
        if user.memberships.filter(ended_at=None).exclude(organisation__kind=organisation.kind).exists():
            # Members of an applicant may not judge its cases: it could choose its judges by naming the others.
            raise MembershipRefused(_("This person acts for TGO or a verification body, and cannot be a member here."))
        held = Membership.objects.filter(organisation=organisation, user=user, ended_at=None)
        before = held.values_list("right", flat=True).first()
        held.update(ended_at=at)
        membership = Membership.objects.create(organisation=organisation, user=user, right=right)
        audit.append(
            verb="accounts.right_granted",
            by=by,
            at=at,
            subject=organisation,
            data={"user": str(user.public_id), "right": right, "before": before or ""},
        )
    return membership


def end_membership(membership: Membership, *, by: User, at: datetime) -> None:
    """End a membership; the row stays. Raises MembershipRefused; does nothing when it has ended already."""
    with transaction.atomic():
        _lock_and_check(membership.organisation, by)
        if membership.user_id == by.pk:
            raise MembershipRefused(_("You cannot end your own membership. Please ask another person who signs."))
        if not Membership.objects.filter(pk=membership.pk, ended_at=None).update(ended_at=at):
            return
        audit.append(
            verb="accounts.right_ended",
            by=by,
            at=at,
            subject=membership.organisation,
            data={"user": str(membership.user.public_id), "right": membership.right},
        )


def _lock_and_check(organisation: Organisation, by: User) -> None:
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if not may_change_members(by, organisation):
        raise MembershipRefused(_("Only a person who signs for this organisation may change its members."))
