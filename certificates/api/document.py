"""The OpenAPI document of the interface, made from the views and shapes themselves."""

from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from certificates.api.certificates import ANYWHERE
from certificates.api.reading import PublicView


@cache
def openapi() -> dict[str, Any]:
    """Return the document; it depends on the code alone."""
    document: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return document


class OpenApiDocument(PublicView):
    """The description of this interface."""

    cache_control = "public, max-age=3600"

    @extend_schema(
        operation_id="openapi",
        summary="This document",
        responses={200: OpenApiTypes.OBJECT, **ANYWHERE},
        tags=["interface"],
    )
    def get(self, request: Request) -> Response:
        """Return the OpenAPI document."""
        return Response(openapi())
