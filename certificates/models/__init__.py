"""Certificates, the numbers they were given, and what happened to them."""

from certificates.models.agreement import AgreementAcceptance, AgreementTerms, MarkAgreement, agreement_terms
from certificates.models.certificate import IN_USE, Certificate, CertificateQuerySet, Standing
from certificates.models.changes import ChangedMatter, ChangeEffect, ChangeNotice, ChangeRuling
from certificates.models.checks import CheckFinding, Recomputation, RegisterCheck
from certificates.models.complaints import Complaint, ComplaintMatter
from certificates.models.confirmations import (
    MAY_BE_CONFIRMED,
    Confirmation,
    ConfirmationRequest,
    ConfirmationState,
)
from certificates.models.dossier import Dossier
from certificates.models.labels import LabelAnswer, LabelArtwork, LabelState, LabelUse, MarkKind
from certificates.models.life import Ending, Revocation, Suspension
from certificates.models.mark import OfficialMark, OfficialMarkQuerySet, mark_of
from certificates.models.notices import RenewalNotice
from certificates.models.numbers import NumberCounter, NumberReservation
from certificates.models.reviews import ReviewedCertificate, ReviewEffect, WithdrawalReview, WithdrawnKind
from certificates.models.searching import DaysFrom, LetterPairs, NumberEnd
from certificates.models.standing_on import has_standing, is_in_use, standing_on

__all__ = [
    "IN_USE",
    "MAY_BE_CONFIRMED",
    "AgreementAcceptance",
    "AgreementTerms",
    "Certificate",
    "CertificateQuerySet",
    "ChangeEffect",
    "ChangeNotice",
    "ChangeRuling",
    "ChangedMatter",
    "CheckFinding",
    "Complaint",
    "ComplaintMatter",
    "Confirmation",
    "ConfirmationRequest",
    "ConfirmationState",
    "DaysFrom",
    "Dossier",
    "Ending",
    "LabelAnswer",
    "LabelArtwork",
    "LabelState",
    "LabelUse",
    "LetterPairs",
    "MarkAgreement",
    "MarkKind",
    "NumberCounter",
    "NumberEnd",
    "NumberReservation",
    "OfficialMark",
    "OfficialMarkQuerySet",
    "Recomputation",
    "RegisterCheck",
    "RenewalNotice",
    "ReviewEffect",
    "ReviewedCertificate",
    "Revocation",
    "Standing",
    "Suspension",
    "WithdrawalReview",
    "WithdrawnKind",
    "agreement_terms",
    "has_standing",
    "is_in_use",
    "mark_of",
    "standing_on",
]
