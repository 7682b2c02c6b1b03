"""The totals of the applicant's own workbook, beside the computed ones."""

from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from applications.choices import Stage
from applications.forms.drafts import DraftForm, number_field
from applications.models import Application

STAGE_FIELDS = tuple(f"workbook_{stage}_text" for stage in Stage.values)
FIELDS = ("workbook_total_text", *STAGE_FIELDS)


class WorkbookTotalsForm(DraftForm):
    """Six figures, none of them required; their printed digits count, so they are kept as typed."""

    optional = frozenset(FIELDS)

    workbook_total_text = number_field(
        _("Total (kgCO₂e per functional unit)"), help_text=_("With the digits your workbook shows, e.g. 0.396")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in zip(STAGE_FIELDS, Stage.labels, strict=True):
            self.fields[name] = number_field(label)
        self._mark_required()

    @property
    def stages(self) -> list[BoundField]:
        return [self[name] for name in STAGE_FIELDS]

    @property
    def has_stages(self) -> bool:
        return any(field.errors or str(field.value() or "").strip() for field in self.stages)


def workbook_values(application: Application) -> dict[str, Any]:
    """Return what the form shows."""
    return {name: getattr(application, name) for name in FIELDS}
