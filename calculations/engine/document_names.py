"""One spelling for what a document says of itself."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_MARKS = re.compile(r"[^0-9a-z\u0e00-\u0e7f]+")
_ZEROS = re.compile(r"^0+(?=[0-9])")
_FIRM_WORDS = re.compile(
    unicodedata.normalize("NFKC", r"^(บริษัท|บจก|บมจ|หจก)|(จำกัด|มหาชน|company|limited|co|ltd|plc)+$")
)


@lru_cache(maxsize=4096)
def document_number(typed: str) -> str:
    """One spelling for the number of a document: case, blanks, separators, Thai digits and leading zeros are no matter.

    >>> document_number("DN-๐๐๑๒/2568") == document_number("dn 12-2568")
    True
    """
    text = unicodedata.normalize("NFKC", typed).translate(_THAI_DIGITS).lower()
    # What stands between letters is no matter; between digits it parts one number from the next.
    words = re.sub(r"(?<=[a-z\u0e00-\u0e7f]) +(?=[a-z\u0e00-\u0e7f])", "", _MARKS.sub(" ", text))
    groups = re.findall(r"[0-9]+|[a-z\u0e00-\u0e7f]+", words)
    return "-".join(_ZEROS.sub("", group) for group in groups)


@lru_cache(maxsize=4096)
def seller_name(typed: str) -> str:
    """A seller's name without blanks, marks and the words for its kind of firm.

    >>> seller_name("บริษัท ตัวอย่างรีไซเคิล จำกัด") == seller_name("ตัวอย่าง รีไซเคิล")
    True
    """
    bare = _MARKS.sub("", unicodedata.normalize("NFKC", typed).translate(_THAI_DIGITS).lower())
    return _FIRM_WORDS.sub("", bare)
