"""manage.py weigh: the bytes of every public page in its first round trip, largest first; fails above the goal."""

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config import addresses
from config.languages import live
from config.making import made
from delivery import reading
from delivery.answering import answer
from delivery.copies import packed, slowly
from delivery.snapshot import snapshot
from guide.addresses import paired

GOAL = 14_600  # response headers + HTML + CSS, brotli: the first round trip of a new connection
GOAL_OF_TWO = 20_000  # of a page in two languages side by side, which has the words of two pages: two round trips carry 43,800
HEAVIEST = 3  # pages of which every pair of languages is weighed
BLOCKING = re.compile(rb'<link[^>]+rel="stylesheet"[^>]*>|<script[^>]+src=')
SERVER = "HTTP/1.1 200 OK\r\nServer: gunicorn\r\nDate: Mon, 23 Nov 2026 17:09:11 GMT\r\nConnection: keep-alive\r\n\r\n"
BATCH = 150  # pages that are made from one snapshot


class Command(BaseCommand):
    help = "Weigh every page in every language as it is sent at first, packed quickly: headers and HTML with its CSS inside."

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
        rows = self.weighed(addresses.paths_of(addresses.PAGE, addresses.VIEW))
        heavy = self.told(rows, most, GOAL, "pages")
        below = [path.split("/", 2)[2] for _, _, _, path in rows if not addresses.is_extra(path)]
        pages = list(dict.fromkeys(below))[: None if every_pair else HEAVIEST]  # the heaviest first
        pairs = (
            paired(f"/{first.code}/{page}", second) for page in pages for first in live() for second in live() if first != second
        )
        heavy += self.told(self.weighed(pairs), most, GOAL_OF_TWO, "in two languages")
        if heavy:
            raise CommandError("Above the goal: " + ", ".join(heavy))

    def told(self, rows: list[tuple[int, int, int, str]], most: int, goal: int, what: str) -> list[str]:
        """Print the weighed pages, the heaviest first; the paths of those above the goal."""
        for total, head, body, path in rows[: most or None]:
            self.stdout.write(f"{total:>7,} = {head:>4,} head + {body:>6,} page  {path}")
        heavy = [path for total, _, _, path in rows if total > goal]
        total, head, _, path = rows[0]
        later = head + len(slowly(packed(made(path, reading.today()))).body("br"))
        self.stdout.write(
            f"{len(rows)} {what}; goal {goal:,} bytes; above it: {len(heavy)}; the heaviest as it is sent later: {later:,}"
        )
        return heavy

    def weighed(self, paths: Iterable[str]) -> list[tuple[int, int, int, str]]:
        """The pages, the heaviest first, as `weigh` says them."""
        rows = []
        for _, some in groupby(enumerate(paths), key=lambda numbered: numbered[0] // BATCH):
            with snapshot():
                rows += [self.weigh(path) for _, path in some]
        return sorted(rows, key=itemgetter(0), reverse=True)

    def weigh(self, path: str) -> tuple[int, int, int, str]:
        """(bytes in all, of the headers, of the body, path) for one page."""
        page = made(path, reading.today())
        found = answer(packed(page, codings=("br",)), accept_encoding="br", left=86_400, https=True)
        if BLOCKING.search(page.content):
            raise CommandError(f"{path} makes a browser fetch something before it can paint")
        head = len(SERVER) + sum(len(f"{name}: {value}\r\n") for name, value in found.headers)
        return head + len(found.body), head, len(found.body), path
