"""Load the emission-factor sets that come with the portal; safe to run any number of times."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from calculations.counterparts import load_counterparts
from calculations.factor_files import FactorFileRefused, load_factor_sets


class Command(BaseCommand):
    help = "Load the emission-factor sets that come with the portal; safe to run any number of times."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_factor_sets()
        except FactorFileRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        counterparts = load_counterparts()
        self.stdout.write(f"{loaded.created} factors created, {loaded.changed} changed, {loaded.unchanged} unchanged")
        self.stdout.write(f"{counterparts} counterparts added")
