"""What the public tells TGO about a certificate, a document or a label; never public itself."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cecfp_portal.accounts.roles import AUTHORITY_RIGHTS, OrganisationKind
from certificates.models.certificate import Certificate

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cecfp_portal.accounts.models import User


class ComplaintMatter(models.TextChoices):
    """What a complaint is about."""

    FORGED = "forged", _("A document, label or web page that may be forged")
    MISUSE = "misuse", _("The mark is used on something else, or after the certification ended")
    WRONG = "wrong", _("Something on the certificate is not right")
    OTHER = "other", _("Something else")


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    """Complaints as people may reach them: TGO's officers alone."""

    def visible_to(self, user: "User | AnonymousUser") -> "ComplaintQuerySet":
        if not user.is_authenticated:
            return self.none()
        held = user.memberships.filter(ended_at=None, organisation__kind=OrganisationKind.AUTHORITY)
        return self if held.filter(right__in=AUTHORITY_RIGHTS).exists() else self.none()

    def waiting(self) -> "ComplaintQuerySet":
        """Return what no officer has dealt with."""
        return self.filter(settled_at=None)


class Complaint(models.Model):
    """One complaint as it was sent, and what an officer noted in the end."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.UUIDField(_("key of the form"), unique=True, editable=False)
    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    about = models.CharField(_("certificate number or code as typed"), max_length=200, blank=True)
    matter = models.CharField(_("matter"), max_length=10, choices=ComplaintMatter.choices)
    text = models.TextField(_("what was seen"), max_length=4000)
    contact = models.CharField(_("how to reach the sender"), max_length=200, blank=True)
    received_at = models.DateTimeField(_("received"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(_("what was done"), max_length=4000, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering = ["received_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, note="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(note="")),
                name="complaint_settled_by_someone",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The short number the sender is given."""
        return f"C-{self.public_id.hex[:8].upper()}"
