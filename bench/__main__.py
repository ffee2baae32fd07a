"""python -m bench [all | part …]: the figures of the server; the exit code is 1 when a goal is missed.

Without a word what `make bench` measures; with `all` also memory, growth, edits and the first start.
"""

import sys
from time import monotonic

from bench import cold, compare, edit, growth, memory
from bench.databases import leave_nothing
from bench.processes import Missing
from bench.tables import Table, broken, finish, say

PARTS = {"compare": compare, "memory": memory, "growth": growth, "edit": edit, "cold": cold}
QUICK = ("compare",)


def main(words: list[str]) -> int:
    """The exit code."""
    if unknown := set(words) - {*PARTS, "all"}:
        say(f"no such part: {', '.join(sorted(unknown))}; there are all, {', '.join(PARTS)}")
        return 2
    leave_nothing()
    began, tables = monotonic(), []
    for name in PARTS if "all" in words else words or QUICK:
        say(f"\n{name}: {monotonic() - began:.0f} s")
        tables.append(measured(name))
        tables[-1].show()
    say(f"\nin all {monotonic() - began:.0f} s")
    return finish(tables)


def measured(name: str) -> Table:
    """The table of a part; one that breaks off is missed, and the others go on."""
    try:
        return PARTS[name].measure()
    except (Exception, Missing) as error:
        return broken(PARTS[name].TITLE, error)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
