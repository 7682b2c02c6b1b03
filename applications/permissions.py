"""Who may make which kind of move on an application: one predicate per actor of the workflow."""

from collections.abc import Callable

from django.db.models import Q

from applications.models import Application
from applications.workflow import Actor
from cecfp_portal.accounts.models import User
from cecfp_portal.accounts.roles import OrganisationKind, Right


def _holds(user: User, application: Application, right: str) -> bool:
    return user.memberships.filter(organisation=application.applicant_id, ended_at=None, right=right).exists()


def _holds_authority(user: User, right: str) -> bool:
    return user.memberships.filter(organisation__kind=OrganisationKind.AUTHORITY, ended_at=None, right=right).exists()


def is_signer(user: User, application: Application) -> bool:
    """Tell whether `user` has the sign right in the applicant's organisation."""
    return _holds(user, application, Right.SIGN)


def is_lead_verifier(user: User, application: Application) -> bool:
    """Tell whether `user` is the verifier who accepted the open engagement, still with the lead right in that body."""
    return application.engagements.filter(
        verifier=user,
        ended_at=None,
        organisation__memberships__user=user,
        organisation__memberships__ended_at=None,
        organisation__memberships__right=Right.LEAD_VERIFIER,
    ).exists()


def is_party(user: User, application: Application) -> bool:
    """Tell whether `user` has a part in the case: belongs to the applicant or to its verification body, or signed."""
    engaged = Q(organisation__engagements__application=application, organisation__engagements__declined_at=None)
    belongs = user.memberships.filter(Q(organisation=application.applicant_id) | engaged, ended_at=None).exists()
    return belongs or application.statements.filter(signed_by=user).exists()


def is_officer(user: User, application: Application) -> bool:
    """Tell whether `user` is the case officer (while nobody is, any officer of TGO) and no party to the case."""
    is_of_case = application.case_officer_id in (None, user.pk)
    return is_of_case and _holds_authority(user, Right.OFFICER) and not is_party(user, application)


def is_approver(user: User, application: Application) -> bool:
    """Tell whether `user` may decide: an approver of TGO who is no party to the case."""
    return _holds_authority(user, Right.APPROVER) and not is_party(user, application)


ACTORS: dict[Actor, Callable[[User, Application], bool]] = {
    Actor.SIGNER: is_signer,
    Actor.LEAD_VERIFIER: is_lead_verifier,
    Actor.OFFICER: is_officer,
    Actor.APPROVER: is_approver,
}


def may_act(by: User | None, actor: Actor, application: Application) -> bool:
    """Tell whether `by` (None is the portal's own worker) may make moves of `actor` on this application."""
    if actor == Actor.WORKER:
        return by is None
    return by is not None and by.is_active and ACTORS[actor](by, application)
