"""Checks every certificate, or some, in the foreground."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates.checking.register import each_certificate, tell
from certificates.checking.single import check_certificate


class Command(BaseCommand):
    help = (
        "Check every issued certificate: stored file, signature, content, records, recomputation, drawing, dossier. "
        "Exit 0: all the same; 1: something differs (each difference is printed and logged as an error)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("numbers", nargs="*", help="check these certificate numbers only")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = set(options["numbers"])
        checked = differing = redrawn = 0
        for certificate in each_certificate():
            if wanted and certificate.number not in wanted:
                continue
            found = check_certificate(certificate, at=timezone.now())
            checked, redrawn = checked + 1, redrawn + found.is_redrawn
            differing += bool(found.differences)
            for item in found.differences:
                self.stdout.write(f"{certificate.number}: {item.kind} {item.name}: {item.expected} | {item.found}")
            tell(certificate, found)
            wanted.discard(certificate.number)
        if options["numbers"] and wanted:
            raise CommandError(f"Not found: {', '.join(sorted(wanted))}.")
        self.stdout.write(f"{checked} checked, {differing} with differences, {redrawn} drawn again to the same bytes.")
        if differing:
            raise CommandError(f"{differing} certificates differ.")
