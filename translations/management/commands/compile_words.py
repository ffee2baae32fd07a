"""manage.py compile_words: make the .mo files from the catalogs, with no program but Python."""

from django.core.management.base import BaseCommand

from translations.catalogs import compile_all


class Command(BaseCommand):
    help = "Compile the catalogs in locale/ that have changed."
    requires_system_checks = ()

    def handle(self, *, verbosity: int, **options):
        for path in compile_all():
            if verbosity:
                self.stdout.write(f"compiled {path.parent.parent.name}")
