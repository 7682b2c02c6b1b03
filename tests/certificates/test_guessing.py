"""Guessing codes finds nothing, is stopped, and a forged sender does not help."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from cecfp_portal import throttling
from cecfp_portal.models import RequestCount
from cecfp_portal.throttling import Limit
from certificates import queries
from certificates.models import Certificate
from certificates.numbering import CODE_BITS, new_code
from certificates.views.guessing import GUESSES
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 28, 12, 0, 10, tzinfo=UTC)
LIMIT = Limit("test", 3, timedelta(minutes=1))


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def test_two_thousand_guesses_find_nothing(certificate: Certificate) -> None:
    assert not any(queries.by_code(new_code()) for _ in range(2_000))


def test_a_million_certificates_would_be_safe_for_longer_than_the_world() -> None:
    """A million addresses that guess as often as they may, for a thousand years, at a million certificates."""
    guesses = 1_000_000 * GUESSES.most * 60 * 24 * 366 * 1_000
    chance = guesses * 1_000_000 / 2**CODE_BITS
    assert chance < 1e-11


def test_a_near_miss_is_looked_up_like_any_other(
    certificate: Certificate, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    last = "0" if certificate.code[-1] != "0" else "1"
    for code in (certificate.code[:-1] + last, new_code()):
        with django_assert_num_queries(1):
            assert queries.by_code(code) is None


DOORS = ("/c/{}", "/th/c/{}/", "/c/{}/certificate.pdf", "/th/check/?q={}")


@pytest.mark.parametrize("door", DOORS)
def test_thirty_misses_then_a_clear_refusal_even_of_a_hit(
    door: str, client: Client, certificate: Certificate, one_window: None
) -> None:
    answers = [client.get(door.format(new_code())).status_code for _ in range(GUESSES.most)]
    assert set(answers) == {404}
    for other in DOORS:
        response = client.get(other.format(certificate.code))
        assert response.status_code == 429, other
    assert "no-store" in response["Cache-Control"] and 1 <= int(response["Retry-After"]) <= 61
    assert certificate.number not in response.content.decode()


def test_scanning_what_exists_is_never_stopped(client: Client, certificate: Certificate, one_window: None) -> None:
    assert {client.get(f"/c/{certificate.code}").status_code for _ in range(GUESSES.most + 5)} == {200}


def test_forged_senders_are_counted_as_one(client: Client, one_window: None) -> None:
    answers = [
        client.get("/c/x", headers={"x-forwarded-for": f"10.0.0.{number}", "forwarded": f"for=10.0.0.{number}"})
        for number in range(GUESSES.most + 1)
    ]
    assert answers[-1].status_code == 429


def test_behind_our_proxy_its_own_word_counts(settings: Any) -> None:
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}

    def sender(forwarded: str) -> str:
        return throttling.sender_of(RequestFactory().get("/", headers={"x-forwarded-for": forwarded}))

    assert sender("10.0.0.1, 203.0.113.9") == sender("10.0.0.2,203.0.113.9") != sender("203.0.113.8")


def test_a_network_of_ipv6_is_one_sender_and_no_address_is_kept() -> None:
    def sender(address: str) -> str:
        return throttling.sender_of(RequestFactory().get("/", REMOTE_ADDR=address))

    assert sender("2001:db8::1") == sender("2001:db8::ffff:1") != sender("2001:db8:0:1::1")
    assert sender("::ffff:192.0.2.1") == sender("192.0.2.1") and "192.0.2.1" not in sender("192.0.2.1")


def test_a_new_window_begins_anew_and_old_counts_go() -> None:
    for _ in range(3):
        throttling.count(LIMIT, "one", at=AT)
    assert throttling.is_reached(LIMIT, "one", at=AT) and throttling.seconds_left(LIMIT, at=AT) == 51
    assert not throttling.is_reached(LIMIT, "other", at=AT)
    assert not throttling.is_reached(LIMIT, "one", at=AT + timedelta(minutes=1))
    throttling.count(LIMIT, "one", at=AT + timedelta(days=2))
    assert RequestCount.objects.count() == 1
