"""Mends how WeasyPrint 70.0 records Thai text, so that copying, searching and screen readers get the true words.

HarfBuzz draws SARA AM (U+0E33) as two glyphs. WeasyPrint writes one text per glyph and lets the first use win, so a
page that holds "น้ำ" before "นาม" teaches the reader that every SARA AA is a SARA AM. Raised marks are drawn apart from
their letters, and readers that order glyphs by place tear them off ("พรินท์ ้" in bold). The drawing is right; the text is
not. So the glyphs are mapped one by one, and every run with such signs states its text beside the drawing (ActualText).
Every run states its language as well, which a screen reader needs to pronounce a bilingual page.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from io import BytesIO
from typing import Any

import pydyf
import weasyprint
from fontTools.ttLib import TTFont
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream

WRITTEN_FOR = "70.0"
_DRAWN_APART = re.compile("[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]")
_PARTS_OF_SARA_AM = frozenset("\u0e32\u0e4d")
_UNICODE_NAME = re.compile(r"uni((?:[0-9A-F]{4})+)(?:\..*)?")


class GlyphTexts(dict[int, str]):
    """Glyph to text; an empty text, which some readers reject, is replaced by what the glyph's name says."""

    def __init__(self, named: dict[int, str]) -> None:
        super().__init__({glyph: text for glyph, text in named.items() if text in _PARTS_OF_SARA_AM})
        self._named = named

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, text or self._named.get(glyph, ""))


@lru_cache(maxsize=16)
def _texts_by_name(font_file: bytes, index: int) -> dict[int, str]:
    """Return what the glyphs named after code points (uni0E4D0E49.narrow) stand for."""
    names = TTFont(BytesIO(font_file), fontNumber=index).getGlyphOrder()
    matches = ((glyph, _UNICODE_NAME.fullmatch(name)) for glyph, name in enumerate(names))
    return {glyph: bytes.fromhex(match[1]).decode("utf-16-be") for glyph, match in matches if match}


def _seed_texts(original: Any) -> Any:
    def initialise(self: Font, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        self.to_unicode = GlyphTexts(_texts_by_name(self.file_content, self.index))

    return initialise


def _state_text_and_language(original: Any) -> Any:
    @contextmanager
    def marked(self: Stream, box: Any, tag: str) -> Iterator[None]:
        with original(self, box, tag):
            text = getattr(box, "text", None)
            if self._tags is not None and isinstance(text, str):
                # The property list was just written: [..., tag, properties, "BDC"].
                properties = self.stream[-2]
                if _DRAWN_APART.search(text):
                    properties["ActualText"] = pydyf.String(text)
                if language := box.style["lang"]:
                    properties["Lang"] = pydyf.String(language)
            yield

    return marked


@cache
def mend() -> None:
    """Wrap the two functions, once per process; refuses any other version, whose insides nobody has compared.

    Raises RuntimeError for a WeasyPrint this was not written for.
    """
    if weasyprint.__version__ != WRITTEN_FOR:
        raise RuntimeError(f"The Thai text fix is for WeasyPrint {WRITTEN_FOR}; {weasyprint.__version__} is installed.")
    Font.__init__ = _seed_texts(Font.__init__)
    Stream.marked = _state_text_and_language(Stream.marked)
