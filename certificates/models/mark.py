"""The official artwork of the mark (criteria, figure 1), one row per kind and day from which it is printed."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.choices import ProductKind
from certificates.models.labels import MarkKind
from certificates.models.spelling import SHA256_FORM


def mark_of(product_kind: str) -> MarkKind:
    """Return the mark that goes with what is certified: packaging has its own, everything else is a product."""
    return MarkKind.PACKAGING if product_kind == ProductKind.PACKAGING else MarkKind.PRODUCT


class OfficialMarkQuerySet(models.QuerySet["OfficialMark"]):
    """Artworks by the day on which they hold."""

    def in_force(self, kind: str, on: date) -> "OfficialMark | None":
        """Return what is printed for a kind on a day: the newest row not after it, or None before the first."""
        rows = self.filter(kind=kind, in_force_from__lte=on).defer("image")
        return rows.order_by("-in_force_from", "-added_at", "-pk").first()


class OfficialMark(models.Model):
    """One artwork, or the return to the empty frame; a trigger refuses every change.

    `image` is a picture the portal wrote itself out of what was uploaded (`certificates.pdf.mark`); certificates name
    it by its SHA-256, so that those of before keep theirs.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind of mark"), max_length=12, choices=MarkKind)
    image = models.BinaryField()
    sha256 = models.CharField(max_length=64, blank=True)
    in_force_from = models.DateField(_("printed on certificates approved from"))
    source = models.CharField(_("where it comes from"), max_length=300)
    added_at = models.DateTimeField(_("added"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = OfficialMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("official mark")
        verbose_name_plural = _("official marks")
        ordering = ["-in_force_from", "-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=MarkKind.values)
                & (Q(sha256="", image=b"") | (Q(sha256__regex=SHA256_FORM) & ~Q(image=b""))),
                name="official_mark_image_with_hash",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.in_force_from} {self.sha256[:12]}"
