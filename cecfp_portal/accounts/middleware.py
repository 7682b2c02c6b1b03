"""What is done to every request: an id, the page's language, and privacy of what is answered."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control

from cecfp_portal.audit.request_id import current_request_id

Answer = Callable[[HttpRequest], HttpResponse]

YEAR_SECONDS = 365 * 24 * 60 * 60
PERMISSIONS_POLICY = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


class RequestIdMiddleware:
    """Gives each request an id that its log lines, its audit events and its answer carry."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        token = current_request_id.set(request_id)
        try:
            response = self.get_response(request)
        finally:
            current_request_id.reset(token)
        response["X-Request-ID"] = request_id
        return response


class PathLanguageMiddleware:
    """Takes the language from the address, else from the cookie, else Thai; never from the browser's header."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = translation.get_language_from_path(request.path_info)
        language = chosen or self._from_cookie(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if chosen and chosen != self._from_cookie(request):
            self._remember(response, chosen)
        return response

    def _remember(self, response: HttpResponse, language: str) -> None:
        """Let pages without a language in their address open in the one the visitor reads."""
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )

    def _from_cookie(self, request: HttpRequest) -> str:
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class PrivateResponsesMiddleware:
    """Keeps what a signed-in person is shown out of every cache, and switches unused browser features off."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, no_store=True, private=True)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
