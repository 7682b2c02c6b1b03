"""The bill of materials: nodes with their mass, and the portions of material that each leaf is made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.models.application import Application, new_line_id
from applications.models.numbers import TypedNumbersModel, finite, parsed_value, typed_text

PERCENT = "%"


class BomNode(TypedNumbersModel):
    """A part of the product or of its packaging; `count` pieces of it stand in one of its `parent`.

    `parent_text` is the assembly as named by the applicant; `parent` stays empty while no single line has that name.
    The mass is that of one piece in the product, or, in the same unit, what goes into the process with its yield.
    A `mass_unit` of % makes the mass a share of the whole product.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="bom_nodes")
    line_id = models.CharField(max_length=12, default=new_line_id, editable=False)
    position = models.PositiveIntegerField(default=0)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    count_text = models.CharField(_("count"), max_length=20, default="1", blank=True)
    count_value = parsed_value()
    name = models.CharField(_("part or material"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=choices.NodeRole, default=choices.NodeRole.PRODUCT)
    mass_text = typed_text(_("mass per product unit"))
    mass_value = parsed_value()
    mass_unit = models.CharField(_("unit"), max_length=20, default="g", blank=True)
    moisture_share_text = typed_text(_("moisture (%)"))
    moisture_share_value = parsed_value()
    parent_text = models.CharField(_("stands in (name of the assembly)"), max_length=200, blank=True)
    input_mass_text = typed_text(_("mass put into the process"))
    input_mass_value = parsed_value()
    yield_share_text = typed_text(_("of which in the product (%)"))
    yield_share_value = parsed_value()

    class Meta:
        verbose_name = _("line of the bill of materials")
        verbose_name_plural = _("bill of materials")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "line_id"], name="bom_node_line_id_once"),
            *finite("bom_node", "count_value", "mass_value", "moisture_share_value"),
            *finite("bom_node", "input_mass_value", "yield_share_value"),
        ]

    def __str__(self) -> str:
        return self.name or self.line_id


class Portion(TypedNumbersModel):
    """A share of a leaf: its material and origin, where the waste arose, who reprocessed it, with what data."""

    node = models.ForeignKey(BomNode, on_delete=models.CASCADE, related_name="portions")
    line_id = models.CharField(max_length=12, default=new_line_id, editable=False)
    position = models.PositiveIntegerField(default=0)
    material = models.CharField(_("material"), max_length=200, blank=True)
    origin = models.CharField(_("origin"), max_length=20, choices=choices.Origin, blank=True)
    share_low_text = typed_text(_("share of the line, at least (%)"))
    share_low_value = parsed_value()
    share_high_text = typed_text(_("share of the line, at most (%)"))
    share_high_value = parsed_value()
    waste_origin_kind = models.CharField(
        _("where the waste arose"), max_length=20, choices=choices.WasteOriginKind, blank=True
    )
    waste_origin_name = models.CharField(_("name of that place"), max_length=200, blank=True)
    waste_origin_licence = models.CharField(_("factory licence where the waste arose"), max_length=40, blank=True)
    waste_origin_country = models.CharField(_("country (two letters)"), max_length=2, default="TH", blank=True)
    reprocessor_name = models.CharField(_("reprocessor (recycler)"), max_length=200, blank=True)
    reprocessor_licence = models.CharField(_("reprocessor's licence or foreign permit"), max_length=60, blank=True)
    is_reprocessing_outsourced = models.BooleanField(
        _("another firm runs the reprocessing at the own plant"), null=True, blank=True
    )
    data_route = models.CharField(
        _("data of the recycled material (5.2)"), max_length=20, choices=choices.DataRoute, blank=True
    )
    data_route_reason = models.TextField(_("why primary data were out of reach"), max_length=1000, blank=True)
    is_returnable_to_process = models.BooleanField(
        _("could go back into the process where it arose"), null=True, blank=True
    )
    otherwise_fate = models.CharField(
        _("what would have become of the waste"), max_length=10, choices=choices.OtherwiseFate, blank=True
    )
    is_bio_based = models.BooleanField(_("made of plants or animals (bio-based)"), null=True, blank=True)
    generating_process = models.CharField(_("process in which the waste arose"), max_length=200, blank=True)
    waste_origin_juristic_id = models.CharField(
        _("13-digit number of the firm where the waste arose"), max_length=20, blank=True
    )
    claim_method = models.CharField(
        _("how the share is claimed"), max_length=20, choices=choices.ClaimMethod, blank=True
    )
    kept_share_text = typed_text(_("of this material in the product (%)"))
    kept_share_value = parsed_value()
    evidence = models.ManyToManyField(
        "applications.Evidence", verbose_name=_("evidence"), blank=True, related_name="portions"
    )

    class Meta:
        verbose_name = _("portion of material")
        verbose_name_plural = _("portions of material")
        ordering = ["position", "pk"]
        constraints = [*finite("portion", "share_low_value", "share_high_value", "kept_share_value")]

    def __str__(self) -> str:
        return self.material or self.line_id

    @property
    def is_recycled(self) -> bool:
        return self.origin in choices.RECYCLED_ORIGINS
