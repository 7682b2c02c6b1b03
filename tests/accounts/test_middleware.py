"""The page's language, the request's id, and the privacy of what a signed-in person is shown."""

import pytest

from tests.factories.accounts import make_user

THAI_BROWSER = {"HTTP_ACCEPT_LANGUAGE": "th-TH,th;q=0.9"}
ENGLISH_BROWSER = {"HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.9"}


@pytest.mark.parametrize("headers", [{}, THAI_BROWSER, ENGLISH_BROWSER], ids=["none", "thai", "english"])
@pytest.mark.parametrize("path", ["/th/", "/en/"])
def test_language_is_the_address_s_and_never_the_browser_s(client, db, path, headers):
    client.cookies["django_language"] = "en" if path == "/th/" else "th"
    response = client.get(path, **headers)
    assert response.status_code == 200
    assert response["Content-Language"] == path.strip("/")
    assert f'<html lang="{path.strip("/")}">' in response.content.decode()
    assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.parametrize(
    ("cookie", "target"), [("", "/th/"), ("en", "/en/"), ("th", "/th/"), ("fr", "/th/"), ("../x", "/th/")]
)
def test_root_is_thai_unless_another_language_was_chosen_before(client, db, cookie, target):
    if cookie:
        client.cookies["django_language"] = cookie
    response = client.get("/", **ENGLISH_BROWSER)
    assert (response.status_code, response["Location"]) == (302, target)


def test_chosen_language_is_kept_for_pages_without_one(client, db):
    response = client.post("/i18n/setlang/", {"language": "en", "next": "/th/licences/"})
    assert response["Location"] == "/en/licences/"
    assert client.get("/")["Location"] == "/en/"


def test_page_of_an_unknown_language_is_not_found(client, db):
    assert client.get("/fr/").status_code == 404


def test_every_answer_carries_an_id_of_its_own(client, db):
    ids = {client.get("/healthz", HTTP_X_REQUEST_ID="forged")["X-Request-ID"] for _ in range(3)}
    assert len(ids) == 3 and "forged" not in ids


@pytest.mark.parametrize(
    "path", ["/th/people/desk/", "/th/licences/", "/th/no-such-page/", "/th/accounts/password/change/"]
)
def test_what_a_signed_in_person_sees_is_stored_nowhere(signed_in, db, path):
    response = signed_in(make_user()).get(path)
    assert {"no-store", "private"} <= {part.strip() for part in response["Cache-Control"].split(",")}


def test_public_page_may_be_stored(client, db):
    assert "no-store" not in client.get("/th/licences/").get("Cache-Control", "")


@pytest.mark.parametrize("path", ["/th/", "/th/no-such-page/", "/healthz", "/admin/login/", "/th/accounts/login/"])
def test_every_answer_is_hardened(client, db, path):
    response = client.get(path)
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_answers_given_before_any_page_are_hardened_too(client, db, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    wrong_host, no_slash = client.get("/th/", HTTP_HOST="evil.example"), client.get("/th/licences")
    assert (wrong_host.status_code, no_slash.status_code) == (400, 301)
    for response in (wrong_host, no_slash, client.get("/static/css/worktables.css")):
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in response
