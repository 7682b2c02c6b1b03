"""The states of an application: codes are permanent, the words are what the applicant reads."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft (not sent yet)")
    CHECKING = "checking", _("Automatic checks in progress")
    RETURNED = "returned", _("Waiting for the applicant's correction")
    VERIFYING = "verifying", _("Under verification")
    VERIFIED = "verified", _("Verified, to be filed with TGO")
    SCREENING = "screening", _("Received by TGO, documents being checked for completeness")
    REVIEW = "review", _("Under consideration by TGO")
    RECOMMENDED = "recommended", _("On the meeting's agenda")
    APPROVED = "approved", _("Approved, certificate being prepared")
    CERTIFIED = "certified", _("Certified")
    REJECTED = "rejected", _("Not certified")
    WITHDRAWN = "withdrawn", _("Withdrawn by the applicant")
    LAPSED = "lapsed", _("Closed (correction period over)")


EDITABLE = frozenset({Status.DRAFT, Status.RETURNED})
CLOSED = frozenset({Status.CERTIFIED, Status.REJECTED, Status.WITHDRAWN, Status.LAPSED})
# Nothing is asked of them any more, and what they claimed is free again.
GIVEN_UP = frozenset({Status.WITHDRAWN, Status.REJECTED, Status.LAPSED})
