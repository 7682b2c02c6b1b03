"""What TGO's officer does first: take the case, tick the completeness list, accept the filing or question the scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications import checking, choices
from applications.guards import latest_revision, recommendation_in_force
from applications.models import Application, ClauseDecision, CompletenessItem, Recommendation, Revision
from applications.permissions import is_party
from applications.services.idempotency import is_repeated
from applications.statuses import Status
from applications.transitions import TransitionRefused, apply_transition, lock
from cecfp_portal import audit
from cecfp_portal.accounts.models import User
from cecfp_portal.accounts.roles import OrganisationKind, Right

COMPLETENESS_LIST: tuple[tuple[str, Any], ...] = (
    ("authority_to_sign", _("Filed by a person authorised to sign (company certificate or power of attorney)")),
    ("company_certificate", _("Company certificate, not older than 6 months")),
    ("factory_licence", _("Licence of every factory that makes the product")),
    ("names", _("Names of company and product, model and addresses, in Thai and English")),
    ("units", _("Functional unit and product unit, in Thai and English, agreeing with the PCR")),
    ("pcr", _("PCR named, or draft PCR sent to TGO")),
    ("statement", _("Verification statement and report by a registered body, for this revision")),
    ("recycled_evidence", _("Evidence for every recycled material: supplier's declaration, origin and licence")),
    ("process_description", _("Flow chart of the process, or a description in words")),
    ("round", _("Filed before the document deadline of the chosen meeting round")),
)
SCOPE_CLAUSES = ("1", "4")
STALE = _("This case is no longer in the state this action belongs to. Please look at it again.")


@dataclass(frozen=True)
class Tick:
    """What the officer found for one item of the completeness list."""

    is_complete: bool
    note: str = ""


def take(application_id: int, *, by: User, at: datetime) -> Application:
    """Make `by` the case officer. TGO's officers only; raises TransitionRefused when a colleague has the case."""
    with transaction.atomic():
        application = lock(application_id)
        _require_officer(application, by)
        if application.case_officer_id == by.pk:
            return application
        if application.case_officer is not None:
            raise TransitionRefused([_("%(name)s has taken this case.") % {"name": application.case_officer}])
        application.case_officer = by
        application.save(update_fields=["case_officer"])
        audit.append(verb="case.taken", by=by, at=at, subject=application)
    return application


def release(application_id: int, *, by: User, at: datetime) -> Application:
    """Give the case back to the queue; raises TransitionRefused unless `by` is its officer."""
    with transaction.atomic():
        application = lock(application_id)
        if application.case_officer_id is None:
            return application
        require_case_officer(application, by)
        application.case_officer = None
        application.save(update_fields=["case_officer"])
        audit.append(verb="case.released", by=by, at=at, subject=application)
    return application


def save_completeness(
    application_id: int, ticks: Mapping[str, Tick], *, is_accepting: bool, by: User, at: datetime, key: UUID
) -> Application:
    """Store the completeness list and, with `is_accepting`, accept the filing: screening → review.

    Raises TransitionRefused when an item is left and the filing was to be accepted.
    """
    with transaction.atomic():
        application = lock(application_id)
        if is_repeated(application, "completeness", key, by=by, at=at):
            return application
        require_case_officer(application, by)
        require_status(application, Status.SCREENING)
        for code, _label in COMPLETENESS_LIST:
            tick = ticks[code]
            CompletenessItem.objects.update_or_create(
                application=application,
                code=code,
                defaults={"is_complete": tick.is_complete, "note": tick.note, "checked_at": at, "checked_by": by},
            )
        complete = [code for code, _label in COMPLETENESS_LIST if ticks[code].is_complete]
        audit.append(verb="completeness.checked", by=by, at=at, subject=application, data={"complete": complete})
        if is_accepting:
            void_proposal(application, at=at)
            application = apply_transition(application_id, "accept_filing", by=by, at=at)
    return application


def propose_out_of_scope(
    application_id: int, *, clause: str, reason: str, by: User, at: datetime, key: UUID
) -> Application:
    """Propose to an approver that the case lies outside clause 1 or 4; the case stays in screening until he decides.

    Stores the officer's decision on the clause, a check run, and the proposal with its reason.
    """
    with transaction.atomic():
        application = lock(application_id)
        if is_repeated(application, "propose_out_of_scope", key, by=by, at=at):
            return application
        require_case_officer(application, by)
        require_status(application, Status.SCREENING)
        revision = require_revision(application)
        if application.round is None:
            raise TransitionRefused([_("Choose a meeting round.")])
        void_proposal(application, at=at)
        ClauseDecision.objects.update_or_create(
            application=application,
            judged_sha256=revision.judged_sha256,
            clause=clause,
            defaults={"is_met": False, "note": reason, "decided_at": at, "decided_by": by},
        )
        run = checking.run_now(revision, purpose=choices.RunPurpose.RECOMMENDATION, rulings=[], at=at)
        Recommendation.objects.create(
            application=application,
            judged_sha256=revision.judged_sha256,
            check_run=run,
            proposal=choices.Proposal.REJECT,
            note=reason,
            round=application.round,
            recommended_at=at,
            recommended_by=by,
        )
        audit.append(
            verb="scope.questioned",
            by=by,
            at=at,
            subject=application,
            data={"clause": clause, "judged_sha256": revision.judged_sha256},
        )
    return application


def withdraw_proposal(application_id: int, *, by: User, at: datetime) -> Application:
    """Take back the proposal to reject as out of scope."""
    with transaction.atomic():
        application = lock(application_id)
        require_case_officer(application, by)
        require_status(application, Status.SCREENING)
        if void_proposal(application, at=at):
            audit.append(verb="scope.accepted", by=by, at=at, subject=application)
    return application


def void_proposal(application: Application, *, at: datetime) -> bool:
    """Void the recommendation in force, if there is one. The caller holds the application's lock."""
    recommendation = recommendation_in_force(application)
    if recommendation is None:
        return False
    recommendation.voided_at = at
    recommendation.save(update_fields=["voided_at"])
    return True


def require_case_officer(application: Application, by: User) -> None:
    """Raise TransitionRefused unless `by` is an officer of TGO who has taken this case and is no party to it."""
    _require_officer(application, by)
    if application.case_officer_id is None:
        raise TransitionRefused([_("Take the case first.")])
    if application.case_officer_id != by.pk:
        raise TransitionRefused([_("%(name)s has taken this case.") % {"name": application.case_officer}])


def require_revision(application: Application) -> Revision:
    """Return the revision in force; a filed case without one is refused with a sentence."""
    revision = latest_revision(application)
    if revision is None:
        raise TransitionRefused([_("The case was not frozen. Please send it again.")])
    return revision


def require_status(application: Application, *statuses: str) -> None:
    """Raise TransitionRefused unless the case is in one of the states."""
    if application.status not in statuses:
        raise TransitionRefused([STALE])


def _require_officer(application: Application, by: User) -> None:
    if not by.memberships.filter(
        organisation__kind=OrganisationKind.AUTHORITY, ended_at=None, right=Right.OFFICER
    ).exists():
        raise TransitionRefused([_("You do not have the right to do this.")])
    if is_party(by, application):
        raise TransitionRefused(
            [_("You belong to the applicant or to its verification body. A colleague must take this case.")]
        )
