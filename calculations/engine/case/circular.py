"""What type 4.2 adds to a case: the certificate of a recognised body and the work done on the used product."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


def is_stated(text: str) -> bool:
    """Whether a text says anything: a dash or a full stop does not.

    >>> is_stated("CE 12/2569"), is_stated("-")
    (True, False)
    """
    return any(character.isalnum() for character in text)


@dataclass(frozen=True)
class RecognisedCertificate:
    """The certificate that clause 4.2 asks for, as it reads; whether it is recognised is judged by the rules.

    ``body`` is the code under which the register of announced bodies knows the body, ``sites`` are factory licences,
    ``product_match`` says how the product named on it compares with the one applied for.
    """

    body: str
    body_name: str
    number: str
    activity: str
    product: str
    product_match: str
    sites: tuple[str, ...]
    issued_on: date | None
    expires_on: date | None
    evidence: tuple[str, ...]
