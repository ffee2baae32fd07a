"""manage.py export_site DIR: the whole public site as static files, with what nginx needs to serve them as the site does."""

import os
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connections
from django.http import Http404, HttpRequest
from django.templatetags.static import static

from config import addresses, release, views
from config.keeping import shelf
from config.languages import ALIASES, SOURCE, live
from config.making import made
from delivery import reading, security
from delivery.copies import Made
from delivery.export import layout
from delivery.export.folder import Folder, Refused
from delivery.export.nginx import Rules
from delivery.export.processes import in_processes
from delivery.export.writing import Batch, Done, Export, Summary, made_of
from delivery.models import version_key
from delivery.snapshot import snapshot
from delivery.store import Generation
from guide.addresses import HOME
from guide.queries import page_keys
from guide.views import entry, go

ICON = "favicon.svg"
STATIC = (ICON, "site.css")  # of the static files what readers may meet; the rest is the admin's
AT_ONCE = 60  # pages that are made from one snapshot of the database, but for those that share their halves
HOME_LINK = re.compile(rb'href="/([a-z-]+)/"')


def now() -> Generation:
    """What makes all pages what they are now."""
    return Generation(reading.today(), version_key(), release.release())


def batches() -> Iterator[Batch]:
    """All addresses, by what is best made together: pages of one language, and a page in all its pairs. Pages come first."""
    with snapshot():
        public, first = list(addresses.public()), list(beside())
    yield first
    order = (addresses.PAGE, addresses.VIEW, addresses.MACHINE, addresses.FILE, addresses.PAIR, addresses.PICTURE)
    for _, some in groupby(sorted(public, key=lambda one: order.index(one.kind)), key=_together):
        paths = [one.path for one in some]
        most = len(paths) if _is_pair(paths[0]) else AT_ONCE
        yield from (paths[place : place + most] for place in range(0, len(paths), most))


def _together(address: addresses.Address) -> tuple[str, str]:
    if address.kind == addresses.PAIR:
        return address.kind, addresses.instead(address.path)[1:].partition("/")[2]
    return address.kind, address.language.code if address.language else ""


def _is_pair(path: str) -> bool:
    return "/with/" in path


def beside() -> Iterator[str]:
    """What stands beside the public addresses: the ways to them, what is said where there is none, and static files."""
    yield "/"
    yield from (f"/go/{key}/" for key in page_keys())
    yield from (layout.missing(language.code) for language in live())
    yield from (static(name) for name in STATIC)


def make(path: str, day: date) -> Made:
    """What stands at an address of the export. Raises Http404."""
    if path == "/":  # the links lead to files, for whoever opens this one from a folder
        return Made(path, day, HOME_LINK.sub(rb'href="\1/index.html"', entry(HttpRequest()).content))
    if path.startswith("/go/"):
        return Made(path, day, go(HttpRequest(), path.removeprefix("/go/")[:-1]).content)
    if path.startswith(layout.MISSING):
        return Made(path, day, not_found(path.removeprefix(layout.MISSING).removesuffix(".html")))
    if path.startswith(settings.STATIC_URL):
        return Made(path, day, *static_file(path))
    return made(path, day)


def not_found(code: str) -> bytes:
    """The page that says in a language that there is no such page."""
    request = HttpRequest()
    request.path = f"/{code}/"
    return views.not_found(request, Http404()).content


def static_file(path: str) -> tuple[bytes, str]:
    """The bytes and the kind of a static file: as it was collected, or where its name does not change, as it is."""
    name = next(name for name in STATIC if static(name) == path)
    stored = Path(settings.STATIC_ROOT) / path.removeprefix(settings.STATIC_URL)
    found = stored if stored.exists() and hasattr(staticfiles_storage, "stored_name") else Path(finders.find(name))
    return found.read_bytes(), layout.KINDS[layout.suffix(path)]


def rules(folder: Path, listen: str = "") -> Rules:
    """What the configuration of the web server is made from."""
    codes = [SOURCE.code, *(language.code for language in live() if language != SOURCE)]
    policy = security.page_policy(not_found(SOURCE.code))
    return Rules(settings.SITE_ADDRESS, str(folder), codes, ALIASES, page_keys(), HOME, policy, static(ICON), listen)


def making(folder: Folder, processes: int, generation: Generation, todo: list[Batch]) -> Iterable[Done]:
    """Make these batches, in so many processes beside this one; with one, in this one itself."""
    work = partial(made_of, shelf(), make, generation)
    if processes < 2 or len(todo) < 2:
        return map(work, todo)
    connections.close_all()  # no two processes can use the same
    return in_processes(processes, work, todo, folder.close)


def export(folder: Folder, processes: int = 1, listen: str = "") -> Summary:
    """Bring a folder to what is public now. Raises Refused, django.db.Error, OSError."""
    known = rules(folder.root, listen)
    usual = partial(layout.usual, codes=known.codes, policy=known.policy)
    return Export(folder, now, batches, partial(making, folder, processes), usual, known).run()


class Command(BaseCommand):
    help = "Write the whole public site to a folder as static files; what is there already and has not changed stays."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder, or one with an earlier export")
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many processes make pages")
        parser.add_argument("--listen", default="", help="where its nginx listens, such as 127.0.0.1:8081; else as SITE_ADDRESS")

    def handle(self, *, folder: Path, processes: int, listen: str, **options):
        try:
            opened = Folder(folder)
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from error
        try:
            done = export(opened, processes, listen)
        except (Refused, OSError, Error, layout.NoPlace, RuntimeError) as error:
            raise CommandError(f"The export is not whole; the next one goes on from here. {error}") from error
        finally:
            opened.close()
        self.stdout.write(
            f"{done.addresses:,} pages and files of {done.generation.day} in {done.files:,} files, {done.size:,} bytes: "
            f"{done.written:,} written, {done.unchanged:,} unchanged, {done.removed:,} removed; {done.seconds:.0f} s."
        )
        if done.none:
            self.stdout.write(f"Left out: {done.none:,} addresses where there is nothing, such as pictures without a font.")
        if done.why:
            raise CommandError("The export is not whole:\n" + "\n".join(done.why))
