"""Nothing is signed that breaks a rule: every rule of the lint refuses its own bad sample, and none the good one."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from certificates.content import CertificateContent
from certificates.pdf import lint
from certificates.pdf.lint import Backing, LintRefused
from certificates.pdf.lint.backing import BACKING_RULES
from certificates.pdf.lint.document import DOCUMENT_RULES, opened
from certificates.pdf.lint.statements import CONTENT_RULES, NUMBER_RULES
from certificates.pdf.page import render_certificate
from tests.certificates.contents import PRODUCT_A, SHORT

pytestmark = pytest.mark.django_db
GOOD = replace(PRODUCT_A, verify_url=f"http://127.0.0.1:8000/c/{PRODUCT_A.code}")
BACKING = Backing(
    case_sha256=GOOD.case_sha256,
    judged_sha256=GOOD.judged_sha256,
    is_passed=True,
    statement_number=GOOD.statement_number,
    statement_judged_sha256=GOOD.judged_sha256,
    signed_on=date(2026, 11, 1),
    registrations=((date(2026, 1, 1), date(2026, 12, 31)),),
    report_sha256="0" * 64,
    recognised_until=GOOD.valid_until,
)
STATEMENT_SAMPLES: list[tuple[str, dict[str, Any], str]] = [
    ("nothing_is_missing", {"statement_number": " "}, "missing: statement_number"),
    ("nothing_is_missing", {"factories": ()}, "missing: factories"),
    ("footprint_has_its_unit", {"footprint_unit": "kg"}, "unit 'kg'"),
    ("footprint_has_its_unit", {"footprint": "5,00"}, "'5,00' is no figure"),
    ("share_is_a_percentage", {"recycled_share_percent": "20"}, "no percentage"),
    ("share_is_a_percentage", {"recycled_share_percent": "100.01"}, "no percentage"),
    ("term_is_within_the_scheme", {"valid_until": date(2029, 11, 20)}, "longer than the 3 years"),
    ("term_is_within_the_scheme", {"valid_from": date(2026, 11, 19)}, "not in order"),
    ("case_is_named_by_its_hashes", {"case_sha256": ""}, "case_sha256 is no SHA-256"),
    ("case_is_named_by_its_hashes", {"context_sha256": "0" * 63}, "context_sha256 is no SHA-256"),
    ("everything_can_be_printed", {"holder_en": "漢 Co., Ltd."}, r"U\+6F22"),
    ("number_has_its_form", {"number": "TGO CE-CFP FY26-000-0001"}, "not of the scheme's form"),
    ("number_has_its_form", {"number": "–"}, "not of the scheme's form"),
    ("qr_code_leads_to_this_certificate", {"verify_url": "https://tgo.example/c/" + GOOD.code}, "QR code leads to"),
    ("qr_code_leads_to_this_certificate", {"code": "1", "verify_url": "http://127.0.0.1:8000/c/1"}, "its form"),
]
BACKING_SAMPLES: list[tuple[str, dict[str, Any], str]] = [
    ("frozen_case_has_the_hashes", {"judged_sha256": "1" * 64}, "frozen case"),
    ("run_has_passed", {"is_passed": False}, "not passed"),
    ("statement_is_of_this_case", {"statement_number": ""}, "not in force"),
    ("statement_is_of_this_case", {"statement_judged_sha256": "1" * 64}, "another judged case"),
    ("verifier_was_registered", {"signed_on": date(2027, 1, 1)}, "not registered on the day"),
    ("verifier_was_registered", {"registrations": ()}, "not registered on the day"),
    ("report_is_there", {"report_sha256": ""}, "report is missing"),
    ("term_is_within_the_recognised_one", {"recognised_until": GOOD.valid_until - timedelta(days=1)}, "clause 4.2"),
]


@pytest.fixture(scope="module")
def rendered() -> bytes:
    return render_certificate(GOOD)


def _changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None], **saving: Any) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        change(document)
        document.save(out, **saving)
    return out.getvalue()


def _second_page(document: pikepdf.Pdf) -> None:
    document.pages.append(document.pages[0])


def _letter_paper(document: pikepdf.Pdf) -> None:
    document.pages[0].MediaBox = [0, 0, 612, 792]


def _untagged(document: pikepdf.Pdf) -> None:
    del document.Root.StructTreeRoot


def _without_profile(document: pikepdf.Pdf) -> None:
    del document.Root.OutputIntents


def _other_metadata(document: pikepdf.Pdf) -> None:
    document.Root.Metadata.write(document.Root.Metadata.read_bytes().replace(b'part="3"', b'part="2"'))


def _script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _foreign_link(document: pikepdf.Pdf) -> None:
    link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://x/"))
    document.pages[0].Annots = document.make_indirect([link])


def _first_font(document: pikepdf.Pdf) -> Any:
    return next(iter(document.pages[0].Resources.Font.values()))


def _font_left_out(document: pikepdf.Pdf) -> None:
    del _first_font(document).DescendantFonts[0].FontDescriptor["/FontFile2"]


def _other_font(document: pikepdf.Pdf) -> None:
    _first_font(document).BaseFont = pikepdf.Name("/Helvetica")


def _no_font(document: pikepdf.Pdf) -> None:
    del document.pages[0].Resources["/Font"]


def _second_attachment(document: pikepdf.Pdf) -> None:
    document.attachments["recipe.json"] = b"{}"


def _other_data(document: pikepdf.Pdf) -> None:
    document.attachments["certificate.json"] = SHORT.canonical()


def _empty_page(document: pikepdf.Pdf) -> None:
    document.pages[0].Contents = document.make_stream(b"")


def _large_picture(document: pikepdf.Pdf) -> None:
    document.Root.Picture = document.make_stream(random.Random(1).randbytes(1_000_000))


DOCUMENT_SAMPLES: list[tuple[str, Callable[[pikepdf.Pdf], None], str]] = [
    ("one_page_of_a4", _second_page, "2 pages"),
    ("one_page_of_a4", _letter_paper, "not A4"),
    ("tagged_for_screen_readers", _untagged, "screen readers"),
    ("says_that_it_is_an_archive_copy", _without_profile, "PDF/A-3a"),
    ("says_that_it_is_an_archive_copy", _other_metadata, "PDF/A-3a"),
    ("nothing_is_active", _script, "OpenAction"),
    ("nothing_is_active", _foreign_link, "link leads elsewhere"),
    ("thai_fonts_are_inside", _font_left_out, "not the bundled one"),
    ("thai_fonts_are_inside", _other_font, "Helvetica"),
    ("thai_fonts_are_inside", _no_font, "Thai font is missing"),
    ("carries_exactly_its_data", _second_attachment, "attachments other than"),
    ("carries_exactly_its_data", _other_data, "data differ"),
    ("says_what_it_states", _empty_page, "number cannot be read"),
    ("can_be_checked_by_anybody", _large_picture, "too large to be checked"),
]


def test_what_is_good_passes_every_rule(rendered: bytes) -> None:
    lint.lint_content(GOOD)
    lint.lint_number(GOOD)
    lint.lint_backing(BACKING, GOOD)
    lint.lint_document(rendered, GOOD)


def test_every_rule_has_a_sample_that_fails_it() -> None:
    samples = {name for name, *_ in [*STATEMENT_SAMPLES, *BACKING_SAMPLES, *DOCUMENT_SAMPLES]}
    rules = (*CONTENT_RULES, *NUMBER_RULES, *BACKING_RULES, *DOCUMENT_RULES)
    assert samples == {rule.__name__ for rule in rules}


@pytest.mark.parametrize(("rule", "change", "reason"), STATEMENT_SAMPLES)
def test_statements_are_refused(rule: str, change: dict[str, Any], reason: str) -> None:
    bad = replace(GOOD, **change)
    assert _refusing((*CONTENT_RULES, *NUMBER_RULES), bad) == {rule}
    with pytest.raises(LintRefused, match=reason):
        (lint.lint_number if rule in {r.__name__ for r in NUMBER_RULES} else lint.lint_content)(bad)


@pytest.mark.parametrize(("rule", "change", "reason"), BACKING_SAMPLES)
def test_what_the_records_do_not_bear_out_is_refused(rule: str, change: dict[str, Any], reason: str) -> None:
    bad = replace(BACKING, **change)
    assert _refusing(BACKING_RULES, bad, GOOD) == {rule}
    with pytest.raises(LintRefused, match=reason):
        lint.lint_backing(bad, GOOD)


@pytest.mark.parametrize(("rule", "change", "reason"), DOCUMENT_SAMPLES)
def test_documents_are_refused(rule: str, change: Callable[[pikepdf.Pdf], None], reason: str, rendered: bytes) -> None:
    bad = _changed(rendered, change)
    with opened(bad) as document:
        assert rule in _refusing(DOCUMENT_RULES, document, GOOD)
    with pytest.raises(LintRefused, match=reason):
        lint.lint_document(bad, GOOD)


def test_an_encrypted_document_is_refused(rendered: bytes) -> None:
    bad = _changed(rendered, lambda document: None, encryption=pikepdf.Encryption(owner="o", user="", R=6))
    with pytest.raises(LintRefused, match="encrypted"):
        lint.lint_document(bad, GOOD)


def test_a_document_of_other_content_is_refused(rendered: bytes) -> None:
    with pytest.raises(LintRefused, match=r"data differ.*product cannot be read"):
        lint.lint_document(rendered, replace(GOOD, product_th="เก้าอี้"))


def _refusing(rules: Iterable[Callable[..., Any]], *arguments: CertificateContent | Any) -> set[str]:
    return {rule.__name__ for rule in rules if list(rule(*arguments))}
