"""The dossier's order: the work of making one per certificate, and what it ended with."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from cecfp_portal.outbox import OutboxRow
from certificates.models.certificate import Certificate
from certificates.models.spelling import SHA256_FORM

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cecfp_portal.accounts.models import User


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Dossiers as people may reach them."""

    def visible_to(self, user: "User | AnonymousUser") -> "DossierQuerySet":
        """Return the dossiers of cases `user` may read: the holder's, the engaged verifier's, TGO's."""
        return self.filter(certificate__application__in=Application.objects.visible_to(user))


class Dossier(OutboxRow):
    """The archive of one certificate's case; a finished one is never changed (trigger)."""

    task_name = "certificates.tasks.make_dossier"

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="dossier")
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    unsigned_sha256 = models.CharField(max_length=64, blank=True)
    size_bytes = models.PositiveIntegerField(null=True)
    files = models.JSONField(default=dict)

    objects = DossierQuerySet.as_manager()

    class Meta(OutboxRow.Meta):
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        indexes = [*OutboxRow.Meta.indexes, models.Index(fields=["pdf_sha256"], name="dossier_file")]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None)
                | Q(pdf_sha256__regex=SHA256_FORM, unsigned_sha256__regex=SHA256_FORM, size_bytes__isnull=False),
                name="dossier_finished_with_file",
            )
        ]

    def __str__(self) -> str:
        return str(self.certificate)
