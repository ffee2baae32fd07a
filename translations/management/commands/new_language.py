"""manage.py new_language CODE: everything that a new row in config/languages.py needs, but the words."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.languages import LANGUAGES, SOURCE, by_code
from translations import catalogs, po


class Command(BaseCommand):
    help = "For a language that was added to config/languages.py: its columns (migrations), its catalog and its file of content."

    def add_arguments(self, parser):
        parser.add_argument("language", help="its code in config/languages.py")

    def handle(self, *, language: str, **options):
        found = by_code(language)
        if found is None or found == SOURCE:
            known = ", ".join(one.code for one in LANGUAGES if one != SOURCE)
            raise CommandError(f"{language} has no row in config/languages.py: add one with live=False. There are: {known}")
        call_command("makemigrations", name=f"language_{found.code.replace('-', '_')}", stdout=self.stdout)
        catalog = catalogs.update(found)
        self.stdout.write(f"{catalog.relative_to(settings.BASE_DIR)}: {len(catalogs.wanted(found))} words of the frame")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("seed", verbosity=0, stdout=self.stdout)
        words = settings.FIXTURE_ROOT / "text" / f"{found.code}.po"
        if not words.exists():
            words.write_text(po.dump(found), encoding="utf-8")
        self.stdout.write(f"{words.relative_to(settings.BASE_DIR)}: the words of the content")
