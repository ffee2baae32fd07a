"""manage.py seed: bring the fixtures into the database; what editors wrote stays."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from translations.fixtures import FixtureError
from translations.seeding import seed


class Command(BaseCommand):
    help = "Fill an empty database from the fixtures, or bring a used one up to date without touching what editors wrote."

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="root", type=Path, help="another folder of fixtures")

    def handle(self, *, root: Path | None, verbosity: int, **options):
        try:
            report = seed(root)
        except FixtureError as error:
            raise CommandError(f"Nothing was changed: {error}") from error
        for done, counts in (("created", report.created), ("changed", report.changed), ("removed", report.removed)):
            if total := sum(counts.values()):
                self.stdout.write(f"{done}: {total} rows")
        for line in report.kept:
            self.stdout.write(f"kept: {line}")
