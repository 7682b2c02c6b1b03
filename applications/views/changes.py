"""Corrections of names and addresses, before and after, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.services.corrections import Change

LABELS: Mapping[tuple[str, str], str | Promise] = {
    ("applicant", "name_th"): _("Name of the juristic person in Thai"),
    ("applicant", "name_en"): _("Name of the juristic person in English"),
    ("applicant", "address_th"): _("Address in Thai"),
    ("applicant", "address_en"): _("Address in English"),
    ("applicant", "branch_number"): _("Branch number"),
    ("factories", "name_th"): _("Factory name in Thai"),
    ("factories", "name_en"): _("Factory name in English"),
    ("factories", "address_th"): _("Factory address in Thai"),
    ("factories", "address_en"): _("Factory address in English"),
    ("factories", "maker"): _("Maker"),
    ("product", "name_th"): _("Product name in Thai"),
    ("product", "name_en"): _("Product name in English"),
    ("product", "model"): _("Model"),
    ("product", "technical_data"): _("Technical data"),
    ("functional_unit", "text_th"): _("Functional unit in Thai"),
    ("functional_unit", "text_en"): _("Functional unit in English"),
    ("product_unit", "text_th"): _("Product unit in Thai"),
    ("product_unit", "text_en"): _("Product unit in English"),
    ("category", "name_th"): _("Product category"),
}


@dataclass(frozen=True)
class ShownChange:
    """A changed field with its name."""

    label: str | Promise
    before: str
    after: str


def shown_changes(changes: Iterable[Change]) -> list[ShownChange]:
    """Return the changes of fields that have a name; identifiers and the like are left out."""
    return [
        ShownChange(LABELS[change.path[0], change.path[-1]], change.before, change.after)
        for change in changes
        if (change.path[0], change.path[-1]) in LABELS
    ]
