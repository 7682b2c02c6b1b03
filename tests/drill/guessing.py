"""Guessing codes by the hundred thousand, from many senders and at every door: nothing found, and each is soon stopped.

A sender guesses a third more often than it may. Every tenth guess is a code of the register with one sign changed.
"""

import logging
import sys
from collections import Counter
from ipaddress import IPv4Address
from random import Random
from unittest import mock

DOORS = (
    "/c/{}", "/th/c/{}/", "/en/c/{}/", "/c/{}/certificate.pdf", "/c/{}/badge.svg", "/th/check/?q={}",
    "/api/v1/certificates/{}/standing/",
)  # fmt: skip
FIRST_SENDER = IPv4Address("10.0.0.1")


def main(guesses: int, draw: Random) -> int:
    """Guess at the register there is, print the counts; returns how many answers were wrong."""
    from django.test import Client
    from django.utils import timezone

    from certificates.models import Certificate
    from certificates.numbering import new_code
    from certificates.views.guessing import GUESSES

    codes, now = list(Certificate.objects.values_list("code", flat=True)), timezone.now()
    client, answers = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1"), Counter[tuple[bool, int]]()
    of_each = GUESSES.most * 4 // 3
    logging.getLogger("django.request").setLevel(logging.ERROR)
    # The clock stands still, so that no window of counting ends while somebody guesses.
    with mock.patch.object(timezone, "now", return_value=now):
        for number in range(guesses):
            sender, turn = FIRST_SENDER + number // of_each, number % of_each
            code = _near(draw.choice(codes), draw) if number % 10 == 0 else new_code()
            response = client.get(draw.choice(DOORS).format(code), REMOTE_ADDR=str(sender))
            answers[turn < GUESSES.most, response.status_code] += 1
            if number % 100 == 0:
                sys.stderr.write(f"\r{number:>6} of {guesses} guesses ")
                sys.stderr.flush()
        stranger = str(FIRST_SENDER - 1)
        opened = {client.get(f"/c/{code}", REMOTE_ADDR=stranger).status_code for code in codes[:24]}
    sys.stderr.write("\n")
    unknown, stopped = answers[True, 404], answers[False, 429]
    found = sum(times for (_, status), times in answers.items() if status < 400)
    wrong = guesses - unknown - stopped + (opened != {200})
    print(
        f"{guesses} guesses at {len(codes)} codes: {found} found, {unknown} told that there is none, "
        f"{stopped} told to wait; {wrong} wrong answers"
    )
    return wrong


def _near(code: str, draw: Random) -> str:
    """Return the code with one sign changed."""
    place = draw.randrange(len(code))
    sign = draw.choice([sign for sign in "0123456789abcdefghjkmnpqrstvwxyz" if sign != code[place]])
    return code[:place] + sign + code[place + 1 :]
