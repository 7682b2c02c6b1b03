"""The register's page: its state is the address, what is not understood is said, and its queries are few and fixed."""

import html
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from certificates import register
from certificates.models import Certificate
from tests.factories.approved_cases import make_certificate
from tests.factories.copied_certificates import copies
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def codes(page: str) -> list[str]:
    return re.findall(r"/c/([0-9a-z]{26})/", page)


def shown(client: Client, address: str, **asked: object) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]
    return response.content.decode()


def test_the_database_is_asked_as_often_for_three_as_for_one(
    client: Client, certificate: Certificate, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    asked = {"q": "ขวด", "standing": "active", "year": "2026"}
    with django_assert_num_queries(7):
        shown(client, "/th/register/", **asked)
    copies(certificate, 2, lambda number: {})
    with django_assert_num_queries(7):
        shown(client, "/th/register/", **asked)


def test_the_address_holds_the_state_over_pages(client: Client, certificate: Certificate) -> None:
    rows = copies(certificate, 41, lambda number: {"content": {"kind": "material"}})
    asked = {"q": "ขวด", "kind": "material", "sort": "oldest"}
    first = shown(client, "/th/register/", **asked)
    assert "41 ใบ" in first
    link = re.search(r'href="([^"]+)" rel="next"', first)
    assert link and all(part in link[1] for part in ("kind=material", "sort=oldest", "page=2"))
    pages = [first, *(shown(client, "/th/register/", **asked, page=page) for page in (2, 3))]
    assert [code for page in pages for code in codes(page)] == [row.code for row in rows]
    assert shown(client, "/th/register/", **asked, page=99) and shown(client, "/th/register/", page="x")


def test_each_choice_tells_how_many_it_leaves(client: Client, certificate: Certificate) -> None:
    copies(certificate, 4, lambda number: {"content": {"kind": "component" if number else "material"}})
    page = shown(client, "/en/register/", kind="component")
    assert "Component (3)" in page and "Material (1)" in page and "Packaging (1)" in page
    assert "Certification in force (3)" in page and "2026 (3)" in page
    assert "2569 (3)" in shown(client, "/th/register/", kind="component")


def test_more_than_are_counted(client: Client, certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "COUNTED_AT_MOST", 3)
    copies(certificate, 4, lambda number: {})
    page = shown(client, "/en/register/")
    assert "More than 3 certificates" in page and "Packaging (" not in page


def test_the_list_goes_on_beyond_what_is_counted(
    client: Client, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "COUNTED_AT_MOST", 25)
    rows = copies(certificate, 60, lambda number: {})
    address, seen, told, places = "/en/register/?sort=oldest&standing=active", [], [], []
    while address:
        page = shown(client, address)
        seen += codes(page)
        assert len(seen) <= 61, "the same are shown again"
        told += re.findall(r"<strong>(.*?certificates)</strong>", page)
        places += re.findall(r"\d+ to \d+ of [^<]+", page)
        link = re.search(r'href="([^"]+)" rel="next"', page)
        address = f"/en/register/{html.unescape(link[1])}" if link else ""
    assert seen == [certificate.code, *(row.code for row in rows)]
    assert told == [
        *["More than 25 certificates"] * 2,
        *["More than 25 further certificates"] * 2,
        "11 further certificates",
    ]
    assert places == ["1 to 20 of more than 25", "21 to 25 of more than 25"] * 2
    assert shown(client, f"/en/register/?after={'0' * 26}") and shown(client, "/en/register/?after=x")


@pytest.mark.parametrize(
    "asked",
    [{"standing": "unknown"}, {"route": "4.3"}, {"kind": "x'--"}, {"year": "1066"}, {"year": "๒๕๖๙"}, {"sort": "x"},
     {"q": "ก" * 300}, {"q": "\x00\ud800"}, {"page": "-1"}, {"page": "9" * 400}],
)  # fmt: skip
def test_what_is_not_understood_is_never_an_error(
    asked: dict[str, str], client: Client, certificate: Certificate
) -> None:
    asked = {name: value.encode("utf-8", "surrogatepass").decode("latin-1") for name, value in asked.items()}
    assert client.get("/th/register/", asked).status_code == 200


def test_nothing_found_leads_back_to_all(client: Client, certificate: Certificate) -> None:
    page = shown(client, "/th/register/", q="ถุงเท้า")
    assert codes(page) == [] and "ไม่พบ" in page and 'href="/th/register/"' in page


def test_a_filter_by_standing_follows_the_day(client: Client, certificate: Certificate) -> None:
    copies(certificate, 1, lambda number: {"valid_until": date.today() - timedelta(days=1), "approved_on": date(2023, 1, 1), "valid_from": date(2023, 1, 1)})  # fmt: skip  # noqa: E501, DTZ011
    assert codes(shown(client, "/th/register/", standing="active")) == [certificate.code]
    assert len(codes(shown(client, "/th/register/", standing="expired"))) == 1


def test_behind_the_last_certificate_there_is_none_and_a_way_back(client: Client, certificate: Certificate) -> None:
    page = shown(client, "/en/register/", after=certificate.code, sort="oldest")
    assert codes(page) == [] and "No certificate follows" in page and "has been issued yet" not in page
    assert 'href="?sort=oldest">From the beginning' in page
