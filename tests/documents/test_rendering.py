"""The renderer: same bytes twice, own fonts only, and nothing fetched whatever the document asks."""

import gc
import os
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256

import pypdfium2
import pytest

from cecfp_portal import documents
from cecfp_portal.documents import Attachment, FetchRefused, PageLimitExceeded, render_pdf, unprintable_characters

STYLE = 'body { font-family: "Sarabun"; font-size: 12pt }'
PAGE = '<html lang="th"><head><title>เอกสาร</title></head><body><p>น้ำดื่ม 5 kgCO₂e</p></body></html>'
DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'
ASKS = (
    '<img src="{url}">',
    '<link rel="stylesheet" href="{url}">',
    '<p style="background: url({url})">x</p>',
    '<object data="{url}"></object>',
    '<link rel="attachment" href="{url}">',
    "<style>@font-face {{ font-family: x; src: url({url}) }}</style>",
    "<style>@import url({url});</style>",
)
ELSEWHERE = (
    "file:///etc/passwd",
    "http://127.0.0.1:9/x.png",
    "https://127.0.0.1:9/x.png",
    "ftp://127.0.0.1/x",
    "data:image/svg+xml;base64,PHN2Zy8+",
    "bundle:images/other.svg",
    "bundle:fonts/../bundle.py",
    "relative.png",
)


def page_with(markup: str) -> str:
    return f'<html lang="en"><head><title>t</title></head><body>{markup}</body></html>'


def test_same_bytes_twice_with_an_attachment() -> None:
    note = Attachment("note.json", b"{}", "note", datetime(2026, 11, 20, tzinfo=UTC))
    first = render_pdf(PAGE, stylesheets=[STYLE], attachments=[note])
    assert first == render_pdf(PAGE, stylesheets=[STYLE], attachments=[note])
    assert first != render_pdf(PAGE, stylesheets=[STYLE])


def test_same_bytes_in_another_process_with_other_surroundings() -> None:
    script = (
        "import sys, hashlib; from cecfp_portal.documents import render_pdf; "
        "print(hashlib.sha256(render_pdf(sys.argv[1], stylesheets=[sys.argv[2]])).hexdigest())"
    )
    surroundings = os.environ | {"PYTHONHASHSEED": "7", "TZ": "America/New_York", "LANG": "C"}
    there = subprocess.run(
        [sys.executable, "-c", script, PAGE, STYLE], env=surroundings, capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == sha256(render_pdf(PAGE, stylesheets=[STYLE])).hexdigest()


@pytest.mark.parametrize("url", ELSEWHERE)
@pytest.mark.parametrize("ask", ASKS)
def test_nothing_is_fetched(ask: str, url: str) -> None:
    with pytest.raises(FetchRefused):
        render_pdf(page_with(ask.format(url=url)))


def test_pictures_handed_over_are_drawn() -> None:
    markup = page_with('<img alt="dot" src="bundle:images/dot.svg">')
    assert render_pdf(markup, images={"dot.svg": DOT}) != render_pdf(page_with(""))


def test_the_machines_fonts_are_not_seen() -> None:
    fallback = render_pdf(page_with('<p style="font-family: DejaVu Sans, serif">plain text</p>'))
    page = pypdfium2.PdfDocument(fallback)[0]
    names = {text_object.get_font().get_base_name() for text_object in page.get_objects(filter=[1])}
    assert names and all("Sarabun" in name for name in names)


def test_a_page_too_many_is_refused_before_writing() -> None:
    with pytest.raises(PageLimitExceeded):
        render_pdf(page_with('<p>a</p><p style="break-before: page">b</p>'), page_limit=1)


def test_what_was_drawn_is_freed_the_first_time_the_collector_comes() -> None:
    assert gc.isenabled()
    render_pdf(PAGE)
    gc.collect()
    render_pdf(PAGE)
    assert gc.collect() < 10


def test_characters_the_fonts_lack_are_named() -> None:
    assert unprintable_characters("ถ้วยน้ำ 5 kgCO₂e ≥ 漢字") == ["字", "漢"]


def test_missing_pango_is_one_sentence_with_the_three_packages() -> None:
    """A child process in which no shared library of Pango can be loaded."""
    script = (
        "import cffi\n"
        "def refuse(self, name, flags=0): raise OSError('cannot load library')\n"
        "cffi.FFI.dlopen = refuse\n"
        "from cecfp_portal import documents\n"
        "print([(m.id, m.msg) for m in documents.check_renderer()])\n"
        "try: documents.render_pdf('<p>x</p>')\n"
        "except documents.RendererUnavailable as e: print(e)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    checked, raised = done.stdout.strip().splitlines()
    for package in ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"):
        assert package in checked and package in raised
    assert "documents.W001" in checked


def test_here_the_renderer_is_complete() -> None:
    assert documents.check_renderer() == []
