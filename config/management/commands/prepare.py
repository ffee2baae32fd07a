"""manage.py prepare: everything between a fresh checkout and a served site, in one process; quick when nothing has changed."""

from hashlib import sha256
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile the catalogs, migrate, seed and collect static files; what was done before is not done again."
    requires_system_checks = ()

    def handle(self, **options):
        call_command("compile_words", verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("seed", stdout=self.stdout)
        self.collect()
        if not settings.OPERATOR_NAME:
            self.stdout.write(
                "A try-out without an operator: every page says that it is a test copy. README.md tells how to deploy."
            )
        if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
            self.stdout.write(f"Database: SQLite, {settings.DATABASES['default']['NAME']} (set DATABASE_URL for PostgreSQL)")
        self.stdout.write(f"The guide: {settings.SITE_ADDRESS}/")

    def collect(self) -> None:
        """Collect and compress the static files, unless neither they nor the packages that bring some have changed."""
        stamp = Path(settings.STATIC_ROOT).parent / "static.stamp"
        own = sorted(path for folder in settings.STATICFILES_DIRS for path in Path(folder).rglob("*") if path.is_file())
        state = sha256(django.__version__.encode())
        for path in own:
            state.update(path.name.encode() + path.read_bytes())
        if stamp.exists() and stamp.read_text() == state.hexdigest() and Path(settings.STATIC_ROOT).exists():
            return
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(state.hexdigest())
