"""How wide a text is drawn, and how a long name is broken or cut: Thai has no blanks, and marks take no room."""

import unicodedata

# Widths in em of IBM Plex Sans Thai (Looped), rounded up, so that a text never runs out of its place.
_NARROW, _LATIN, _THAI, _WIDE = 0.33, 0.6, 0.66, 1.0
_NARROW_LETTERS = set(" .,:;'|!()[]ijl-")
_LEADING_VOWELS = set("เแโใไ")
_ELLIPSIS = "…"


def clusters(text: str) -> list[str]:
    """The smallest pieces that may be parted: a letter with its marks, with a vowel written before it.

    >>> clusters("เกม"), clusters("น้ำ")
    (['เก', 'ม'], ['น้ำ'])
    """
    pieces: list[str] = []
    for letter in text:
        is_mark = unicodedata.category(letter) in ("Mn", "Me", "Cf") or letter in "ะาำๅ"
        if pieces and (is_mark or pieces[-1][-1] in _LEADING_VOWELS):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def text_width(text: str, size: int) -> int:
    """The room a text needs in units of the picture, a little more rather than less."""
    return -(-int(sum(_em(letter) for letter in text) * size * 100) // 100)


def _em(letter: str) -> float:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    if letter in _NARROW_LETTERS:
        return _NARROW
    if "\u0e00" <= letter <= "\u0e7f":
        return _THAI
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _LATIN


def shortened(text: str, room: int, size: int) -> str:
    """The text, or as much of it as fits before an ellipsis; never cut inside a Thai syllable's letter.

    >>> shortened("พลาสติกพีอีที", 60, 14), shortened("PET", 60, 14)
    ('พลาส…', 'PET')
    """
    if text_width(text, size) <= room:
        return text
    kept = ""
    for cluster in clusters(text):
        if text_width(kept + cluster + _ELLIPSIS, size) > room:
            break
        kept += cluster
    return kept.rstrip() + _ELLIPSIS


def wrapped(text: str, room: int, size: int, most_lines: int) -> list[str]:
    """The text on as many lines as it needs, at blanks where there are any; what is left over is cut short."""
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most_lines - 1 and text_width(rest, size) > room:
        line = _first_line(rest, room, size)
        lines.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    return [*lines, shortened(rest, room, size)] if rest else lines


def _first_line(text: str, room: int, size: int) -> str:
    """As much as fits; a Latin word is kept whole, Thai is parted where the line is full."""
    kept, after_blank = "", 0
    for cluster in clusters(text):
        if text_width(kept + cluster, size) > room:
            break
        kept += cluster
        if cluster == " ":
            after_blank = len(kept)
    parts_a_word = text[len(kept) : len(kept) + 1].isascii() or after_blank * 2 >= len(kept)
    return text[:after_blank] if after_blank and parts_a_word else kept or clusters(text)[0]
