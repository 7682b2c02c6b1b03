"""How applicants reach a case: their own organisation's, and what they may do with it."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone

from applications.models import Application
from applications.permissions import is_signer
from applications.transitions import allowed_moves
from cecfp_portal.accounts.access import SignedInRequest, audience, organisations_of
from cecfp_portal.accounts.models import User
from cecfp_portal.accounts.roles import EDITING_RIGHTS, OrganisationKind, Right

applicants_only = audience(OrganisationKind.MANUFACTURER)
editors_only = audience(OrganisationKind.MANUFACTURER, *EDITING_RIGHTS)


def own_case(request: SignedInRequest, public_id: UUID) -> Application:
    """Return a case of an organisation the person belongs to; anything else is a 404."""
    own = Application.objects.visible_to(request.user).filter(
        applicant__in=organisations_of(request.user, OrganisationKind.MANUFACTURER)
    )
    related = own.select_related("applicant", "category", "pcr", "factor_set", "round")
    return get_object_or_404(related, public_id=public_id)


def may_edit(user: User, application: Application) -> bool:
    """Tell whether the person holds an editing right in the applicant, whatever the state of the case."""
    return user.memberships.filter(
        organisation=application.applicant_id, ended_at=None, right__in=EDITING_RIGHTS
    ).exists()


def signers(application: Application) -> list[User]:
    """Return the people who may sign for the applicant, to tell others whom to ask."""
    return list(
        User.objects.filter(
            is_active=True,
            memberships__organisation=application.applicant_id,
            memberships__ended_at=None,
            memberships__right=Right.SIGN,
        ).order_by("name_th", "pk")
    )


def case_rights(request: SignedInRequest, application: Application) -> dict[str, object]:
    """Return what pages of a case ask about the person: editing, signing, and the moves to offer."""
    moves = {move.name for move in allowed_moves(application, by=request.user, at=timezone.now())}
    return {
        "may_edit": application.may_be_edited_by(request.user),
        "may_sign": is_signer(request.user, application),
        "moves": moves,
    }
