"""The agreement on the use of the mark: its dated wordings, and who accepted which of them for which application."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.models.spelling import SHA256_FORM


@dataclass(frozen=True)
class AgreementTerms:
    """One wording of the agreement in both languages; the hash is over all of it."""

    version: str
    title_th: str
    title_en: str
    text_th: str
    text_en: str
    is_placeholder: bool = False

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def sha256(self) -> str:
        text = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


# Stands where TGO's own wording belongs. It invents no duty: it names the document that the criteria cite.
PLACEHOLDER = AgreementTerms(
    version="placeholder-1",
    title_th="ข้อตกลงการใช้เครื่องหมายรับรอง (ข้อความชั่วคราว)",
    title_en="Agreement on the use of the mark (placeholder)",
    text_th=(
        "ข้อความนี้แสดงไว้แทนข้อตกลงฉบับของ อบก. ซึ่งยังมิได้นำเข้าระบบ\n\n"
        "ผู้ได้รับการรับรองตกลงใช้เครื่องหมายตามหลักเกณฑ์และเงื่อนไขการใช้เครื่องหมายรับรอง"
        "คาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์ (อบก., 2556) ซึ่งหลักเกณฑ์การรับรองอ้างถึงในข้อ 3"
    ),
    text_en=(
        "This text stands in place of TGO's agreement, which has not been entered yet.\n\n"
        "The holder agrees to use the mark under the rules and conditions for the use of the carbon footprint of "
        "product mark (TGO, B.E. 2556), to which clause 3 of the criteria refers."
    ),
    is_placeholder=True,
)


class MarkAgreement(models.Model):
    """A wording that TGO has put in force from a day on; frozen, by a trigger, once somebody has accepted it."""

    version = models.CharField(_("version"), max_length=40, unique=True)
    in_force_from = models.DateField(_("in force from"), unique=True)
    title_th = models.CharField(_("title in Thai"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    text_th = models.TextField(_("text in Thai"))
    text_en = models.TextField(_("text in English"))

    class Meta:
        verbose_name = _("agreement on the use of the mark")
        verbose_name_plural = _("agreements on the use of the mark")
        ordering = ["-in_force_from"]

    def __str__(self) -> str:
        return self.version

    @property
    def terms(self) -> AgreementTerms:
        return AgreementTerms(self.version, self.title_th, self.title_en, self.text_th, self.text_en)


def agreement_terms(on: date) -> AgreementTerms:
    """Return the wording in force on a day; the placeholder while TGO has entered none."""
    row = MarkAgreement.objects.filter(in_force_from__lte=on).order_by("-in_force_from").first()
    return row.terms if row else PLACEHOLDER


class AgreementAcceptance(models.Model):
    """The agreement as a person with the sign right accepted it before issue. Never changed."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="agreement_acceptance"
    )
    agreement = models.ForeignKey(MarkAgreement, on_delete=models.PROTECT, null=True, related_name="acceptances")
    terms = models.JSONField()
    terms_sha256 = models.CharField(max_length=64)
    accepted_at = models.DateTimeField(_("accepted"))
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("accepted agreement")
        verbose_name_plural = _("accepted agreements")
        constraints = [
            models.CheckConstraint(condition=Q(terms_sha256__regex=SHA256_FORM), name="acceptance_sha256_form")
        ]

    def __str__(self) -> str:
        return f"{self.terms.get('version', '')} {self.application_id}"

    @property
    def accepted_terms(self) -> AgreementTerms:
        return AgreementTerms(**self.terms)
