"""manage.py check_content: everything that is wrong with the content, in words per language; fails on what readers would meet."""

from collections import Counter

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.languages import LANGUAGES, live
from translations.coverage import content_troubles


class Command(BaseCommand):
    help = "Check grammar, links, facts, translations and completeness of the content."

    def add_arguments(self, parser):
        parser.add_argument("--fixtures", action="store_true", help="seed the (empty) database from the fixtures first")

    def handle(self, *, fixtures: bool, **options):
        if fixtures:
            call_command("migrate", interactive=False, verbosity=0)
            call_command("seed", verbosity=0, stdout=self.stdout)
        troubles = list(content_troubles())
        for trouble in troubles:
            self.stdout.write(str(trouble))
        counts = Counter(trouble.language for trouble in troubles)
        for language in LANGUAGES:
            self.stdout.write(f"{language.code}: {counts[language.code]} troubles")
        if any(counts[language.code] for language in live()):
            raise CommandError("The content of a live language is not whole.")
