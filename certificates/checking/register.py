"""All certificates checked, in steps: each certificate's result is written before the next is begun."""

import logging
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from cecfp_portal import audit, outbox
from cecfp_portal.accounts.models import User
from certificates.checking.single import Checked, check_certificate
from certificates.dossier.collecting import with_run
from certificates.models import Certificate, CheckFinding, RegisterCheck

logger = logging.getLogger(__name__)

# After this long a step ends and another is queued, so that other work gets its turn and a stop loses little.
STEP = timedelta(seconds=15)
LONGEST_NAME = 200
LONGEST_TEXT = 2000


class OtherWorkerTookOverError(Exception):
    """Another attempt holds the check by now: what this one did is rolled back."""


def start(*, at: datetime, night: date | None = None, by: User | None = None) -> RegisterCheck | None:
    """Queue a check of all certificates; None where one is open already, or this night's was made."""
    try:
        with transaction.atomic():
            check = RegisterCheck(queued_at=at, night=night, requested_by=by, total=Certificate.objects.count())
            outbox.queue(check)
            if by is not None:
                audit.append(verb="register_check.started", by=by, at=at, subject=check)
    except IntegrityError:
        return None
    return check


def go_on(check_id: int, clock: Callable[[], datetime] = timezone.now) -> None:
    """Check on from where the last step ended; safe to be called any number of times, at once or after a crash."""
    outbox.attempt(RegisterCheck, check_id, partial(_step, clock=clock), clock)


def each_certificate(after: int = 0) -> Iterator[Certificate]:
    """Yield every certificate after a key, one at a time, with what its check reads: memory stays flat."""
    rows = with_run(Certificate.objects.order_by("pk"))
    while certificate := rows.filter(pk__gt=after).first():
        yield certificate
        after = certificate.pk


def _step(check: RegisterCheck, *, clock: Callable[[], datetime]) -> None:
    began = clock()
    for certificate in each_certificate(check.reached):
        _write(check, certificate, check_certificate(certificate, at=clock()), at=clock())
        if clock() - began >= STEP:
            outbox.carry_on(check, at=clock())
            return
    _finish(check, at=clock())


def _write(check: RegisterCheck, certificate: Certificate, checked: Checked, *, at: datetime) -> None:
    findings = [
        CheckFinding(
            check_run=check,
            certificate=certificate,
            kind=item.kind,
            name=item.name[:LONGEST_NAME],
            expected=item.expected[:LONGEST_TEXT],
            found=item.found[:LONGEST_TEXT].replace("\x00", ""),
            found_at=at,
        )
        for item in checked.differences
    ]
    with transaction.atomic():
        CheckFinding.objects.bulk_create(findings)
        counts = {
            "reached": certificate.pk,
            "checked": check.checked + 1,
            "differing": check.differing + bool(findings),
            "redrawn": check.redrawn + checked.is_redrawn,
        }
        if not outbox.renew(check, at=at, attempts=1, failure="", **counts):
            raise OtherWorkerTookOverError
    tell(certificate, checked)


def _finish(check: RegisterCheck, *, at: datetime) -> None:
    with transaction.atomic():
        if not outbox.finish(check, at=at, total=check.checked):
            raise OtherWorkerTookOverError
        facts = {"checked": check.checked, "differing": check.differing}
        audit.append(verb="register_check.finished", by=None, at=at, subject=check, data=facts)


def tell(certificate: Certificate, checked: Checked) -> None:
    """Raise the alarm in the log: one error for each difference."""
    for item in checked.differences:
        logger.error(
            "Certificate %s differs: %s %s: expected %.200s, found %.200s",
            certificate.number, item.kind, item.name, item.expected, item.found,
        )  # fmt: skip
