"""manage.py backup: everything in the database as one file, taken while the site runs."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from delivery.backup.contents import BackupError
from delivery.backup.writing import write
from delivery.reading import today


class Command(BaseCommand):
    help = (
        "Write content, figures, history and accounts into one file, which `restore` brings into an empty SQLite or PostgreSQL."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "place",
            nargs="?",
            type=Path,
            default=Path(),
            help="the file, or a folder for guide-backup-<day>-<content version>.zip; this folder if not said",
        )
        parser.add_argument("--quiet", action="store_true", help="say nothing if all is well, for a cron job")

    def handle(self, *, place: Path, quiet: bool, **options):
        try:
            written = write(place, today())
        except BackupError as error:
            raise CommandError(f"No backup was written. {error}") from error
        if not quiet:
            self.stdout.write(
                f"{written.path}: {written.rows:,} rows, {written.size:,} bytes. It holds the hashes of passwords: "
                "only this account can read it, and so should it be where you keep it."
            )
