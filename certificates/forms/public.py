"""Forms of the public pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cecfp_portal.fields import CleanCharField


class SearchForm(forms.Form):
    """What the public searches the register for."""

    use_required_attribute = False
    q = CleanCharField(label=_("Product, company or registration number"), max_length=200, required=False)


class FileForm(forms.Form):
    """A certificate file to be checked."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("Certificate file (PDF)"),
        help_text=_("The file as you received it, not a scan. It is looked at and not kept."),
        max_length=255,
        allow_empty_file=True,
        error_messages={"required": _("Choose the file."), "max_length": _("The file's name is too long.")},
    )


class CheckForm(forms.Form):
    """A certificate number, or the code at the end of the address beside the QR code."""

    use_required_attribute = False
    q = CleanCharField(
        label=_("Certificate number or code"),
        max_length=200,
        help_text=_("The number stands below the title; the code is the last part of the address beside the QR code."),
        error_messages={"required": _("Type the number or the code.")},
    )

    def clean_q(self) -> str:
        """Take the code out of a whole address, which is what people copy from their browser."""
        typed = str(self.cleaned_data["q"])
        _site, found, code = typed.partition("/c/")
        return code.split("?")[0].strip("/") if found else typed
