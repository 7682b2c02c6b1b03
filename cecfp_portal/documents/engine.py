"""WeasyPrint behind one lock, with one font configuration per process; imported only when a document is drawn."""

import gc
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial

import pydyf
import weasyprint
from weasyprint.text.ffi import harfbuzz_subset
from weasyprint.text.fonts import FontConfiguration

from cecfp_portal.documents import finishing, thai_text
from cecfp_portal.documents.bundle import FONT_FACES, FONTCONFIG_FILE, SCHEME
from cecfp_portal.documents.fetcher import BundleFetcher, Refusal
from cecfp_portal.documents.ground import lay_under_first_page
from cecfp_portal.documents.rendering import Attachment, FetchRefused, PageLimitExceeded

VARIANT = "pdf/a-3a"
POINTS_PER_PIXEL = 0.75
# Pango's font map is not documented as safe to share between threads.
_LOCK = threading.Lock()

thai_text.mend()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Draw behind the lock, and let the garbage collector wait: a page makes many objects, and walking is dear.

    For a whole function: when it has returned they are out of use, and are walked over once and freed.
    """
    with _LOCK:
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            yield
        finally:
            if was_enabled:
                gc.enable()


def _own_fonts_only() -> FontConfiguration:
    """Return a configuration that has never seen the machine's fonts: same bytes on every machine."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FONTCONFIG_FILE)
    try:
        return FontConfiguration()
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


# A new one per document costs a folder and memory that is never given back.
_FONTS = _own_fonts_only()


@lru_cache(maxsize=16)
def _stylesheet(text: str) -> weasyprint.CSS:
    return weasyprint.CSS(string=text, base_url=SCHEME, url_fetcher=BundleFetcher({}), font_config=_FONTS)


def has_subsetting() -> bool:
    """Return whether HarfBuzz can cut the fonts down."""
    return bool(harfbuzz_subset)


@_one_at_a_time()
def write(
    html: str,
    *,
    stylesheets: Sequence[str],
    images: Mapping[str, bytes],
    attachments: Sequence[Attachment],
    page_limit: int | None,
    in_order: tuple[str, str] | None,
    ground: bytes | None,
) -> bytes:
    """Draw the document; see `rendering.render_pdf`."""
    fetcher = BundleFetcher(images)
    try:
        sheets = [_stylesheet(FONT_FACES), *(_stylesheet(text) for text in stylesheets)]
        source = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)
        document = source.render(
            stylesheets=sheets,
            font_config=_FONTS,
            pdf_variant=VARIANT,
        )
        if page_limit is not None and len(document.pages) > page_limit:
            raise PageLimitExceeded(f"{len(document.pages)} pages, {page_limit} allowed.")
        if in_order is not None:
            _require_order(document.pages[0], *in_order)
        embedded = [_embedded(item, fetcher) for item in attachments]
        finish = partial(_finish, ground=ground)
        return document.write_pdf(pdf_variant=VARIANT, attachments=embedded, finisher=finish)
    except Refusal as refusal:
        raise FetchRefused(str(refusal)) from refusal


def _require_order(page: weasyprint.Page, upper: str, lower: str) -> None:
    end, start = page.anchors[upper][3], page.anchors[lower][1]
    if end > start:
        raise PageLimitExceeded(f"{upper} reaches {end - start:.1f} pixels into {lower}.")


def _finish(document: weasyprint.Document, pdf: pydyf.PDF, *, ground: bytes | None) -> None:
    page = document.pages[0]
    width, height = page.width * POINTS_PER_PIXEL, page.height * POINTS_PER_PIXEL
    if ground is not None:
        lay_under_first_page(pdf, ground, width, height)
    finishing.declare_conformance(pdf)
    finishing.place_figures(pdf, height)
    finishing.settle_streams(pdf)


def _embedded(item: Attachment, fetcher: BundleFetcher) -> weasyprint.Attachment:
    return weasyprint.Attachment(
        string=item.content,
        base_url=SCHEME,
        url_fetcher=fetcher,
        name=item.name,
        description=item.description,
        created=item.created_at,
        modified=item.created_at,
        relationship="Data",
    )
