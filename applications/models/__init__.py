"""The tables of the desk."""

from applications.models.application import Application, ApplicationFactory
from applications.models.bill_of_materials import BomNode, Portion
from applications.models.checks import CheckRun, Revision, Ruling
from applications.models.circular import RecognisedCertificate, recognised_certificate_of
from applications.models.claims import DocumentClaim, DocumentKey
from applications.models.correspondence import Letter, PerformedAction
from applications.models.evidence import Document, Evidence
from applications.models.inventory import InventoryLine
from applications.models.own_factors import OwnFactor, OwnFactorMeter
from applications.models.questions import CorrectionRequest, Finding
from applications.models.reference import (
    BodyListing,
    FeeRate,
    Holiday,
    MassBand,
    MeetingRound,
    ProductCategory,
    ProductCategoryRule,
    RecognisedBody,
)
from applications.models.review import ClauseDecision, CompletenessItem, Decision, Issuance, Recommendation
from applications.models.stock import Delivery, Lot, StockBalance
from applications.models.transport import TransportLeg
from applications.models.verification import Engagement, Statement

__all__ = [
    "Application",
    "ApplicationFactory",
    "BodyListing",
    "BomNode",
    "CheckRun",
    "ClauseDecision",
    "CompletenessItem",
    "CorrectionRequest",
    "Decision",
    "Delivery",
    "Document",
    "DocumentClaim",
    "DocumentKey",
    "Engagement",
    "Evidence",
    "FeeRate",
    "Finding",
    "Holiday",
    "InventoryLine",
    "Issuance",
    "Letter",
    "Lot",
    "MassBand",
    "MeetingRound",
    "OwnFactor",
    "OwnFactorMeter",
    "PerformedAction",
    "Portion",
    "ProductCategory",
    "ProductCategoryRule",
    "RecognisedBody",
    "RecognisedCertificate",
    "Recommendation",
    "Revision",
    "Ruling",
    "Statement",
    "StockBalance",
    "TransportLeg",
    "recognised_certificate_of",
]
