"""manage.py prepare: everything between a fresh checkout and a served site, in one process; quick when nothing has changed."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from config import release
from delivery.models import version_key


class Command(BaseCommand):
    help = "Compile the catalogs, migrate, seed and collect static files; what was done before is not done again."
    requires_system_checks = ()

    def handle(self, **options):
        call_command("compile_words", verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        self.seed()
        self.collect()
        if not settings.OPERATOR_NAME:
            self.stdout.write(
                "A try-out without an operator: every page says that it is a test copy. README.md tells how to deploy."
            )
        if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
            self.stdout.write(f"Database: SQLite, {settings.DATABASES['default']['NAME']} (set DATABASE_URL for PostgreSQL)")
        self.stdout.write(f"The guide: {settings.SITE_ADDRESS}/")

    def seed(self) -> None:
        """Bring the fixtures, unless neither they, nor the code, nor the content have changed since they were brought."""
        stamp, fixtures = Path(settings.STATIC_ROOT).parent / "seed.stamp", digest(release.release(), [settings.FIXTURE_ROOT])
        if stamp.exists() and stamp.read_text() == f"{fixtures} {version_key()}":
            return
        call_command("seed", stdout=self.stdout)
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(f"{fixtures} {version_key()}")

    def collect(self) -> None:
        """Collect and compress the static files, unless neither they nor the packages that bring some have changed."""
        stamp = Path(settings.STATIC_ROOT).parent / "static.stamp"
        state = digest(django.__version__, settings.STATICFILES_DIRS)
        if stamp.exists() and stamp.read_text() == state and Path(settings.STATIC_ROOT).exists():
            return
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(state)


def digest(about: str, folders: Iterable[Path | str]) -> str:
    """A hash of a word and of every file below the folders: its name, and what is in it."""
    state = sha256(about.encode())
    for folder in map(Path, folders):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            state.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return state.hexdigest()
