"""From frozen content to the one-page PDF: template context, the density that fits, and the rendering."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from cecfp_portal.documents import Attachment, PageLimitExceeded, render_pdf
from cecfp_portal.thai import english_date, thai_date
from certificates import wording
from certificates.content import CertificateContent
from certificates.pdf.mark import artwork
from certificates.pdf.ornament import ground, specimen
from certificates.pdf.qr import qr_svg


@dataclass(frozen=True)
class Density:
    """How closely the page is set; the last resort names factories by their licences alone."""

    name: str
    lists_licences_only: bool = False


# Tried in this order: the first that fits one page is the certificate's.
DENSITIES = (Density("regular"), Density("compact"), Density("dense"), Density("dense", lists_licences_only=True))
ATTACHMENT_NAME = "certificate.json"
# A piece longer than a line must be allowed to break somewhere; Thai letters count, marks above and below do not.
LONGEST_UNBROKEN = 58
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_FIGURE_SIZES = ((6, "figure-large"), (10, "figure-medium"))


class CertificateTooLong(Exception):
    """Even the densest setting needs a second page; the texts must be shortened by correction."""


def render_certificate(content: CertificateContent) -> bytes:
    """Return the PDF of a certificate, the same bytes for the same content.

    Raises CertificateTooLong when the texts do not fit one page, and what `render_pdf` raises.
    """
    context = _context(content)
    images = _images(content)
    data = Attachment(
        name=ATTACHMENT_NAME,
        content=content.canonical(),
        description="What this certificate states, as data",
        created_at=datetime.combine(content.approved_on, time(), tzinfo=UTC),
    )
    for density in DENSITIES:
        html = render_to_string("certificates/pdf/certificate.html", context | {"density": density})
        try:
            return render_pdf(
                html, stylesheets=[_stylesheet()], images=images, attachments=[data], page_limit=1, ground=ground()
            )
        except PageLimitExceeded:
            continue
    raise CertificateTooLong(f"Certificate {content.number} does not fit one page.")


def _images(content: CertificateContent) -> dict[str, bytes]:
    images = {"qr.svg": qr_svg(content.verify_url)}
    if content.is_example:
        images["specimen.svg"] = specimen()
    if content.mark_sha256:
        images["mark.png"] = artwork(content.mark_sha256)
    return images


@cache
def _stylesheet() -> str:
    path = finders.find("css/certificate.css")
    if not path:
        raise FileNotFoundError("static/css/certificate.css")
    return Path(path).read_text(encoding="utf-8")


def _context(content: CertificateContent) -> dict[str, Any]:
    dates = {
        name: wording.Words(thai_date(day), english_date(day))
        for name, day in {
            "meeting": content.meeting_on,
            "approved": content.approved_on,
            "valid_from": content.valid_from,
            "valid_until": content.valid_until,
        }.items()
    }
    return {
        "content": content,
        "route": wording.route_words(content.route, content.activity),
        "kind": wording.KINDS[content.kind],
        "market": wording.MARKETS[content.market],
        "boundary": wording.BOUNDARIES[content.boundary],
        "share": wording.share_words(content.route),
        "mark": wording.mark_words(content.kind),
        "mark_name": wording.MARK_NAME,
        "dates": dates,
        "figure_size": _figure_size(content.footprint),
        "disclaimer": wording.DISCLAIMER,
        "content_sha256": content.sha256(),
        "unbroken": _unbroken_fields(content),
        "factories": [
            {"th": unbroken(line.name_th), "en": unbroken(line.name_en), "licence": line.licence}
            for line in content.factories
        ],
    }


def _unbroken_fields(content: CertificateContent) -> dict[str, SafeString]:
    names = (
        "holder_th", "holder_en", "holder_address_th", "holder_address_en", "product_th", "product_en", "model",
        "verification_body_th", "verification_body_en", "recognised_body_th", "recognised_body_en", "recognised_number",
    )  # fmt: skip
    return {name: unbroken(getattr(content, name)) for name in names}


def unbroken(text: str) -> SafeString:
    """Return text that wraps only at its own spaces: a dictionary would cut names such as จังหวัด|ระยอง."""
    pieces = [(_piece_class(piece), piece) for piece in text.split()]
    return format_html_join(" ", '<span class="{}">{}</span>', pieces)


def _piece_class(piece: str) -> str:
    return "unbroken" if len(_MARKS.sub("", piece)) <= LONGEST_UNBROKEN else "breakable"


def _figure_size(figure: str) -> str:
    return next((name for limit, name in _FIGURE_SIZES if len(figure) <= limit), "figure-small")
