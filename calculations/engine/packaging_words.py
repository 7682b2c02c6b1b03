"""Names of parts that look like packaging, in Thai and English: a hint to ask, never a verdict. Row W8."""

from __future__ import annotations

import re
import unicodedata

# Searched inside Thai text, which has no spaces between words.
THAI_WORDS = (
    "บรรจุภัณฑ์", "หีบห่อ", "กล่อง", "ถาด", "ถุง", "ซอง", "ห่อ", "ฟิล์มหด", "ฟิล์มยืด", "กันกระแทก",
    "พาเลท", "พาเลต", "พาเล็ท", "แพค", "ภาชนะบรรจุ", "กระสอบ", "แพ็ก", "แพ็ค", "บลิสเตอร์",
)  # fmt: skip
# Compared with whole words, singular and plural.
ENGLISH_WORDS = frozenset((
    "packaging", "package", "packing", "pack", "packet", "box", "carton", "tray", "bag", "pouch", "sachet", "wrap",
    "wrapper", "wrapping", "blister", "pallet", "crate", "sleeve", "sack", "clamshell", "dunnage", "shrinkwrap",
    "stretchwrap", "giftbox", "tote", "mailer", "polybag", "envelope",
))  # fmt: skip
# Part of other words ("หลัง", "กำลัง"), so only where no Thai letter stands before it.
_CRATE = re.compile("(?<![\u0e00-\u0e7f])ลัง")
_WORD = re.compile(r"[a-z]+")
# Cyrillic and Greek letters, and digits, that pass for Latin letters to the eye.
_LOOKALIKES = str.maketrans("авекмнорстухіјѕԁɡαεικνορτυχ0134", "abekmhopctyxijsdgaeiknoptuxolea")


def looks_like_packaging(name: str) -> bool:
    """Whether a part or an assembly is named like packaging, however the word is spelled.

    >>> looks_like_packaging("Tray 2"), looks_like_packaging("ถาดรองสินค้า"), looks_like_packaging("Gearbox")
    (True, True, False)
    >>> looks_like_packaging("b0x"), looks_like_packaging("с\u0430rton"), looks_like_packaging("Part 3")
    (True, True, False)
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
    if any(word in "".join(visible.split()) for word in THAI_WORDS) or _CRATE.search(visible):
        return True
    plain = "".join(c for c in unicodedata.normalize("NFD", visible) if unicodedata.category(c) != "Mn")
    spellings = (plain, plain.translate(_LOOKALIKES))
    words = [word for text in spellings for word in (*_WORD.findall(text), *_spelled_apart(text))]
    singular = (form for word in words for form in (word, word.removesuffix("s"), word.removesuffix("es")))
    return any(form in ENGLISH_WORDS for form in singular)


def _spelled_apart(text: str) -> list[str]:
    """A word written letter by letter, "t r a y" or "t-r-a-y", put together."""
    return ["".join(_WORD.findall(run)) for run in re.findall(r"(?:\b[a-z]\b[\s._-]*){3,}", text)]
