"""The building's own pages: home, licences, refusals, style guide; in both languages, whatever the browser prefers."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from cecfp_portal import views
from cecfp_portal.urls import urlpatterns as portal_urls

pytestmark = pytest.mark.django_db


def broken(request: object) -> HttpResponse:
    raise RuntimeError("broken on purpose")


urlpatterns = [*portal_urls, path("broken/", broken)]
handler404 = views.page_not_found
handler500 = views.server_error


def html(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize("address", ["/th/", "/th/licences/", "/th/accounts/login/", "/th/accounts/password/reset/"])
def test_a_thai_page_is_thai_even_when_the_browser_asks_for_english(client: Client, address: str) -> None:
    page = html(client.get(address, headers={"accept-language": "en-US,en;q=0.9"}))
    assert '<html lang="th">' in page
    assert re.search(r"<h1>[^<]*[ก-๙]", page)


def test_an_english_page_is_english_even_when_the_browser_asks_for_thai(client: Client) -> None:
    page = html(client.get("/en/", headers={"accept-language": "th"}))
    assert '<html lang="en">' in page
    assert not re.search(r"<h1>[^<]*[ก-๙]", page)


def test_the_language_link_keeps_page_and_query(client: Client) -> None:
    page = html(client.get("/th/accounts/login/?next=/th/licences/"))
    link = re.search(r'<a class="language-switch" href="([^"]+)" hreflang="en" lang="en"', page)
    assert link is not None
    assert link[1] == "/en/accounts/login/?next=/th/licences/"


def test_the_disclaimer_of_the_criteria_stands_on_every_page(client: Client) -> None:
    sentence = "ไม่ได้แสดงถึงคุณภาพของผลิตภัณฑ์เศรษฐกิจหมุนเวียน และผลกระทบต่อสิ่งแวดล้อมอื่นๆ"
    for address in ("/th/", "/th/licences/", "/th/accounts/login/"):
        assert sentence in html(client.get(address))


def test_an_unknown_address_is_answered_in_the_language_of_the_address(client: Client) -> None:
    for language, word in (("th", "ไม่พบหน้านี้"), ("en", "Page not found")):
        response = client.get(f"/{language}/nothing-here/")
        assert response.status_code == 404
        assert word in html(response)


@override_settings(ROOT_URLCONF="tests.portal.test_pages")
def test_a_broken_page_says_so_in_both_languages_and_shows_nothing_inside() -> None:
    response = Client(raise_request_exception=False).get("/broken/")
    assert response.status_code == 500
    assert "ระบบขัดข้อง" in html(response)
    assert "temporary problem" in html(response)
    assert "broken on purpose" not in html(response)


def test_a_form_without_its_token_is_answered_with_advice() -> None:
    response = Client(enforce_csrf_checks=True).post("/th/accounts/login/", {"login": "a@b.example", "password": "x"})
    assert response.status_code == 403
    assert "เปิดหน้านี้ไว้นานเกินไป" in html(response)


def test_the_licences_page_prints_each_licence(client: Client) -> None:
    page = html(client.get("/en/licences/"))
    assert page.count("SIL OPEN FONT LICENSE") >= 3
    assert "Permission to use, copy, modify, and/or distribute" in page


@pytest.mark.parametrize(("demo", "status"), [(True, 200), (False, 404)])
def test_the_style_guide_is_open_in_a_demo_only(client: Client, settings: object, demo: bool, status: int) -> None:
    settings.DEMO, settings.DEBUG = demo, False  # type: ignore[attr-defined]
    assert client.get("/th/styleguide/?errors=1").status_code == status


@pytest.mark.parametrize("demo", [True, False])
def test_a_demo_says_that_its_data_are_examples(client: Client, settings: object, demo: bool) -> None:
    settings.DEMO = demo  # type: ignore[attr-defined]
    assert ("demo-banner" in html(client.get("/en/"))) is demo


def test_pages_only_read(client: Client) -> None:
    for address in ("/th/", "/th/licences/", "/th/styleguide/"):
        assert client.post(address).status_code == 405


def test_no_template_holds_inline_script_or_style(client: Client) -> None:
    for address in ("/th/", "/th/licences/", "/th/styleguide/?errors=1", "/th/accounts/login/"):
        page = html(client.get(address))
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", page)
