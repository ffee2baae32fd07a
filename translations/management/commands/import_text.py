"""manage.py import_text FILE: bring a translator's PO file into the database, whole or not at all."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from translations.incoming import Refused, bring_in


class Command(BaseCommand):
    help = "Bring the words of one language from a PO file into the database. A file with a bad line changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options):
        try:
            intake = bring_in(file)
        except Refused as error:
            raise CommandError("\n".join(["Nothing was changed.", *error.lines])) from error
        counts = f"{len(intake.changed)} changed, {len(intake.behind)} behind, {len(intake.empty)} left empty in the file"
        self.stdout.write(f"{intake.language.code}: {counts}")
