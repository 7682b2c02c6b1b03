"""The page behind the QR code against trivial pages of the same portal: its layout with one line, and a bare line."""

from __future__ import annotations

import statistics
import time

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from cecfp_portal.urls import urlpatterns as portal_urls

ROUNDS = 200
LAYOUT = '{% extends "base.html" %}{% block content %}<p>{{ word }}</p>{% endblock %}'


def in_layout(request: HttpRequest) -> HttpResponse:
    """A page of one line in the portal's layout."""
    return HttpResponse(_LAYOUT.render({"word": "ok"}, request))


def bare(request: HttpRequest) -> HttpResponse:
    """One line through the same middleware, without template, layout or database."""
    return HttpResponse("<p>ok</p>")


_LAYOUT = engines["django"].from_string(LAYOUT)
urlpatterns = [path("trivial", in_layout), path("bare", bare), *portal_urls]


def verify_against_trivial() -> None:
    """Print how much longer the verify page takes; the pages are asked for by turns, in processor time."""
    from django.test import Client
    from django.test.utils import override_settings

    from certificates.models import Certificate

    client = Client(headers={"host": "127.0.0.1"})
    address = f"/c/{Certificate.objects.values_list('code', flat=True)[0]}"
    with override_settings(ROOT_URLCONF="tests.bench.verify"):
        taken = [[_seconds(client, page) for page in (address, "/trivial", "/bare")] for _ in range(ROUNDS)]
    verify, trivial, line = (statistics.median(values) for values in zip(*taken, strict=True))
    print(
        f"verify page against a page of one line in the portal's layout: {verify / trivial:.1f} times (at most 4; "
        f"{ROUNDS} rounds; medians {verify * 1000:.1f} ms and {trivial * 1000:.1f} ms), "
        f"against a line without layout, template or database: {verify / line:.0f} times"
    )


def _seconds(client: object, address: str) -> float:
    started = time.process_time()
    assert client.get(address).status_code == 200  # type: ignore[attr-defined]
    return time.process_time() - started
