"""Write a stored run as the files the engine takes from outside: case, rulings, context, report."""

import contextlib
import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from applications.models import CheckRun
from calculations.engine import ENGINE
from calculations.engine.canonical import printed_json


class Command(BaseCommand):
    help = "Write the latest finished run of an application as case.json, rulings.json, context.json and report.json."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("application", help="receipt number, or the application's id")
        parser.add_argument("--into", type=Path, required=True, help="a directory; it is made if it is not there")
        parser.add_argument("--run", type=uuid.UUID, help="id of another run of that application")

    def handle(self, *args: Any, **options: Any) -> None:
        run = _run(options["application"], options["run"])
        if run is None:
            raise CommandError(f"No finished run was found for {options['application']}.")
        folder: Path = options["into"]
        files = {
            "case.json": run.revision.case,
            "rulings.json": run.rulings,
            "context.json": run.context,
            "report.json": run.report,
        }
        # The recipe is the applicant's secret: nobody else on this machine reads it.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, content in files.items():
            file = folder / name
            file.touch(mode=0o600)
            file.write_bytes(printed_json(content))
        self.stdout.write(
            f"Revision {run.revision.number}, {run.purpose}, {run.overall}: {', '.join(files)} in {folder}"
        )
        if run.engine_version != ENGINE:
            self.stdout.write(f"The report was made by engine {run.engine_version}; this is {ENGINE}.")


def _run(application: str, run_id: uuid.UUID | None) -> CheckRun | None:
    wanted = Q(revision__application__receipt_number=application)
    with contextlib.suppress(ValueError):
        wanted |= Q(revision__application__public_id=uuid.UUID(application))
    runs = CheckRun.objects.filter(wanted, finished_at__isnull=False).select_related("revision")
    if run_id is not None:
        runs = runs.filter(public_id=run_id)
    return runs.order_by("-finished_at", "-pk").first()
