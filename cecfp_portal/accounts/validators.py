"""Checks of official identifiers: juristic person number and factory licence."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.th import moa

_NEW_LICENCE = re.compile(r"\d{14}")
_OLD_LICENCE = re.compile(
    r"(?:[ก-ฮ]{1,2}\.?)?\d{1,3}(?:\(\d{1,3}\))?-\d{1,3}(?:\(\d{1,3}\))?-\d{1,5}/\d{2,4}[ก-ฮ]{2,3}"
)
_OLD_PREFIXED = re.compile(r"[ก-ฮ]{1,2}\.?\d{0,2}-\d{1,3}(?:\(\d{1,3}\))?-\d{1,5}/\d{2,4}[ก-ฮ]{2,3}")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def normalise_licence(text: str) -> str:
    """Return a licence number as it is compared: Arabic digits, no spaces, plain hyphens.

    >>> normalise_licence("๓-๑๐๖-๓๓/๕๐ รย")
    '3-106-33/50รย'
    """
    compact = re.sub(r"\s+", "", text.translate(_THAI_DIGITS))
    return re.sub(r"[‐‑‒–—−]", "-", compact)


def validate_factory_licence(text: str) -> None:
    """Refuse a factory licence in neither format: 14 digits, or the older class-type-sequence/year with letters."""
    licence = normalise_licence(text)
    if not any(pattern.fullmatch(licence) for pattern in (_NEW_LICENCE, _OLD_LICENCE, _OLD_PREFIXED)):
        raise ValidationError(
            _("Write the licence as 14 digits (e.g. 10740000125439) or in the older form (e.g. 3-106-33/50รย)."),
            code="factory_licence",
        )


def validate_juristic_id(text: str) -> None:
    """Refuse a juristic person number that is not 13 digits starting with 0 with a right check digit."""
    if not re.fullmatch(r"0\d{12}", text):
        raise ValidationError(_("A juristic person number has 13 digits and starts with 0."), code="juristic_id_format")
    if not moa.is_valid(text):
        raise ValidationError(
            _("The check digit of this number does not match. Please compare it with the company certificate."),
            code="juristic_id_checksum",
        )
