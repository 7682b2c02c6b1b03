"""A holder's notice of change, and TGO's ruling on it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.services.documents import SUFFIXES
from cecfp_portal.fields import CleanCharField, CleanTextField, ThaiDateField
from certificates.forms.files import FilesField
from certificates.forms.keyed import KeyedForm
from certificates.models import ChangedMatter, ChangeEffect
from certificates.models.changes import PUBLIC_EFFECTS
from certificates.services.changes import Change, Ruling

MAX_FILES = 5


class ChangeForm(KeyedForm):
    """What changes, from when, in the holder's words, with files."""

    matters = forms.MultipleChoiceField(
        label=_("What changes"),
        choices=ChangedMatter.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one matter.")},
    )
    changes_on = ThaiDateField(label=_("From when"))
    description = CleanTextField(
        label=_("What was and what will be"),
        help_text=_("For example the former and the new supplier, with their licences, and whether the share stays."),
        error_messages={"required": _("Describe the change.")},
    )
    attachments = FilesField(
        label=_("Files"),
        required=False,
        max_files=MAX_FILES,
        too_many=_("Attach at most %(limit)s files."),  # type: ignore[arg-type]
        help_text=_("Up to 5 files: PDF, PNG, JPEG or Excel. The public never sees them."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attachments"].widget.attrs["accept"] = ",".join(SUFFIXES)

    def change(self) -> Change:
        typed = self.cleaned_data
        return Change(typed["matters"], typed["changes_on"], typed["description"])


class RulingForm(KeyedForm):
    """What the change means for the certificate; fields of other effects than the one chosen are passed over."""

    effect = forms.ChoiceField(
        label=_("Effect on the certificate"),
        choices=ChangeEffect.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the effect.")},
    )
    reason = CleanTextField(
        label=_("Reason, for the holder"),
        max_length=2000,
        error_messages={"required": _("Please give a reason.")},
    )
    reverify_by = ThaiDateField(
        label=_("Application for a variation due"),
        required=False,
        help_text=_("Only where it has to be verified again."),
    )
    public_th = CleanTextField(
        label=_("Text for the register in Thai"),
        max_length=1000,
        required=False,
        help_text=_("Only for an update or a suspension. Everybody who scans the QR code reads this."),
    )
    public_en = CleanTextField(label=_("Text for the register in English"), max_length=1000, required=False)

    clause = CleanCharField(
        label=_("Clause"),
        max_length=120,
        required=False,
        help_text=_("Only for a suspension: of the criteria, or of the agreement on the use of the mark."),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        effect = typed.get("effect")
        if effect == ChangeEffect.REVERIFICATION and "reverify_by" in typed and not typed["reverify_by"]:
            self.add_error("reverify_by", _("Name the day by which the application is due."))
        if effect == ChangeEffect.SUSPENSION and not typed.get("clause"):
            self.add_error("clause", _("Name the clause on which the certification is suspended."))
        if effect in PUBLIC_EFFECTS:
            for name in ("public_th", "public_en"):
                if name in typed and not typed[name]:
                    self.add_error(name, _("The public will read this: give it in both languages."))
        return typed

    def ruling(self) -> Ruling:
        typed = self.cleaned_data
        is_public = typed["effect"] in PUBLIC_EFFECTS
        return Ruling(
            effect=typed["effect"],
            reason=typed["reason"],
            public_th=typed["public_th"] if is_public else "",
            public_en=typed["public_en"] if is_public else "",
            clause=typed["clause"] if typed["effect"] == ChangeEffect.SUSPENSION else "",
            reverify_by=typed["reverify_by"] if typed["effect"] == ChangeEffect.REVERIFICATION else None,
        )


class VerificationForm(KeyedForm):
    """Why TGO asks for a new verification, and by when the holder is to apply for a variation."""

    reason = CleanTextField(
        label=_("Reason, for the holder"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please give a reason.")},
    )
    reverify_by = ThaiDateField(
        label=_("Application for a variation due"),
        error_messages={"required": _("Name the day by which the application is due.")},
    )
