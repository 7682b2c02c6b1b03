"""What the certificate states line by line, and how high that stands at a size of type.

One list feeds the page and the estimate, so that what is measured is what is printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cecfp_portal.thai import english_date, thai_date
from certificates import wording
from certificates.content import CertificateContent, FactoryLine
from certificates.pdf.measure import POINT_MM, Arranged, arranged
from certificates.wording import LABELS, Words


class Sites(Enum):
    """How much is said of each factory; the last resort for many of them is their licences alone."""

    ADDRESSES = "addresses"
    NAMES = "names"
    LICENCES = "licences"


@dataclass(frozen=True)
class Style:
    """A kind of line: its size in ems of the page's type, and whether it is bold (as in the CSS)."""

    name: str
    size: float = 1.0
    is_bold: bool = False
    language: str = ""

    def leading(self, size: float) -> float:
        """Return the line height, which small type has less of."""
        if self.language or self is LABEL:
            return 1.3
        return 1.36 if size >= SMALL else 1.3


SMALL = 8.4
NAME = Style("name", 1.12, is_bold=True)
STRONG = Style("strong", is_bold=True)
PLAIN = Style("plain")
ENGLISH = Style("en", 0.82, language="en")
LABEL = Style("label", 0.84, is_bold=True)
# Of the two columns, in millimetres; what lies between lines in ems of the page's type.
TIGHT = 7.8
NO_BREAK = "\u00a0"
WIDE_MM, HALF_MM = 128.5, 77.5
ROW_PADDING, TIGHT_ROW_PADDING = 0.5, 0.3


def is_tight(size: float) -> bool:
    """Tell whether heading, rows and foot are set closer as well."""
    return size <= TIGHT


@dataclass(frozen=True)
class Line:
    """One text in one style; `after` follows in plain type."""

    style: Style
    text: str
    after: str = ""

    def room_em(self, size: float, room_mm: float) -> float:
        """Return the width of the column in ems of this line's type."""
        return room_mm / (size * self.style.size * POINT_MM)

    def arranged(self, size: float, room_mm: float) -> Arranged:
        """Return how the line is set in a column."""
        whole = f"{self.text} {self.after}" if self.after else self.text
        return arranged(whole, room_em=self.room_em(size, room_mm), bold=self.style.is_bold)

    def height(self, size: float, room_mm: float) -> float:
        """Return the height in ems of the page's type."""
        return self.arranged(size, room_mm).lines * self.style.size * self.style.leading(size)


@dataclass(frozen=True)
class Entry:
    """A label and its lines."""

    label: Words
    lines: Sequence[Line]

    def height(self, size: float, room_mm: float) -> float:
        """Return the height of the lines in ems of the page's type."""
        return sum(line.height(size, room_mm) for line in self.lines)


@dataclass(frozen=True)
class Particulars:
    """The entries over the whole width, and below them the pairs side by side."""

    wide: Sequence[Entry]
    pairs: Sequence[tuple[Entry, Entry]]

    def height(self, size: float) -> float:
        """Return the height of everything in ems of the page's type."""
        label = LABEL.size * LABEL.leading(size)
        wide = [max(entry.height(size, WIDE_MM), 2 * label) for entry in self.wide]
        halves = [label + max(entry.height(size, HALF_MM) for entry in pair) for pair in self.pairs]
        padding = TIGHT_ROW_PADDING if is_tight(size) else ROW_PADDING
        return sum(wide) + sum(halves) + padding * (len(wide) + len(halves))

    def shown(self, size: float) -> dict[str, list[dict[str, object]]]:
        """Return what the template prints, each text held together where a line of this size allows it."""
        return {
            "wide": [_shown(entry, size, WIDE_MM) for entry in self.wide],
            "pairs": [{"cells": [_shown(entry, size, HALF_MM) for entry in pair]} for pair in self.pairs],
        }


def particulars(content: CertificateContent, sites: Sites) -> Particulars:
    """Return what the certificate states, in the order of the page."""
    return Particulars(
        wide=[
            Entry(LABELS["holder"], _named(content, "holder", NAME) + _named(content, "holder_address", PLAIN)),
            Entry(LABELS["site"], _sites(content.factories, sites)),
            Entry(LABELS["product"], _named(content, "product", NAME) + _model(content)),
        ],
        pairs=[
            (Entry(LABELS["type"], _type(content)), Entry(LABELS["form"], _form(content))),
            (_entry(content, "functional_unit"), _entry(content, "product_unit")),
            (Entry(LABELS["boundary"], _both(wording.BOUNDARIES[content.boundary])), _entry(content, "pcr")),
            (_entry(content, "criteria"), _entry(content, "guideline")),
            (Entry(LABELS["body"], _named(content, "verification_body", PLAIN)), _meeting(content)),
        ],
    )


def _both(words: Words, style: Style = PLAIN) -> list[Line]:
    english = [Line(ENGLISH, words.en)] if words.en and words.en != words.th else []
    return [Line(style, words.th), *english] if words.th else english


def _named(content: CertificateContent, name: str, style: Style) -> list[Line]:
    return _both(Words(getattr(content, f"{name}_th"), getattr(content, f"{name}_en")), style)


def _entry(content: CertificateContent, name: str) -> Entry:
    return Entry(LABELS[name], _named(content, name, PLAIN))


def _model(content: CertificateContent) -> list[Line]:
    return [Line(PLAIN, f"{LABELS['model'].th} {content.model}")] if content.model else []


def _sites(factories: Sequence[FactoryLine], sites: Sites) -> list[Line]:
    licence = LABELS["licence"].th
    if sites is Sites.LICENCES:
        named = [(f"{licence} " if line.licence else "") + (line.licence or line.name_th) for line in factories]
        return [Line(PLAIN, ", ".join(named))]
    found: list[Line] = []
    for line in factories:
        found.append(Line(STRONG, line.name_th, after=f"{licence} {line.licence}" if line.licence else ""))
        found.extend([Line(ENGLISH, line.name_en)] if line.name_en else [])
        if sites is Sites.ADDRESSES:
            found.extend(_both(Words(line.address_th, line.address_en)))
    return found


def _type(content: CertificateContent) -> list[Line]:
    found = _both(wording.route_words(content.route, content.activity))
    if content.recognised_body_th:
        number = f"เลขที่ {content.recognised_number}"
        found.append(Line(PLAIN, f"รับรองโดย {content.recognised_body_th} {number}"))
    if content.recognised_body_en:
        found.append(Line(ENGLISH, f"certified by {content.recognised_body_en}"))
    return found


def _form(content: CertificateContent) -> list[Line]:
    kind, market = wording.KINDS[content.kind], wording.MARKETS[content.market]
    return _both(Words(f"{kind.th} {market.th}", f"{kind.en}, {market.en}"))


def _meeting(content: CertificateContent) -> Entry:
    thai, english = (day(content.meeting_on).replace(" ", NO_BREAK) for day in (thai_date, english_date))
    number, round_ = content.statement_number, content.meeting_round
    return Entry(
        LABELS["statement_and_meeting"],
        [
            Line(PLAIN, f"ถ้อยแถลงเลขที่ {number} ประชุมครั้งที่ {round_} วันที่ {thai}"),
            Line(ENGLISH, f"Statement {number}, meeting {round_}, {english}"),
        ],
    )


def _shown(entry: Entry, size: float, room_mm: float) -> dict[str, object]:
    return {
        "label": entry.label,
        "lines": [{"style": line.style, "text": _set(line, size, room_mm)} for line in entry.lines],
    }


def _set(line: Line, size: float, room_mm: float) -> SafeString:
    after = format_html(' <span class="after">{}</span>', line.after) if line.after else ""
    if line.arranged(size, room_mm * 0.98).lines == 1:
        return format_html("{}{}", line.text, after)
    parts = arranged(line.text, room_em=line.room_em(size, room_mm), bold=line.style.is_bold).parts
    # Left to itself the renderer breaks by dictionary and cuts names such as จังหวัด|ระยอง.
    held = format_html_join(" ", '<span class="{}">{}</span>', (("held" if kept else "", part) for part, kept in parts))
    return format_html("{}{}", held, after)
