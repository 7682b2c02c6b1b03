"""What came before a certificate and what comes after it, for holder and officer alike."""

from typing import Any

from applications.models import Application
from applications.statuses import Status
from certificates.models import Certificate
from certificates.terms import former_certificate


def succession_of(certificate: Certificate, successor: Application | None) -> dict[str, Any]:
    """Return the former certificate, and the case in this one's place or the certificate it led to."""
    is_issued = successor is not None and successor.status == Status.CERTIFIED
    return {
        "former": former_certificate(certificate.application),
        "kind": certificate.application.get_filing_kind_display(),
        "successor": None if is_issued else successor,
        "next": Certificate.objects.filter(application=successor).first() if is_issued else None,
    }
