"""Rules of what a certificate rests on: the verifier's registration, the statement with its report, the frozen case."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from certificates.content import CertificateContent
from certificates.models.spelling import SHA256_FORM


@dataclass(frozen=True)
class Backing:
    """What the records say, as plain values.

    `case_sha256` and `judged_sha256` are taken anew from the frozen case; `registrations` are the terms in which the
    verifier who signed was registered for the body, each with its first and last day; `recognised_until` is the last
    day of the certificate a case of type 4.2 rests on.
    """

    case_sha256: str
    judged_sha256: str
    is_passed: bool
    statement_number: str
    statement_judged_sha256: str
    signed_on: date | None
    registrations: tuple[tuple[date, date], ...]
    report_sha256: str
    recognised_until: date | None = None


def frozen_case_has_the_hashes(backing: Backing, content: CertificateContent) -> Iterator[str]:
    """The case still gives the hashes that were approved."""
    if (backing.case_sha256, backing.judged_sha256) != (content.case_sha256, content.judged_sha256):
        yield "the frozen case does not give the hashes of the certificate"


def run_has_passed(backing: Backing, content: CertificateContent) -> Iterator[str]:
    """The run the approval rests on has passed."""
    if not backing.is_passed:
        yield "the check run of the approval has not passed"


def statement_is_of_this_case(backing: Backing, content: CertificateContent) -> Iterator[str]:
    """The printed statement is in force and names this judged case."""
    if not backing.statement_number or backing.statement_number != content.statement_number:
        yield "the printed verification statement is not in force"
    elif backing.statement_judged_sha256 != content.judged_sha256:
        yield "the verification statement names another judged case"


def verifier_was_registered(backing: Backing, content: CertificateContent) -> Iterator[str]:
    """The verifier was registered with TGO on the day the statement was signed."""
    day = backing.signed_on
    if day is None or not any(first <= day <= last for first, last in backing.registrations):
        yield "the verifier was not registered on the day the statement was signed"


def report_is_there(backing: Backing, content: CertificateContent) -> Iterator[str]:
    """The verification report is kept, known by its hash."""
    if not re.match(SHA256_FORM, backing.report_sha256):
        yield "the verification report is missing"


def term_is_within_the_recognised_one(backing: Backing, content: CertificateContent) -> Iterator[str]:
    """A certificate of type 4.2 ends no later than the one it rests on."""
    if backing.recognised_until is not None and content.valid_until > backing.recognised_until:
        yield "valid for longer than the recognised certificate of clause 4.2"


BACKING_RULES = (
    frozen_case_has_the_hashes,
    run_has_passed,
    statement_is_of_this_case,
    verifier_was_registered,
    report_is_there,
    term_is_within_the_recognised_one,
)
