"""One spelling for a factory licence number."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GAPS = re.compile(r"[\s\u200b]+")
_MARKS = re.compile(r"[^0-9a-z\u0e00-\u0e7f]+")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


@lru_cache(maxsize=4096)
def normalised_licence(typed: str) -> str:
    """One spelling for a factory licence number: Thai digits, blanks and the kind of separator make no difference.

    >>> normalised_licence("ส๓-๑๕(๑)-๑/๓๔ ลบ") == normalised_licence("ส3-15(1)-1/34ลบ")
    True
    """
    text = _GAPS.sub("", unicodedata.normalize("NFKC", typed).translate(_THAI_DIGITS).lower())
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


# Signs that pass for a digit to the eye: small L, capital I, the letter O, the Cyrillic Ze and O.
_LOOKALIKES = str.maketrans("lioзо", "11030")


@lru_cache(maxsize=4096)
def licences_alike(one: str, other: str) -> bool:
    """Whether two licences may be one number written in two ways, so that a person has to look.

    Leading zeros, a year in full, words before the number, a province left out or spelled out, and letters that look
    like digits make no difference here.

    >>> licences_alike("รง.4 เลขที่ 03-53-01/2550 ระยอง", "3-53-1/50รย"), licences_alike("3-53-2/50รย", "3-53-1/50รย")
    (True, False)
    """
    groups, provinces = zip(*(_digits_and_province(typed) for typed in (one, other)), strict=True)
    shorter, longer = sorted(groups, key=len)
    is_one_number = len("".join(shorter)) >= 3 and longer[len(longer) - len(shorter) :] == shorter
    return is_one_number and (not all(provinces) or provinces[0] == provinces[1])


def _digits_and_province(typed: str) -> tuple[tuple[str, ...], str]:
    """The groups of digits without zeros before them, a year in two digits, and the province's first letter."""
    text = unicodedata.normalize("NFKC", typed).translate(_THAI_DIGITS).lower().translate(_LOOKALIKES)
    groups = [group.lstrip("0") for group in re.findall("[0-9]+", text)]
    if groups and re.fullmatch("25[0-9]{2}", groups[-1]):
        groups[-1] = groups[-1][2:].lstrip("0")
    letters = re.search("[\u0e01-\u0e2e]", re.sub("^.*[0-9]", "", text))
    return tuple(group for group in groups if group), letters[0] if letters else ""


def only_digits(typed: str) -> str:
    """The digits of a number, Thai ones too, without what stands between them.

    >>> only_digits("๐-9940 00617-72-1")
    '0994000617721'
    """
    return "".join(sign for sign in typed.translate(_THAI_DIGITS) if sign in "0123456789")
