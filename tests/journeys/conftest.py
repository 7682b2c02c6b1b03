"""The site of a journey: a live server, a real worker process, the demo's people and reference data, and a browser."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page

from cecfp_portal.local.demo import people, reference
from cecfp_portal.local.demo.cases import example_pdf

PATIENCE_MS = 30_000


@dataclass
class Site:
    """Where the portal answers, and the browsers that are open on it."""

    url: str
    browser: Browser
    pdf: Path
    opened: list[BrowserContext] = field(default_factory=list)

    def visit(self, *, scripts: bool = True) -> Page:
        """Open a browser nobody is signed in with."""
        context = self.browser.new_context(java_script_enabled=scripts, base_url=self.url)
        context.set_default_timeout(PATIENCE_MS)
        self.opened.append(context)
        return context.new_page()

    def sign_in(self, name: str, *, scripts: bool = True) -> Page:
        """Open a browser and sign in through the portal's page as one of the demo's people."""
        page = self.visit(scripts=scripts)
        page.goto("/th/accounts/login/")
        page.fill("input[name=login]", f"{name}@example.com")
        page.fill("input[name=password]", settings.DEMO_PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/th/**")
        assert "/accounts/login" not in page.url, page.inner_text("main")
        return page


@pytest.fixture
def site(live_server: Any, chromium: Browser, tmp_path: Path) -> Iterator[Site]:
    """The portal with people and reference data, no case yet, and nobody at work in the background."""
    today = timezone.localdate()
    people.load(today)
    reference.load(today)
    pdf = tmp_path / "เอกสารตัวอย่าง.pdf"
    pdf.write_bytes(example_pdf("Journey"))
    opened = Site(live_server.url, chromium, pdf)
    yield opened
    for context in opened.opened:
        context.close()


@pytest.fixture
def worker_at_work(site: Site) -> Callable[[], Any]:
    """Return a context manager within which a real worker process with beat works on this test's database."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{settings.DATABASES['default']['NAME']}").geturl()
    environment = os.environ | {"DATABASE_URL": url, "SITE_URL": site.url, "OUTBOX_SWEEP_SECONDS": "1"}

    @contextmanager
    def at_work() -> Iterator[None]:
        command = [sys.executable, "-m", "celery", "--app=cecfp_portal.celery:app", "worker", "--beat"]
        schedule = f"--schedule={site.pdf.parent / 'schedule'}"
        options = ["--queues=celery,signing", schedule, "--concurrency=1", "--without-mingle", "--loglevel=WARNING"]
        process = subprocess.Popen([*command, *options], env=environment, start_new_session=True)
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)

    return at_work
