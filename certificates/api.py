"""The public interface for machines: the standing of one certificate, read-only and throttled."""

from typing import Any

from django.utils import timezone
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from certificates import queries
from certificates.models import Certificate, Revocation, Suspension

SCHEMA = "cecfp-standing/1"


class CertificateStanding(APIView):
    """GET: what is printed and what it is worth now. Anybody may ask; the answer is never cached."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "public"
    http_method_names = ("get", "head", "options")

    def get(self, request: Request, code: str) -> Response:
        """Return the certificate of a code, or 404."""
        certificate = queries.by_code(code)
        if certificate is None:
            raise NotFound("There is no certificate with this code in the register.")
        return Response(_answer(certificate), headers={"Cache-Control": "no-store"})


def _answer(certificate: Certificate) -> dict[str, Any]:
    at = timezone.now()
    on = timezone.localdate(at)
    return {
        "schema": SCHEMA,
        "standing": certificate.standing(on).value,
        "checked_at": at.isoformat(),
        "number": certificate.number,
        "approved_on": certificate.approved_on.isoformat(),
        "valid_from": certificate.valid_from.isoformat(),
        "valid_until": certificate.valid_until.isoformat(),
        "pdf_sha256": certificate.pdf_sha256,
        "content_sha256": certificate.content_sha256,
        "content": certificate.content,
        "revocations": [_revocation(row) for row in certificate.revocations.all() if row.confirmed_at],
        "suspensions": [_suspension(row) for row in certificate.suspensions.all()],
    }


def _revocation(row: Revocation) -> dict[str, Any]:
    return {
        "revoked_at": row.confirmed_at.isoformat() if row.confirmed_at else None,
        "reason": {"th": row.reason_th, "en": row.reason_en},
    }


def _suspension(row: Suspension) -> dict[str, Any]:
    return {
        "suspended_at": row.suspended_at.isoformat(),
        "lifted_at": row.lifted_at.isoformat() if row.lifted_at else None,
        "reason": {"th": row.reason_th, "en": row.reason_en},
    }
