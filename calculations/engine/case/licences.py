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


def bare_licence(typed: str) -> str:
    """The licence without any separator: equal here but not above means a person has to look."""
    return normalised_licence(typed).replace("-", "")
