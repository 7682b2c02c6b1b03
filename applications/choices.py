"""Codes of the case's data with the words people read; the codes are those of the case JSON and permanent."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Route(models.TextChoices):
    RECYCLED_CONTENT = "4.1", _("Type 4.1: contains recycled material")
    CIRCULAR_ACTIVITY = "4.2", _("Type 4.2: reconditioned, refurbished, remanufactured, upcycled or upgraded")


class FilingKind(models.TextChoices):
    """What an application asks for: a first certificate, or one in the place of an earlier one."""

    NEW = "new", _("New certification")
    RENEWAL = "renewal", _("Renewal of the certification")
    VARIATION = "variation", _("Change to a certification")


class CircularActivity(models.TextChoices):
    RECONDITION = "recondition", _("Recondition")
    REFURBISH = "refurbish", _("Refurbish")
    REMANUFACTURE = "remanufacture", _("Remanufacture")
    UPCYCLE = "upcycle", _("Upcycle")
    UPGRADE = "upgrade", _("Upgrade")


class CircularWork(models.TextChoices):
    """What is done to the used product; the last two are for a person to rule on (clause 4.2)."""

    REMADE = "remade", _("Taken apart, restored or remade to a written specification, or made into something new")
    REPAIRED = "repaired", _("Repaired only, so that it works again")
    RESOLD = "resold", _("Cleaned, inspected and sold on only")


class ProductKind(models.TextChoices):
    FINISHED = "finished", _("Finished product")
    COMPONENT = "component", _("Component")
    PACKAGING = "packaging", _("Packaging")
    MATERIAL = "material", _("Material")


class Market(models.TextChoices):
    B2B = "b2b", _("B2B: goes on as raw material of the next product")
    B2C = "b2c", _("B2C: reaches the consumer")


class Boundary(models.TextChoices):
    CRADLE_TO_GATE = "cradle_to_gate", _("Cradle to gate (2 stages)")
    CRADLE_TO_GRAVE = "cradle_to_grave", _("Cradle to grave (5 stages)")


class PcrStatus(models.TextChoices):
    REGISTERED = "registered", _("Announced PCR")
    DRAFT = "draft", _("Draft PCR sent to TGO")


class NodeRole(models.TextChoices):
    PRODUCT = "product", _("Part of the product")
    PACKAGING = "packaging", _("Packaging")


class Origin(models.TextChoices):
    VIRGIN = "virgin", _("Virgin material")
    POST_CONSUMER = "post_consumer", _("Post-consumer material")
    DISTRIBUTION_RETURN = "distribution_return", _("Returned from transport or distribution (post-consumer)")
    PRE_CONSUMER = "pre_consumer", _("Pre-consumer material")
    IN_PROCESS = "in_process", _("Scrap returned to the same process")
    REUSED_PART = "reused_part", _("Reused or retained part")
    UNKNOWN = "unknown", _("Not known")


RECYCLED_ORIGINS = frozenset({Origin.POST_CONSUMER, Origin.DISTRIBUTION_RETURN, Origin.PRE_CONSUMER})


class WasteOriginKind(models.TextChoices):
    HOUSEHOLD = "household", _("Households")
    TRADE = "trade", _("Trade and shops")
    SERVICE = "service", _("Services and offices")
    DISTRIBUTION = "distribution", _("Transport and distribution")
    FACTORY = "factory", _("A factory")
    FIELD = "field", _("Fields and farms (crop residue)")
    TAKE_BACK = "take_back", _("Own goods taken back")
    UNKNOWN = "unknown", _("Not known")


class OtherwiseFate(models.TextChoices):
    """What would have become of pre-consumer waste (clause 2: disposal, or fuel)."""

    DISPOSAL = "disposal", _("Disposed of")
    FUEL = "fuel", _("Burnt as fuel")
    SOLD = "sold", _("Sold as a by-product")
    UNKNOWN = "unknown", _("Not known")


class ClaimMethod(models.TextChoices):
    """How the recycled share of a material is claimed; attributed shares are for a person to accept."""

    PHYSICAL = "physical", _("Physically in the material")
    MASS_BALANCE = "mass_balance", _("Attributed (mass balance method)")


class QuantityBasis(models.TextChoices):
    MEASURED = "measured", _("Measured (meter, scale)")
    INVOICED = "invoiced", _("From invoices or bills")
    ESTIMATED = "estimated", _("Estimated")


class DataRoute(models.TextChoices):
    PRIMARY = "primary", _("Primary data from the recycler")
    ELECTRICITY_ONLY = "electricity_only", _("Primary electricity data only (5.2, 1)")
    NATIONAL_DATABASE = "national_database", _("National database (5.2, 2)")
    OTHER = "other", _("Another credible source (5.2, 3)")


class Side(models.TextChoices):
    PRODUCT = "product", _("Product applied for")
    COMPARATOR = "comparator", _("Same kind of product of virgin material")


class Stage(models.TextChoices):
    RAW_MATERIAL = "raw_material", _("Raw-material acquisition")
    PRODUCTION = "production", _("Production")
    DISTRIBUTION = "distribution", _("Distribution")
    USE = "use", _("Use")
    END_OF_LIFE = "end_of_life", _("End-of-life management")


class LineKind(models.TextChoices):
    RAW_MATERIAL = "raw_material", _("Raw material")
    ENERGY = "energy_and_fuel", _("Energy and fuel")
    AUXILIARY = "auxiliary", _("Resource and auxiliary")
    TRANSPORT = "transport", _("Transport leg")
    PRODUCT = "product", _("Product (output of a process)")
    CO_PRODUCT = "co_product", _("Co-product")
    WASTE = "waste", _("Waste")


OUTPUT_KINDS = frozenset({LineKind.PRODUCT, LineKind.CO_PRODUCT})


class DensityUnit(models.TextChoices):
    KG_PER_LITRE = "kg/L", _("kg/litre")
    KG_PER_CUBIC_METRE = "kg/m3", _("kg/m³")


class WayBack(models.TextChoices):
    """Whether a vehicle comes back without a load."""

    EMPTY = "empty", _("Comes back empty")
    LOADED = "loaded", _("Comes back with other goods")


class GwpSet(models.TextChoices):
    """The IPCC report whose 100-year warming potentials a factor was made with."""

    AR4 = "AR4", _("IPCC AR4 (2007)")
    AR5 = "AR5", _("IPCC AR5 (2013)")
    AR6 = "AR6", _("IPCC AR6 (2021)")


class ComparatorMethod(models.TextChoices):
    GENERATED = "generated", _("Generated from the product's own inventory, with virgin material instead of recycled")
    MEASURED = "measured", _("Own inventory, line by line")
    DECLARED = "declared", _("Declared total")


class EvidenceKind(models.TextChoices):
    COMPANY_CERTIFICATE = "company_certificate", _("Company certificate (not older than 6 months)")
    FACTORY_LICENCE = "factory_licence", _("Factory licence (Ror.Ngor.4)")
    RECYCLED_DECLARATION = "recycled_declaration", _("Supplier's declaration of recycled content")
    TRANSACTION_CERTIFICATE = "transaction_certificate", _("Transaction or scope certificate")
    PURCHASE_RECORD = "purchase_record", _("Purchase or delivery record")
    METER_RECORD = "meter_record", _("Meter record or utility bill")
    PROCESS_DESCRIPTION = "process_description", _("Flow chart of the process")
    FACTOR_SOURCE = "factor_source", _("Source of an emission factor")
    COMPARATOR_EVIDENCE = "comparator_evidence", _("Evidence for the comparator of virgin material")
    RECOGNISED_CERTIFICATE = "recognised_certificate", _("Certificate of a recognised body (type 4.2)")
    RETAINED_PART_RECORD = "retained_part_record", _("Record of used parts taken in")
    PHOTOGRAPH = "photograph", _("Photograph of the product")
    LABEL_ARTWORK = "label_artwork", _("Label artwork")
    OTHER = "other", _("Other document")


class Opinion(models.TextChoices):
    UNMODIFIED = "unmodified", _("Unmodified")
    MODIFIED = "modified", _("Modified")
    ADVERSE = "adverse", _("Adverse")
    DISCLAIMED = "disclaimed", _("Disclaimed")


class AssuranceLevel(models.TextChoices):
    LIMITED = "limited", _("Limited assurance")
    REASONABLE = "reasonable", _("Reasonable assurance")


class FindingKind(models.TextChoices):
    CORRECTIVE_ACTION = "car", _("CAR: must be corrected")
    CLARIFICATION = "cl", _("CL: must be clarified")
    OBSERVATION = "obs", _("OBS: observation")


class Outcome(models.TextChoices):
    PASS = "pass", _("Meets the criteria")
    FAIL = "fail", _("Does not meet the criteria")
    REVIEW = "review", _("Needs further consideration")
    INVALID = "invalid", _("Data missing or not right")


class Proposal(models.TextChoices):
    APPROVE = "approve", _("Certify")
    REJECT = "reject", _("Do not certify")


class RunPurpose(models.TextChoices):
    SUBMISSION = "submission", _("On submission")
    FILING = "filing", _("On filing with TGO")
    RECOMMENDATION = "recommendation", _("For the recommendation")


class DocumentState(models.TextChoices):
    UNSCANNED = "unscanned", _("Not checked yet")
    SAFE = "safe", _("Checked")
    REFUSED = "refused", _("Refused")


class OwnFactorRung(models.TextChoices):
    """How an own factor was obtained, from what clause 5.2 asks for down to what it merely allows."""

    METERED = "metered", _("Everything the recycler meters (5.2)")
    ELECTRICITY_ONLY = "electricity_only", _("The recycler's electricity alone (5.2, 1)")
    SUPPLIER_CFP = "supplier_cfp", _("A supplier's certified carbon footprint (5.2, 3)")
    OTHER = "other", _("Another source (5.2, 3)")


class MeterKind(models.TextChoices):
    """What a metered line of the recycler is."""

    ELECTRICITY = "electricity", _("Electricity")
    FUEL = "fuel", _("Fuel")
    WATER = "water", _("Water")
    AUXILIARY = "auxiliary", _("Auxiliary material")
    TRANSPORT = "transport", _("Transport")
    WASTE = "waste", _("Waste")


class FactorOrigin(models.TextChoices):
    """What a factor's material is made of."""

    RECYCLED = "recycled", _("Recycled material")
    VIRGIN = "virgin", _("Virgin material")
    AVERAGE = "average", _("Market average")
    OTHER = "other", _("Not a material")
