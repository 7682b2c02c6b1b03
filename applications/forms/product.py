"""The product: names, model, technical data, kind, market and category."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.choices import Market, ProductKind, Route
from applications.forms.drafts import DraftForm, choice_field, line_field, text_field
from applications.models import Application, ProductCategory

FIELDS = (
    "route",
    "product_name_th",
    "product_name_en",
    "product_model",
    "technical_data",
    "product_kind",
    "market",
    "category",
    "is_tangible",
)


class ProductForm(DraftForm):
    """The section on the product."""

    optional = frozenset({"technical_data"})

    route = choice_field(_("Type of product (clause 4)"), Route.choices, radios=True)
    product_name_th = line_field(_("Product name in Thai"), max_length=300)
    product_name_en = line_field(_("Product name in English"), max_length=300)
    product_model = line_field(
        _("Model"), max_length=200, help_text=_("As on the label; write “-” when the product has no model")
    )
    technical_data = text_field(
        _("Technical data"), max_length=1000, help_text=_("Up to 5 lines, such as volume, thickness, colour"), rows=5
    )
    product_kind = choice_field(_("Kind of product"), ProductKind.choices, radios=True)
    market = choice_field(
        _("Market"),
        Market.choices,
        radios=True,
        help_text=_("It decides which life-cycle stages the calculation covers"),
    )
    category = forms.ModelChoiceField(
        label=_("Product category"),
        queryset=ProductCategory.objects.all(),
        to_field_name="code",
        empty_label=_("Please choose"),
    )
    is_tangible = forms.BooleanField(label=_("The product is a physical thing, not a service"))


def product_values(application: Application) -> dict[str, Any]:
    """Return what the form shows of the product."""
    values = {name: getattr(application, name) for name in FIELDS}
    values["category"] = application.category.code if application.category else ""
    return values
