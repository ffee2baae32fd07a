"""Workers die without a word under load: what is lost is at most what they held."""

import os
import signal
import time
from contextlib import suppress

from bench.chaos.scene import CONNECTIONS, Scene
from bench.load import load
from bench.processes import PROC, established, kill, wait_until
from bench.servers import Server, gunicorn, proxy
from bench.tables import Table, say

TITLES = ("Workers are killed under load",)
TIMES = 4


def measure(scene: Scene) -> list[Table]:
    """With and without nginx in front."""
    table = Table(*TITLES, f"kill -9, {TIMES} times; {scene.about}")
    with gunicorn(scene.site) as server:
        _killed(table, scene, server, server.port, "without nginx")
        with proxy(scene.site.folder / "proxy-of-killed", server.port) as front:
            _killed(table, scene, server, front.port, "behind nginx")
    return [table]


def _killed(table: Table, scene: Scene, server: Server, port: int, where: str) -> None:
    say(f"  kill -9 {where}")
    held, slowest = 0, 0.0
    with load(port, scene.paths, scene.known, CONNECTIONS) as seen:
        for _ in range(TIMES):
            time.sleep(1)
            before = server.workers
            held += connections(before[0], server.port)
            since = time.monotonic()
            kill(before[0], signal.SIGKILL)
            wait_until(lambda before=before: len(server.workers) == len(before) and before[0] not in server.workers)
            slowest = max(slowest, time.monotonic() - since)
        time.sleep(1)
    lost = seen.failed + seen.closed
    table.add(f"{where}: connections that the killed held", held)
    few = seen.answers > 0 and lost <= held
    table.add(f"{where}: requests lost", f"{lost}, of which {seen.closed} are asked again by any browser", "≤ those held", few)
    table.add(f"{where}: failed responses", seen)
    table.add(f"{where}: another worker stands in its place after", f"{slowest:.1f} s", "≤ 5 s", slowest <= 5)


def connections(pid: int, port: int) -> int:
    """How many connections to the port a process holds."""
    held = set()
    for link in (PROC / str(pid) / "fd").iterdir():
        with suppress(OSError):
            held.add(os.readlink(link))
    return sum(f"socket:[{number}]" in held for number in established(port).values())
