"""The OpenAPI document tells the truth: generated requests, right and wrong, get documented answers only."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig

from certificates.api.document import openapi
from certificates.api.pages import ADDRESSES, STANDING_EXAMPLE
from certificates.api.parameters import PARAMETERS
from certificates.api.problems import PROBLEMS, STATUSES
from certificates.api.shapes import StandingShape
from tests.certificates.api.conftest import Many

pytestmark = pytest.mark.django_db
document = schemathesis.openapi.from_dict(
    openapi(),
    config=SchemathesisConfig.from_dict(
        {"base-url": "http://127.0.0.1", "generation": {"mode": "all", "deterministic": True, "database": "none"}}
    ),
)
document.app = get_wsgi_application()


@pytest.fixture(autouse=True)
def connection_kept() -> Iterator[None]:
    """Keep the test's own transaction while the application answers, as Django's client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@document.parametrize()
@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_generated_request_gets_a_documented_answer(case: Any, of_each_standing: Many, unthrottled: None) -> None:
    case.call_and_validate()


def test_real_certificates_of_every_standing_get_a_documented_answer(of_each_standing: Many, unthrottled: None) -> None:
    for result in document.get_all_operations():
        operation = result.ok()
        for certificate in of_each_standing.values():
            named = {"code": certificate.code, "number": certificate.number}
            known = {name: text for name, text in named.items() if f"{{{name}}}" in operation.path}
            response = operation.Case(path_parameters=known).call_and_validate()
            assert response.status_code == 200, operation.path


def test_refusals_are_documented_too(client: Client, one_window: None) -> None:
    operation = document["/api/v1/certificates/{code}/"]["GET"]
    for _ in range(31):
        response = operation.Case(path_parameters={"code": "0" * 26}).call_and_validate()
    assert response.status_code == 429


def test_the_page_for_developers_names_every_address_parameter_and_refusal(client: Client) -> None:
    assert set(ADDRESSES) == set(openapi()["paths"]) and set(STATUSES) == set(PROBLEMS)
    for language in ("th", "en"):
        page = client.get(f"/{language}/api/").content.decode()
        for name in (*ADDRESSES, *PARAMETERS, *PROBLEMS):
            assert f">{name}</code>" in page, name


def test_the_examples_for_developers_have_the_shape_of_answers() -> None:
    assert set(STANDING_EXAMPLE) == set(StandingShape().fields)


def test_the_document_is_served_as_it_is_written(client: Client) -> None:
    response = client.get("/api/v1/schema/")
    assert response.json() == json.loads(json.dumps(openapi()))
    assert response.json()["openapi"].startswith("3.1") and response["Cache-Control"] == "public, max-age=3600"
