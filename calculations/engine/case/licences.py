"""One spelling for a factory licence number."""

from __future__ import annotations

import re

_GAPS = re.compile(r"[\s\u200b]+")
_MARKS = re.compile(r"[^0-9a-z\u0e00-\u0e7f]+")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def normalised_licence(typed: str) -> str:
    """One spelling for a factory licence number: Thai digits, blanks and the kind of separator make no difference.

    >>> normalised_licence("ส๓-๑๕(๑)-๑/๓๔ ลบ") == normalised_licence("ส3-15(1)-1/34ลบ")
    True
    """
    text = _GAPS.sub("", typed.translate(_THAI_DIGITS).lower())
    bare = _MARKS.sub("", text)
    return bare if re.fullmatch(r"[0-9]{14}", bare) else _MARKS.sub("-", text).strip("-")


def stated_licence(typed: str) -> str:
    """The licence in one spelling; empty for what is no number at all ("-", "n/a", "ไม่มี", "000").

    >>> stated_licence("ไม่มี"), stated_licence("-"), stated_licence("0000"), stated_licence("3-53-1/50รย")
    ('', '', '', '3-53-1-50รย')
    """
    text = normalised_licence(typed)
    digits = [sign for sign in text if sign in "0123456789"]
    return text if len(digits) >= 3 and set(digits) != {"0"} else ""


def bare_licence(typed: str) -> str:
    """The licence without any separator: equal here but not above means a person has to look."""
    return normalised_licence(typed).replace("-", "")


def only_digits(typed: str) -> str:
    """The digits of a number, Thai ones too, without what stands between them.

    >>> only_digits("๐-9940 00617-72-1")
    '0994000617721'
    """
    return "".join(sign for sign in typed.translate(_THAI_DIGITS) if sign in "0123456789")
