"""manage.py check_content: everything that is wrong with the content, in words per language; fails on what readers would meet."""

from collections import Counter

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.languages import LANGUAGES, live
from translations.coverage import BEHIND, DIFFERENT, MISSING, UNKNOWN, Trouble, content_troubles
from translations.fixtures import FixtureError, read

COUNTED = (MISSING, BEHIND, UNKNOWN, DIFFERENT)


class Command(BaseCommand):
    help = "Check grammar, letters, links, facts, translations and completeness of the content. Behind is told, and no failure."

    def add_arguments(self, parser):
        parser.add_argument("--fixtures", action="store_true", help="seed the (empty) database from the fixtures first")

    def handle(self, *, fixtures: bool, **options):
        troubles = []
        if fixtures:
            call_command("migrate", interactive=False, verbosity=0)
            try:
                troubles += [Trouble(code, name, UNKNOWN) for code, name in read().unknown]
                call_command("seed", verbosity=0, stdout=self.stdout)
            except FixtureError as error:
                raise CommandError(str(error)) from error
        troubles += content_troubles()
        for trouble in troubles:
            self.stdout.write(str(trouble))
        for language in LANGUAGES:
            counts = Counter(trouble.code for trouble in troubles if trouble.language == language.code)
            others = sum(counts.values()) - sum(counts[code] for code in COUNTED)
            told = [*(f"{counts[code]} {code}" for code in COUNTED), f"{others} other"]
            self.stdout.write(f"{language.code}: {', '.join(told)}{'' if language.live else ' (not live)'}")
        reached = {language.code for language in live()}
        if any(trouble.language in reached and trouble.code != BEHIND for trouble in troubles):
            raise CommandError("The content of a live language is not whole.")
