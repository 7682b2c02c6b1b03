"""What other apps call: HTML and CSS in, the same PDF bytes out every time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType

from fontTools.ttLib import TTFont

from cecfp_portal.documents import availability
from cecfp_portal.documents.bundle import FONTS, font_path

_NO_IMAGES: Mapping[str, bytes] = MappingProxyType({})
_INVISIBLE = frozenset("\u200b\u2060\n\r\t")


class FetchRefused(Exception):
    """The document asked for something that is neither bundled nor handed over with it."""


class PageLimitExceeded(Exception):
    """The content does not fit the number of pages allowed."""


@dataclass(frozen=True)
class Attachment:
    """A file carried inside the PDF; `created_at` is printed into it, so it must not come from the clock."""

    name: str
    content: bytes
    description: str
    created_at: datetime


def render_pdf(
    html: str,
    *,
    stylesheets: Sequence[str] = (),
    images: Mapping[str, bytes] = _NO_IMAGES,
    attachments: Sequence[Attachment] = (),
    page_limit: int | None = None,
    in_order: tuple[str, str] | None = None,
    ground: bytes | None = None,
) -> bytes:
    """Return a file that is both PDF/A-3a and PDF/UA-1; the same arguments give the same bytes.

    Args:
        html: a whole document; its title, language and meta elements become the PDF's.
        stylesheets: CSS texts; the family "Sarabun" (400, 600, 700) is always there.
        images: pictures by name, reachable as `bundle:images/<name>`; nothing else can be fetched but fonts.
        attachments: files to embed.
        page_limit: refuse longer documents before writing them.
        in_order: ids of two elements of the first page; the document counts as longer than the page when the upper
            one reaches into the lower one, which may be placed at the bottom.
        ground: an SVG of lines and areas as large as the page, drawn under the first one; it is translated once.

    Raises:
        RendererUnavailable: Pango is not installed. FetchRefused: something else was asked for.
        PageLimitExceeded: more pages than allowed.
    """
    return availability.engine().write(
        html,
        stylesheets=stylesheets,
        images=images,
        attachments=attachments,
        page_limit=page_limit,
        in_order=in_order,
        ground=ground,
    )


@cache
def _printable() -> frozenset[int]:
    return frozenset.intersection(*(frozenset(TTFont(font_path(name)).getBestCmap()) for name in FONTS))


def unprintable_characters(text: str) -> list[str]:
    """Return the characters of `text` that the bundled fonts cannot draw, sorted, each once."""
    return sorted({char for char in text if ord(char) not in _printable() and char not in _INVISIBLE})
