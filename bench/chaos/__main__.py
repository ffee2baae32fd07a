"""python -m bench.chaos [part …] [--seconds 60]: the worst day; the exit code is 1 when a goal is missed."""

import argparse
import sys
from time import monotonic

from bench.chaos import clients, disk, hostile, kill, knocking, restarts, stop
from bench.chaos.scene import Scene, scene
from bench.databases import leave_nothing
from bench.processes import Missing
from bench.tables import Table, broken, finish, say

PARTS = {  # and what each takes of the words that were given
    "restarts": (restarts, lambda said: ()),
    "kill": (kill, lambda said: ()),
    "disk": (disk, lambda said: ()),
    "clients": (clients, lambda said: ()),
    "hostile": (hostile, lambda said: (said.requests,)),
    "knocking": (knocking, lambda said: ()),
    "stop": (stop, lambda said: (said.seconds, min(said.seconds, 15))),  # the last: it changes what pages say
}


def main() -> int:
    """The exit code."""
    arguments = argparse.ArgumentParser(prog="python -m bench.chaos", description=__doc__)
    arguments.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; all, if none is named")
    arguments.add_argument("--seconds", type=float, default=60, help="for which the database is away")
    arguments.add_argument("--requests", type=int, default=10_000, help="hostile ones")
    said = arguments.parse_args()
    if unknown := set(said.parts) - set(PARTS):
        arguments.error(f"no such part: {', '.join(sorted(unknown))}")
    leave_nothing()
    began, tables = monotonic(), []
    with scene() as one:
        for name in (name for name in PARTS if name in said.parts or not said.parts):
            say(f"\n{name}: {monotonic() - began:.0f} s")
            found = _parted(name, one, said)
            for table in found:
                table.show()
            tables += found
    say(f"\nin all {monotonic() - began:.0f} s")
    return finish(tables)


def _parted(name: str, one: Scene, said: argparse.Namespace) -> list[Table]:
    """The tables of a part; one that breaks off is missed, and the others go on."""
    part, words = PARTS[name]
    try:
        return part.measure(one, *words(said))
    except (Exception, Missing) as error:
        return [broken(title, error) for title in part.TITLES]


if __name__ == "__main__":
    sys.exit(main())
