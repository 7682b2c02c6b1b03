"""`manage.py verify_audit`: walk the audit chain and name its first broken link."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cecfp_portal.audit.chain import first_broken_link
from cecfp_portal.audit.models import AuditHead


def checkpoint(text: str) -> tuple[int, str]:
    """Read `sequence:sha256` as this command printed it on an earlier day."""
    match = re.fullmatch(r"(\d+):([0-9a-f]{64})", text)
    if match is None:
        raise ArgumentTypeError("write it as this command prints it: number:hash")
    return int(match[1]), match[2]


class Command(BaseCommand):
    """Verify the audit chain; exit code 1 with the first broken link when it does not hold."""

    help = "Verify the chain of audit events. Keep the printed checkpoint outside the database and pass it next time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--checkpoint", type=checkpoint, help="number:hash printed by an earlier run")

    def handle(self, *args: Any, **options: Any) -> None:
        broken = first_broken_link(options["checkpoint"])
        if broken is not None:
            raise CommandError(f"The audit chain is broken at event {broken.sequence}: {broken.reason}.", returncode=1)
        head = AuditHead.objects.get(pk=1)
        self.stdout.write(f"The audit chain holds: {head.sequence} events. Checkpoint {head.sequence}:{head.sha256}")
