"""Pages of the building itself: home, licences of what is built in, the style guide, and refusals."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cecfp_portal.styleguide import examples
from cecfp_portal.vendored import vendored_packages


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The public's first page; people who are signed in go to their desk."""
    if request.user.is_authenticated:
        return redirect("accounts:desk")
    return render(request, "home.html")


@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    """The fonts, icons and libraries built in, with the licences that ask to travel along."""
    return render(request, "licences.html", {"packages": vendored_packages()})


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for people who build pages; open only in a demo or while developing."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "styleguide.html", examples(request))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What a form that is too old, or comes from elsewhere, is answered with."""
    sentence = _("This page has been open for too long, or cookies are switched off. Please reload it and send again.")
    return render(request, "403.html", {"sentence": sentence}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handler of 400."""
    return _refusal(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handler of 403."""
    return _refusal(request, 403, sentence=str(exception or ""))


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handler of 404."""
    return _refusal(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Handler of 500: a page that needs neither database nor session."""
    return render(None, "500.html", status=500)


def _refusal(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    return render(request, f"{status}.html", context, status=status)
