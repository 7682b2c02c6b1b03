"""Certificates, the numbers they were given, and what happened to them."""

from certificates.models.agreement import AgreementAcceptance, AgreementTerms, MarkAgreement, agreement_terms
from certificates.models.certificate import Certificate, CertificateQuerySet, Standing
from certificates.models.life import Ending, Revocation, Suspension
from certificates.models.numbers import NumberCounter, NumberReservation

__all__ = [
    "AgreementAcceptance",
    "AgreementTerms",
    "Certificate",
    "CertificateQuerySet",
    "Ending",
    "MarkAgreement",
    "NumberCounter",
    "NumberReservation",
    "Revocation",
    "Standing",
    "Suspension",
    "agreement_terms",
]
