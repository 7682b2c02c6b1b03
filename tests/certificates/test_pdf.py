"""The certificate as people get it: one page, right words, true data inside, hostile texts shown as they are."""

from dataclasses import fields, replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import segno
from PIL.Image import Image

from cecfp_portal.documents import engine
from certificates.content import CertificateContent, FactoryLine
from certificates.pdf import page as certificate_page
from certificates.pdf import qr
from certificates.pdf.lint import LintRefused, lint_content, lint_document
from certificates.pdf.page import ATTACHMENT_NAME, CertificateTooLong, render_certificate, settings_to_try
from tests.certificates.contents import LONGEST, MANY_DIGITS, PACKAGING, PRODUCT_A, SHORT
from tests.poppler import needs_poppler, text_of

ALL = {"product A": PRODUCT_A, "short": SHORT, "longest": LONGEST, "packaging": PACKAGING, "digits": MANY_DIGITS}
TITLE = "ใบรับรองเครื่องหมายคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์เศรษฐกิจหมุนเวียน"
TITLE_EN = "Certificate for the Carbon Footprint of Circular Economy Product (CE-CFP) Mark"
DISCLAIMER = "เครื่องหมายคาร์บอนฟุตพริ้นท์ของผลิตภัณฑ์เศรษฐกิจหมุนเวียนไม่ได้แสดงถึงคุณภาพของผลิตภัณฑ์เศรษฐกิจหมุนเวียนและผลกระทบต่อสิ่งแวดล้อมอื่นๆ"
HOSTILE = '<img src="file:///etc/passwd"><link rel=attachment href="http://x/">{{ 7|add:1 }}{% now "Y" %}&amp;<script>'
# Printed as words, as a date, as a picture, or carried as data only.
NOT_PRINTED_AS_TYPED = {
    "code", "route", "activity", "kind", "market", "boundary", "recycled_share", "meeting_on", "approved_on",
    "valid_from", "valid_until", "case_sha256", "edition", "factor_set", "engine", "is_example", "factories",
    "rulings_sha256", "context_sha256", "mark_sha256",
}  # fmt: skip

_require_order = engine._require_order


@pytest.fixture(scope="module")
def rendered() -> dict[str, bytes]:
    return {name: render_certificate(content) for name, content in ALL.items()}


def words_of(pdf: bytes) -> str:
    """Return the page's text without any white space: where lines end is the layout's business."""
    return "".join(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().split())


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_same_content_same_bytes(rendered: dict[str, bytes]) -> None:
    assert render_certificate(PRODUCT_A) == rendered["product A"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ALL)
def test_one_page_that_passes_the_lint(name: str, rendered: dict[str, bytes]) -> None:
    lint_content(ALL[name])
    lint_document(rendered[name], ALL[name])


@pytest.mark.parametrize("name", ALL)
def test_every_printed_text_is_read_back_by_pdfium(name: str, rendered: dict[str, bytes]) -> None:
    text = words_of(rendered[name])
    for field in fields(CertificateContent):
        if field.name not in NOT_PRINTED_AS_TYPED:
            assert squeezed(getattr(ALL[name], field.name)) in text, field.name
    for factory in ALL[name].factories:
        assert squeezed(factory.licence) in text and squeezed(factory.name_th) in text
    for fixed in (TITLE, TITLE_EN, DISCLAIMER, "พื้นที่แสดงเครื่องหมายตามรูปที่ 1", "โดยน้ำหนัก"):
        assert squeezed(fixed) in text, fixed


@needs_poppler
@pytest.mark.parametrize("name", ALL)
def test_names_are_read_back_by_poppler(name: str, rendered: dict[str, bytes]) -> None:
    text = squeezed(text_of(rendered[name], "-raw"))
    for printed in (ALL[name].holder_th, ALL[name].product_th, ALL[name].holder_address_th, ALL[name].holder_en):
        assert squeezed(printed) in text


def test_dates_are_printed_in_both_eras(rendered: dict[str, bytes]) -> None:
    text = words_of(rendered["product A"])
    for day in ("20พฤศจิกายน2569", "20November2026", "19พฤศจิกายน2572", "19November2029"):
        assert day in text


def test_examples_say_so_and_real_ones_do_not(rendered: dict[str, bytes]) -> None:
    assert "EXAMPLE,notarealcertificate" in words_of(rendered["packaging"])
    assert "EXAMPLE" not in words_of(rendered["product A"])


def test_the_mark_follows_the_kind(rendered: dict[str, bytes]) -> None:
    assert "เครื่องหมายสำหรับบรรจุภัณฑ์" in words_of(rendered["packaging"])
    assert "เครื่องหมายสำหรับผลิตภัณฑ์" in words_of(rendered["product A"])


def test_the_attached_data_are_the_content_and_hold_nothing_of_the_recipe(rendered: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(rendered["product A"])) as document:
        assert list(document.attachments) == [ATTACHMENT_NAME]
        attached = document.attachments[ATTACHMENT_NAME].get_file().read_bytes()
    assert attached == PRODUCT_A.canonical()
    assert not any(word in attached for word in (b"bill_of", b"inventory", b"supplier", b"comparator"))


TEXTS = [
    field.name
    for field in fields(CertificateContent)
    if field.name not in NOT_PRINTED_AS_TYPED | {"verify_url", "footprint", "recycled_share_percent", "footprint_unit"}
]


@pytest.mark.parametrize("turn", range(4))
def test_hostile_texts_are_printed_as_they_are(turn: int) -> None:
    figures = {"footprint": "<b>5</b>", "footprint_unit": "<i>", "recycled_share_percent": "&lt;"}
    turned = TEXTS[turn::4]
    circular = replace(PRODUCT_A, recognised_body_th="หน่วยงาน", recognised_number="1")
    values = circular.to_json() | {name: f"{name}{HOSTILE}" for name in turned} | figures
    hostile = replace(CertificateContent.from_json(values), factories=(FactoryLine(*[f"site{HOSTILE}"] * 5),))
    pdf = render_certificate(hostile)
    text = words_of(pdf)
    assert [name for name in [*turned, "site"] if squeezed(f"{name}{HOSTILE}") not in text] == []
    assert "<b>5</b>" in text and "&lt;" in text
    with pikepdf.open(BytesIO(pdf)) as document:
        assert list(document.attachments) == [ATTACHMENT_NAME]


def test_more_factories_than_lines_are_named_by_licence() -> None:
    sites = tuple(replace(LONGEST.factories[0], licence=f"3-53(4)-{number}/48ชบ") for number in range(10, 22))
    text = words_of(render_certificate(replace(LONGEST, factories=sites)))
    assert all(site.licence in text for site in sites)


def test_what_cannot_fit_is_refused_not_cut() -> None:
    with pytest.raises(CertificateTooLong):
        render_certificate(replace(LONGEST, product_th="ผลิตภัณฑ์ " * 900))


@pytest.mark.django_db
def test_lint_names_the_characters_that_would_print_as_boxes() -> None:
    with pytest.raises(LintRefused, match="U\\+6F22"):
        lint_content(replace(PRODUCT_A, holder_en="漢 Co., Ltd."))


def test_lint_refuses_a_document_of_other_content(rendered: dict[str, bytes]) -> None:
    with pytest.raises(LintRefused, match="differ"):
        lint_document(rendered["product A"], SHORT)


def test_lint_refuses_a_second_page_and_a_script(rendered: dict[str, bytes]) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(rendered["product A"])) as document:
        document.pages.append(document.pages[0])
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.save(out)
    with pytest.raises(LintRefused, match=r"2 pages.*OpenAction"):
        lint_document(out.getvalue(), PRODUCT_A)


def test_the_qr_code_holds_the_address_at_level_q() -> None:
    expected = segno.make(PRODUCT_A.verify_url, error="q", micro=False, boost_error=False)
    assert expected.error == "Q"
    side = expected.symbol_size(border=qr.QUIET_MODULES)[0]
    assert qr.SIDE_MM / side >= 0.55, "modules smaller than half a millimetre are lost on worn copies"
    svg = qr.qr_svg(PRODUCT_A.verify_url).decode()
    assert f'viewBox="0 0 {side} {side}"' in svg


def test_the_drawn_qr_code_is_that_code(rendered: dict[str, bytes]) -> None:
    """Every module of the printed code, sampled in the rendered page, equals the code of the address."""
    page = pypdfium2.PdfDocument(rendered["product A"])[0]
    image = page.render(scale=300 / 72).to_pil().convert("L")
    matrix = list(segno.make(PRODUCT_A.verify_url, error="q", micro=False, boost_error=False).matrix)
    box = _dark_square(image)
    module = (box[2] - box[0]) / len(matrix)
    for row, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            point = (round(box[0] + (column + 0.5) * module), round(box[1] + (row + 0.5) * module))
            assert (image.getpixel(point) < 128) == bool(dark), (row, column)


def _dark_square(image: Image) -> tuple[int, int, int, int]:
    """Return the code's bounds: the dark pixels of the lower left part of the page, inside the frame."""
    left, top, right, bottom = (round(mm / 25.4 * 300) for mm in (23, 241, 50, 269))
    found = image.crop((left, top, right, bottom)).point(lambda value: 255 if value < 128 else 0).getbbox()
    assert found is not None
    return left + found[0], top + found[1], left + found[2], top + found[3]


@pytest.mark.parametrize("name", ALL)
def test_the_first_setting_that_should_fit_does(name: str) -> None:
    """The estimate is close: the first guess holds, so that a page is drawn once."""
    first, _ = next(settings_to_try(ALL[name]))
    drawn: list[tuple[str, str]] = []
    with pytest.MonkeyPatch.context() as spying:
        spying.setattr(engine, "_require_order", lambda page, *ids: drawn.append(ids) or _require_order(page, *ids))
        render_certificate(ALL[name])
    assert len(drawn) == 1, first


@pytest.mark.parametrize("name", ALL)
def test_what_is_stated_ends_above_the_result(name: str) -> None:
    """Measured in the drawing: what stands lowest above the result is clear of what stands highest in it."""
    page = pypdfium2.PdfDocument(render_certificate(ALL[name]))[0].get_textpage()
    lowest = min(_place(page, ALL[name].meeting_round)[1], _place(page, ALL[name].verification_body_en[-12:])[1])
    assert lowest > _place(page, "Carbon footprint of product")[3] + 6


def test_a_page_that_runs_into_its_foot_is_set_closer_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with an estimate that promises too much, the drawing itself refuses."""
    monkeypatch.setattr(certificate_page, "ROOM_MM", 250.0)
    tried: list[float] = []

    def spy(page: object, *ids: str) -> None:
        tried.append(1)
        _require_order(page, *ids)

    monkeypatch.setattr(engine, "_require_order", spy)
    assert render_certificate(LONGEST) and len(tried) > 1


def _place(page: pypdfium2.PdfTextPage, text: str) -> tuple[float, float, float, float]:
    index, count = page.search(text).get_next()
    boxes = [page.get_charbox(place) for place in range(index, index + count)]
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)
