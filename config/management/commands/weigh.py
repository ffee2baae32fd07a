"""manage.py weigh: the bytes of every public page in its first round trip, largest first; fails above the goal."""

import re
from pathlib import Path

import brotli
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client

from config.languages import SOURCE
from guide.addresses import public_addresses

GOAL = 14_600  # response headers + HTML + CSS, brotli: the first round trip of a new connection
SOURCE_GOAL = 10_500  # of English pages, since Burmese and Khmer weigh 1.45 times as much
BLOCKING = re.compile(r'<link[^>]+rel="stylesheet"[^>]*>|<script[^>]+src=')


class Command(BaseCommand):
    help = "Weigh every page in every language: headers and HTML with its CSS inside, compressed as a browser takes it."

    def add_arguments(self, parser):
        parser.add_argument("--fixtures", action="store_true", help="seed the (empty) database from the fixtures first")
        parser.add_argument("--most", type=int, default=0, help="print only so many rows")

    def handle(self, *, fixtures: bool, most: int, **options):
        if fixtures or "django_migrations" not in connection.introspection.table_names():
            call_command("migrate", interactive=False, verbosity=0)
            call_command("seed", verbosity=0, stdout=self.stdout)
        if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
            call_command("collectstatic", interactive=False, verbosity=0)
        client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0].lstrip("."))
        rows = sorted((self.weigh(client, path) for path in public_addresses()), reverse=True)
        for total, head, body, path in rows[: most or None]:
            self.stdout.write(f"{total:>7,} = {head:>4,} head + {body:>6,} page  {path}")
        heavy = [path for total, _, _, path in rows if total > (SOURCE_GOAL if path.startswith(f"/{SOURCE.code}/") else GOAL)]
        self.stdout.write(f"{len(rows)} pages; goal {GOAL:,} bytes, in {SOURCE.english} {SOURCE_GOAL:,}; above it: {len(heavy)}")
        if heavy:
            raise CommandError("Above the goal: " + ", ".join(heavy))

    def weigh(self, client: Client, path: str) -> tuple[int, int, int, str]:
        """(bytes in all, of the headers, of the body, path) for one page."""
        response = client.get(path, headers={"Accept-Encoding": "br"})
        if response.status_code != 200:
            raise CommandError(f"{path} answers {response.status_code}")
        head = sum(len(f"{name}: {value}\r\n") for name, value in response.headers.items()) + len("HTTP/1.1 200 OK\r\n\r\n")
        if BLOCKING.search(brotli.decompress(response.content).decode()):
            raise CommandError(f"{path} makes a browser fetch something before it can paint")
        return head + len(response.content), head, len(response.content), path
