"""What was measured as a table on the screen, and the last of each kind in RESULTS.md."""

import os
import platform
import re
import sys
import traceback
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"
HEAD = """# What was measured last

Written by `make bench`, `make bench-all` and `make chaos`; each part by its last run. Machines differ: ratios and counts can be
compared between them, times and requests per second cannot.
"""
COLUMNS = ("what", "seen", "goal", "")


@dataclass(frozen=True)
class Line:
    """One figure: what it is of, what was seen, the goal as words, and whether that is reached; no goal is always reached."""

    what: str
    seen: str
    goal: str = ""
    met: bool = True

    @property
    def cells(self) -> tuple[str, str, str, str]:
        return self.what, self.seen, self.goal, ("" if not self.goal else "reached" if self.met else "MISSED")


@dataclass
class Table:
    """The figures of one part, under its name."""

    title: str
    about: str = ""
    lines: list[Line] = field(default_factory=list)

    def add(self, what: str, seen: object, goal: str = "", met: bool = True) -> None:
        self.lines.append(Line(what, str(seen), goal, bool(met)))

    @property
    def met(self) -> bool:
        """Whether every goal is reached, and anything was measured at all."""
        return bool(self.lines) and all(line.met for line in self.lines)

    def show(self) -> None:
        """Print it, aligned."""
        rows = [COLUMNS, *(line.cells for line in self.lines)]
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        say(f"\n{self.title}" + (f" ({self.about})" if self.about else ""))
        for row in rows:
            say("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())

    def keep(self) -> None:
        """Put it into RESULTS.md in the place of the last one of its name."""
        text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else HEAD
        parts = re.split(r"^(?=## )", text, flags=re.M)
        mine = self._markdown()
        place = next((number for number, part in enumerate(parts) if part.startswith(f"## {self.title}\n")), None)
        if place is None:
            parts.append(mine)
        else:
            parts[place] = mine
        beside = RESULTS.with_suffix(".new")
        beside.write_text("\n".join(part.rstrip("\n") + "\n" for part in parts), encoding="utf-8")
        beside.replace(RESULTS)

    def _markdown(self) -> str:
        about = f"{self.about}. " if self.about else ""
        rows = ["| " + " | ".join(line.cells) + " |" for line in self.lines]
        head = ["| what | seen | goal | |", "|---|---|---|---|"]
        day = datetime.now(UTC).date()
        return "\n".join([f"## {self.title}", "", f"{about}{day}, {machine()}.", "", *head, *rows, ""])


def broken(title: str, error: BaseException) -> Table:
    """What stands in the place of a table whose measuring broke off, so that nobody takes the last one for this one."""
    traceback.print_exception(error)
    table = Table(title)
    said = str(error).strip("!\n ").partition("\n")[0].replace("|", "¦")
    table.add("it broke off", f"{type(error).__name__}: {said}", "measured", False)
    return table


def finish(tables: list[Table]) -> int:
    """Keep them all and say what was missed; the exit code."""
    for table in tables:
        table.keep()
    missed = [
        f"{table.title}: {line.what}: {line.seen} ({line.goal})" for table in tables for line in table.lines if not line.met
    ]
    if missed:
        say("\nMISSED:\n" + "\n".join(f"  {line}" for line in missed))
    return 1 if missed or not all(table.met for table in tables) else 0


def machine() -> str:
    """The kind of this machine in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    about = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    name = re.search(r"^model name\s*:\s*(.+)$", about, re.M)
    processor = name[1].strip() if name else platform.machine()
    system = f"{platform.system()} {platform.release().partition('-')[0]}"
    return (
        f"{processor}, {os.cpu_count()} cores, {memory:.0f} GB, {system}, Python {platform.python_version()}, "
        f"gunicorn {version('gunicorn')}, Django {version('django')}"
    )


def say(text: str) -> None:
    """One line on the screen, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
