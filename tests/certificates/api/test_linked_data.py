"""JSON-LD: the page's block and the document say the same, and no name ends the block."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from certificates.models import Certificate
from tests.certificates.api.conftest import Many
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
WITHOUT_TIME = re.compile(r'"cecfp:checked_at": ?"[^"]+"')


def block_of(client: Client, certificate: Certificate) -> Any:
    (text,) = BLOCK.findall(client.get(f"/c/{certificate.code}").content.decode())
    return json.loads(WITHOUT_TIME.sub('"cecfp:checked_at":""', text))


def test_the_block_of_the_page_is_the_document(client: Client, certificate: Certificate) -> None:
    response = client.get(f"/api/v1/certificates/{certificate.code}/json-ld/")
    assert response["Content-Type"] == "application/ld+json"
    assert block_of(client, certificate) == json.loads(
        WITHOUT_TIME.sub('"cecfp:checked_at":""', response.content.decode())
    )


def test_it_speaks_the_words_of_schema_org(client: Client, certificate: Certificate) -> None:
    told = block_of(client, certificate)
    held = told["hasCertification"]
    assert (told["@type"], held["@type"]) == ("Product", "Certification")
    assert told["@context"][0] == "https://schema.org" and told["@context"][1]["cecfp"].endswith("/open-data/#")
    assert held["certificationIdentification"] == certificate.number
    assert held["@id"] == held["url"] == certificate.content["verify_url"]
    assert (held["validFrom"], held["expires"]) == (
        certificate.valid_from.isoformat(),
        certificate.valid_until.isoformat(),
    )
    assert [item["value"] for item in held["hasMeasurement"]] == ["0.396", "20.00"]


def test_only_a_certificate_in_force_is_told_active(client: Client, of_each_standing: Many) -> None:
    for standing, certificate in of_each_standing.items():
        held = block_of(client, certificate)["hasCertification"]
        assert held["cecfp:standing"] == standing
        assert held["certificationStatus"].endswith("/CertificationActive") is (standing == "active")


def test_markup_in_a_name_stays_a_name(client: Client, personas: Personas) -> None:
    name = '</script><script>alert("1")</script><!-- &amp; ขวด'
    certificate = make_certificate(personas, product_th=name)
    assert block_of(client, certificate)["name"][0]["@value"] == name
    page = client.get(f"/c/{certificate.code}").content.decode()
    assert "<script>alert" not in page and page.count("<script") == 1
