"""python -m bench.chaos [part …] [--seconds 60]: the worst day; the exit code is 1 when a goal is missed."""

import argparse
import sys
import traceback
from time import monotonic

from bench.chaos import clients, disk, hostile, kill, restarts, stop
from bench.chaos.scene import Scene, scene
from bench.databases import leave_nothing
from bench.tables import Table, finish, say

PARTS = {
    "restarts": lambda one, said: restarts.measure(one),
    "kill": lambda one, said: kill.measure(one),
    "disk": lambda one, said: disk.measure(one),
    "clients": lambda one, said: clients.measure(one),
    "hostile": lambda one, said: hostile.measure(one, said.requests),
    "stop": lambda one, said: stop.measure(one, said.seconds, min(said.seconds, 15)),  # the last: it changes what pages say
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
    try:
        return PARTS[name](one, said)
    except Exception as error:
        traceback.print_exc()
        broken = Table(f"{name} broke off")
        broken.add("measured", f"{type(error).__name__}: {error}".partition("\n")[0], "whole", False)
        return [broken]


if __name__ == "__main__":
    sys.exit(main())
