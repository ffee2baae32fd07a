"""From an editor's save until every process of every host shows it."""

from contextlib import ExitStack

from bench import sites
from bench.editors import edit, seen_everywhere
from bench.servers import gunicorn
from bench.tables import Table, say

HOSTS, TIMES, LONGEST = 3, 4, 2.0


def measure() -> Table:
    """Three hosts with a store each and two workers each, on one PostgreSQL."""
    table = Table("From an edit to every process", f"{HOSTS} hosts with 2 workers each, {TIMES} edits")
    took = []
    with sites.on_postgresql() as site, ExitStack() as stack:
        hosts = [
            stack.enter_context(gunicorn(site, GUIDE_STORE_DIR=site.folder / f"pages-{number}", GUIDE_FILL=1))
            for number in range(HOSTS)
        ]
        ports = [host.port for host in hosts]
        for number in range(TIMES):
            title = f"A title that was changed {number + 1} times"
            took.append(seen_everywhere(ports, "/en/", title, edit(site, title)))
            say(f"  edit {number + 1}: {took[-1]:.2f} s")
    table.add("the slowest", f"{max(took):.2f} s", f"≤ {LONGEST} s", max(took) <= LONGEST)
    table.add("all", ", ".join(f"{one:.2f} s" for one in took))
    return table
