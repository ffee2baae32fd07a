"""From an editor's save until every process of every host shows it."""

from contextlib import ExitStack

from bench import sites
from bench.editors import edit, seen_everywhere
from bench.servers import gunicorn
from bench.tables import Table, say

TITLE = "From an edit to every process"
HOSTS, PROCESSES, TIMES, LONGEST = 3, 2, 4, 2.0


def measure() -> Table:
    """Hosts with a store each, on one PostgreSQL; each process has a port of its own, so that every one of them is asked."""
    table = Table(TITLE, f"{HOSTS} hosts with {PROCESSES} processes each, {TIMES} edits")
    took = []
    with sites.on_postgresql() as site, ExitStack() as stack:
        stores = [site.folder / f"pages-{host}" for host in range(HOSTS) for _ in range(PROCESSES)]
        one = {"WEB_CONCURRENCY": 1, "GUIDE_FILL": 1}
        ports = [stack.enter_context(gunicorn(site, GUIDE_STORE_DIR=store, **one)).port for store in stores]
        for number in range(TIMES):
            title = f"A title that was changed {number + 1} times"
            took.append(seen_everywhere(ports, "/en/", title, edit(site, title)))
            say(f"  edit {number + 1}: {took[-1]:.2f} s")
    table.add("the slowest", f"{max(took):.2f} s", f"≤ {LONGEST} s", max(took) <= LONGEST)
    table.add("all", ", ".join(f"{one:.2f} s" for one in took))
    return table
