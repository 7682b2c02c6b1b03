"""A drawing that lies under the first page: translated to PDF once per process, then only referred to.

Translating the ornament of a frame costs more than the whole text before it, and never differs.
"""

import zlib
from dataclasses import dataclass
from functools import lru_cache

import pydyf
import weasyprint

from cecfp_portal.documents.bundle import SCHEME
from cecfp_portal.documents.fetcher import BundleFetcher
from cecfp_portal.documents.finishing import target

_NAME = "ground"
_OPEN, _CLOSE = b"stream\n", b"\nendstream"
_PAGE = """<!doctype html><html><style>@page {{ size: {width}pt {height}pt; margin: 0 }} body {{ margin: 0 }}
img {{ display: block; width: {width}pt; height: {height}pt }}</style><img src="bundle:images/ground.svg"></html>"""


class TooRich(ValueError):
    """A ground is lines and areas: no text, no pictures, no patterns."""


@dataclass(frozen=True)
class _Drawing:
    """Compressed drawing instructions, and the graphics states they name."""

    instructions: bytes
    states: bytes


@lru_cache(maxsize=4)
def _drawing(svg: bytes, width: float, height: float) -> _Drawing:
    """Translate the SVG. Raises TooRich when it needs more than instructions and plain states."""
    found: list[_Drawing] = []

    def take(_: weasyprint.Document, pdf: pydyf.PDF) -> None:
        page = target(pdf, pdf.page_references[0])
        resources = target(pdf, page["Resources"])
        if any(resources[kind] for kind in ("XObject", "Pattern", "Shading")) or target(pdf, resources["Font"]):
            raise TooRich("The ground holds text, a pattern or a picture.")
        whole = target(pdf, page["Contents"])
        whole.compress = False
        instructions = whole.data[whole.data.index(_OPEN) + len(_OPEN) : -len(_CLOSE)]
        found.append(_Drawing(zlib.compress(instructions, 9), resources["ExtGState"].data))

    fetcher = BundleFetcher({"ground.svg": svg})
    html = _PAGE.format(width=width, height=height)
    weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=fetcher).write_pdf(finisher=take)
    return found[0]


def lay_under_first_page(pdf: pydyf.PDF, svg: bytes, width: float, height: float) -> None:
    """Put the drawing under what the first page shows, as an artifact: readers for the blind pass over it."""
    drawing = _drawing(svg, width, height)
    form = pydyf.Stream(
        [drawing.instructions],
        {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array([0, 0, width, height]),
            "Resources": pydyf.Dictionary({"ExtGState": drawing.states}),
            "Filter": "/FlateDecode",
        },
    )
    show = pydyf.Stream([f"/Artifact BMC q /{_NAME} Do Q EMC"])
    pdf.add_object(form)
    pdf.add_object(show)
    page = target(pdf, pdf.page_references[0])
    target(pdf, page["Resources"])["XObject"][_NAME] = form.reference
    page["Contents"] = pydyf.Array([show.reference, page["Contents"]])
