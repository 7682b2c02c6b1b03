"""The strokes all pictures share: shapes, words with a white edge, hatchings, and one scale for all figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from calculations.charts.lettering import text_width
from calculations.engine.display import decimal_text, grouped_text, readable_text

INK, SOFT, LINE, PAPER, WHITE = "#18231e", "#4c5a53", "#7d8c84", "#eaeeea", "#ffffff"
OURS, OURS_SOFT, LIMIT = "#14593f", "#bfdccd", "#a1231b"
WIDE, NARROW = 720, 340
MARGIN = 12

# Hatchings, so that parts differ without colour and in grey print; each a tile of its own size.
_TILES = {
    "open": (8, "", '<rect width="8" height="8" fill="#bfdccd"/><circle cx="4" cy="4" r="1.6" fill="#14593f"/>'),
    "raw_material": (8, "", '<rect width="8" height="8" fill="#14593f"/>'),
    "production": (7, "45", '<rect width="7" height="7" fill="#ffffff"/><rect width="3" height="7" fill="#2a6b52"/>'),
    "distribution": (8, "", '<rect width="8" height="8" fill="#ffffff"/><circle cx="4" cy="4" r="2" fill="#4c5a53"/>'),
    "use": (6, "", '<rect width="6" height="6" fill="#dfe7e2"/><rect width="6" height="2" fill="#7d8c84"/>'),
    "end_of_life": (9, "", '<rect width="9" height="9" fill="#ffffff"/><path d="M0 0L9 9M9 0L0 9" stroke="#18231e"/>'),
}  # fmt: skip


def number(value: Fraction | int) -> str:
    """A coordinate to a hundredth of a unit."""
    return decimal_text(Fraction(value), 2)


def joined(parts: Iterable[SafeString]) -> SafeString:
    """Pieces of a picture, a line each, so that a change of one shows as one."""
    return format_html_join("\n", "{}", ((part,) for part in parts))


def rect(
    x: Fraction | int, y: int, width: Fraction | int, height: int, fill: str, *, stroke: str = "", dash: str = ""
) -> SafeString:
    edge = format_html(' stroke="{}"', stroke) if stroke else ""
    edge = format_html('{} stroke-dasharray="{}"', edge, dash) if dash else edge
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"{}/>',
        number(x), y, number(max(Fraction(width), Fraction(0))), height, fill, edge,
    )  # fmt: skip


def upright(x: Fraction | int, top: int, bottom: int, stroke: str, *, width: str = "1", dash: str = "") -> SafeString:
    """A vertical line."""
    dashes = format_html(' stroke-dasharray="{}"', dash) if dash else ""
    return format_html(
        '<line x1="{0}" x2="{0}" y1="{1}" y2="{2}" stroke="{3}" stroke-width="{4}"{5}/>',
        number(x), top, bottom, stroke, width, dashes,
    )  # fmt: skip


def words(
    x: Fraction | int, y: int, text: str, *, size: int = 14, anchor: str = "start", fill: str = INK,
    is_strong: bool = False, has_edge: bool = False,
) -> SafeString:  # fmt: skip
    """Text; with an edge in white it stays legible over hatchings and lines."""
    weight = SafeString(' font-weight="600"') if is_strong else ""
    edge = SafeString(' stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"')
    return format_html(
        '<text x="{}" y="{}" font-size="{}" text-anchor="{}" fill="{}"{}{}>{}</text>',
        number(x), y, size, anchor, fill, weight, edge if has_edge else "", text,
    )  # fmt: skip


def words_within(x: Fraction, y: int, text: str, width: int, *, size: int = 14, **more: str | bool) -> SafeString:
    """Text centred on a place, moved as far as it must to stay inside the picture."""
    half = Fraction(text_width(text, size), 2)
    place = min(max(x, MARGIN + half), width - MARGIN - half)
    return words(place, y, text, size=size, anchor="middle", **more)  # type: ignore[arg-type]


def patterns(key: str, names: Iterable[str]) -> SafeString:
    tiles = format_html_join(
        "",
        '<pattern id="{}-{}" width="{}" height="{}" patternUnits="userSpaceOnUse"{}>{}</pattern>',
        (
            (
                key,
                name,
                size,
                size,
                format_html(' patternTransform="rotate({})"', turn) if turn else "",
                SafeString(art),
            )
            for name, (size, turn, art) in ((name, _TILES[name]) for name in names)
        ),
    )
    return format_html("<defs>{}</defs>", tiles)


def hatched(key: str, name: str) -> str:
    return f"url(#{key}-{name})"


def picture(key: str, width: int, height: int, title: str, description: str, body: Iterable[SafeString]) -> SafeString:
    return format_html(
        '<svg class="chart" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" '
        'aria-labelledby="{2}-title {2}-desc" xmlns="http://www.w3.org/2000/svg">\n'
        '<title id="{2}-title">{3}</title>\n<desc id="{2}-desc">{4}</desc>\n{5}\n</svg>',
        width, height, key, title, description, joined(body),
    )  # fmt: skip


@dataclass(frozen=True)
class Scale:
    """Figures to places between two edges; zero is always on it."""

    low: Fraction
    high: Fraction
    left: int
    right: int

    @classmethod
    def over(cls, values: Iterable[Fraction], left: int, right: int) -> "Scale":
        found = [Fraction(0), *values]
        return cls(min(found), max(found), left, right)

    def at(self, value: Fraction) -> Fraction:
        span = self.high - self.low
        if not span:
            return Fraction(self.left)
        return self.left + (value - self.low) / span * (self.right - self.left)

    def ticks(self, most: int) -> list[Fraction]:
        """Round figures, 1, 2 or 5 times a power of ten apart, zero among them."""
        span = self.high - self.low
        if not span:
            return [Fraction(0)]
        step = Fraction(1)
        while step * most < span:
            step *= 10
        while step * most >= span * 10:
            step /= 10
        step = next((step / part for part in (10, 5, 2) if step / part * most >= span), step)
        first = -((-self.low) // step) * step if self.low < 0 else Fraction(0)
        return [tick for i in range(2 * most + 2) if (tick := first + i * step) <= self.high and tick >= self.low]


def axis(scale: Scale, y: int, top: int, most: int) -> list[SafeString]:
    """The ticks of a scale below what is drawn; only the zero where the figures are too long to stand side by side."""
    ticks = scale.ticks(most)
    texts = {tick: grouped_text(readable_text(tick)) for tick in ticks}
    room = scale.at(ticks[1]) - scale.at(ticks[0]) if len(ticks) > 1 else Fraction(10**6)
    if any(text_width(text, 13) + 8 > room for text in texts.values()):
        ticks = [Fraction(0)]
    drawn: list[SafeString] = []
    for tick in ticks:
        drawn.append(upright(scale.at(tick), top, y + 4, LINE if tick else SOFT, dash="" if not tick else "2 3"))
        drawn.append(words_within(scale.at(tick), y + 18, texts[tick], scale.right + MARGIN, size=13, fill=SOFT))
    return drawn
