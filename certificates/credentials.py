"""The machine-readable twins of a certificate: what is printed and what it is worth, as JSON and as JSON-LD."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString

from certificates.facts import what_happened
from certificates.models import Certificate, Revocation, Standing, Suspension
from certificates.wording import LABELS, MARK, Words

ENTRY_SCHEMA = "cecfp-register-entry/1"
STANDING_SCHEMA = "cecfp-standing/1"
LINKED_DATA = "application/ld+json"
# An embedded block ends at the first "</script": markup in a name must stay text.
_AS_TEXT_IN_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@dataclass(frozen=True)
class Entry:
    """A certificate as the register shows it at a moment: `since` and `reason` tell why it is not in force."""

    certificate: Certificate
    at: datetime
    standing: Standing
    since: date | None
    reason: Words | None
    successor: Certificate | None

    @property
    def content(self) -> dict[str, Any]:
        """What is printed, as stored."""
        return dict(self.certificate.content)


def entry_of(certificate: Certificate, *, at: datetime) -> Entry:
    """Return what a certificate is worth at a moment; the day that counts is Bangkok's."""
    on = timezone.localdate(at)
    standing = certificate.standing(on)
    since, reason, successor = what_happened(certificate, standing, on)
    return Entry(certificate, at, standing, since, reason, successor)


def standing_json(entry: Entry) -> dict[str, Any]:
    """Return the shortest answer there is: what the certificate is worth now."""
    certificate = entry.certificate
    return {
        "schema": STANDING_SCHEMA,
        "code": certificate.code,
        "number": certificate.number,
        "standing": entry.standing.value,
        "since": entry.since,
        "valid_until": certificate.valid_until,
        "checked_at": entry.at,
    }


def certificate_json(entry: Entry) -> dict[str, Any]:
    """Return everything that is public about a certificate."""
    certificate = entry.certificate
    return standing_json(entry) | {
        "schema": ENTRY_SCHEMA,
        "reason": _both(entry.reason) if entry.reason else None,
        "successor": entry.successor.number if entry.successor else None,
        "is_example": certificate.is_example,
        "approved_on": certificate.approved_on,
        "valid_from": certificate.valid_from,
        "pdf_sha256": certificate.pdf_sha256,
        "content_sha256": certificate.content_sha256,
        "content": certificate.content,
        "revocations": [_revocation(row) for row in certificate.revocations.all() if row.confirmed_at],
        "suspensions": [_suspension(row) for row in certificate.suspensions.all()],
        "endings": [
            {"kind": row.kind, "ended_at": row.ended_at, "successor": row.successor.number if row.successor else None}
            for row in certificate.endings.all()
        ],
    }


def _both(words: Words) -> dict[str, str]:
    return {"th": words.th, "en": words.en}


def _revocation(row: Revocation) -> dict[str, Any]:
    return {"revoked_at": row.confirmed_at, "reason": {"th": row.reason_th, "en": row.reason_en}}


def _suspension(row: Suspension) -> dict[str, Any]:
    return {
        "suspended_at": row.suspended_at,
        "lifted_at": row.lifted_at,
        "reason": {"th": row.reason_th, "en": row.reason_en},
    }


def terms_url() -> str:
    """Return what our own terms begin with: each is an anchor of the data dictionary."""
    return f"{settings.SITE_URL}/open-data/#"


def context() -> list[Any]:
    """Return the JSON-LD context: schema.org, and our own terms beside it."""
    day = {"@type": "http://www.w3.org/2001/XMLSchema#date"}
    return [
        "https://schema.org",
        {
            "cecfp": terms_url(),
            "cecfp:standing_since": day,
            "cecfp:checked_at": {"@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
        },
    ]


def product_node(entry: Entry) -> dict[str, Any]:
    """Return the product with its certification, in the words of schema.org; without a context of its own."""
    content, certificate = entry.content, entry.certificate
    url = content["verify_url"]
    return {
        "@id": f"{url}#product",
        "@type": "Product",
        "name": _names(content["product_th"], content["product_en"]),
        **({"model": content["model"]} if content["model"] else {}),
        "hasCertification": {
            "@id": url,
            "@type": "Certification",
            "url": url,
            "name": _names(MARK.th, MARK.en),
            "certificationIdentification": certificate.number,
            "certificationStatus": f"https://schema.org/Certification{'Active' if _is_active(entry) else 'Inactive'}",
            "issuedBy": {"@type": "GovernmentOrganization", "name": _names(LABELS["issuer"].th, LABELS["issuer"].en)},
            "datePublished": certificate.approved_on.isoformat(),
            "validFrom": certificate.valid_from.isoformat(),
            "expires": certificate.valid_until.isoformat(),
            "hasMeasurement": _measurements(content),
            "cecfp:holder": {"@type": "Organization", "name": _names(content["holder_th"], content["holder_en"])},
            "cecfp:standing": entry.standing.value,
            **({"cecfp:standing_since": entry.since.isoformat()} if entry.since else {}),
            "cecfp:is_example": certificate.is_example,
            "cecfp:content_sha256": certificate.content_sha256,
            "cecfp:checked_at": timezone.localtime(entry.at).isoformat(timespec="seconds"),
        },
    }


def _is_active(entry: Entry) -> bool:
    return entry.standing == Standing.ACTIVE


def _names(thai: str, english: str) -> list[dict[str, str]]:
    given = (("th", thai), ("en", english))
    return [{"@language": language, "@value": text} for language, text in given if text]


def _measurements(content: dict[str, Any]) -> list[dict[str, Any]]:
    share = LABELS["circular_share" if content["route"] == "4.2" else "share"]
    functional_unit = content["functional_unit_en"] or content["functional_unit_th"]
    return [
        {
            "@type": "QuantitativeValue",
            "name": _names(LABELS["footprint"].th, LABELS["footprint"].en),
            "value": plain_number(content["footprint"]),
            "unitText": f"{content['footprint_unit']} / {functional_unit}",
        },
        {
            "@type": "QuantitativeValue",
            "name": _names(share.th, share.en),
            "value": content["recycled_share_percent"],
            "unitCode": "P1",
            "unitText": "%",
        },
    ]


def plain_number(printed: str) -> str:
    """Return a printed figure without its thousands separators.

    >>> plain_number("123,000,000")
    '123000000'
    """
    return printed.replace(",", "")


def certificate_json_ld(entry: Entry) -> dict[str, Any]:
    """Return the JSON-LD document of one certificate."""
    return {"@context": context(), **product_node(entry)}


def json_ld_block(entry: Entry) -> SafeString:
    """Return the JSON-LD document as it may stand inside a page, where no name can end the block."""
    text = json.dumps(certificate_json_ld(entry), ensure_ascii=False, separators=(",", ":"))
    return SafeString(text.translate(_AS_TEXT_IN_HTML))
