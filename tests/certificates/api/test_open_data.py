"""The open data: the same rows in three formats, safe in a spreadsheet, tagged so that no standing outlives its day."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cecfp_portal.models import PracticeSetting
from certificates.models import Certificate, Ending, Standing
from certificates.open_data import files
from certificates.open_data.dictionary import COLUMNS, record_of
from certificates.open_data.files import FORMATS, cell
from certificates.open_data.state import state_now
from tests.certificates.acts import GROUNDS, give_up, lift, suspend
from tests.certificates.api.conftest import Many, revoke
from tests.factories.approved_cases import make_approved_case, make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db
RECIPE = ("bill_of_materials", "inventory", "comparator", "factors", "own_factors", "evidence", "stock_balances")
NAMING = ("name", "name_en", "name_th", "number", "value_kgco2e", "material", "source", "amount")
NAMES = [column.name for column in COLUMNS]


def read_csv(client: Client) -> tuple[str, list[dict[str, str]]]:
    text = b"".join(client.get("/open-data/certificates.csv").streaming_content).decode()  # type: ignore[attr-defined]
    return text, list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def read_json(client: Client, name: str = "json") -> Any:
    return json.loads(b"".join(client.get(f"/open-data/certificates.{name}").streaming_content))  # type: ignore[attr-defined]


def test_the_table_begins_with_a_byte_order_mark_and_holds_every_certificate_once(
    client: Client, of_each_standing: Many, personas: Personas
) -> None:
    make_approved_case(personas, product_th="ยังไม่ออกใบรับรอง")
    text, rows = read_csv(client)
    assert text.startswith("\ufeffnumber,code,standing,") and text.count("\ufeff") == 1
    assert text.endswith("\r\n") and list(rows[0]) == NAMES
    assert {row["code"]: row["standing"] for row in rows} == {
        certificate.code: standing for standing, certificate in of_each_standing.items()
    }
    assert len(rows) == len(of_each_standing) and "ยังไม่ออกใบรับรอง" not in text


def test_three_formats_and_the_interface_tell_the_same(client: Client, of_each_standing: Many) -> None:
    _text, rows = read_csv(client)
    told, linked = read_json(client), read_json(client, "jsonld")
    listed = client.get("/api/v1/certificates/?limit=100").json()["certificates"]
    for row, item in zip(rows, told["certificates"], strict=True):
        one = next(entry for entry in listed if entry["code"] == row["code"])
        for name in set(NAMES) - {"checked_at"}:
            assert row[name] == _as_cell(item[name]) == _as_cell(one[name]), name
    assert told["count"] == len(rows)
    products = [node for node in linked["@graph"] if node["@type"] == "Product"]
    assert [node["hasCertification"]["cecfp:standing"] for node in products] == [row["standing"] for row in rows]
    for node in products:
        held = node["hasCertification"]
        active = held["cecfp:standing"] == "active"
        assert held["certificationStatus"].endswith("CertificationActive" if active else "CertificationInactive")


def _as_cell(value: object) -> str:
    return {True: "true", False: "false", None: ""}.get(value, value)  # type: ignore[call-overload,no-any-return]


def test_reasons_dates_and_successor_stand_beside_the_standing(client: Client, of_each_standing: Many) -> None:
    rows = {row["standing"]: row for row in read_csv(client)[1]}
    today = timezone.localdate().isoformat()
    assert rows["revoked"]["reason_th"] == "ไม่เป็นไปตามข้อ 4.1.2" and rows["revoked"]["standing_since"] == today
    assert rows["superseded"]["successor"] == rows["active"]["number"] and rows["active"]["standing_since"] == ""
    old = of_each_standing["expired"]
    assert rows["expired"]["standing_since"] == (old.valid_until + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+66 2", "-ขวด", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "＝1", "－1", "=cmd|' /C calc'!A0"],
)
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "ขวด = แก้ว", "-0.5", "12", "'=1", "600 ml", "“=1”"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


def test_a_formula_in_a_name_is_neutralised_in_the_file_and_told_as_it_is_in_json(
    client: Client, personas: Personas
) -> None:
    name = '=HYPERLINK("http://evil","ขวด"),</script><b>'
    make_certificate(personas, product_th=name)
    assert read_csv(client)[1][0]["product_th"] == f"'{name}"
    assert read_json(client)["certificates"][0]["product_th"] == name


def test_the_columns_are_what_is_printed_and_nothing_of_the_recipe(client: Client, certificate: Certificate) -> None:
    judged: Any = certificate.application.revisions.get().case["judged"]
    secret = {text for part in RECIPE for text in _named(judged[part])}
    assert {"V-PET", "2.9389", "EX-1"} <= secret
    told = [str(value) for row in read_json(client)["certificates"] for value in row.values()]
    told += [value for row in read_csv(client)[1] for value in row.values()]
    assert not [(text, value) for text in secret for value in told if text in value]
    assert not secret & set(json.dumps(read_json(client, "jsonld"), ensure_ascii=False).split('"'))


def _named(part: Any) -> set[str]:
    """Return the names, numbers and figures in a part of a case."""
    if isinstance(part, dict):
        own = {value for name, value in part.items() if name in NAMING and isinstance(value, str) and len(value) > 2}
        return own.union(*map(_named, part.values()))
    return set().union(*map(_named, part)) if isinstance(part, list) else set()


def test_what_tgo_and_the_holder_told_each_other_is_not_public(
    client: Client, certificate: Certificate, personas: Personas, unthrottled: None
) -> None:
    suspend(certificate, personas.officer)
    lift(certificate, personas.second_officer, note="เอกสารภายในเลขที่ 7")
    revoke(certificate, personas)
    other = make_certificate(personas, product_th="ขวด ข")
    give_up(other, personas.applicant, reason="เลิกผลิตเพราะขาดทุน")
    answers = [client.get(f"/api/v1/certificates/{code}/") for code in (certificate.code, other.code)]
    told = "".join(answer.content.decode() for answer in answers) + read_csv(client)[0]
    told += "".join(json.dumps(read_json(client, name), ensure_ascii=False) for name in ("json", "jsonld"))
    assert "revoked" in told and "surrendered" in told and GROUNDS.reason_en in told
    private = (GROUNDS.facts, "เอกสารภายใน", "ใช้วัสดุใหม่เพียงล็อตเดียว", "เลิกผลิตเพราะขาดทุน")
    people = (str(personas.officer), personas.officer.email, str(personas.approver), personas.applicant.email)
    assert not [text for text in (*private, *people) if text in told]


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_kept_file_is_right_until_something_is_different(
    name: str, client: Client, certificate: Certificate, personas: Personas, unthrottled: None
) -> None:
    address = f"/open-data/certificates.{name}"

    def tag() -> str:
        return client.get(address)["ETag"]

    first = client.get(address)
    assert first["Cache-Control"] == "no-cache" and first["Content-Type"] == FORMATS[name].media_type
    assert first["Content-Disposition"].startswith('attachment; filename="ce-cfp-certificates-20')
    kept: Any = {"HTTP_IF_NONE_MATCH": f'"other", {first["ETag"]}'}
    again = client.get(address, **kept)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    seen = [tag()]
    suspend(certificate, personas.officer)
    seen.append(tag())
    lift(certificate, personas.second_officer)
    seen.append(tag())
    revoke(certificate, personas)
    seen.append(tag())
    other = make_certificate(personas, product_th="ขวด ข")
    seen.append(tag())
    Ending.objects.create(
        certificate=other, kind=Standing.SURRENDERED, ended_at=timezone.now(), ended_by=personas.officer
    )
    seen.append(tag())
    assert len(set(seen)) == len(seen)
    assert client.get(address, **kept).status_code == 200


def test_the_day_and_the_terms_change_the_tag(certificate: Certificate) -> None:
    at = timezone.now()
    tags = {state_now(at=at).tag("csv"), state_now(at=at + timedelta(days=1)).tag("csv")}
    PracticeSetting.objects.create(
        key="open_data_licence", value="ไทย; English; https://example.or.th/l", in_force_from="2026-01-01", source="-"
    )
    state = state_now(at=at)
    assert len(tags | {state.tag("csv")}) == 3
    assert (state.licence.th, state.licence.en, state.licence.url) == ("ไทย", "English", "https://example.or.th/l")


def test_formats_have_tags_of_their_own_and_asking_for_the_head_writes_no_row(
    client: Client, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "entries", lambda _state: pytest.fail("rows were read"))
    answers = [client.head(f"/open-data/certificates.{name}") for name in FORMATS]
    assert len({answer["ETag"] for answer in answers}) == 3 and not any(answer.content for answer in answers)


def test_rows_are_read_some_at_a_time(
    personas: Personas, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(5):
        make_certificate(personas, product_th=f"ขวด {place}")
    monkeypatch.setattr(files, "ROWS_AT_ONCE", 2)
    state = state_now(at=timezone.now())
    make_certificate(personas, product_th="ออกภายหลัง")
    with django_assert_num_queries(3 * 4 + 1):
        parts = list(files.entries(state))
    assert [len(part) for part in parts] == [2, 2, 1]


def test_an_empty_register_is_a_file_too(client: Client) -> None:
    text, rows = read_csv(client)
    assert rows == [] and text.startswith("\ufeffnumber,")
    assert read_json(client)["certificates"] == [] and len(read_json(client, "jsonld")["@graph"]) == 1


def test_the_dictionary_describes_every_column_truly(client: Client, of_each_standing: Many) -> None:
    told = client.get("/api/v1/open-data/").json()
    assert [column["name"] for column in told["dictionary"]] == NAMES and told["count"] == len(of_each_standing)
    assert "no-store" in client.get("/api/v1/open-data/")["Cache-Control"]
    rows = read_json(client)["certificates"]
    for column in told["dictionary"]:
        values = {row[column["name"]] for row in rows}
        if not column["may_be_empty"]:
            assert not values & {"", None}, column["name"]
        if column["values"]:
            assert values - {""} <= {value["code"] for value in column["values"]}
    described = next(item for item in told["files"] if item["format"] == "csv")
    assert client.head("/open-data/certificates.csv")["ETag"] == described["etag"]


def test_every_column_says_what_it_means_in_both_languages() -> None:
    for column in COLUMNS:
        assert column.meaning.th and column.meaning.en and column.example
        assert any("ก" <= sign <= "๙" for sign in column.meaning.th), column.name


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_pages_for_people(language: str, client: Client, certificate: Certificate) -> None:
    page = client.get(f"/{language}/open-data/").content.decode()
    for name in NAMES:
        assert f'<tr id="{name}">' in page
    for name in FORMATS:
        assert f'href="/open-data/certificates.{name}"' in page
    assert ("ยังไม่ได้กำหนดเงื่อนไข" if language == "th" else "No terms have been set yet") in page
    assert client.get("/open-data/")["Location"] == f"/{language}/open-data/"


def test_a_record_has_the_columns_in_order(certificate: Certificate) -> None:
    entry = files.entry_of(certificate, at=timezone.now())
    assert list(record_of(entry)) == NAMES
