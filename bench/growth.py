"""What more content costs a page that is made for the first time: languages, editions, steps; time and queries.

Each state of the content is a process with a database of its own (bench.rendering); they make the same pages in turn.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import sites
from bench.databases import sqlite
from bench.processes import ROOT, end
from bench.sites import Site
from bench.tables import Table, say

TITLE = "What growth costs a page that is made for the first time"
ROUNDS = 5
WITHIN = 1.10
PAIRS = (  # what grows, the state before and after, and whether the time is to stay
    ("24 languages against 12", "as it is", "24 languages", True),
    ("50 editions against 10", "10 editions", "50 editions", True),
    ("10 times the steps", "as it is", "10 times the steps", False),
)


@dataclass
class State:
    """A process that makes pages from one state of the content."""

    process: subprocess.Popen

    def ask(self) -> dict[str, tuple[float, int]]:
        """Milliseconds of the processor and queries by page, made once more."""
        self.process.stdin.write("again\n")
        self.process.stdin.flush()
        said = self.process.stdout.readline()
        if not said:
            raise RuntimeError("a process that makes pages has ended")
        return {path: tuple(found) for path, found in json.loads(said).items()}


def measure(rounds: int = ROUNDS) -> Table:
    """The ratio over all pages together, each by its quickest round since others on the machine only add; and the queries."""
    table = Table(TITLE, f"one page of each kind, {rounds} rounds in turn")
    with ExitStack() as stack:
        place = stack.enter_context(sites.folder())
        names = sorted({name for _, before, after, _ in PAIRS for name in (before, after)})
        states = {name: stack.enter_context(state(place / str(number), name)) for number, name in enumerate(names)}
        runs = {name: [] for name in states}
        for number in range(rounds + 1):
            for name, one in states.items():
                found = one.ask()
                runs[name] += [found] if number else []  # the first warms up
        for what, before, after, bound in PAIRS:
            _compared(table, what, runs[before], runs[after], bound)
    return table


def _compared(table: Table, what: str, before: list[dict], after: list[dict], bound: bool) -> None:
    pages = list(before[0])
    if set(pages) != set(after[0]):
        raise RuntimeError(f"{what}: not the same pages: {set(pages) ^ set(after[0])}")
    one, two = ({path: min(run[path][0] for run in runs) for path in pages} for runs in (before, after))
    ratio = sum(two.values()) / sum(one.values())
    seen = f"{ratio:.2f} times ({sum(one.values()) / len(pages):.1f} → {sum(two.values()) / len(pages):.1f} ms a page)"
    table.add(f"{what}: time", seen, *((f"≤ {WITHIN}", ratio <= WITHIN) if bound else ()))
    slowest = max(pages, key=lambda path: two[path] / one[path])
    table.add(f"{what}: the page that grew most", f"{slowest}: {two[slowest] / one[slowest]:.2f} times")
    more = [f"{path}: {before[0][path][1]} → {after[0][path][1]}" for path in pages if after[0][path][1] != before[0][path][1]]
    most = max(run[path][1] for run in (before[0], after[0]) for path in pages)
    table.add(f"{what}: queries", "; ".join(more) or f"the same on each page, at most {most}", "the same", not more)


@contextmanager
def state(folder: Path, name: str) -> Iterator[State]:
    """A process that has brought its database into a state."""
    folder.mkdir(parents=True)
    site = Site(folder, sqlite(folder))
    say(f"  {name}")
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "bench.rendering", name], cwd=ROOT, env=site.environment(), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    try:
        if process.stdout.readline() != "ready\n":
            raise RuntimeError(f"the state could not be made: {name}")
        yield State(process)
    finally:
        end(process)
