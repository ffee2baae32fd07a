"""manage.py restore: a backup becomes the site, in a database that is empty."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from delivery.backup.contents import BackupError
from delivery.backup.restoring import restore


class Command(BaseCommand):
    help = "Bring a file of `backup` into an empty database, after `migrate` and before `seed`. Whole or not at all."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file that `backup` has written")

    def handle(self, *, file: Path, **options):
        try:
            done = restore(file)
        except BackupError as error:
            raise CommandError(f"Nothing was changed. {error}") from error
        manifest = done.manifest
        self.stdout.write(f"restored: {manifest.rows:,} rows in {len(manifest.tables)} tables, all read back")
        self.stdout.write(
            f"The backup is of {manifest.day}, release {manifest.release}, content version {manifest.version}; "
            f"the site has version {done.version}, so that every page is made anew. Accounts log in again."
        )
