"""Certificates, the numbers they were given, and what happened to them."""

from certificates.models.agreement import AgreementAcceptance, AgreementTerms, MarkAgreement, agreement_terms
from certificates.models.certificate import Certificate, CertificateQuerySet, Standing
from certificates.models.changes import ChangedMatter, ChangeEffect, ChangeNotice, ChangeRuling
from certificates.models.labels import LabelAnswer, LabelArtwork, LabelState, LabelUse, MarkKind
from certificates.models.life import Ending, Revocation, Suspension
from certificates.models.numbers import NumberCounter, NumberReservation

__all__ = [
    "AgreementAcceptance",
    "AgreementTerms",
    "Certificate",
    "CertificateQuerySet",
    "ChangeEffect",
    "ChangeNotice",
    "ChangeRuling",
    "ChangedMatter",
    "Ending",
    "LabelAnswer",
    "LabelArtwork",
    "LabelState",
    "LabelUse",
    "MarkAgreement",
    "MarkKind",
    "NumberCounter",
    "NumberReservation",
    "Revocation",
    "Standing",
    "Suspension",
    "agreement_terms",
]
