"""The store's disk is full, cannot be written, or the log's is full: pages are made and served all the same."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from bench.chaos.scene import CONNECTIONS, Scene
from bench.load import load
from bench.processes import ROOT
from bench.servers import gunicorn
from bench.tables import Table, say

TITLES = ("The disk is full or read-only",)
SECONDS = 10
FULL = Path("/dev/full")


def measure(scene: Scene) -> list[Table]:
    """No page may fail, with nothing kept on disk and somebody who would fill it."""
    table = Table(*TITLES, scene.about)
    for name, options in (("a full disk of 1 MB", "size=1m"), ("a disk that cannot be written", "ro,size=1m")):
        with mounted(scene.site.folder / name.split()[1], options) as place:
            if place is None:
                table.add(f"the store on {name}", "NOT MEASURED: nobody may mount here", "measured", False)
                continue
            _loaded(table, scene, f"the store on {name}", None, GUIDE_STORE_DIR=place, GUIDE_FILL=1)
            if "full" in name:
                left = shutil.disk_usage(place).free
                table.add(f"the store on {name}: bytes left on it", f"{left:,}", "< 50,000", left < 50_000)
    none = scene.site.folder / "no-folder"
    none.touch()
    _loaded(table, scene, "the store where no folder can be", None, GUIDE_STORE_DIR=none / "pages", GUIDE_FILL=1)
    _loaded(table, scene, "the log on a full disk", FULL)
    return [table]


def _loaded(table: Table, scene: Scene, what: str, log: Path | None, **more: object) -> None:
    say(f"  {what}")
    with gunicorn(scene.site, log=log, **more) as server, load(server.port, scene.paths, scene.known, CONNECTIONS) as seen:
        sleep(SECONDS)
    table.add(f"{what}: failed responses", seen, "0", seen.whole)


@contextmanager
def mounted(place: Path, options: str) -> Iterator[Path | None]:
    """A disk in memory at a place; None where we may not mount."""
    place.mkdir()
    line = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(line, capture_output=True, check=False, cwd=ROOT).returncode:  # noqa: S603 - mount
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=False)  # noqa: S603, S607 - what was mounted above
