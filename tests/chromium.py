"""Pytest plugin: Debian's chromium for the journeys; without it they are skipped at home and fail in CI."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MISSING = "needs chromium (Debian: apt-get install chromium)"


def has_chromium() -> bool:
    """Tell whether this machine has the browser."""
    from tests.looking import CHROMIUM

    return Path(CHROMIUM).exists()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let no journey pass unseen where there is no browser."""
    if item.get_closest_marker("journey") is None or has_chromium():
        return
    if os.environ.get("CI"):
        pytest.fail(MISSING, pytrace=False)
    pytest.skip(MISSING)


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """Return one headless browser for the whole session."""
    from playwright.sync_api import sync_playwright

    from tests.looking import open_browser

    with sync_playwright() as playwright:
        browser = open_browser(playwright)
        yield browser
        browser.close()
