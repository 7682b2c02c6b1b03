"""Tampered and genuine certificates by the thousand: every false one must be found, no genuine one refused.

The genuine files are a few renderings whose attached data get another number and code before each is signed by itself
and entered into a register; the false ones are random flips, runs overwritten, left out or taken from another
certificate, things appended, and every way of `tests.certificates.tampers`.
"""

import datetime as dt
import hashlib
import json
import os
import secrets
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Any

KEPT = 24


def main(good: int, tampered: int, guesses: int, seed: int) -> int:
    """Set up a register of its own, judge, guess, print the counts; returns how many verdicts were wrong."""
    with ExitStack() as stack:
        _environment(stack)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        from tests.drill import guessing

        draw = Random(f"certificates-{seed}")
        return _drill(good, tampered, draw) + guessing.main(guesses, draw)


def _environment(stack: ExitStack) -> None:
    from cecfp_portal.local.demo_key import demo_signing
    from cecfp_portal.local.postgres import embedded_postgres

    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cecfp-drill-")))
    os.environ["DJANGO_SETTINGS_MODULE"] = "cecfp_portal.settings"
    os.environ |= {
        "DATABASE_URL": stack.enter_context(embedded_postgres(folder / "postgres")),
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "SECRET_KEY": secrets.token_hex(32),
        "DATA_DIR": str(folder / "data"),
        "HASHED_STATIC": "0",
        "LOG_LEVEL": "CRITICAL",
    } | demo_signing(folder / "signing", now=dt.datetime.now(dt.UTC))


def _drill(good: int, tampered: int, draw: Random) -> int:
    from django.utils import timezone

    from certificates.pdf.authenticity import verdict_on
    from tests.certificates.tampers import Pair, random_tampers

    at, kept, refused = timezone.now(), [], Counter[str]()
    renderings = _renderings()
    for number in range(1, good + 1):
        unsigned, signed = _entered(number, *renderings[number % len(renderings)])
        verdict = verdict_on(signed, at=at)
        if not verdict.is_genuine:
            refused[f"{verdict.finding}: {'; '.join(verdict.reasons)}"] += 1
        if len(kept) < KEPT:
            kept.append((unsigned, signed))
        _show(number, good, "genuine")
    found: Counter[str] = Counter()
    tampers = random_tampers(draw)
    for number in range(1, tampered + 1):
        (unsigned, signed), (other_unsigned, other) = draw.sample(kept, 2)
        false = next(tampers)(Pair(signed, unsigned, other, other_unsigned))
        assert false != signed, "a tamper that changes nothing"
        found[verdict_on(false, at=at).finding] += 1
        _show(number, tampered, "tampered")
    sys.stderr.write("\n")
    missed = found.pop("genuine", 0)
    print(f"{good} genuine certificates: {refused.total()} refused {dict(refused) or ''}")
    print(f"{tampered} tampered: {missed} called genuine; found as {dict(found.most_common())}")
    return refused.total() + missed


def _renderings() -> list[tuple[bytes, dict[str, Any]]]:
    from certificates.pdf.page import render_certificate
    from tests.certificates.contents import LONGEST, MANY_DIGITS, PACKAGING, PRODUCT_A, SHORT

    return [
        (render_certificate(content), content.to_json())
        for content in (PRODUCT_A, SHORT, LONGEST, PACKAGING, MANY_DIGITS)
    ]


def _entered(number: int, rendering: bytes, content: dict[str, Any]) -> tuple[bytes, bytes]:
    """Sign a rendering with data of its own and enter it into the register; returns it without and with signature."""
    from django.utils import timezone

    from certificates import numbering
    from certificates.content import CertificateContent
    from certificates.pdf.seal import sealed, signer_identity
    from tests.certificates.tampers import ATTACHMENT, rewritten

    code, at = numbering.new_code(), timezone.now()
    own = CertificateContent.from_json(
        content | {"number": f"TGO CE-CFP FY27-000-{number:04d}", "code": code, "verify_url": f"https://x/c/{code}"}
    )

    def change(document: Any) -> None:
        document.attachments[ATTACHMENT] = own.canonical()

    unsigned = rewritten(rendering, change)
    signed = sealed(unsigned, at=at)
    _enter(number, own, signed, hashlib.sha256(unsigned).hexdigest(), signer_identity().fingerprint, at)
    return unsigned, signed


def _enter(number: int, own: Any, signed: bytes, unsigned_sha256: str, fingerprint: str, at: dt.datetime) -> None:
    from django.db import connection, transaction

    from certificates.models import Certificate

    with transaction.atomic(), connection.cursor() as cursor:
        # The register alone is asked: the applications the entries would belong to are left out.
        cursor.execute("SET LOCAL session_replication_role = replica")
        Certificate.objects.create(
            application_id=number,
            issuance_id=number,
            number=own.number,
            code=own.code,
            content=json.loads(own.canonical()),
            content_sha256=own.sha256(),
            judged_sha256=own.judged_sha256,
            pdf_sha256=hashlib.sha256(signed).hexdigest(),
            unsigned_sha256=unsigned_sha256,
            signer_fingerprint=fingerprint,
            signed_at=at,
            search_text="",
            approved_on=own.approved_on,
            valid_from=own.valid_from,
            valid_until=own.valid_until,
            issued_at=at,
            is_example=own.is_example,
        )


def _show(done: int, total: int, what: str) -> None:
    sys.stderr.write(f"\r{done:>5} of {total} {what} ")
    sys.stderr.flush()
