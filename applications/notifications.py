"""Letters by e-mail: one function per letter writes the rows in the caller's transaction, the worker sends them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from applications.models import Application, Letter
from applications.statuses import Status
from cecfp_portal import outbox
from cecfp_portal.accounts.models import User
from cecfp_portal.accounts.roles import AUTHORITY_RIGHTS, EDITING_RIGHTS, OrganisationKind, Right
from cecfp_portal.wording import Words


def checks_finished(application: Application, *, has_passed: bool, at: datetime) -> None:
    """Tell the applicant what the automatic checks found, and the verifier that there is a case to verify."""
    _write("checks_passed" if has_passed else "checks_failed", application, _applicants(application), at=at)
    if has_passed:
        _write("verification_due", application, _verifiers(application), at=at)


def engagement_offered(application: Application, *, at: datetime) -> None:
    """Tell the lead verifiers of the named body that they are asked."""
    _write("engagement_offered", application, _verifiers(application), at=at)


def engagement_answered(application: Application, *, is_accepted: bool, at: datetime) -> None:
    """Tell the applicant whether the body's verifier accepted."""
    kind = "engagement_accepted" if is_accepted else "engagement_declined"
    _write(kind, application, _applicants(application), at=at)


def correction_asked(application: Application, *, at: datetime) -> None:
    """Tell the applicant that a verifier or TGO asks for corrections."""
    _write("correction_asked", application, _applicants(application), at=at)


def answers_sent(application: Application, *, at: datetime) -> None:
    """Tell who asked that the applicant has answered: the verifier, or the case officer."""
    people = _verifiers(application) if application.status == Status.VERIFYING else _officers(application)
    _write("answers_sent", application, people, at=at)


def statement_signed(application: Application, *, at: datetime) -> None:
    """Tell the applicant that the case is verified and may be filed."""
    _write("statement_signed", application, _applicants(application), at=at)


def case_filed(application: Application, *, at: datetime) -> None:
    """Tell the applicant the receipt number, and TGO's officers that a case has come in."""
    _write("case_filed", application, _applicants(application), at=at)
    _write("case_arrived", application, _officers(application), at=at)


def put_on_agenda(application: Application, *, at: datetime) -> None:
    """Tell the applicant and the approvers that the case is on a meeting's agenda; never what is proposed."""
    _write("put_on_agenda", application, [*_applicants(application), *_approvers()], at=at)


def decision_made(application: Application, *, is_approved: bool, at: datetime) -> None:
    """Tell the applicant the decision; a refusal names the way and the time to appeal."""
    _write("decision_approved" if is_approved else "decision_refused", application, _applicants(application), at=at)


def certificate_issued(application: Application, *, at: datetime) -> None:
    """Tell the applicant that the certificate can be downloaded."""
    _write("certificate_issued", application, _applicants(application), at=at)


def change_noticed(application: Application, *, number: str, matters: Iterable[Words], at: datetime) -> None:
    """Tell TGO's officers that a holder sent a notice of change."""
    _write("change_noticed", application, _authority([Right.OFFICER]), at=at, number=number, matters=matters)


def change_ruled(application: Application, *, at: datetime, **facts: Any) -> None:
    """Tell the holder what a change means for the certificate; facts: number, effect, reason, reverify_by."""
    _write("change_ruled", application, _applicants(application), at=at, **facts)


def label_submitted(application: Application, *, number: str, at: datetime) -> None:
    """Tell TGO's officers that artwork with the mark waits for approval."""
    _write("label_submitted", application, _authority([Right.OFFICER]), at=at, number=number)


def label_answered(application: Application, *, at: datetime, **facts: Any) -> None:
    """Tell the holder whether artwork may be used; facts: number, artwork, is_approved, reason, valid_until."""
    _write("label_answered", application, _applicants(application), at=at, **facts)


def agreement_due(application: Application, *, at: datetime) -> None:
    """Ask who signs for the applicant to accept the agreement that the certificate waits for."""
    _write("agreement_due", application, _members([application.applicant_id], [Right.SIGN]), at=at)


def certificate_suspended(application: Application, *, at: datetime, **facts: Any) -> None:
    """Tell the holder of the suspension, with facts, clause, reason and appeal; facts: act, number, appeal_days."""
    _write("certificate_suspended", application, _applicants(application), at=at, **facts)


def suspension_lifted(application: Application, *, number: str, note: str, at: datetime) -> None:
    """Tell the holder that the certificate is in force again, and why."""
    _write("suspension_lifted", application, _applicants(application), at=at, number=number, note=note)


def hearing_opened(application: Application, *, at: datetime, **facts: Any) -> None:
    """Tell the holder that a revocation is proposed, why, and until when to answer; facts: act, number."""
    _write("hearing_opened", application, _applicants(application), at=at, **facts)


def hearing_answered(application: Application, *, number: str, at: datetime) -> None:
    """Tell TGO's officers that the holder has answered a proposal to revoke."""
    _write("hearing_answered", application, _authority(AUTHORITY_RIGHTS), at=at, number=number)


def certificate_revoked(application: Application, *, at: datetime, **facts: Any) -> None:
    """Tell the holder of the revocation, with facts, clause, reason and appeal; facts: act, number, appeal_days."""
    _write("certificate_revoked", application, _applicants(application), at=at, **facts)


def revocation_withdrawn(application: Application, *, number: str, at: datetime) -> None:
    """Tell the holder that the proposal to revoke is withdrawn."""
    _write("revocation_withdrawn", application, _applicants(application), at=at, number=number)


def certificate_surrendered(application: Application, *, number: str, at: datetime) -> None:
    """Tell holder and officers that the certificate was given up."""
    people = [*_applicants(application), *_authority([Right.OFFICER])]
    _write("certificate_surrendered", application, people, at=at, number=number)


def certificate_superseded(application: Application, *, former: str, number: str, at: datetime) -> None:
    """Tell the holder that the earlier certificate has ended because a newer one has taken its place."""
    _write("certificate_superseded", application, _applicants(application), at=at, former=former, number=number)


def renewal_due(application: Application, *, at: datetime, **facts: Any) -> None:
    """Tell the holder that the certificate ends; facts: number, valid_until, days_left, is_open, has_draft."""
    _write("renewal_due", application, _applicants(application), at=at, **facts)


def confirmation_due(application: Application, *, at: datetime, **facts: Any) -> None:
    """Ask the holder to confirm share and output of a year of the term; facts: number, printed, asked."""
    _write("confirmation_due", application, _applicants(application), at=at, **facts)


def send_letter(letter_id: int) -> None:
    """Send one letter; the worker's act, safe to be called any number of times."""
    outbox.attempt(Letter, letter_id, _send)


def _send(letter: Letter) -> None:
    message = EmailMessage(
        subject=letter.subject,
        body=letter.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.recipient.email],
        headers={"Message-ID": f"<{letter.public_id}@cecfp-portal>"},
    )
    message.send()
    outbox.finish(letter, at=timezone.now())


def _write(kind: str, application: Application, people: Iterable[User], *, at: datetime, **facts: Any) -> None:
    for person in {person.pk: person for person in people}.values():
        context = {"application": application, "url": _desk_url(), **facts}
        bodies = []
        for language in ("th", "en"):
            named = context | {"person": person.name_in(language)}
            with translation.override(language):
                bodies.append(render_to_string(f"emails/{kind}.{language}.txt", named).strip())
        with translation.override("th"):
            subject = render_to_string(f"emails/{kind}.subject.txt", context).strip()
        outbox.queue(
            Letter(
                application=application,
                recipient=person,
                kind=kind,
                subject=" ".join(subject.split()),
                body="\n\n— — —\n\n".join(bodies) + "\n",
                queued_at=at,
            )
        )


def _desk_url() -> str:
    with translation.override("th"):
        return f"{settings.SITE_URL}{reverse('accounts:desk')}"


def _members(organisations: Iterable[int], rights: Iterable[str]) -> list[User]:
    return list(
        User.objects.filter(
            is_active=True,
            memberships__organisation__in=organisations,
            memberships__ended_at=None,
            memberships__right__in=rights,
        ).distinct()
    )


def _applicants(application: Application) -> list[User]:
    return _members([application.applicant_id], EDITING_RIGHTS)


def _verifiers(application: Application) -> list[User]:
    engagement = application.engagements.filter(ended_at=None).select_related("verifier").first()
    if engagement is None:
        return []
    return (
        [engagement.verifier] if engagement.verifier else _members([engagement.organisation_id], [Right.LEAD_VERIFIER])
    )


def _officers(application: Application) -> list[User]:
    if application.case_officer:
        return [application.case_officer]
    return _authority([Right.OFFICER])


def _approvers() -> list[User]:
    return _authority([Right.APPROVER])


def _authority(rights: Iterable[str]) -> list[User]:
    return list(
        User.objects.filter(
            is_active=True,
            memberships__organisation__kind=OrganisationKind.AUTHORITY,
            memberships__ended_at=None,
            memberships__right__in=rights,
        ).distinct()
    )
