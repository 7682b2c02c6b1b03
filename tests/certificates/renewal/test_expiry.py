"""A certificate expires by its date alone: in force to the last second of its last day in Bangkok, everywhere."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cecfp_portal.thai import BANGKOK
from certificates.models import Certificate
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def moments(certificate: Certificate) -> tuple[datetime, datetime]:
    """Return the last second of the last day and the second after it, in Bangkok."""
    day = certificate.valid_until + timedelta(days=1)
    midnight = datetime(day.year, day.month, day.day, tzinfo=BANGKOK)
    return midnight - timedelta(seconds=1), midnight


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment.astimezone(timezone.get_default_timezone()))


@pytest.mark.parametrize(
    ("name", "in_force", "expired"),
    [
        ("verify:standing", "is-active", "is-expired"),
        ("certificates:standing", "is-active", "is-expired"),
    ],
)
def test_the_public_page(
    name: str, in_force: str, expired: str, personas: Personas, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    certificate = make_certificate(personas)
    for moment, shown, hidden in zip(moments(certificate), (in_force, expired), (expired, in_force), strict=True):
        set_clock(monkeypatch, moment)
        page = client.get(reverse(name, args=[certificate.code])).content.decode()
        assert shown in page and hidden not in page, moment


def test_file_and_api(personas: Personas, monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    certificate = make_certificate(personas)
    last, after = moments(certificate)
    file, api = reverse("verify:file", args=[certificate.code]), reverse("api:standing", args=[certificate.code])
    set_clock(monkeypatch, last)
    assert client.get(file).status_code == 200
    assert '"active"' in client.get(api).content.decode()
    set_clock(monkeypatch, after)
    assert client.get(file).status_code == 410
    assert '"expired"' in client.get(api).content.decode()


def test_register_and_holder(
    personas: Personas, monkeypatch: pytest.MonkeyPatch, signed_in: Callable[[object], Client]
) -> None:
    certificate = make_certificate(personas)
    pages = {
        reverse("certificates:register"): personas.public,
        reverse("certificates:holder_list"): personas.applicant,
        reverse("certificates:holder_detail", args=[certificate.application.public_id]): personas.applicant,
        reverse("certificates:officer_detail", args=[certificate.code]): personas.officer,
    }
    word = "สิ้นอายุการรับรอง"
    for moment, is_expired in zip(moments(certificate), (False, True), strict=True):
        set_clock(monkeypatch, moment)
        for url, person in pages.items():
            page = signed_in(person).get(url).content.decode().partition("<main")[2]
            assert (f">{word}<" in page or f"{word}</" in page) == is_expired, (url, moment)
