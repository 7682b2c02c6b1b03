"""The application itself: whose it is, what it is for, and the facts that hold for the whole case."""

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.models.numbers import TypedNumbersModel, finite, parsed_value, typed_text
from applications.statuses import EDITABLE, GIVEN_UP, Status
from cecfp_portal.accounts.roles import AUTHORITY_RIGHTS, OrganisationKind, Right

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cecfp_portal.accounts.models import User


def new_line_id() -> str:
    """Return a permanent identifier for a row of the case; it never changes and is never used again."""
    return uuid.uuid4().hex[:12]


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications as people may reach them."""

    def visible_to(self, user: "User | AnonymousUser") -> "ApplicationQuerySet":
        """Return what `user` may read: the own organisation's, accepted engagements, and what was filed with TGO."""
        if not user.is_authenticated:
            return self.none()
        engaged = Q(
            pk__in=user.engagements.filter(
                accepted_at__isnull=False,
                ended_at=None,
                organisation__memberships__user=user,
                organisation__memberships__ended_at=None,
            ).values("application")
        )
        return self.filter(_between_holder_and_authority(user) | engaged)

    def visible_beside_verifiers(self, user: "User | AnonymousUser") -> "ApplicationQuerySet":
        """Return what `user` reads as a member of the applicant or as TGO; engagements give nothing here."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(_between_holder_and_authority(user))


def _between_holder_and_authority(user: "User") -> Q:
    held = user.memberships.filter(ended_at=None)
    own = Q(applicant__in=held.filter(organisation__kind=OrganisationKind.MANUFACTURER).values("organisation"))
    if held.filter(organisation__kind=OrganisationKind.AUTHORITY, right__in=AUTHORITY_RIGHTS).exists():
        return own | Q(filed_at__isnull=False)
    return own


class Application(TypedNumbersModel):
    """A request for the CE-CFP mark for one product."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    applicant = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="applications")
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    returned_from = models.CharField(max_length=20, choices=Status, blank=True, editable=False)
    status_since = models.DateTimeField(editable=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    section_versions = models.JSONField(default=dict, editable=False)
    is_example = models.BooleanField(default=False)
    filing_kind = models.CharField(
        _("kind of application"),
        max_length=10,
        choices=choices.FilingKind,
        default=choices.FilingKind.NEW,
        editable=False,
    )
    predecessor = models.ForeignKey(
        "self",
        verbose_name=_("application of the earlier certificate"),
        on_delete=models.PROTECT,
        null=True,
        related_name="successors",
        editable=False,
    )

    product_name_th = models.CharField(_("product name in Thai"), max_length=300, blank=True)
    product_name_en = models.CharField(_("product name in English"), max_length=300, blank=True)
    product_model = models.CharField(_("model"), max_length=200, blank=True)
    technical_data = models.TextField(_("technical data (up to 5 lines)"), max_length=1000, blank=True)
    product_kind = models.CharField(_("kind of product"), max_length=20, choices=choices.ProductKind, blank=True)
    market = models.CharField(_("market"), max_length=10, choices=choices.Market, blank=True)
    is_tangible = models.BooleanField(_("the product is a physical thing"), default=False)
    category = models.ForeignKey(
        "applications.ProductCategory",
        verbose_name=_("product category"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    route = models.CharField(_("type"), max_length=5, choices=choices.Route, blank=True)
    circular_activity = models.CharField(
        _("circular activity"), max_length=20, choices=choices.CircularActivity, blank=True
    )
    consultant_name = models.CharField(_("consultant"), max_length=300, blank=True)

    pcr_status = models.CharField(_("product category rule"), max_length=12, choices=choices.PcrStatus, blank=True)
    pcr = models.ForeignKey(
        "applications.ProductCategoryRule",
        verbose_name=_("announced PCR"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    draft_pcr_sent_text = models.CharField(_("draft PCR sent to TGO on"), max_length=40, blank=True)
    functional_unit_text = typed_text(_("functional unit: amount"))
    functional_unit_value = parsed_value()
    functional_unit_unit = models.CharField(_("functional unit: unit"), max_length=20, blank=True)
    functional_unit_th = models.CharField(_("functional unit in Thai"), max_length=200, blank=True)
    functional_unit_en = models.CharField(_("functional unit in English"), max_length=200, blank=True)
    product_unit_text = typed_text(_("product unit: amount"))
    product_unit_value = parsed_value()
    product_unit_unit = models.CharField(_("product unit: unit"), max_length=20, blank=True)
    product_unit_th = models.CharField(_("product unit in Thai"), max_length=200, blank=True)
    product_unit_en = models.CharField(_("product unit in English"), max_length=200, blank=True)
    product_units_per_functional_unit_text = typed_text(_("product units per functional unit"))
    product_units_per_functional_unit_value = parsed_value()
    boundary = models.CharField(_("system boundary"), max_length=20, choices=choices.Boundary, blank=True)
    data_period_start_text = models.CharField(_("data period from"), max_length=40, blank=True)
    data_period_end_text = models.CharField(_("data period to"), max_length=40, blank=True)
    period_output_text = typed_text(_("output of the product in the data period (product units)"))
    period_output_value = parsed_value()
    declared_mass_text = typed_text(_("mass of one product unit"))
    declared_mass_value = parsed_value()
    declared_mass_unit = models.CharField(_("unit of mass"), max_length=20, blank=True)

    criteria_edition = models.CharField(max_length=40, default="ce-cfp-2563", editable=False)
    guideline_edition = models.CharField(max_length=60, blank=True, editable=False)
    factor_set = models.ForeignKey(
        "calculations.EmissionFactorSet",
        verbose_name=_("emission-factor set"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )

    comparator_method = models.CharField(
        _("how the comparator was obtained"),
        max_length=10,
        choices=choices.ComparatorMethod,
        default=choices.ComparatorMethod.GENERATED,
        blank=True,
    )
    comparator_total_text = typed_text(_("declared total of the comparator (kgCO₂e per functional unit)"))
    comparator_total_value = parsed_value()
    comparator_reason = models.TextField(_("reason and source of the comparator"), max_length=2000, blank=True)
    comparator_is_on_same_terms = models.BooleanField(_("the comparator is on the product's terms"), default=False)
    comparator_mass_text = typed_text(_("mass of one product unit of the comparator"))
    comparator_mass_value = parsed_value()
    comparator_mass_unit = models.CharField(_("unit of the comparator's mass"), max_length=20, blank=True)
    comparator_lifetime_text = typed_text(_("lifetime of the comparator (years)"))
    comparator_lifetime_value = parsed_value()
    product_lifetime_text = typed_text(_("lifetime of the product (years)"))
    product_lifetime_value = parsed_value()

    workbook_total_text = typed_text(_("total of the applicant's own workbook (kgCO₂e per functional unit)"))
    workbook_total_value = parsed_value()
    workbook_raw_material_text = typed_text(_("own workbook: raw-material acquisition"))
    workbook_raw_material_value = parsed_value()
    workbook_production_text = typed_text(_("own workbook: production"))
    workbook_production_value = parsed_value()
    workbook_distribution_text = typed_text(_("own workbook: distribution"))
    workbook_distribution_value = parsed_value()
    workbook_use_text = typed_text(_("own workbook: use"))
    workbook_use_value = parsed_value()
    workbook_end_of_life_text = typed_text(_("own workbook: end-of-life management"))
    workbook_end_of_life_value = parsed_value()

    declaration_accepted_at = models.DateTimeField(null=True, editable=False)
    declaration_accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    round = models.ForeignKey(
        "applications.MeetingRound",
        verbose_name=_("meeting round"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
    )
    filed_at = models.DateTimeField(null=True, editable=False)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    receipt_number = models.CharField(_("receipt number"), max_length=30, unique=True, null=True, editable=False)
    case_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("case officer"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-status_since"]
        indexes = [models.Index(fields=["status", "status_since"]), models.Index(fields=["applicant", "status"])]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="application_status_known"),
            models.CheckConstraint(
                condition=Q(filed_at=None, filed_by=None) | Q(filed_at__isnull=False, filed_by__isnull=False),
                name="application_filed_together",
            ),
            models.CheckConstraint(
                condition=Q(declaration_accepted_at=None, declaration_accepted_by=None)
                | Q(declaration_accepted_at__isnull=False, declaration_accepted_by__isnull=False),
                name="application_declaration_together",
            ),
            models.CheckConstraint(
                condition=Q(filing_kind=choices.FilingKind.NEW, predecessor=None)
                | Q(
                    filing_kind__in=(choices.FilingKind.RENEWAL, choices.FilingKind.VARIATION),
                    predecessor__isnull=False,
                ),
                name="application_kind_with_predecessor",
            ),
            models.UniqueConstraint(
                fields=["predecessor"],
                condition=Q(predecessor__isnull=False) & ~Q(status__in=sorted(GIVEN_UP)),
                name="application_one_successor",
            ),
            *finite(
                "application",
                "functional_unit_value",
                "product_unit_value",
                "product_units_per_functional_unit_value",
                "period_output_value",
                "declared_mass_value",
                "comparator_total_value",
                "comparator_mass_value",
                "comparator_lifetime_value",
                "product_lifetime_value",
                "workbook_total_value",
                "workbook_raw_material_value",
                "workbook_production_value",
                "workbook_distribution_value",
                "workbook_use_value",
                "workbook_end_of_life_value",
            ),
        ]

    def __str__(self) -> str:
        return self.product_name or str(_("Unnamed product"))

    @property
    def product_name(self) -> str:
        """The product's name in the language of the page, else in the other."""
        if get_language() == "en":
            return self.product_name_en or self.product_name_th
        return self.product_name_th or self.product_name_en

    @property
    def is_editable(self) -> bool:
        return self.status in EDITABLE

    def may_be_edited_by(self, user: "User") -> bool:
        """Tell whether `user` may change the draft: an edit or sign right, and a state that is the applicant's."""
        return (
            self.is_editable
            and user.memberships.filter(
                organisation=self.applicant_id, ended_at=None, right__in=(Right.EDIT, Right.SIGN)
            ).exists()
        )


class ApplicationFactory(TypedNumbersModel):
    """A factory that makes the product, with its share of the output."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="application_factories")
    factory = models.ForeignKey("accounts.Factory", on_delete=models.PROTECT, related_name="+")
    line_id = models.CharField(max_length=12, default=new_line_id, editable=False)
    maker_name = models.CharField(_("maker, where another organisation"), max_length=300, blank=True)
    output_share_text = typed_text(_("share of the output (%)"))
    output_share_value = parsed_value()

    class Meta:
        verbose_name = _("factory of the application")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "factory"], name="application_factory_once"),
            *finite("application_factory", "output_share_value"),
        ]

    def __str__(self) -> str:
        return str(self.factory)


def thai_fiscal_year(on: date) -> int:
    """Return the Thai fiscal year (October to September) of a day, in C.E. digits.

    >>> thai_fiscal_year(date(2026, 9, 30)), thai_fiscal_year(date(2026, 10, 1))
    (2026, 2027)
    """
    return on.year + (1 if on.month >= 10 else 0)
