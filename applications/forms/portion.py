"""One portion of a part: its material, origin and share, and what that origin asks for."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.completeness.composition import asked_of
from applications.forms.drafts import DraftForm
from applications.forms.fields import LicenceField, QuickInput, QuickSelect, cell, cell_choice, cell_percent, cell_text
from applications.models import Portion
from cecfp_portal.fields import CleanCharField, PercentField
from cecfp_portal.wording import Words

FIELDS = (
    "material",
    "origin",
    "share_low_text",
    "share_high_text",
    "waste_origin_kind",
    "waste_origin_name",
    "waste_origin_country",
    "waste_origin_licence",
    "waste_origin_juristic_id",
    "generating_process",
    "is_returnable_to_process",
    "otherwise_fate",
    "is_bio_based",
    "reprocessor_name",
    "reprocessor_licence",
    "data_route",
    "data_route_reason",
    "is_reprocessing_outsourced",
    "claim_method",
    "kept_share_text",
)
CELLS, DETAILS = FIELDS[:4], FIELDS[4:]
# A change of these asks for other fields: the line is fetched anew.
RESHAPING = ("origin", "waste_origin_kind", "data_route")
_YES_NO = (("yes", _("Yes, it could")), ("no", _("No, it could not")))
_OUTSOURCED = (("yes", _("Yes, another firm runs it")), ("no", _("No, we run it")))
_BIO_BASED = (("yes", _("Yes, residue of plants or animals")), ("no", _("No")))
BOOLEANS = ("is_returnable_to_process", "is_bio_based", "is_reprocessing_outsourced")
_TRUTH = {"yes": True, "no": False}


def _reshapes(token: str) -> dict[str, str]:
    return {
        "hx-post": "row/",
        "hx-trigger": "change",
        "hx-target": "closest tbody",
        "hx-select": "tbody.part",
        "hx-swap": "outerHTML",
        "hx-vals": json.dumps({"only": token}),
    }


class CountryField(CleanCharField):
    """A country by its two letters."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).upper()


def _line(label: Words, max_length: int, help_text: Words = "") -> CleanCharField:
    return CleanCharField(label=label, max_length=max_length, help_text=help_text, widget=QuickInput)


def _choice(label: Words, options: Iterable[tuple[str, Words]], help_text: Words = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[("", _("Please choose")), *options], help_text=help_text, widget=QuickSelect
    )


class PortionForm(DraftForm):
    """The cells of one portion; the fields its origin does not ask for are left out."""

    optional = frozenset(
        {
            "share_high_text",
            "waste_origin_name",
            "waste_origin_juristic_id",
            "is_reprocessing_outsourced",
            "evidence",
            "kept_share_text",
        }
    )

    material = cell(_("Material"), max_length=200)
    origin = cell_choice(_("Origin"), choices.Origin.choices)
    share_low_text = cell_percent(_("Share, at least (%)"))
    share_high_text = cell_percent(_("Share, at most (%)"))
    waste_origin_kind = _choice(
        _("Where the waste arose"),
        choices.WasteOriginKind.choices,
        _("Where the waste came into being, not who collected or reprocessed it (clause 4.1.2)"),
    )
    waste_origin_name = _line(_("Name of that place"), 200)
    waste_origin_country = CountryField(
        label=_("Country (two letters)"), max_length=2, widget=QuickInput(attrs={"class": "narrow-input"})
    )
    waste_origin_licence = LicenceField(label=_("Factory licence where the waste arose"), max_length=40)
    waste_origin_juristic_id = _line(
        _("13-digit number of the firm where the waste arose"),
        20,
        _("Shows whether it is another plant of your own firm"),
    )
    generating_process = _line(_("Process in which the waste arose"), 200)
    is_returnable_to_process = _choice(_("Could it go back into the process where it arose?"), _YES_NO)
    otherwise_fate = _choice(_("What would have become of it otherwise?"), choices.OtherwiseFate.choices)
    is_bio_based = _choice(_("Is it bio-based?"), _BIO_BASED)
    reprocessor_name = _line(_("Reprocessor (recycler)"), 200)
    reprocessor_licence = LicenceField(label=_("Reprocessor's licence or foreign permit"), max_length=60)
    data_route = _choice(_("Data of the recycled material (clause 5.2)"), choices.DataRoute.choices)
    data_route_reason = cell_text(_("Why primary data were out of reach"), max_length=1000)
    is_reprocessing_outsourced = _choice(
        _("Reprocessed at your own plant: does another firm run it?"),
        _OUTSOURCED,
        _("Leave open if another factory reprocesses it. Who reprocesses itself uses primary data (clause 5.2)."),
    )
    claim_method = _choice(_("How the recycled share is claimed"), choices.ClaimMethod.choices)
    kept_share_text = PercentField(
        label=_("Of this material in the product (%)"),
        max_length=60,
        help_text=_("Only where the materials of this part lose differently in the process; then for all of them"),
        widget=QuickInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "narrow-input"}),
    )
    evidence = forms.MultipleChoiceField(label=_("Evidence"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, data: Any = None, *args: Any, evidence: Iterable[tuple[str, str]] = (), prefix: str = "", **kwargs: Any
    ) -> None:
        given = data or {}
        typed = (str(given.get(f"{prefix}-{name}") or "") for name in RESHAPING)
        self.asked = asked_of(*typed, is_mixed=f"{prefix}-kept_share_text" in given)
        # Copying fields is most of the work of a table with hundreds of lines: only those asked for are made.
        self.base_fields = {n: field for n, field in self.base_fields.items() if n in CELLS or n in self.asked}  # type: ignore[misc]
        super().__init__(data, *args, prefix=prefix, **kwargs)
        if "evidence" in self.fields:
            self.fields["evidence"].choices = list(evidence)  # type: ignore[attr-defined]
        for name in RESHAPING:
            if name in self.fields:
                self.fields[name].widget.attrs |= _reshapes(prefix)

    def typed(self, name: str) -> str:
        """Return what stands in a field of the page, cleaned or not."""
        return str(self.data.get(self.add_prefix(name)) or "")

    @property
    def asked_fields(self) -> list[forms.BoundField]:
        """Return the fields to show below the line."""
        return [self[name] for name in self.asked if name != "evidence" or self.fields["evidence"].choices]  # type: ignore[attr-defined]

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed: share and country are filled in from the start."""
        preset = ("share_low_text", "waste_origin_country")
        return not any(self.typed(name).strip() for name in FIELDS if name not in preset)

    def asked_typed(self, name: str) -> str:
        """Return what was typed into a field that the origin asks for; empty for one it does not."""
        return self.typed(name) if name in self.asked else ""

    @property
    def kept_values(self) -> list[tuple[str, str]]:
        """Return what was typed into fields not asked for now, to be carried along until the page is saved."""
        names = [name for name in DETAILS if name not in self.asked and self.typed(name)]
        return [(self.add_prefix(name), self.typed(name)) for name in names]

    def stored(self) -> dict[str, Any]:
        """Return the columns to store: emptied where the origin does not ask, left alone where the page did not."""
        found = {name: value for name, value in self.storable().items() if name in FIELDS and self._was_sent(name)}
        found |= {name: "" for name in DETAILS if name not in self.asked}
        found["waste_origin_country"] = found.get("waste_origin_country") or "TH"
        return found | {name: _TRUTH.get(found[name]) for name in BOOLEANS if name in found}

    def evidence_chosen(self) -> list[str] | None:
        """Return the evidence ticked, or None where the page did not ask for it."""
        if "evidence" not in self.asked:
            return []
        return list(self.storable().get("evidence", [])) if self._was_sent("asks_evidence") else None

    def _was_sent(self, name: str) -> bool:
        return self.add_prefix(name) in self.data


def shown_values(portion: Portion, *, is_mixed: bool) -> Mapping[str, Any]:
    """Return what the page shows of a stored portion; `is_mixed` asks for the loss of each material of a part."""
    truths = {name: getattr(portion, name) for name in BOOLEANS}
    words = {name: "" if truth is None else "yes" if truth else "no" for name, truth in truths.items()}
    names = [name for name in FIELDS if is_mixed or name != "kept_share_text"]
    return {name: getattr(portion, name) for name in names} | {
        **words,
        "evidence": [row.line_id for row in portion.evidence.all() if row.removed_at is None],
    }
