"""Django app of the press: certificates and the public register."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from applications import predecessors
from cecfp_portal.documents import check_renderer
from certificates.pdf.key_checks import check_signing, check_trust


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = _("Certificates")

    def ready(self) -> None:
        from certificates.terms import standing_of_case

        register(check_renderer)
        register(check_signing)
        register(check_trust, deploy=True)
        predecessors.is_told_by(standing_of_case)
