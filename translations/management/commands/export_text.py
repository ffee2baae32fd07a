"""manage.py export_text CODE: the words of one language as a PO file, for a translator."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from config.languages import LANGUAGES, SOURCE, by_code
from translations import po


class Command(BaseCommand):
    help = "Write the content of one language as a PO file: what is behind is fuzzy, comments say where each word stands."

    def add_arguments(self, parser):
        parser.add_argument("language", help="its code, such as vi or zh-hans")
        parser.add_argument("--to", type=Path, help="the file; without it, the words are printed")

    def handle(self, *, language: str, to: Path | None, **options):
        found = by_code(language)
        if found is None or found == SOURCE:
            codes = ", ".join(one.code for one in LANGUAGES if one != SOURCE)
            raise CommandError(f"There is no such language to translate into: {language}. Those of the guide: {codes}")
        text = po.dump(found)
        if to is None:
            self.stdout.write(text, ending="")
            return
        try:
            to.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stderr.write(f"wrote {to}")
