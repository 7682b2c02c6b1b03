"""The page behind the QR code in a real browser: what it weighs, and what the first screen of a phone holds."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Response

from certificates.models import Standing
from tests.certificates.test_shared import bring_to
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
PHONE = {"width": 390, "height": 844}
AT_MOST_BYTES = 100_000


@pytest.mark.parametrize("standing", Standing.values)
def test_light_without_scripts_and_told_on_the_first_screen(
    standing: str, live_server: Any, chromium: Browser, personas: Personas
) -> None:
    certificate = bring_to(standing, make_certificate(personas), personas)
    received: list[tuple[str, int]] = []

    def weigh(response: Response) -> None:
        received.append((response.request.resource_type, len(response.body())))

    for language in ("th", "en"):
        received.clear()
        # A context of its own: nothing comes from a cache.
        context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
        page = context.new_page()
        page.on("response", weigh)
        page.goto(f"{live_server.url}/{language}/c/{certificate.code}/", wait_until="networkidle")
        assert sum(size for _kind, size in received) <= AT_MOST_BYTES, received
        assert "script" not in {kind for kind, _size in received}
        for place in ("h1", ".checked", ".main-facts"):
            box = page.locator(place).bounding_box()
            assert box and box["y"] + box["height"] <= PHONE["height"], (language, place, box)
        context.close()
