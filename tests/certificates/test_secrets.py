"""Nothing of the recipe leaves the house: words hidden in every field that is not printed are found nowhere outside."""

from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from applications.models import CheckRun
from certificates.issuing import issue
from certificates.models import Certificate
from certificates.pdf import archive
from certificates.public_urls import urlpatterns as public_patterns
from tests.factories import approved_cases
from tests.personas import Personas

pytestmark = pytest.mark.django_db
CANARY = "CANARY"
# Free text of bill, inventory, factors, evidence, balances and of the people behind them.
HIDDEN = {
    "name", "name_en", "licence", "seller", "buyer", "supplier", "number", "source", "meter", "allocation_basis",
    "juristic_id",
}  # fmt: skip
PRINTED = {("factories", "licence")}


def with_canaries(value: Any, place: tuple[str, ...] = ()) -> Any:
    """Return a case whose hidden texts hold the canary; figures and codes stay, so that it is judged as before."""
    if isinstance(value, dict):
        return {key: with_canaries(inner, (*place, key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_canaries(inner, place) for inner in value]
    if isinstance(value, str) and place[-1] in HIDDEN and place[-2:] not in PRINTED:
        return f"{CANARY} {value}"
    return value


@pytest.fixture
def certificate(personas: Personas, monkeypatch: pytest.MonkeyPatch) -> Certificate:
    case = deepcopy(approved_cases.CASE)
    case["judged"] = with_canaries(case["judged"])
    monkeypatch.setattr(approved_cases, "CASE", case)
    issuance = approved_cases.make_approved_case(personas)
    run = CheckRun.objects.get(recommendations__decision__issuance=issuance)
    assert str(run.revision.case["judged"]).count(CANARY) > 20 and CANARY in str(run.report)
    issue(issuance.pk)
    return Certificate.objects.get(issuance=issuance)


def holds(content: bytes) -> bool:
    """Tell whether the canary is in there, in any of the spellings of a PDF or a page."""
    spelled = (CANARY.encode(), CANARY.encode("utf-16-be"), CANARY.encode("utf-16-be").hex().encode())
    return any(spelling.lower() in content.lower() for spelling in spelled)


def unpacked(pdf: bytes) -> bytes:
    """Return a file with every stream and string written out, and its words."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        attached = b"".join(item.get_file().read_bytes() for item in document.attachments.values())
        strings = "".join(text for item in document.objects for text in strings_of(item))
        document.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False, qdf=True)
    words = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return out.getvalue() + attached + (strings + words).encode()


def strings_of(item: pikepdf.Object) -> Iterator[str]:
    """Yield every string in an object, as people would read it."""
    if isinstance(item, pikepdf.String):
        yield str(item)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        values = [item[name] for name in item.keys()]  # noqa: SIM118 - a stream is no mapping
        yield from (text for value in values if _is_inside(value) for text in strings_of(value))
    elif isinstance(item, pikepdf.Array):
        yield from (text for value in list(item) if _is_inside(value) for text in strings_of(value))


def _is_inside(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def test_the_file_and_its_data_hold_nothing_of_the_recipe(certificate: Certificate) -> None:
    pdf = archive.read(certificate.pdf_sha256)
    written = unpacked(pdf)
    assert certificate.printed.product_th.encode() in written, "what is printed is found by the same search"
    assert not holds(written)
    assert not holds(certificate.printed.canonical())


def test_the_search_finds_a_secret_wherever_a_file_can_hide_it(certificate: Certificate) -> None:
    pdf = archive.read(certificate.pdf_sha256)
    for hide in (
        lambda document: document.attachments.__setitem__("x", pikepdf.AttachedFileSpec(document, CANARY.encode())),
        lambda document: document.docinfo.__setitem__("/X", f"น้ำ {CANARY}"),
        lambda document: document.Root.__setitem__("/X", document.make_stream(b"x" * 99 + b"CANARY" + b"x" * 99)),
    ):
        out = BytesIO()
        with pikepdf.open(BytesIO(pdf)) as document:
            hide(document)
            document.save(out)
        assert holds(unpacked(out.getvalue()))


def test_no_public_page_nor_answer_holds_anything_of_the_recipe(client: Client, certificate: Certificate) -> None:
    code, number = certificate.code, certificate.number
    addresses = [reverse(f"verify:{pattern.name}", args=[code]) for pattern in public_patterns]
    addresses += [reverse("certificates:standing", args=[code]), reverse("certificates:register")]
    addresses += [reverse("certificates:open_data")]
    addresses += [reverse("api:register"), reverse("api:by_number", args=[number]), reverse("api:open_data")]
    addresses += [reverse(f"api:{name}", args=[code]) for name in ("certificate", "standing", "json_ld")]
    addresses += [f"{reverse('api:open_data')}?form={form}" for form in ("csv", "json", "jsonld")]
    addresses += [f"{reverse('certificates:register')}?q={CANARY}", f"{reverse('api:register')}?q={CANARY}"]
    seen = 0
    for address in addresses:
        for language in ("th", "en"):
            answer = client.get(address, HTTP_ACCEPT_LANGUAGE=language, follow=True)
            assert answer.status_code < 500, address
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if content.startswith(b"%PDF"):
                content = unpacked(content)
            asked_for = f"q={CANARY}" in address
            assert not holds(content.replace(CANARY.encode(), b"") if asked_for else content), address
            seen += certificate.number.encode() in content
    assert seen >= 8, "most of them speak of this certificate"
