"""manage.py ui_words: collect the words of templates and admin into the catalogs, or check that they are all there."""

from django.core.management.base import BaseCommand, CommandError

from translations import catalogs


class Command(BaseCommand):
    help = "Collect (--update) or check (--check) the words of the frame in every language."

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--update", action="store_true")
        which.add_argument("--check", action="store_true")

    def handle(self, *, update: bool, **options):
        found = []
        for language in catalogs.translated():
            if update:
                catalogs.update(language)
            problems = catalogs.problems(language)
            self.stdout.write(f"{language.code}: {len(catalogs.wanted(language))} messages, {len(problems)} problems")
            found += [problem for problem in problems if language.live]
        if found and not update:
            raise CommandError("\n".join(found))
