"""What every address of the interface has in common: anybody may read, nobody may write, nobody keeps a standing."""

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.http import HttpRequest
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from certificates.api.problems import as_problem

IPV6_SUBSCRIBER = 64
# Public and without cookies: pages of other sites may read it.
SHARED_HEADERS = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
NEVER_STORED = "no-store"


class AddressThrottle(ScopedRateThrottle):
    """Counts by sender; an IPv6 subscriber owns a whole /64 and is counted as one."""

    def get_ident(self, request: Request) -> str:
        """Return whom to count a request for; an address that cannot be read stands for itself."""
        sender = super().get_ident(request)
        try:
            address = ip_address(sender)
        except ValueError:
            return sender
        if not isinstance(address, IPv6Address):
            return sender
        return str(ip_network((address, IPV6_SUBSCRIBER), strict=False))


class AlwaysJson(BaseContentNegotiation):
    """Gives the one format an address has, whatever is accepted: browsers and tools ask for all sorts of things."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0] if parsers else None

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


class PublicView(APIView):
    """A view anybody may read. `cache_control` is what its good answers say; refusals are never stored."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (AddressThrottle,)
    throttle_scope = "public"
    content_negotiation_class = AlwaysJson
    http_method_names = ("get", "head", "options")
    cache_control = NEVER_STORED

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """Tell the methods, for other sites' pages as well; never a description of the inside."""
        return Response(status=204, headers={"Access-Control-Allow-Methods": "GET, HEAD, OPTIONS"})

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], Response | None]:
        """Refuse in the shape of a problem."""
        return as_problem

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Add what every answer says about storing and sharing it."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        for name, value in SHARED_HEADERS.items():
            answer[name] = value
        answer["Cache-Control"] = self.cache_control if answer.status_code in (200, 304) else NEVER_STORED
        return answer
