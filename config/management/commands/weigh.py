"""manage.py weigh: the bytes of every public page in its first round trip, largest first; fails above the goal."""

import re
from pathlib import Path

import brotli
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client

from config import addresses
from config.languages import live
from guide.addresses import paired

GOAL = 14_600  # response headers + HTML + CSS, brotli: the first round trip of a new connection
GOAL_OF_TWO = 20_000  # of a page in two languages side by side, which has the words of two pages: two round trips carry 43,800
HEAVIEST = 3  # pages of which every pair of languages is weighed
BLOCKING = re.compile(r'<link[^>]+rel="stylesheet"[^>]*>|<script[^>]+src=')


class Command(BaseCommand):
    help = "Weigh every page in every language: headers and HTML with its CSS inside, compressed as a browser takes it."

    def add_arguments(self, parser):
        parser.add_argument("--fixtures", action="store_true", help="seed the (empty) database from the fixtures first")
        parser.add_argument("--most", type=int, default=0, help="print only so many rows")
        parser.add_argument("--every-pair", action="store_true", help="also every page in every two languages")

    def handle(self, *, fixtures: bool, most: int, every_pair: bool, **options):
        if fixtures or "django_migrations" not in connection.introspection.table_names():
            call_command("migrate", interactive=False, verbosity=0)
            call_command("seed", verbosity=0, stdout=self.stdout)
        if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
            call_command("collectstatic", interactive=False, verbosity=0)
        client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0].lstrip("."))
        rows = sorted((self.weigh(client, path) for path in addresses.paths_of(addresses.PAGE)), reverse=True)
        heavy = self.told(rows, most, GOAL, "pages")
        pages = dict.fromkeys(path.split("/", 2)[2] for _, _, _, path in rows)  # below a language, the heaviest first
        pairs = [
            paired(f"/{first.code}/{page}", second)
            for page in (list(pages) if every_pair else list(pages)[:HEAVIEST])
            for first in live()
            for second in live()
            if first != second
        ]
        heavy += self.told(
            sorted((self.weigh(client, path) for path in pairs), reverse=True), most, GOAL_OF_TWO, "in two languages"
        )
        if heavy:
            raise CommandError("Above the goal: " + ", ".join(heavy))

    def told(self, rows: list[tuple[int, int, int, str]], most: int, goal: int, what: str) -> list[str]:
        """Print the weighed pages, the heaviest first; the paths of those above the goal."""
        for total, head, body, path in rows[: most or None]:
            self.stdout.write(f"{total:>7,} = {head:>4,} head + {body:>6,} page  {path}")
        heavy = [path for total, _, _, path in rows if total > goal]
        self.stdout.write(f"{len(rows)} {what}; goal {goal:,} bytes; above it: {len(heavy)}")
        return heavy

    def weigh(self, client: Client, path: str) -> tuple[int, int, int, str]:
        """(bytes in all, of the headers, of the body, path) for one page."""
        response = client.get(path, headers={"Accept-Encoding": "br"})
        if response.status_code != 200:
            raise CommandError(f"{path} answers {response.status_code}")
        head = sum(len(f"{name}: {value}\r\n") for name, value in response.headers.items()) + len("HTTP/1.1 200 OK\r\n\r\n")
        if BLOCKING.search(brotli.decompress(response.content).decode()):
            raise CommandError(f"{path} makes a browser fetch something before it can paint")
        return head + len(response.content), head, len(response.content), path
