"""The stock of one recycled material: the balance of the year, its deliveries, and the lots where the share varies."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.completeness import Problem
from applications.completeness.stock import DELIVERY_KINDS, MASSES, recycled_portions
from applications.forms.drafts import DraftForm, line_field, number_field, percent_field
from applications.forms.fields import MASS_UNITS, QuickSelect, UnitField, cell, cell_percent
from applications.models import Application, Delivery, Evidence, Lot, Portion, StockBalance

BALANCE_COLUMNS = ("material", "mass_unit", *MASSES, "opening_share_text", "yield_share_text", "moisture_share_text")
DELIVERY_COLUMNS = ("received_text", "supplier", "mass_text", "recycled_share_text", "origin")
LOT_COLUMNS = ("label", "output_text", "share_text", "mass_text")
ORIGINS = [(code, label) for code, label in choices.Origin.choices if code in choices.RECYCLED_ORIGINS]


class BalanceForm(DraftForm):
    """What was there at the beginning, what went, and what remained."""

    optional = frozenset({"yield_share_text", "moisture_share_text"})

    material = line_field(_("Material"), max_length=200)
    portions = forms.MultipleChoiceField(
        label=_("Lines of the product made of it"), widget=forms.CheckboxSelectMultiple
    )
    mass_unit = UnitField(MASS_UNITS, label=_("Unit of all masses here"))
    opening_text = number_field(
        _("Opening stock"), help_text=_("On the first day of the data period; 0 if there was none")
    )
    opening_share_text = percent_field(_("Recycled share of the opening stock (%)"))
    used_here_text = number_field(
        _("Used in this product"), help_text=_("What went into the product, from the stock cards")
    )
    used_elsewhere_text = number_field(_("Used in other products"), help_text=_("0 if it serves this product only"))
    losses_text = number_field(_("Losses"), help_text=_("What was neither used nor remained: waste, drying, sold on"))
    closing_text = number_field(_("Closing stock"), help_text=_("On the last day of the data period"))
    yield_share_text = percent_field(
        _("Part of what was used that is in the product (%)"),
        help_text=_("Only if “used in this product” still holds process losses"),
    )
    moisture_share_text = percent_field(
        _("Moisture of the material (%)"), help_text=_("Only where the bill of materials states moisture")
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {row.line_id: row for row in recycled_portions(application)}
        fields: Any = self.fields
        fields["portions"].choices = [(key, f"{row.node} · {row}") for key, row in self.rows.items()]
        fields["mass_unit"].widget.choices = fields["mass_unit"].offered(str(self.data.get("mass_unit") or ""))
        fields["mass_unit"].widget.attrs = {}

    def columns(self) -> dict[str, Any]:
        """Return the columns to store."""
        typed = self.storable()
        return {name: typed[name] for name in BALANCE_COLUMNS if name in typed}

    def chosen(self) -> list[Portion]:
        """Return the portions ticked."""
        return [self.rows[key] for key in self.storable().get("portions", []) if key in self.rows]


class DeliveryForm(DraftForm):
    """One delivery, a line of the table."""

    received_text = cell(_("Received on"), max_length=40)
    supplier = cell(_("Supplier"), max_length=200)
    evidence = forms.ChoiceField(label=_("Document"), widget=QuickSelect(attrs={"class": "control"}))
    mass_text = cell(_("Mass"), max_length=60, numeric=True)
    recycled_share_text = cell_percent(_("Recycled (%)"))
    origin = forms.ChoiceField(
        label=_("Origin"), choices=[("", "–"), *ORIGINS], widget=QuickSelect(attrs={"class": "control"})
    )

    def __init__(self, *args: Any, documents: Sequence[Evidence] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.documents = {row.line_id: row for row in documents}
        names = [(key, f"{row.number} · {row}" if row.number else str(row)) for key, row in self.documents.items()]
        self.fields["evidence"].choices = [("", "–"), *names]  # type: ignore[attr-defined]

    def columns(self) -> dict[str, Any]:
        """Return the columns to store."""
        typed = self.storable()
        found = {name: typed[name] for name in DELIVERY_COLUMNS if name in typed}
        if "evidence" in typed:
            found["evidence"] = self.documents.get(typed["evidence"])
        return found


class LotForm(DraftForm):
    """One month or lot, a line of the table."""

    optional = frozenset({"mass_text"})

    label = cell(_("Month or lot"), max_length=60)
    portion = forms.ChoiceField(label=_("Line"), widget=QuickSelect(attrs={"class": "control"}))
    output_text = cell(_("Output (product units)"), max_length=60, numeric=True)
    share_text = cell_percent(_("Recycled share of the line (%)"))
    mass_text = cell(_("Material used"), max_length=60, numeric=True)

    def __init__(self, *args: Any, portions: Sequence[Portion] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {row.line_id: row for row in portions}
        named = [(key, str(row)) for key, row in self.rows.items()]
        self.fields["portion"].choices = named if len(named) == 1 else [("", "–"), *named]  # type: ignore[attr-defined]

    def columns(self) -> dict[str, Any]:
        """Return the columns to store; the only line there is needs no choosing."""
        typed = self.storable()
        found = {name: typed[name] for name in LOT_COLUMNS if name in typed}
        only = next(iter(self.rows.values())) if len(self.rows) == 1 else None
        found["portion"] = self.rows.get(typed.get("portion", "")) or only
        return found


def delivery_documents(application: Application) -> list[Evidence]:
    """Return the documents of a case that can show a delivery."""
    return list(application.evidence.filter(removed_at=None, kind__in=DELIVERY_KINDS).select_related("document"))


def balance_values(balance: StockBalance) -> dict[str, Any]:
    """Return what the form shows of a stored balance."""
    names = {name: getattr(balance, name) for name in BALANCE_COLUMNS}
    return names | {"portions": [row.line_id for row in balance.portions.all()]}


def delivery_values(row: Delivery) -> dict[str, Any]:
    """Return what the table shows of a stored delivery."""
    held = row.evidence.line_id if row.evidence and row.evidence.removed_at is None else ""
    return {name: getattr(row, name) for name in DELIVERY_COLUMNS} | {"evidence": held}


def lot_values(row: Lot) -> dict[str, Any]:
    """Return what the table shows of a stored lot."""
    return {name: getattr(row, name) for name in LOT_COLUMNS} | {"portion": row.portion.line_id if row.portion else ""}


class BalancePage:
    """The forms of one balance: the balance itself, a line per delivery and a line per lot."""

    def __init__(self, balance: StockBalance, data: Any = None, found: Sequence[Problem] = ()) -> None:
        self.balance, application = balance, balance.application
        self._documents = delivery_documents(application)
        self._portions = list(balance.portions.all())
        if data is None:
            own = [problem for problem in found if problem.line_id == balance.line_id]
            self.form = BalanceForm.showing(balance_values(balance), own, application=application)
        else:
            self.form = BalanceForm(data, application=application)
            self._portions = self.form.chosen() or self._portions
        sent = None if data is None else set(data.getlist("row"))
        self.deliveries = [(row, self._row(row, data, found, sent)) for row in balance.deliveries.all()]
        self.lots = [(row, self._row(row, data, found, sent)) for row in balance.lots.all()]

    def _row(self, row: Delivery | Lot, data: Any, found: Sequence[Problem], sent: set[str] | None) -> Any:
        """The form of a line: as typed where the page had it, as stored where somebody added it meanwhile."""
        form_class: Any = DeliveryForm if isinstance(row, Delivery) else LotForm
        options: dict[str, Any] = {"prefix": row.line_id}
        options |= {"documents": self._documents} if isinstance(row, Delivery) else {"portions": self._portions}
        if sent is not None and row.line_id in sent:
            return form_class(data, **options)
        values = delivery_values(row) if isinstance(row, Delivery) else lot_values(row)
        is_new = not any(values.values())
        own = [] if is_new else [problem for problem in found if problem.line_id == row.line_id]
        return form_class.showing(values, own, **options)

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        return [*self.deliveries, *self.lots]

    @property
    def has_hard_errors(self) -> bool:
        return bool(self.form.errors) or any(form.errors for _row, form in self.rows)
