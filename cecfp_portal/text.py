"""Cleaning of text that comes from outside (forms, JSON, spreadsheets), and the form in which text is searched."""

from __future__ import annotations

import re
import unicodedata

from cecfp_portal.thai import to_arabic_digits

_LINE_ENDS = re.compile(r"\r\n|\r|\u2028|\u2029|\u0085")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile(r"[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff\ufff9-\ufffb]")
_DIRECTIONS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_NONCHARACTERS = re.compile(r"[\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]")
_SPACES = re.compile(r"[^\S\n]+")
_SARA_AM_PARTS = re.compile("([\u0e48-\u0e4b]?)\u0e4d([\u0e48-\u0e4b]?)\u0e32")

# Where old Thai fonts keep raised and lowered marks in the private-use area; PDF readers paste these.
_PRIVATE_THAI = str.maketrans(
    {
        "\uf700": "ฐ", "\uf701": "ิ", "\uf702": "ี", "\uf703": "ึ", "\uf704": "ื",
        "\uf705": "่", "\uf706": "้", "\uf707": "๊", "\uf708": "๋", "\uf709": "์",
        "\uf70a": "่", "\uf70b": "้", "\uf70c": "๊", "\uf70d": "๋", "\uf70e": "์",
        "\uf70f": "ญ", "\uf710": "ั", "\uf711": "ํ", "\uf712": "็",
        "\uf713": "่", "\uf714": "้", "\uf715": "๊", "\uf716": "๋", "\uf717": "์",
        "\uf718": "ุ", "\uf719": "ู", "\uf71a": "ฺ",
    }
)  # fmt: skip


class TextRefused(ValueError):
    """Text that cannot be made safe; `code` is one of surrogate, direction, noncharacter, too_long."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def clean_text(value: str, *, max_length: int | None = None, multiline: bool = False) -> str:
    """Return text in the one form the portal stores.

    NFC (never NFKC, which takes ำ apart), controls and invisible signs removed, spaces collapsed, the two
    ways to write ำ made one. With `multiline` line breaks stay as "\\n"; otherwise they become spaces.
    Raises TextRefused for lone surrogates, direction controls, non-characters, and more than `max_length` signs.

    >>> clean_text("  น\u0e4d้า\u200bดื่ม\\x00 ")
    'น้ำดื่ม'
    """
    for pattern, code in ((_SURROGATES, "surrogate"), (_DIRECTIONS, "direction"), (_NONCHARACTERS, "noncharacter")):
        if pattern.search(value):
            raise TextRefused(code)
    text = _LINE_ENDS.sub("\n", value)
    text = _INVISIBLE.sub("", _CONTROLS.sub("", text)).translate(_PRIVATE_THAI)
    text = unicodedata.normalize("NFC", _SARA_AM_PARTS.sub("\\1\\2\u0e33", text))
    if multiline:
        text = "\n".join(_SPACES.sub(" ", line).rstrip() for line in text.split("\n")).strip()
    else:
        text = " ".join(text.split())
    if max_length is not None and len(text) > max_length:
        raise TextRefused("too_long")
    return text


def search_text(value: str) -> str:
    """Return text as it is compared in a search: cleaned, Arabic digits, no case, doubled เ read as แ.

    Never raises: what could not be stored is dropped instead.

    >>> search_text("เเก้ว ๕๐๐ ML")
    'แก้ว 500 ml'
    """
    droppable = "|".join(pattern.pattern for pattern in (_SURROGATES, _DIRECTIONS, _NONCHARACTERS))
    cleaned = clean_text(re.sub(droppable, "", value))
    return to_arabic_digits(cleaned).casefold().replace("เเ", "แ")


def without_percent_sign(text: str) -> str:
    """Return a share as spreadsheets write it without its sign.

    >>> without_percent_sign("20.5 %"), without_percent_sign("100%"), without_percent_sign("80")
    ('20.5', '100', '80')
    """
    return text.strip().removesuffix("%").rstrip()
