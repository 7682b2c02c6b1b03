"""Looks at pages as people see them: screenshots, overflow, policy violations, accessibility findings.

    python -m tests.looking http://127.0.0.1:8000 --into screenshots --login somying@example.com:password / /register/

Paths are given without language; each is opened in Thai and in English at the widths asked for.
Exits with 1 when anything was found.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
WIDTHS = (1360, 390)
CHECKED_WIDTHS = (320, 768)
LANGUAGES = ("th", "en")
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}


@dataclass(frozen=True)
class Finding:
    """Something wrong on a page; `kind` is status, overflow, policy, script or axe."""

    path: str
    width: int
    kind: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind:9} {self.width:5} {self.path}  {self.what}"


def open_browser(playwright: object) -> Browser:
    """Start Debian's Chromium as every browser test of the project does."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)  # type: ignore[attr-defined]


def accessibility_findings(page: Page) -> list[str]:
    """Return WCAG 2.2 AA violations of the open page, one sentence each."""
    results = Axe().run(page, options=AXE_OPTIONS).response
    return [
        f"{broken['id']}: {broken['help']} ({len(broken['nodes'])}×, e.g. {broken['nodes'][0]['html'][:160]})"
        for broken in results["violations"]
    ]


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def look(page: Page, base: str, path: str, width: int, into: Path | None) -> Iterator[Finding]:
    """Open one address at one width, store a screenshot, and yield what is wrong with it."""
    said: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # That an error page has an error status is no finding.
        if message.type == "error" and "Failed to load resource" not in message.text:
            said.append(message.text)

    page.on("console", listen)
    page.set_viewport_size({"width": width, "height": 900})
    answer = page.goto(base.rstrip("/") + path, wait_until="load")
    page.evaluate("document.fonts.ready")
    if answer is None or answer.status >= 500:
        yield Finding(path, width, "status", str(answer and answer.status))
    yield from _measured(page, path, width, into)
    page.remove_listener("console", listen)
    for text in said:
        yield Finding(path, width, "policy" if "Content Security Policy" in text else "script", text[:300])


def _measured(page: Page, path: str, width: int, into: Path | None) -> Iterator[Finding]:
    if into is not None and width in WIDTHS:
        name = re.sub(r"[^A-Za-z0-9]+", "-", path).strip("-") or "root"
        page.screenshot(path=into / f"{name}-{width}.png", full_page=True)
    if (wider := overflow(page)) > 0:
        yield Finding(path, width, "overflow", f"{wider} px")
    if width in WIDTHS:
        for sentence in accessibility_findings(page):
            yield Finding(path, width, "axe", sentence)


def sign_in(context: BrowserContext, base: str, login: str) -> None:
    """Sign in through the portal's own page; `login` is e-mail:password."""
    email, password = login.split(":", 1)
    page = context.new_page()
    page.goto(base.rstrip("/") + "/th/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("load")
    if page.locator("input[name=password]").count():
        raise SystemExit(f"could not sign in as {email}")
    page.close()


def main() -> int:
    """Run from the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Screenshots and checks of pages in both languages.")
    parser.add_argument("base")
    parser.add_argument("paths", nargs="+", help="without language prefix, e.g. / /register/")
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--login", help="e-mail:password")
    parser.add_argument("--bare", action="store_true", help="paths are complete: add no language prefix")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    asked.into.mkdir(parents=True, exist_ok=True)
    paths = asked.paths if asked.bare else [f"/{language}{path}" for path in asked.paths for language in LANGUAGES]
    findings: list[Finding] = []
    with sync_playwright() as playwright:
        browser = open_browser(playwright)
        context = browser.new_context()
        if asked.login:
            sign_in(context, asked.base, asked.login)
        page = context.new_page()
        for path in paths:
            for width in (*WIDTHS, *CHECKED_WIDTHS):
                findings += look(page, asked.base, path, width, asked.into)
        browser.close()
    for finding in findings:
        print(finding)
    print(f"{len(paths)} pages looked at, {len(findings)} findings; screenshots in {asked.into}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
