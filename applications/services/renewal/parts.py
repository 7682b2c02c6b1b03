"""What a case consists of: which tables a new case takes over from an earlier one, and what has to be asked anew."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from applications import models
from applications.choices import EvidenceKind, FilingKind, OwnFactorRung
from applications.models import Application

# What shows the quantities of one data period says nothing of the next.
KINDS_OF_A_PERIOD = frozenset(
    {
        EvidenceKind.PURCHASE_RECORD,
        EvidenceKind.TRANSACTION_CERTIFICATE,
        EvidenceKind.METER_RECORD,
        EvidenceKind.RETAINED_PART_RECORD,
    }
)
METERED = frozenset({OwnFactorRung.METERED, OwnFactorRung.ELECTRICITY_ONLY})


@dataclass(frozen=True)
class Part:
    """A table of the case: its rows that a new case of a kind takes over, and what a renewal asks for anew."""

    model: type[Model]
    rows: Callable[[Application, str], QuerySet[Model]]
    asked_anew: tuple[str, ...] = ()


def _under(model: type[Model], path: str, asked_anew: tuple[str, ...] = (), *, is_of_a_period: bool = False) -> Part:
    def rows(application: Application, kind: str) -> QuerySet[Model]:
        if is_of_a_period and kind == FilingKind.RENEWAL:
            return model._default_manager.none()
        return model._default_manager.filter(**{path: application}).order_by("pk")

    return Part(model, rows, asked_anew)


def _evidence(application: Application, kind: str) -> QuerySet[Model]:
    held = application.evidence.filter(removed_at=None).order_by("pk")
    return held.exclude(kind__in=KINDS_OF_A_PERIOD) if kind == FilingKind.RENEWAL else held


def _documents(application: Application, kind: str) -> QuerySet[Model]:
    return models.Document.objects.filter(evidence__in=_evidence(application, kind)).distinct().order_by("pk")


# In this order: a row comes after those it refers to.
PARTS: tuple[Part, ...] = (
    Part(models.Document, _documents),
    Part(models.Evidence, _evidence),
    _under(models.ApplicationFactory, "application", ("output_share_text",)),
    _under(models.OwnFactor, "application"),
    _under(models.OwnFactorMeter, "own_factor__application", ("period_total_text", "meter")),
    _under(models.BomNode, "application"),
    _under(models.Portion, "node__application"),
    _under(
        models.InventoryLine,
        "application",
        ("period_total_text", "source_document", "biogenic_emitted_text", "biogenic_removed_text"),
    ),
    _under(models.TransportLeg, "transport__application", ("trips_text",)),
    _under(models.CounterpartOverride, "application"),
    _under(models.RecognisedCertificate, "application"),
    _under(
        models.StockBalance,
        "application",
        (
            "opening_text",
            "opening_share_text",
            "used_here_text",
            "used_elsewhere_text",
            "losses_text",
            "closing_text",
        ),
    ),
    _under(models.Delivery, "balance__application", is_of_a_period=True),
    _under(models.Lot, "balance__application", is_of_a_period=True),
)
OF_METERED_FACTORS = ("period_start_text", "period_end_text", "intake_text", "output_text")

# The course of the earlier case: done by people and machines for it alone.
NOT_TAKEN_OVER: frozenset[type[Model]] = frozenset(
    {
        models.CheckRun,
        models.ClauseDecision,
        models.CompletenessItem,
        models.CorrectionRequest,
        models.Decision,
        models.DocumentClaim,
        models.Engagement,
        models.Finding,
        models.Issuance,
        models.Letter,
        models.PerformedAction,
        models.Recommendation,
        models.Revision,
        models.Ruling,
        models.Statement,
    }
)
# Of the application's own columns, those that tell of its course, or are set anew when the case is opened.
COURSE = frozenset(
    {
        "id",
        "public_id",
        "status",
        "returned_from",
        "status_since",
        "created_at",
        "created_by",
        "section_versions",
        "filing_kind",
        "predecessor",
        "criteria_edition",
        "guideline_edition",
        "declaration_accepted_at",
        "declaration_accepted_by",
        "round",
        "filed_at",
        "filed_by",
        "receipt_number",
        "case_officer",
    }
)
APPLICATION_ASKED_ANEW = (
    "data_period_start_text",
    "data_period_end_text",
    "period_output_text",
    "comparator_total_text",
    "comparator_is_on_same_terms",
    "workbook_total_text",
    "workbook_raw_material_text",
    "workbook_production_text",
    "workbook_distribution_text",
    "workbook_use_text",
    "workbook_end_of_life_text",
)
