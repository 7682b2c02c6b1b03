"""The certificate of a type 4.2 product: its circular share, the body it rests on, and how long it may last."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from applications.models import Issuance
from certificates import issuing
from certificates.content import CertificateContent
from certificates.facts import Speaker, further_facts, main_facts
from certificates.pdf.page import render_certificate
from certificates.wording import share_words
from tests.certificates.contents import PRODUCT_A
from tests.factories.approved_cases import APPROVED_ON, make_approved_case
from tests.personas import Personas

RECOGNISED = {
    "body": "ce-body",
    "body_name": "สถาบันรับรองผลิตภัณฑ์หมุนเวียน",
    "body_name_en": "Circular Product Institute",
    "number": "RM-7",
    "expires_on": "2028-05-31",
}
COPIER = replace(
    PRODUCT_A,
    route="4.2",
    activity="remanufacture",
    recycled_share="0.75",
    recycled_share_percent="75.00",
    recognised_body_th=RECOGNISED["body_name"],
    recognised_body_en=RECOGNISED["body_name_en"],
    recognised_number=RECOGNISED["number"],
)


def approved(personas: Personas, **recognised: Any) -> Issuance:
    issuance = make_approved_case(personas)
    run = issuance.decision.recommendation.check_run
    run.revision.case["judged"] |= {
        "route": "4.2",
        "circular_activity": "remanufacture",
        "recognised_certificate": {**RECOGNISED, **recognised},
    }
    run.report["shares"] = None
    run.report["circular"] = {"circular_lower": {"exact": "3/4", "percent_text": "75.00"}}
    return issuance


@pytest.mark.django_db
def test_share_activity_and_body_come_from_the_judged_case(personas: Personas) -> None:
    content = issuing.content_of(approved(personas), number="1", code="1")
    assert (content.recycled_share, content.recycled_share_percent) == ("0.75", "75.00")
    assert (content.recognised_body_en, content.recognised_number) == ("Circular Product Institute", "RM-7")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("expires_on", "valid_until"),
    [
        ("2028-05-31", "2028-05-31"),
        ("2029-11-19", "2029-11-19"),
        ("2029-11-20", "2029-11-19"),
        ("2026-11-20", "2026-11-20"),
    ],
)
def test_validity_is_the_earlier_of_the_term_and_the_recognised_certificate(
    personas: Personas, expires_on: str, valid_until: str
) -> None:
    content = issuing.content_of(approved(personas, expires_on=expires_on), number="1", code="1")
    assert content.valid_until == date.fromisoformat(valid_until)


@pytest.mark.django_db
def test_a_recognised_certificate_that_expired_before_the_approval_is_never_printed(personas: Personas) -> None:
    issuance = approved(personas, expires_on="2026-11-19")
    assert date.fromisoformat("2026-11-19") < APPROVED_ON
    with pytest.raises(ValueError, match="expired"):
        issuing.content_of(issuance, number="1", code="1")


@pytest.mark.django_db
def test_a_type_42_case_without_a_body_is_never_printed(personas: Personas) -> None:
    with pytest.raises(ValueError, match="recognised body"):
        issuing.content_of(approved(personas, body_name=""), number="1", code="1")


def test_contents_of_before_type_42_keep_their_hash_and_are_read() -> None:
    stored = PRODUCT_A.to_json()
    assert not {"recognised_body_th", "recognised_body_en", "recognised_number"} & stored.keys()
    assert CertificateContent.from_json(stored) == PRODUCT_A
    assert CertificateContent.from_json(COPIER.to_json()) == COPIER
    assert CertificateContent.from_json(COPIER.to_json()).sha256() == COPIER.sha256() != PRODUCT_A.sha256()


def test_content_without_a_required_name_or_with_an_unknown_one_is_refused() -> None:
    stored = PRODUCT_A.to_json()
    with pytest.raises(ValueError, match="missing"):
        CertificateContent.from_json({name: value for name, value in stored.items() if name != "route"})
    with pytest.raises(ValueError, match="unknown"):
        CertificateContent.from_json(stored | {"recognised_body": "x"})


@pytest.mark.parametrize(("language", "share", "body"), [("th", "สัดส่วนวัสดุหมุนเวียน", 0), ("en", "Circular share", 1)])
def test_public_facts_name_the_circular_share_and_the_body(language: str, share: str, body: int) -> None:
    speaker = Speaker(language)
    assert share in [fact.label.first for fact in main_facts(COPIER, speaker)]
    values = [fact.value.first for fact in further_facts(COPIER, speaker)]
    assert (RECOGNISED["body_name"], RECOGNISED["body_name_en"])[body] in values
    assert "RM-7" in values


def test_the_printed_share_is_named_by_type() -> None:
    assert share_words("4.2").th == "สัดส่วนวัสดุหมุนเวียน"
    assert share_words("4.1").th == "สัดส่วนวัสดุรีไซเคิล/หมุนเวียน"


def test_the_page_of_type_42_still_fits_one_page() -> None:
    assert render_certificate(COPIER).startswith(b"%PDF")
