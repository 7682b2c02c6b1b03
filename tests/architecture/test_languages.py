"""Pages reachable from a desk: no English sentence on Thai pages, no Thai on English ones but names."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.test import Client

from cecfp_portal.accounts.models import User
from cecfp_portal.local import demo

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path",
        "circle", "rect", "line"}  # fmt: skip
# Three ordinary lower-case words in a row make a sentence; names and units do not look like that.
ENGLISH = re.compile(r"\b[A-Za-z]?[a-z]{2,}(?:,? [a-z]{2,}){2,}")
THAI = re.compile(r"[ก-๙][ก-๙ ]{3,}")
PAGES_AT_MOST = 40
LOOKING = (None, "maker@example.com", "verifier@example.com", "officer@example.com", "approver@example.com")
NOT_FOLLOWED = re.compile(r"/(logout|documents|styleguide|licences)/|\.(pdf|json|csv|svg|xlsx)$|/download|/pdf")


class Sentences(HTMLParser):
    """Collects the text of a page by the language it is marked with, and its links."""

    def __init__(self) -> None:
        super().__init__()
        self.languages: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if tag not in VOID:
            self.languages.append((tag, given.get("lang") or (self.languages[-1][1] if self.languages else "")))
        for name in ("title", "placeholder", "aria-label", "alt"):
            if given.get(name):
                self.texts.append((self.languages[-1][1], str(given[name])))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag not in {name for name, _language in self.languages}:
            return
        while self.languages.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.languages and self.languages[-1][0] not in {"script", "style", "code", "pre"}:
            self.texts.append((self.languages[-1][1], " ".join(data.split())))


@pytest.fixture
def stored(transactional_db: None) -> list[str]:
    """The demo's cases are loaded; returns every text of the database, longest first: names and what people wrote."""
    call_command("load_factor_sets", verbosity=0)
    demo.load()
    texts: set[str] = set()
    for model in apps.get_models():
        columns = [
            field.name for field in model._meta.fields if isinstance(field, (models.CharField, models.TextField))
        ]
        for row in model._default_manager.values_list(*columns) if columns else ():
            for value in row:
                texts.update(line.strip() for line in str(value or "").splitlines())
    return sorted((text for text in texts if len(text) > 3), key=len, reverse=True)


def pages(client: Client, start: str) -> Iterator[tuple[str, Sentences]]:
    """Walk from one page over all links of the same language."""
    language = start[:4]
    waiting, seen = [start], {start}
    while waiting and len(seen) < PAGES_AT_MOST * 2:
        address = waiting.pop(0)
        response = client.get(address, follow=True, headers={"accept-language": "en" if language == "/th/" else "th"})
        if "text/html" not in response.get("Content-Type", ""):
            continue
        assert response.status_code == 200, f"{address} answers {response.status_code}"
        page = Sentences()
        page.feed(response.content.decode())
        yield address, page
        for link in page.links:
            target = urlsplit(urljoin(address, link))
            found = target.path
            if target.netloc or not found.startswith(language) or NOT_FOLLOWED.search(found) or found in seen:
                continue
            seen.add(found)
            waiting.append(found)


def foreign(page: Sentences, language: str, stored: list[str]) -> Iterator[str]:
    """Yield the texts that are in the other language without being marked so, and stand in no record."""
    pattern = ENGLISH if language == "th" else THAI
    for marked, text in page.texts:
        if marked != language or not pattern.search(text):
            continue
        rest = text
        for known in stored:
            if known in rest:
                rest = rest.replace(known, " ")
        # A chart's label stands in lines: each is a piece of a name.
        if pattern.search(rest) and not any(text.strip() in known for known in stored):
            yield rest.strip()


@pytest.mark.parametrize("language", ["th", "en"])
def test_pages_speak_one_language(stored: list[str], language: str) -> None:
    wrong: dict[str, set[str]] = {}
    looked_at = 0
    for email in LOOKING:
        client = Client()
        if email:
            client.force_login(User.objects.get(email=email))
        start = f"/{language}/people/desk/" if email else f"/{language}/"
        for count, (address, page) in enumerate(pages(client, start)):
            looked_at += 1
            for text in foreign(page, language, stored):
                wrong.setdefault(text, set()).add(address)
            if count >= PAGES_AT_MOST:
                break
    assert looked_at > 30
    assert wrong == {}


def test_a_sentence_in_the_other_language_would_be_noticed() -> None:
    page = Sentences()
    page.feed(
        '<html lang="th"><svg><path d="M0 0"/></svg><p>Please send this again</p>'
        '<p lang="en">This one is marked</p><p>ABC Co., Ltd</p></html>'
    )
    assert list(foreign(page, "th", [])) == ["Please send this again"]
    assert list(foreign(page, "th", ["Please send this again"])) == []
