"""The register for machines: its list, one certificate by code or number, and the standing alone."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from cecfp_portal import throttling
from certificates import queries, register
from certificates.api import parameters
from certificates.api.problems import MEDIA_TYPE, CertificateUnknown, Problem
from certificates.api.reading import PublicView
from certificates.api.shapes import EntryShape, PageShape, StandingShape
from certificates.credentials import (
    LINKED_DATA,
    Entry,
    certificate_json,
    certificate_json_ld,
    entry_of,
    standing_json,
)
from certificates.models import Certificate
from certificates.open_data.dictionary import record_of
from certificates.views.guessing import GUESSES

ANYWHERE = {(429, MEDIA_TYPE): Problem, (500, MEDIA_TYPE): Problem}
UNKNOWN = {(404, MEDIA_TYPE): Problem, **ANYWHERE}


class LinkedDataRenderer(JSONRenderer):
    """JSON under the media type of linked data."""

    media_type = LINKED_DATA
    format = "jsonld"


class Register(PublicView):
    """The list of all certificates that were ever issued."""

    @extend_schema(
        operation_id="register",
        summary="The register, newest first",
        description="Search and filter; unknown parameters are refused. Follow `next` until it is null.",
        parameters=parameters.documented(),
        responses={200: PageShape, (400, MEDIA_TYPE): Problem, **UNKNOWN},
        tags=["register"],
    )
    def get(self, request: Request) -> Response:
        """Return one page of the register."""
        values = parameters.read(request.query_params)
        at = timezone.now()
        found = register.search(parameters.wanted(values), on=timezone.localdate(at)).with_events()
        page = list(found[: values["limit"] + 1])
        shown = page[: values["limit"]]
        records = [record_of(entry_of(certificate, at=at)) for certificate in shown]
        more = self._next(request, shown[-1]) if len(page) > len(shown) else None
        return Response(PageShape({"certificates": records, "next": more}).data)

    def _next(self, request: Request, last: Certificate) -> str:
        query = {**request.query_params.dict(), "after": last.code}
        return f"{settings.SITE_URL}{reverse('api:register')}?{urlencode(query)}"


def _known(request: Request, certificate: Certificate | None) -> Entry:
    if certificate is None:
        throttling.count(GUESSES, throttling.sender_of(request), at=timezone.now())
        raise CertificateUnknown
    return entry_of(certificate, at=timezone.now())


class CertificateEntry(PublicView):
    """One certificate, by its code."""

    @extend_schema(
        operation_id="certificate",
        summary="One certificate by its code",
        description="What is printed, the hashes, the standing now and what happened to it.",
        responses={200: EntryShape, **UNKNOWN},
        tags=["certificate"],
    )
    def get(self, request: Request, code: str) -> Response:
        """Return everything public about a certificate, or a problem."""
        return Response(EntryShape(certificate_json(_known(request, queries.by_code(code)))).data)


class CertificateByNumber(PublicView):
    """One certificate, by its number."""

    @extend_schema(
        operation_id="certificate_by_number",
        summary="One certificate by its number",
        description="The same answer as by code; capitals do not matter.",
        responses={200: EntryShape, **UNKNOWN},
        tags=["certificate"],
    )
    def get(self, request: Request, number: str) -> Response:
        """Return everything public about a certificate, or a problem."""
        return Response(EntryShape(certificate_json(_known(request, queries.by_number(number)))).data)


class CertificateStanding(PublicView):
    """What one certificate is worth now."""

    @extend_schema(
        operation_id="standing",
        summary="The standing alone",
        description="The shortest answer: whether a certificate is in force at this moment.",
        responses={200: StandingShape, **UNKNOWN},
        tags=["certificate"],
    )
    def get(self, request: Request, code: str) -> Response:
        """Return the standing of a certificate, or a problem."""
        return Response(StandingShape(standing_json(_known(request, queries.by_code(code)))).data)


class CertificateLinkedData(PublicView):
    """One certificate as linked data."""

    renderer_classes = (LinkedDataRenderer,)

    @extend_schema(
        operation_id="certificate_json_ld",
        summary="One certificate as JSON-LD",
        description="The product with its certification in the words of schema.org; own terms begin with `cecfp:`.",
        responses={(200, LINKED_DATA): OpenApiTypes.OBJECT, **UNKNOWN},
        tags=["certificate"],
    )
    def get(self, request: Request, code: str) -> Response:
        """Return the JSON-LD document of a certificate, or a problem."""
        document: dict[str, Any] = certificate_json_ld(_known(request, queries.by_code(code)))
        return Response(document)


class Nothing(PublicView):
    """Every address of the interface that does not exist."""

    @extend_schema(exclude=True)
    def get(self, request: Request, **_parts: str) -> Response:
        """Refuse in the shape of a problem."""
        from django.http import Http404

        raise Http404
