"""Memory of a worker that has made and keeps every page in every language, and what it costs to make all pages after an edit."""

import sys

from bench import sites
from bench.editors import edit
from bench.load import Connection, Stale
from bench.processes import ROOT, memory, processor_seconds, running, wait_until
from bench.servers import gunicorn
from bench.sites import Site
from bench.tables import Table, say

TITLE = "Every page in every language"
WORKER, FILLING = 150, 30  # megabytes; seconds of one core


def measure() -> Table:
    """A single worker makes all pages by itself; then an edit, and the process that makes pages ahead makes them again."""
    with sites.on_sqlite() as site:
        paths = site.pages()
        table = Table(TITLE, f"{len(paths):,} pages, packed quickly")
        _worker(table, site, paths)
        edit(site, "A title that was changed")
        _filler(table, site, len(paths))
    return table


def _worker(table: Table, site: Site, paths: list[str]) -> None:
    with gunicorn(site, WEB_CONCURRENCY=1) as server:
        pid = server.workers[0]
        table.add("memory of a worker that has answered nothing", f"{memory(pid):.0f} MB")
        for turn in ("made", "kept"):
            say(f"  a worker and all pages: {turn}")
            _read(server.port, paths)
            used = memory(pid)
            table.add(f"memory of a worker when all pages are {turn}", f"{used:.0f} MB", f"≤ {WORKER} MB", used <= WORKER)


def _read(port: int, paths: list[str]) -> None:
    connection = Connection(port)
    for path in paths:
        try:
            status = connection.get(path)[0]
        except Stale:
            status = connection.get(path)[0]
        if status != 200:
            raise RuntimeError(f"{path}: status {status}")
    connection.close()


def _filler(table: Table, site: Site, pages: int) -> None:
    """The newest generation is the one with the fewest files until it is made."""
    say("  all pages again after an edit")
    before = set(site.store.glob("*/*/"))
    with running([sys.executable, str(ROOT / "manage.py"), "fill"], site.folder / "fill.log", env=site.environment()) as process:
        wait_until(lambda: _fresh(site, before) >= 1, 60)
        began = processor_seconds(process.pid)
        if not wait_until(lambda: _fresh(site, before) >= pages, 600):
            raise RuntimeError(f"the pages were not made:\n{(site.folder / 'fill.log').read_text()}")
        used, most = processor_seconds(process.pid), memory(process.pid)
    table.add("processor time to make all pages after an edit", f"{used:.1f} s", f"≤ {FILLING} s", used <= FILLING)
    table.add("of which until the first page", f"{began:.1f} s")
    table.add("memory of the process that makes them", f"{most:.0f} MB", f"≤ {WORKER} MB", most <= WORKER)


def _fresh(site: Site, before: set) -> int:
    return sum(1 for place in set(site.store.glob("*/*/")) - before for _ in place.iterdir())
