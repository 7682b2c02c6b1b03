"""Against guessing: who asks for many certificates that do not exist has to wait."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cecfp_portal import throttling

# Only what is not found counts: a phone network's thousands of customers share one address, and scan what exists.
GUESSES = throttling.Limit("guess", 30, timedelta(minutes=1))
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def few_guesses(view: View[P]) -> View[P]:
    """Answer 429 to a sender of too many addresses or numbers that were not found, whatever is asked next."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        at, sender = timezone.now(), throttling.sender_of(request)
        if throttling.is_reached(GUESSES, sender, at=at):
            return too_many(request, GUESSES, at=at)
        response = view(request, *args, **kwargs)
        if response.status_code == 404:
            throttling.count(GUESSES, sender, at=at)
        return response

    return guarded


def too_many(request: HttpRequest, limit: throttling.Limit, *, at: datetime, **context: Any) -> HttpResponse:
    """Ask a sender who has used a limit up to wait, and say how long."""
    response = render(request, "certificates/public/too_many.html", context, status=429)
    response["Retry-After"] = str(throttling.seconds_left(limit, at=at))
    return response
