"""From frozen content to the one-page PDF: the largest type that fits, the template's context, and the rendering."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from cecfp_portal.documents import Attachment, PageLimitExceeded, render_pdf
from cecfp_portal.thai import english_date, thai_date
from certificates import wording
from certificates.content import CertificateContent
from certificates.pdf.mark import artwork
from certificates.pdf.measure import POINT_MM
from certificates.pdf.ornament import ground, specimen
from certificates.pdf.particulars import Particulars, Sites, is_tight, particulars
from certificates.pdf.qr import qr_svg

ATTACHMENT_NAME = "certificate.json"
# Of the page's type, in points: the largest that fits is taken.
SIZES = (9.0, 8.7, 8.4, 8.1, 7.8, 7.5, 7.2, 7.0)
# What the particulars share with the heading, which grows with the type; measured on the rendered page.
ROOM_MM, HEADING_EM = 176.5, 20.1
TIGHT_ROOM_MM, TIGHT_HEADING_EM = 184.0, 17.6
_FIGURE_SIZES = ((6, "figure-large"), (10, "figure-medium"))


class CertificateTooLong(Exception):
    """Even the smallest type needs a second page; the texts must be shortened by correction."""


@dataclass(frozen=True)
class Setting:
    """How closely the page is set."""

    size: float
    sites: Sites

    @property
    def css(self) -> str:
        """The classes of the page."""
        return f"size-{round(self.size * 10)}" + (" tight" if is_tight(self.size) else "")


def render_certificate(content: CertificateContent) -> bytes:
    """Return the PDF of a certificate, the same bytes for the same content.

    Raises CertificateTooLong when the texts do not fit one page, and what `render_pdf` raises.
    """
    context, images = _context(content), _images(content)
    data = Attachment(
        name=ATTACHMENT_NAME,
        content=content.canonical(),
        description="What this certificate states, as data",
        created_at=datetime.combine(content.approved_on, time(), tzinfo=UTC),
    )
    for setting, stated in settings_to_try(content):
        html = render_to_string(
            "certificates/pdf/certificate.html", context | {"setting": setting, "stated": stated.shown(setting.size)}
        )
        try:
            return render_pdf(
                html,
                stylesheets=[_stylesheet()],
                images=images,
                attachments=[data],
                page_limit=1,
                in_order=("particulars", "foot"),
                ground=ground(),
            )
        except PageLimitExceeded:
            continue
    raise CertificateTooLong(f"Certificate {content.number} does not fit one page.")


def settings_to_try(content: CertificateContent) -> Iterator[tuple[Setting, Particulars]]:
    """Yield settings from the first that should fit to the closest, each with what it states.

    Addresses of factories are printed where the page has room for them at a size that reads well.
    """
    for sites, sizes in ((Sites.ADDRESSES, SIZES[:3]), (Sites.NAMES, SIZES), (Sites.LICENCES, SIZES)):
        stated = particulars(content, sites)
        for size in sizes:
            room, heading = (TIGHT_ROOM_MM, TIGHT_HEADING_EM) if is_tight(size) else (ROOM_MM, HEADING_EM)
            if stated.height(size) + heading <= room / (size * POINT_MM):
                yield Setting(size, sites), stated


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
    days = {"approved": content.approved_on, "valid_from": content.valid_from, "valid_until": content.valid_until}
    return {
        "content": content,
        "share": wording.share_words(content.route),
        "mark": wording.mark_words(content.kind),
        "mark_name": wording.MARK_NAME,
        "dates": {name: wording.Words(thai_date(day), english_date(day)) for name, day in days.items()},
        "figure_size": _figure_size(content.footprint),
        "disclaimer": wording.DISCLAIMER,
        "content_sha256": content.sha256(),
        "address": content.verify_url.removesuffix(content.code),
    }


def _figure_size(figure: str) -> str:
    return next((name for limit, name in _FIGURE_SIZES if len(figure) <= limit), "figure-small")
