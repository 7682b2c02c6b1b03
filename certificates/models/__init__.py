"""Certificates, the numbers they were given, and what happened to them."""

from certificates.models.certificate import Certificate, CertificateQuerySet, Standing
from certificates.models.dossier import Dossier
from certificates.models.life import Ending, Revocation, Suspension
from certificates.models.numbers import NumberCounter, NumberReservation

__all__ = [
    "Certificate",
    "CertificateQuerySet",
    "Dossier",
    "Ending",
    "NumberCounter",
    "NumberReservation",
    "Revocation",
    "Standing",
    "Suspension",
]
