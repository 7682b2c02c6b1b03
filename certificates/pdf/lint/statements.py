"""Rules of what a certificate states: nothing missing, figures and days of their one form, everything printable."""

import re
from collections.abc import Iterator
from decimal import Decimal

from django.conf import settings

from applications.models.application import thai_fiscal_year
from cecfp_portal import practice
from cecfp_portal.documents import unprintable_characters
from certificates import numbering
from certificates.content import CertificateContent
from certificates.models.spelling import SHA256_FORM

REQUIRED = (
    "holder_th", "holder_address_th", "product_th", "route", "kind", "market", "functional_unit_th", "product_unit_th",
    "boundary", "recycled_share", "recycled_share_percent", "footprint", "footprint_unit", "criteria_th",
    "guideline_th", "pcr_th", "verification_body_th", "statement_number", "meeting_round", "edition", "factor_set",
    "engine",
)  # fmt: skip
FOOTPRINT_UNITS = frozenset({"kgCO₂e"})
_FOOTPRINT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_SHARE = re.compile(r"\d{1,3}\.\d{2}")


def nothing_is_missing(content: CertificateContent) -> Iterator[str]:
    """Every statement of the certificate is there."""
    missing = [name for name in REQUIRED if not getattr(content, name).strip()]
    if not content.factories or not all(site.name_th for site in content.factories):
        missing.append("factories")
    if missing:
        yield f"missing: {', '.join(missing)}"


def footprint_has_its_unit(content: CertificateContent) -> Iterator[str]:
    """The figure is a number in its one spelling and the unit is the scheme's."""
    if not _FOOTPRINT.fullmatch(content.footprint):
        yield f"the footprint {content.footprint!r} is no figure"
    if content.footprint_unit not in FOOTPRINT_UNITS:
        yield f"the unit {content.footprint_unit!r} is not the scheme's"


def share_is_a_percentage(content: CertificateContent) -> Iterator[str]:
    """The share has two decimals and lies between 0 and 100."""
    text = content.recycled_share_percent
    if not _SHARE.fullmatch(text) or Decimal(text) > 100:
        yield f"the share {text!r} is no percentage with two decimals"


def term_is_within_the_scheme(content: CertificateContent) -> Iterator[str]:
    """The term begins no earlier than the approval and ends before the anniversary the scheme sets."""
    years: int = practice.value("certificate_validity_years", on=content.approved_on)
    if practice.value("renewal_continues_term", on=content.approved_on):
        # A renewal then adds its years to what is left of the former term, which is no longer than they are.
        years *= 2
    start, end = content.valid_from, content.valid_until
    if not content.approved_on <= start <= end:
        yield "the days of approval, beginning and end are not in order"
    elif (end.year - start.year, end.month, end.day) >= (years, start.month, start.day):
        yield f"valid for longer than the {years} years of the scheme"


def case_is_named_by_its_hashes(content: CertificateContent) -> Iterator[str]:
    """The hashes of the frozen case are there and of their form; later ones may be absent, never malformed."""
    for name in ("judged_sha256", "case_sha256"):
        if not re.match(SHA256_FORM, getattr(content, name)):
            yield f"{name} is no SHA-256"
    for name in ("rulings_sha256", "context_sha256", "mark_sha256"):
        if getattr(content, name) and not re.match(SHA256_FORM, getattr(content, name)):
            yield f"{name} is no SHA-256"


def everything_can_be_printed(content: CertificateContent) -> Iterator[str]:
    """The bundled fonts have every sign; a missing one would be an empty box."""
    missing = unprintable_characters("".join(content.texts()))
    if missing:
        signs = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in missing)
        yield f"these characters cannot be printed: {signs}"


def number_has_its_form(content: CertificateContent) -> Iterator[str]:
    """The number is one that the template in force on the day of approval can give."""
    running = re.search(r"\d+$", content.number)
    fiscal_year = thai_fiscal_year(content.approved_on)
    on = content.approved_on
    if not running or numbering.number_text(fiscal_year, int(running[0]), on=on) != content.number:
        yield f"the number {content.number!r} is not of the scheme's form"


def qr_code_leads_to_this_certificate(content: CertificateContent) -> Iterator[str]:
    """The address in the QR code is this portal's page of this certificate, by a code nobody can guess."""
    if not numbering.is_code(content.code):
        yield "the code is not of its form"
    if content.verify_url != f"{settings.SITE_URL}/c/{content.code}":
        yield f"the QR code leads to {content.verify_url}"


CONTENT_RULES = (
    nothing_is_missing,
    footprint_has_its_unit,
    share_is_a_percentage,
    term_is_within_the_scheme,
    case_is_named_by_its_hashes,
    everything_can_be_printed,
)
NUMBER_RULES = (number_has_its_form, qr_code_leads_to_this_certificate)
