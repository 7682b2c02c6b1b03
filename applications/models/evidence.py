"""Files of a case and what they prove."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.models.application import Application, new_line_id
from applications.models.numbers import TypedNumbersModel, finite, parsed_value, typed_text

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cecfp_portal.accounts.models import User


class DocumentQuerySet(models.QuerySet["Document"]):
    """Files as people may reach them."""

    def visible_to(self, user: "User | AnonymousUser") -> "DocumentQuerySet":
        """Return the files of the applications that `user` may read; what the holder wrote to TGO is theirs."""
        of_the_case = Q(is_correspondence=False, application__in=Application.objects.visible_to(user))
        theirs = Q(is_correspondence=True, application__in=Application.objects.visible_beside_verifiers(user))
        return self.filter(of_the_case | theirs)


class Document(models.Model):
    """A stored file, named by its SHA-256; never changed, never overwritten."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="documents")
    file = models.FileField(max_length=200)
    original_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=choices.DocumentState, default=choices.DocumentState.UNSCANNED)
    # Sent by the holder to TGO about the certificate: no part of the case, so not for its verifier.
    is_correspondence = models.BooleanField(default=False)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_sha256_form")
        ]

    def __str__(self) -> str:
        return self.original_name


class Evidence(TypedNumbersModel):
    """What a document proves: its kind, number, parties, dates and mass. Removed rows stay for the record."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="evidence")
    line_id = models.CharField(max_length=12, default=new_line_id, editable=False)
    kind = models.CharField(_("kind of document"), max_length=30, choices=choices.EvidenceKind)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(_("title"), max_length=200, blank=True)
    number = models.CharField(_("document number"), max_length=100, blank=True)
    seller = models.CharField(_("seller"), max_length=200, blank=True)
    buyer = models.CharField(_("buyer"), max_length=200, blank=True)
    issued_text = models.CharField(_("date of the document"), max_length=40, blank=True)
    expires_text = models.CharField(_("valid until"), max_length=40, blank=True)
    mass_text = typed_text(_("certified mass"))
    mass_value = parsed_value()
    mass_unit = models.CharField(_("unit"), max_length=20, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    awaits_confirmation = models.BooleanField(_("taken over, to be confirmed"), default=False, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "line_id"], name="evidence_line_id_once"),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="evidence_removed_together",
            ),
            *finite("evidence", "mass_value"),
        ]

    def __str__(self) -> str:
        return self.title or self.document.original_name
