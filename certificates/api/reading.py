"""What every address of the interface has in common: anybody may read, nobody may write, nobody keeps a standing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from cecfp_portal import throttling, views
from certificates.api.problems import MEDIA_TYPE, PORTAL_FAILED, as_problem, problem
from certificates.views.guessing import GUESSES

READING = throttling.Limit("api", 60, timedelta(minutes=1))
# Public and without cookies: pages of other sites may read it.
SHARED_HEADERS = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
NEVER_STORED = "no-store"
PREFIXES = ("/api/", "/open-data/")


class SenderThrottle(BaseThrottle):
    """Counts by sender; who has guessed at too many certificates on any page or address has to wait here as well."""

    seconds = 0

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count the request and tell whether it is within the limit of its view."""
        limit: throttling.Limit = view.limit  # type: ignore[attr-defined]
        at, sender = timezone.now(), throttling.sender_of(request)
        reached = GUESSES if throttling.is_reached(GUESSES, sender, at=at) else limit
        self.seconds = throttling.seconds_left(reached, at=at)
        return reached is limit and throttling.count(limit, sender, at=at) <= limit.most

    def wait(self) -> float:
        """Return after how many seconds to come again."""
        return self.seconds


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
    throttle_classes = (SenderThrottle,)
    limit = READING
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


def server_error(request: HttpRequest) -> HttpResponse:
    """Handler of 500: a problem at the addresses of the interface, the portal's page at all others."""
    if not request.path_info.startswith(PREFIXES):
        return views.server_error(request)
    headers = SHARED_HEADERS | {"Cache-Control": NEVER_STORED}
    body = problem(500, PORTAL_FAILED)
    return JsonResponse(body, status=500, content_type=MEDIA_TYPE, headers=headers)
