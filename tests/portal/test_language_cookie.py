"""The language a visitor reads is the one that addresses without a language open in."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_an_english_reader_comes_back_to_english() -> None:
    client = Client(headers={"accept-language": "th"})
    assert client.get("/").headers["Location"] == "/th/"
    client.get("/en/")
    assert client.get("/").headers["Location"] == "/en/"
    client.get("/th/")
    assert client.get("/").headers["Location"] == "/th/"


def test_nothing_is_set_where_nothing_changes() -> None:
    assert "Set-Cookie" not in Client().get("/th/").headers
