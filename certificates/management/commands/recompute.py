"""Works a certificate out anew from its dossier, on the two files alone."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates.dossier.opening import UnreadableFileError, dossier_of
from certificates.dossier.pair import compare_files
from certificates.dossier.recomputing import FIGURE, HASH, OUTCOME, PRINTED, Compared, Comparison

UNREADABLE = 2
TITLES = {
    HASH: "Hashes (SHA-256)",
    PRINTED: "What the certificate prints",
    FIGURE: "Figures of the report",
    OUTCOME: "Outcomes of the checks",
}


class Command(BaseCommand):
    help = (
        "Recompute a certificate from its dossier and say whether every hash, figure and outcome is the same. "
        "Needs no database. Exit 0: the same; 1: something differs; 2: a file cannot be used."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("certificate", type=Path, help="the certificate, a PDF file")
        parser.add_argument("dossier", type=Path, help="its dossier, a PDF file")
        parser.add_argument("--extract", type=Path, help="also write the dossier's JSON files into this directory")
        parser.add_argument("--all", action="store_true", help="list every figure and outcome, not only the totals")

    def handle(self, *args: Any, **options: Any) -> None:
        certificate, dossier = _read(options["certificate"]), _read(options["dossier"])
        try:
            comparison = compare_files(certificate, dossier)
            if options["extract"]:
                _extract(dossier, options["extract"])
        except UnreadableFileError as error:
            raise CommandError(str(error), returncode=UNREADABLE) from error
        self._print(comparison, lists_all=options["all"])
        if not comparison.is_same:
            raise CommandError(f"Not the same: {len(comparison.differences)} differences.", returncode=1)
        self.stdout.write("The same: every hash, figure and outcome.")

    def _print(self, comparison: Comparison, *, lists_all: bool) -> None:
        self.stdout.write(f"Certificate {comparison.number}")
        self.stdout.write(f"Engine {comparison.engine_now}; the report was made by {comparison.engine_then}.")
        if not comparison.is_same_engine:
            self.stdout.write("Another version: the report's hash is not compared, every figure and outcome is.")
        for kind, title in TITLES.items():
            items = [item for item in comparison.compared if item.kind == kind]
            wrong = [item for item in items if not item.is_same]
            self.stdout.write(f"\n{title}: {len(items)} compared, {len(items) - len(wrong)} the same")
            for item in items if lists_all or kind in (HASH, PRINTED) else wrong:
                self.stdout.write(_line(item))


def _line(item: Compared) -> str:
    if item.is_same:
        return f"  same     {item.name}: {item.expected}"
    return f"  DIFFERS  {item.name}: {item.expected or 'nothing'}\n           found {item.found or 'nothing'}"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=UNREADABLE) from error


def _extract(dossier: bytes, folder: Path) -> None:
    # The recipe is the holder's secret: nobody else on this machine reads it.
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, content in dossier_of(dossier).files.items():
        file = folder / Path(name).name
        file.touch(mode=0o600)
        file.write_bytes(content)
