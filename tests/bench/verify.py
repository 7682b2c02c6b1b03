"""The page behind the QR code against a trivial page of the same portal."""

from __future__ import annotations

import statistics
import time

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from cecfp_portal.urls import urlpatterns as portal_urls

ROUNDS = 200


def trivial(request: HttpRequest) -> HttpResponse:
    """A page of one line, through the same middleware."""
    return HttpResponse(engines["django"].from_string("<p>{{ word }}</p>").render({"word": "ok"}, request))


urlpatterns = [path("trivial", trivial), *portal_urls]


def verify_against_trivial() -> None:
    """Print how much longer the verify page takes; the pages are asked for by turns."""
    from django.test import Client
    from django.test.utils import override_settings

    from certificates.models import Certificate

    client = Client(headers={"host": "127.0.0.1"})
    address = f"/c/{Certificate.objects.values_list('code', flat=True)[0]}"
    with override_settings(ROOT_URLCONF="tests.bench.verify"):
        pairs = [(_seconds(client, address), _seconds(client, "/trivial")) for _ in range(ROUNDS)]
    verify, plain = (statistics.median(values) for values in zip(*pairs, strict=True))
    print(
        f"verify page against a trivial page: {verify / plain:.1f} times (at most 4; {ROUNDS} pairs; "
        f"medians {verify * 1000:.1f} ms and {plain * 1000:.1f} ms)"
    )


def _seconds(client: object, address: str) -> float:
    started = time.perf_counter()
    assert client.get(address).status_code == 200  # type: ignore[attr-defined]
    return time.perf_counter() - started
