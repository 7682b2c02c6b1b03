"""What type 4.2 adds to an application: the certificate of a recognised body and the work done."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.models.application import Application, ApplicationFactory
from applications.models.evidence import Evidence
from applications.models.reference import RecognisedBody


class RecognisedCertificate(models.Model):
    """The certificate that clause 4.2 asks for, as typed; days keep their text and are read when judged."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="recognised_certificate")
    work = models.CharField(
        _("what is done to the used product"), max_length=10, choices=choices.CircularWork, blank=True
    )
    is_work_on_customers_goods = models.BooleanField(_("the goods stay the customer's"), null=True, blank=True)
    body = models.ForeignKey(
        RecognisedBody,
        verbose_name=_("body that issued the certificate"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    other_body_name = models.CharField(_("body that is not on the list"), max_length=300, blank=True)
    number = models.CharField(_("certificate number"), max_length=100, blank=True)
    activity = models.CharField(
        _("activity on the certificate"), max_length=20, choices=choices.CircularActivity, blank=True
    )
    product_name = models.CharField(_("product as named on the certificate"), max_length=300, blank=True)
    issued_text = models.CharField(_("issued"), max_length=40, blank=True)
    expires_text = models.CharField(_("expires"), max_length=40, blank=True)
    sites = models.ManyToManyField(
        ApplicationFactory, verbose_name=_("factories named on the certificate"), blank=True, related_name="+"
    )
    evidence = models.ManyToManyField(Evidence, verbose_name=_("evidence"), blank=True, related_name="+")

    class Meta:
        verbose_name = _("certificate of a recognised body")
        verbose_name_plural = _("certificates of recognised bodies")

    def __str__(self) -> str:
        return self.number or str(_("certificate without a number"))


def recognised_certificate_of(application: Application) -> RecognisedCertificate:
    """Return what is stored of the certificate; an unsaved, empty one before the first saving."""
    found = RecognisedCertificate.objects.filter(application=application).select_related("body").first()
    return found or RecognisedCertificate(application=application)
