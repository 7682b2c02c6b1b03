"""What must hold before anything is signed: each rule a function of its own, every reason told at once."""

from collections.abc import Iterable

from certificates.content import CertificateContent
from certificates.pdf.lint.backing import BACKING_RULES, Backing
from certificates.pdf.lint.document import DOCUMENT_RULES, opened
from certificates.pdf.lint.statements import CONTENT_RULES, NUMBER_RULES

__all__ = ["Backing", "LintRefused", "lint_backing", "lint_content", "lint_document", "lint_number"]


class LintRefused(Exception):
    """The document must not be issued; the message lists every reason."""


def lint_content(content: CertificateContent) -> None:
    """Refuse content that lacks something, contradicts itself or cannot be printed. Raises LintRefused.

    Number and code are not looked at, so that it can be asked before a number is taken.
    """
    _refuse(reason for rule in CONTENT_RULES for reason in rule(content))


def lint_number(content: CertificateContent) -> None:
    """Refuse a number, code or QR address that is not of their one form. Raises LintRefused."""
    _refuse(reason for rule in NUMBER_RULES for reason in rule(content))


def lint_backing(backing: Backing, content: CertificateContent) -> None:
    """Refuse content that the records it rests on do not bear out. Raises LintRefused."""
    _refuse(reason for rule in BACKING_RULES for reason in rule(backing, content))


def lint_document(pdf: bytes, content: CertificateContent) -> None:
    """Refuse a file that is not one tagged page of PDF/A-3a that says exactly this content. Raises LintRefused."""
    with opened(pdf) as document:
        _refuse(reason for rule in DOCUMENT_RULES for reason in rule(document, content))


def _refuse(reasons: Iterable[str]) -> None:
    found = list(reasons)
    if found:
        raise LintRefused("; ".join(found) + ".")
