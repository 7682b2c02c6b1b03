"""TGO's part: completeness list, clause decisions, recommendation, decision; and the issuance it starts."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.models.application import Application
from applications.models.checks import SHA256_FORM, CheckRun
from cecfp_portal.outbox import OutboxRow


class CompletenessItem(models.Model):
    """One document or matter of the completeness list, ticked by the officer who looked."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="completeness_items")
    code = models.CharField(max_length=30)
    is_complete = models.BooleanField(_("complete"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("item of the completeness list")
        verbose_name_plural = _("completeness list")
        constraints = [models.UniqueConstraint(fields=["application", "code"], name="completeness_item_once")]

    def __str__(self) -> str:
        return self.code


class ClauseDecision(models.Model):
    """An officer's own verdict on a clause, beside the engine's outcome, for one judged hash."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="clause_decisions")
    judged_sha256 = models.CharField(max_length=64)
    clause = models.CharField(max_length=20)
    is_met = models.BooleanField(_("the clause is met"))
    note = models.TextField(_("note"), max_length=2000, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("clause decision")
        verbose_name_plural = _("clause decisions")
        constraints = [
            models.UniqueConstraint(fields=["application", "judged_sha256", "clause"], name="clause_decision_once")
        ]

    def __str__(self) -> str:
        return self.clause


class Recommendation(models.Model):
    """The officer's proposal to the meeting, bound to the judged hash and to the run that reached it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="recommendations")
    judged_sha256 = models.CharField(max_length=64)
    check_run = models.ForeignKey(CheckRun, on_delete=models.PROTECT, related_name="recommendations")
    proposal = models.CharField(_("proposal"), max_length=8, choices=choices.Proposal)
    note = models.TextField(_("reasons"), max_length=4000)
    round = models.ForeignKey("applications.MeetingRound", on_delete=models.PROTECT, related_name="recommendations")
    recommended_at = models.DateTimeField()
    recommended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["recommended_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(voided_at=None), name="recommendation_once_in_force"
            ),
            models.CheckConstraint(condition=Q(judged_sha256__regex=SHA256_FORM), name="recommendation_sha256_form"),
        ]

    def __str__(self) -> str:
        return self.proposal


class Decision(models.Model):
    """The approver's decision. The people before him are copied beside him so that the database can compare them.

    A trigger compares the copies with the recommendation and the statement they come from.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, null=True, related_name="decision")
    decision = models.CharField(_("decision"), max_length=8, choices=choices.Proposal)
    reason = models.TextField(_("reasons"), max_length=4000, blank=True)
    clause = models.CharField(_("clause"), max_length=20, blank=True)
    recommended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["decided_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recommended_by=None) | ~Q(decided_by=F("recommended_by")), name="decision_another_person"
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(decided_by=F("verified_by")), name="decision_not_the_verifier"
            ),
            models.CheckConstraint(
                condition=Q(recommended_by=None) | Q(verified_by=None) | ~Q(recommended_by=F("verified_by")),
                name="decision_recommender_not_the_verifier",
            ),
            models.CheckConstraint(
                condition=Q(decision=choices.Proposal.REJECT)
                | Q(recommendation__isnull=False, recommended_by__isnull=False, verified_by__isnull=False),
                name="decision_approval_follows_recommendation",
            ),
            models.CheckConstraint(
                condition=Q(decision=choices.Proposal.APPROVE) | ~Q(reason=""), name="decision_refusal_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.decision


class Issuance(OutboxRow):
    """The order to issue one certificate; the press writes number and hashes back to this row.

    While the holder has to accept the agreement on the use of the mark, no worker takes it up.
    """

    task_name = "certificates.tasks.issue_certificate"
    ready = Q(awaits_agreement=False)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="issuance")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="issuance")
    approved_on = models.DateField()
    awaits_agreement = models.BooleanField(default=False, db_default=False)
    printed = models.JSONField()
    number = models.CharField(max_length=60, unique=True, null=True, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)

    class Meta(OutboxRow.Meta):
        verbose_name = _("issuance")
        verbose_name_plural = _("issuances")
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None)
                | Q(number__isnull=False, content_sha256__regex=SHA256_FORM, pdf_sha256__regex=SHA256_FORM),
                name="issuance_finished_with_hashes",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(awaits_agreement=False), name="issuance_after_agreement"
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.public_id)
