"""Every move an application can make, on one page: from where, to where, by whom, under which guards."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from applications.statuses import Status
from cecfp_portal.wording import Words


class Actor(StrEnum):
    """Who makes a move. `WORKER` is the portal itself; the others are people with a right in an organisation."""

    SIGNER = "signer"
    LEAD_VERIFIER = "lead_verifier"
    OFFICER = "officer"
    APPROVER = "approver"
    WORKER = "worker"


@dataclass(frozen=True)
class Move:
    """One row of the table. `target` None means: back to where the case was returned from."""

    name: str
    sources: frozenset[Status]
    target: Status | None
    actor: Actor
    guards: tuple[str, ...]
    label: Words
    needs_note: bool = False


def _move(
    name: str,
    sources: tuple[Status, ...],
    target: Status | None,
    actor: Actor,
    label: Words,
    guards: tuple[str, ...] = (),
    *,
    needs_note: bool = False,
) -> Move:
    return Move(name, frozenset(sources), target, actor, guards, label, needs_note)


MOVES: dict[str, Move] = {
    move.name: move
    for move in (
        _move(
            "submit",
            (Status.DRAFT, Status.RETURNED),
            Status.CHECKING,
            Actor.SIGNER,
            _("Send for verification"),
            (
                "sections_complete",
                "files_safe",
                "body_named",
                "declaration_accepted",
                "revision_frozen",
                "predecessor_stands",
            ),
        ),
        _move(
            "answer",
            (Status.RETURNED,),
            None,
            Actor.SIGNER,
            _("Send the answers"),
            ("returned_by_a_person", "every_request_answered", "nothing_judged_changed"),
        ),
        _move(
            "pass_checks",
            (Status.CHECKING,),
            Status.VERIFYING,
            Actor.WORKER,
            _("Checks passed"),
            ("run_is_current", "run_has_no_fail_or_invalid"),
        ),
        _move(
            "fail_checks",
            (Status.CHECKING,),
            Status.RETURNED,
            Actor.WORKER,
            _("Checks not passed"),
            ("run_is_current", "run_has_fail_or_invalid"),
        ),
        _move(
            "raise_findings",
            (Status.VERIFYING,),
            Status.RETURNED,
            Actor.LEAD_VERIFIER,
            _("Send the findings to the applicant"),
            ("has_open_finding",),
        ),
        _move(
            "attach_report",
            (Status.VERIFYING,),
            Status.VERIFIED,
            Actor.LEAD_VERIFIER,
            _("Sign the verification statement"),
            (
                "statement_names_this_hash",
                "run_is_current",
                "run_has_no_fail_or_invalid",
                "no_finding_left_to_correct",
                "registration_valid",
                "independence_declared",
                "verifier_not_of_applicant",
            ),
        ),
        _move(
            "file",
            (Status.VERIFIED,),
            Status.SCREENING,
            Actor.SIGNER,
            _("File with TGO"),
            ("statement_names_this_hash", "documents_present", "round_open", "receipt_given", "predecessor_stands"),
        ),
        _move(
            "accept_filing",
            (Status.SCREENING,),
            Status.REVIEW,
            Actor.OFFICER,
            _("Documents complete"),
            ("completeness_list_done",),
        ),
        _move(
            "request_correction",
            (Status.SCREENING, Status.REVIEW),
            Status.RETURNED,
            Actor.OFFICER,
            _("Send back for correction"),
            ("has_open_request",),
        ),
        _move(
            "recommend",
            (Status.REVIEW,),
            Status.RECOMMENDED,
            Actor.OFFICER,
            _("Put before the meeting"),
            (
                "every_clause_decided",
                "every_review_ruled",
                "statement_names_this_hash",
                "no_open_request",
                "recommendation_made",
                "recommended_run_passes",
            ),
        ),
        _move(
            "send_back",
            (Status.RECOMMENDED,),
            Status.REVIEW,
            Actor.APPROVER,
            _("Send back to the case officer"),
            needs_note=True,
        ),
        _move(
            "approve",
            (Status.RECOMMENDED,),
            Status.APPROVED,
            Actor.APPROVER,
            _("Approve"),
            (
                "recommended_to_approve",
                "another_person",
                "recommended_run_reproduced",
                "recognised_certificate_in_force",
                "predecessor_stands",
                "decision_recorded",
            ),
        ),
        _move(
            "reject",
            (Status.RECOMMENDED,),
            Status.REJECTED,
            Actor.APPROVER,
            _("Do not certify"),
            ("another_person", "decision_recorded"),
            needs_note=True,
        ),
        _move(
            "reject_scope",
            (Status.SCREENING,),
            Status.REJECTED,
            Actor.APPROVER,
            _("Reject as out of scope"),
            ("another_person", "decision_recorded"),
            needs_note=True,
        ),
        _move(
            "certify",
            (Status.APPROVED,),
            Status.CERTIFIED,
            Actor.WORKER,
            _("Issue the certificate"),
            ("certificate_stored",),
        ),
        _move(
            "withdraw",
            (
                Status.DRAFT,
                Status.CHECKING,
                Status.RETURNED,
                Status.VERIFYING,
                Status.VERIFIED,
                Status.SCREENING,
                Status.REVIEW,
            ),
            Status.WITHDRAWN,
            Actor.SIGNER,
            _("Withdraw the application"),
            needs_note=True,
        ),
        _move("lapse", (Status.RETURNED,), Status.LAPSED, Actor.WORKER, _("Close"), ("correction_overdue",)),
    )
}


def moves_from(status: str) -> list[Move]:
    """Return the moves that start in `status`, in the order of the table."""
    return [move for move in MOVES.values() if status in move.sources]
