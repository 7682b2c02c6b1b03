"""What issuing costs beside an empty page of the same process."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import count

from django.conf import settings
from django.utils import timezone

from cecfp_portal.documents import render_pdf
from certificates import issuing
from certificates.content import CertificateContent
from certificates.pdf import archive
from certificates.pdf.lint import lint_content, lint_document, lint_number
from certificates.pdf.page import render_certificate
from certificates.pdf.seal import signer_identity
from tests.certificates.contents import PRODUCT_A

EMPTY = "<!doctype html><html lang='th'><title>–</title><body></body></html>"


def empty_page() -> None:
    """Draw a page of PDF/A with nothing on it."""
    render_pdf(EMPTY)


def issuing_steps() -> Iterator[Callable[[], None]]:
    """Give, for ever, the issuing of one more certificate: lint, render, lint, sign, read the signature, store."""
    for number in count(1):
        yield partial(_issue, _content(number))


def _content(number: int) -> CertificateContent:
    text = f"TGO CE-CFP FY27-000-{number:04d}"
    return replace(PRODUCT_A, number=text, verify_url=f"{settings.SITE_URL}/c/{PRODUCT_A.code}")


def _issue(content: CertificateContent) -> None:
    lint_content(content)
    lint_number(content)
    pdf = render_certificate(content)
    lint_document(pdf, content)
    archive.keep(issuing._seal(pdf, signer_identity(), at=timezone.now()).pdf)
