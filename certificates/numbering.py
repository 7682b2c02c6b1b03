"""Numbers and codes: the running number from a counter row, the code from the operating system's randomness."""

import re
import secrets
from dataclasses import dataclass
from datetime import date

from django.db import connection

from applications.models.application import thai_fiscal_year
from cecfp_portal import practice
from certificates.models import NumberCounter
from certificates.models.spelling import CODE_FORM

SCHEME = "CE-CFP"
CODE_BITS = 130
_CODE_LENGTH = CODE_BITS // 5
# Crockford's base 32: no i, l, o or u, so nothing read aloud or typed is mistaken.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_AS_READ = str.maketrans("ilo", "110")


@dataclass(frozen=True)
class TakenNumber:
    """A number that belongs to one certificate once the transaction commits, and to nobody if it does not."""

    fiscal_year: int
    running: int
    text: str


def take_number(*, approved_on: date) -> TakenNumber:
    """Take the next number of the fiscal year of approval.

    The counter row stays locked until the transaction ends: call it last, and only inside one. A rolled-back
    transaction gives the number back, so there are no gaps. Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction that keeps it")
    fiscal_year = thai_fiscal_year(approved_on)
    NumberCounter.objects.get_or_create(scheme=SCHEME, fiscal_year=fiscal_year)
    counter = NumberCounter.objects.select_for_update().get(scheme=SCHEME, fiscal_year=fiscal_year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return TakenNumber(fiscal_year, counter.last, number_text(fiscal_year, counter.last, on=approved_on))


def number_text(fiscal_year: int, running: int, *, on: date) -> str:
    """Return the number as printed, by the template in force on a day."""
    template: str = practice.value("number_template", on=on)
    batch: int = practice.value("number_batch", on=on)
    return template.format(fiscal_year=fiscal_year % 100, batch=batch, running=running)


def new_code() -> str:
    """Return 130 random bits as 26 characters that survive a change of case and being read aloud."""
    value = secrets.randbits(CODE_BITS)
    return "".join(_ALPHABET[value >> (5 * place) & 31] for place in range(_CODE_LENGTH))


def is_code(text: str) -> bool:
    """Tell whether a text has the form of a code, so that nothing else is ever looked up."""
    return re.fullmatch(CODE_FORM, text) is not None


def code_as_read(typed: str) -> str:
    """Return the code someone typed or scanned, in its one form; look-alikes are taken for what they look like."""
    return typed.strip().replace("-", "").replace(" ", "").casefold().translate(_AS_READ)
