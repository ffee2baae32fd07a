"""`make run` on a machine with Python and nothing else, and again when all is there: how long until the first page."""

import os
import shutil
import subprocess
import time
from pathlib import Path

from bench import sites
from bench.processes import ROOT, program, running, wait_until
from bench.servers import answers, free_port
from bench.tables import Table, say

TITLE = "make run"
COLD, WARM = 60, 3
KEPT = (
    "PATH",
    "HOME",
    "LANG",
    "PIP_INDEX_URL",
    "PIP_CERT",
    "SSL_CERT_FILE",
    "HTTPS_PROXY",
    "https_proxy",
    "NO_PROXY",
    "no_proxy",
)


def measure() -> Table:
    """In a fresh copy of what git would check out, with packages from the index and from no cache."""
    table = Table(TITLE, "a fresh checkout; packages without a cache")
    with sites.folder() as place:
        checkout = place / "checkout"
        copied(checkout)
        for name, goal in (("cold", COLD), ("warm", WARM)):
            say(f"  make run, {name}")
            took = first_page(checkout, place / f"{name}.log")
            table.add(f"{name}: the first page after", f"{took:.1f} s", f"≤ {goal} s", took <= goal)
    return table


def copied(checkout: Path) -> None:
    """The files that git knows or would take, as they are now."""
    line = [program("git", "git"), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(line, cwd=ROOT, capture_output=True, check=True, text=True).stdout  # noqa: S603 - our own command
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (checkout / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, checkout / name)


def first_page(checkout: Path, log: Path) -> float:
    """Seconds from `make run` until a page is there."""
    port = free_port()
    surroundings = {name: os.environ[name] for name in KEPT if name in os.environ}
    surroundings |= {"PORT": str(port), "PIP_NO_CACHE_DIR": "1", "GUIDE_FILL": "1"}
    line = [program("make", "make"), "-C", str(checkout), "run"]
    began = time.monotonic()
    with running(line, log, env=surroundings) as process:
        there = wait_until(lambda: process.poll() is not None or answers(port, "/en/", "200"), 600)
        took = time.monotonic() - began
        if not there or process.poll() is not None:
            raise RuntimeError(f"make run did not come up:\n{log.read_text(errors='replace')[-4000:]}")
    return took
