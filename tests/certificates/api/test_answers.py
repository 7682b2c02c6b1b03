"""What the interface for machines answers: standing at once, one shape of refusal, pages that never lose a row."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from calculations.engine.canonical import canonical_json
from certificates import queries
from certificates.api import open_data
from certificates.api.problems import MEDIA_TYPE, PROBLEMS
from certificates.models import Certificate
from certificates.open_data.dictionary import COLUMNS
from tests.certificates.acts import GROUNDS, propose
from tests.certificates.api.conftest import Many, revoke
from tests.factories.approved_cases import make_approved_case, make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db
UNKNOWN = "0" * 26
V1 = "/api/v1"


def test_a_certificate_by_code_and_by_number(client: Client, certificate: Certificate) -> None:
    response = client.get(f"{V1}/certificates/{certificate.code}/")
    told = response.json()
    assert told["standing"] == "active" and told["since"] is None and told["schema"] == "cecfp-register-entry/1"
    assert told["content"] == certificate.content and told["pdf_sha256"] == certificate.pdf_sha256
    assert hashlib.sha256(canonical_json(told["content"])).hexdigest() == told["content_sha256"]
    by_number = client.get(f"{V1}/numbers/{certificate.number.lower()}/").json()
    assert by_number | {"checked_at": ""} == told | {"checked_at": ""}


def test_what_breaks_is_told_as_a_problem_here_and_as_a_page_elsewhere(
    client: Client, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(code: str) -> None:
        raise RuntimeError(f"secret of {code}")

    monkeypatch.setattr(queries, "by_code", broken)
    client.raise_request_exception = False
    response = client.get(f"{V1}/certificates/{certificate.code}/")
    told = response.json()
    assert response.status_code == told["status"] == 500 and response["Content-Type"] == MEDIA_TYPE
    assert told["code"] == "portal_failed" and set(told["message"]) == {"th", "en"} and "secret" not in str(told)
    assert response["Cache-Control"] == "no-store" and response["Access-Control-Allow-Origin"] == "*"
    page = client.get(f"/c/{certificate.code}")
    assert page.status_code == 500 and page["Content-Type"].startswith("text/html")
    monkeypatch.setattr(open_data, "state_now", lambda at: broken(""))
    file = client.get("/open-data/certificates.csv")
    assert file.status_code == 500 and file["Content-Type"] == MEDIA_TYPE


@pytest.mark.parametrize("tail", ["", "standing/", "json-ld/"])
def test_a_revocation_is_told_by_the_next_answer_and_nothing_may_be_kept(
    tail: str, client: Client, certificate: Certificate, personas: Personas
) -> None:
    address = f"{V1}/certificates/{certificate.code}/{tail}"
    before = client.get(address)
    revoke(certificate, personas)
    after = client.get(address)
    assert before["Cache-Control"] == after["Cache-Control"] == "no-store"
    assert '"active"' in before.content.decode() and '"revoked"' in after.content.decode()


def test_reasons_are_told_in_both_languages(client: Client, certificate: Certificate, personas: Personas) -> None:
    revoke(certificate, personas)
    told = client.get(f"{V1}/certificates/{certificate.code}/").json()
    assert told["reason"] == {"th": "ไม่เป็นไปตามข้อ 4.1.2", "en": "Clause 4.1.2 is not met"}
    assert told["revocations"] == [{"revoked_at": told["revocations"][0]["revoked_at"], "reason": told["reason"]}]
    assert told["since"] == timezone.localdate().isoformat()


def test_a_proposal_is_not_public(client: Client, certificate: Certificate, personas: Personas) -> None:
    propose(certificate, personas.officer, grounds=replace(GROUNDS, reason_en="not yet public"))
    for address in (
        f"/certificates/{certificate.code}/",
        f"/certificates/{certificate.code}/standing/",
        "/certificates/",
    ):
        assert "not yet public" not in client.get(f"{V1}{address}").content.decode()


def test_each_standing_is_told_alike_everywhere(client: Client, of_each_standing: Many) -> None:
    listed = {item["code"]: item["standing"] for item in client.get(f"{V1}/certificates/").json()["certificates"]}
    for code, certificate in of_each_standing.items():
        for tail in ("", "standing/"):
            assert client.get(f"{V1}/certificates/{certificate.code}/{tail}").json()["standing"] == code
        assert listed[certificate.code] == code
    replaced = client.get(f"{V1}/certificates/{of_each_standing['superseded'].code}/").json()
    assert replaced["successor"] == of_each_standing["active"].number == replaced["endings"][0]["successor"]


def test_the_list_holds_the_columns_of_the_dictionary_and_only_what_was_issued(
    client: Client, certificate: Certificate, personas: Personas
) -> None:
    make_approved_case(personas, product_th="ยังไม่ออกใบรับรอง")
    told = client.get(f"{V1}/certificates/").json()
    assert [list(item) for item in told["certificates"]] == [[column.name for column in COLUMNS]]
    assert told["certificates"][0]["number"] == certificate.number and told["next"] is None


def walked(client: Client, address: str | None) -> list[str]:
    numbers = []
    while address:
        page = client.get(address).json()
        numbers += [item["number"] for item in page["certificates"]]
        address = page["next"]
    return numbers


def test_following_next_meets_every_certificate_once_while_new_ones_are_issued(
    client: Client, personas: Personas, unthrottled: None
) -> None:
    numbers = [make_certificate(personas, product_th=f"ขวด {place}").number for place in range(5)]
    assert walked(client, f"{V1}/certificates/?limit=2") == sorted(numbers, reverse=True)
    first = client.get(f"{V1}/certificates/?limit=2").json()
    make_certificate(personas, product_th="ขวดใหม่")
    seen = [item["number"] for item in first["certificates"]] + walked(client, first["next"])
    assert seen == sorted(numbers, reverse=True)


def test_a_search_keeps_its_words_from_page_to_page(client: Client, personas: Personas) -> None:
    for name in ("ขวด ก", "ขวด ข", "ถุง"):
        make_certificate(personas, product_th=name)
    assert len(walked(client, f"{V1}/certificates/?q=ขวด&limit=1")) == 3  # "ขวด" stands in each holder's name
    assert len(walked(client, f"{V1}/certificates/?q=ถุง&limit=1")) == 1


REFUSALS = [
    (f"/v1/certificates/{UNKNOWN}/", 404, "certificate_unknown"),
    (f"/v1/certificates/{UNKNOWN}/standing/", 404, "certificate_unknown"),
    (f"/v1/certificates/{UNKNOWN}/json-ld/", 404, "certificate_unknown"),
    ("/v1/numbers/TGO CE-CFP FY99-000-0001/", 404, "certificate_unknown"),
    ("/v1/numbers/%00/", 404, "certificate_unknown"),
    ("/v1/nothing/", 404, "address_unknown"),
    ("/v2/certificates/", 404, "address_unknown"),
    ("/", 404, "address_unknown"),
    ("/v1/certificates/?limit=0", 400, "parameter_invalid"),
    ("/v1/certificates/?limit=101", 400, "parameter_invalid"),
    ("/v1/certificates/?limit=๑๐", 400, "parameter_invalid"),
    ("/v1/certificates/?limit=1e1", 400, "parameter_invalid"),
    (f"/v1/certificates/?limit={'9' * 5000}", 400, "parameter_invalid"),
    (f"/v1/certificates/?after={UNKNOWN}", 404, "certificate_unknown"),
    ("/v1/certificates/?after=x", 400, "parameter_invalid"),
    ("/v1/certificates/?page=2", 400, "parameter_invalid"),
    (f"/v1/certificates/?q={'ก' * 201}", 400, "parameter_invalid"),
    ("/v1/certificates/?standing=good", 400, "parameter_invalid"),
    ("/v1/certificates/?route=4.3", 400, "parameter_invalid"),
    ("/v1/certificates/?kind=", 400, "parameter_invalid"),
    ("/v1/certificates/?year=2569.0", 400, "parameter_invalid"),
    ("/v1/certificates/?year=26", 400, "parameter_invalid"),
]


@pytest.mark.parametrize(("address", "status", "code"), REFUSALS)
def test_every_refusal_has_one_shape_in_both_languages(address: str, status: int, code: str, client: Client) -> None:
    response = client.get(f"/api{address}")
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    told = response.json()
    assert (told["status"], told["code"]) == (status, code)
    assert told["message"] == {"th": PROBLEMS[code].th, "en": PROBLEMS[code].en}
    assert ("parameters" in told) is (code == "parameter_invalid")
    assert response["Cache-Control"] == "no-store"


def test_a_refused_parameter_is_named_with_what_it_takes(client: Client) -> None:
    told = client.get(f"{V1}/certificates/?limit=0&colour=green").json()["parameters"]
    assert [error["name"] for error in told] == ["limit", "colour"]
    assert "1 to 100" in told[0]["message"]["en"] and "limit" in told[1]["message"]["th"]


def test_it_answers_to_reading_only(client: Client, certificate: Certificate) -> None:
    for address in ("/certificates/", f"/certificates/{certificate.code}/", "/schema/", "/nothing/"):
        for method in ("post", "put", "patch", "delete", "trace"):
            response: Any = getattr(client, method)(f"{V1}{address}")
            assert response.status_code == 405 and response.json()["code"] == "method_not_allowed"
            assert response["Allow"] == "GET, HEAD, OPTIONS"
        assert client.head(f"{V1}{address}").content == b""
        options = client.options(f"{V1}{address}")
        assert (options.status_code, options.content) == (204, b"") and options["Allow"] == "GET, HEAD, OPTIONS"


def test_pages_of_other_sites_may_read_it_and_cookies_change_nothing(
    client: Client, certificate: Certificate, personas: Personas
) -> None:
    address = f"{V1}/certificates/{certificate.code}/standing/"
    as_visitor = client.get(address)
    assert as_visitor["Access-Control-Allow-Origin"] == "*"
    assert as_visitor["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in as_visitor
    client.force_login(personas.officer)
    assert client.get(address).json() | {"checked_at": ""} == as_visitor.json() | {"checked_at": ""}


@pytest.mark.parametrize("accepted", ["text/html", "application/xml", "*/*;q=0", "nonsense", ""])
def test_whatever_is_accepted_json_is_given(accepted: str, client: Client, certificate: Certificate) -> None:
    response = client.get(
        f"{V1}/certificates/?format=xml" if accepted == "nonsense" else f"{V1}/schema/", HTTP_ACCEPT=accepted
    )
    assert response["Content-Type"] in ("application/json", "application/problem+json")


def test_it_is_throttled(client: Client, certificate: Certificate, one_window: None) -> None:
    address = f"{V1}/certificates/{certificate.code}/standing/"
    answers = [client.get(address) for _ in range(61)]
    assert [answer.status_code for answer in answers] == [200] * 60 + [429]
    assert answers[-1].json()["code"] == "throttled" and int(answers[-1]["Retry-After"]) > 0
    assert client.get("/open-data/certificates.csv").status_code == 200, "open data have a count of their own"


def test_open_data_are_throttled_sooner(client: Client, one_window: None) -> None:
    answers = [client.get("/open-data/certificates.json").status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


@pytest.mark.parametrize(
    "sender",
    [
        {"HTTP_X_FORWARDED_FOR": "10.0.0.{}"},
        {"HTTP_FORWARDED": "for=10.0.0.{}"},
        {"REMOTE_ADDR": "2001:db8:1:2::{}"},
    ],
)
def test_who_guesses_waits_and_a_forged_sender_or_another_address_of_the_same_subscriber_helps_nothing(
    sender: dict[str, str], client: Client, one_window: None
) -> None:
    answers = []
    for number in range(31):
        named: Any = {name: text.format(number) for name, text in sender.items()}
        answers.append(client.get(f"{V1}/certificates/{UNKNOWN}/", **named).status_code)
    assert answers == [404] * 30 + [429]


def test_guesses_at_the_interface_count_for_the_page_and_others_are_counted_anew(
    client: Client, one_window: None
) -> None:
    for _ in range(31):
        client.get(f"{V1}/numbers/none/", REMOTE_ADDR="2001:db8:1:2::1")
    assert client.get(f"{V1}/schema/", REMOTE_ADDR="2001:db8:1:2::1").status_code == 429
    assert client.get(f"{V1}/schema/", REMOTE_ADDR="2001:db8:1:3::1").status_code == 200


def test_filters_leave_what_they_say(client: Client, of_each_standing: Many, unthrottled: None) -> None:
    for standing, certificate in of_each_standing.items():
        assert walked(client, f"{V1}/certificates/?standing={standing}&limit=1") == [certificate.number]
    assert len(walked(client, f"{V1}/certificates/?route=4.1&limit=4")) == len(of_each_standing)
    assert walked(client, f"{V1}/certificates/?route=4.2") == walked(client, f"{V1}/certificates/?kind=material") == []
    old = of_each_standing["expired"]
    assert walked(client, f"{V1}/certificates/?year={old.approved_on.year}&kind=packaging") == [old.number]
