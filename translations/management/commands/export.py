"""manage.py export: write the fixtures back from the database, for a reviewable change in git."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from translations.fixtures import write


class Command(BaseCommand):
    help = "Write structure, words and figures of the database into the fixtures. Seeding them again gives the same database."

    def add_arguments(self, parser):
        parser.add_argument("--to", dest="root", type=Path, default=settings.FIXTURE_ROOT, help="another folder")

    def handle(self, *, root: Path, **options):
        changed = write(root)
        for path in changed:
            self.stdout.write(f"wrote {path.relative_to(root)}")
        if not changed:
            self.stdout.write("nothing to write: the fixtures are as the database")
