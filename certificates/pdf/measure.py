"""How wide a text is set: a sum of advances, which is what the renderer comes to, without asking it."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil

from fontTools.ttLib import TTFont

from cecfp_portal.documents.bundle import font_path

POINT_MM = 25.4 / 72
# A number stays with the word before it and with the unit behind: ครั้งที่ 5, ฉบับที่ 3 (2567), 1500 ml.
_MAY_BREAK = re.compile(r" +(?![\d(])(?!(?<=\d )[A-Za-z%°])")
_HELD_SHARE, _FILLED_SHARE = 0.55, 0.94


@cache
def _advances(*, bold: bool) -> dict[int, int]:
    font = TTFont(font_path("Sarabun-SemiBold.ttf" if bold else "Sarabun-Regular.ttf"))
    widths = font["hmtx"]
    return {code: widths[glyph][0] for code, glyph in font.getBestCmap().items()}


@lru_cache(maxsize=1024)
def width_em(text: str, *, bold: bool = False) -> float:
    """Return the width of a line in ems of its size; marks above and below letters take none."""
    advances = _advances(bold=bold)
    return sum(advances.get(ord(sign), 600) for sign in text) / 1000


def pieces(text: str) -> list[str]:
    """Return the parts between which a name or reference may be broken.

    >>> pieces("แนวทางการคำนวณ พิมพ์ครั้งที่ 5 (2563)")
    ['แนวทางการคำนวณ', 'พิมพ์ครั้งที่ 5 (2563)']
    """
    return _MAY_BREAK.split(text.strip())


@dataclass(frozen=True)
class Arranged:
    """The pieces of a text, each with whether it is kept on one line, and the number of lines they take."""

    parts: tuple[tuple[str, bool], ...]
    lines: int


def arranged(text: str, *, room_em: float, bold: bool = False) -> Arranged:
    """Return how a text is set in lines of some width.

    A piece that fits a line is kept whole unless it would leave most of a line empty before itself.
    """
    parts: list[tuple[str, bool]] = []
    count, used = 1, 0.0
    for piece in pieces(text):
        width = width_em(piece, bold=bold)
        start = used + width_em(" ", bold=bold) if used else 0.0
        is_held = width <= room_em * _HELD_SHARE or (width <= room_em and start >= room_em * (1 - _HELD_SHARE))
        parts.append((piece, is_held))
        if start + width <= room_em:
            used = start + width
        elif is_held:
            count, used = count + 1, width
        else:  # broken between words, so that lines are filled nearly to their ends
            whole = start + width
            count += ceil(whole / (room_em * _FILLED_SHARE)) - 1
            used = whole % room_em
    return Arranged(tuple(parts), count)
