"""The database is away, and somebody goes on asking instances behind nginx for what needs it: readers must not pay for that."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPException
from threading import Event, Thread

from bench.chaos.scene import CONNECTIONS, Scene
from bench.editors import Editor
from bench.load import load
from bench.servers import gunicorn, proxy
from bench.tables import Table

TITLES = ("The database is away, and somebody knocks",)
DOORS = ("/admin/", "/en/nonsense/", "/en/flow", "/", "/my/flow/with/zh-hans/by-name/")
PAUSE = 0.05  # seconds between two knocks
AWAY = 20  # more than nginx leaves out an instance that has failed: fail_timeout in docs/nginx.conf


def measure(scene: Scene) -> list[Table]:
    """Two instances behind nginx; what readers get meanwhile, and what the one who knocks."""
    table = Table(*TITLES, scene.about)
    with ExitStack() as stack:
        instances = [stack.enter_context(gunicorn(scene.site)) for _ in range(2)]
        front = stack.enter_context(proxy(scene.site.folder / "proxy-knocking", *(one.port for one in instances)))
        with load(front.port, scene.paths, scene.known, CONNECTIONS) as seen:
            scene.site.database.stop()
            try:
                time.sleep(2)
                with _knocking(front.port) as told:
                    time.sleep(AWAY)
            finally:
                scene.site.database.start()
    got = ", ".join(f"{count} × {status}" for status, count in told.most_common())
    table.add("knocks at what needs the database", got or "none", "answered", told[503] > 0 and not told[502] and not told[0])
    table.add("failed responses to readers", seen, "0", seen.whole)
    return [table]


@contextmanager
def _knocking(port: int) -> Iterator[Counter[int]]:
    """Somebody who asks for one after the other until the block ends; how often which status came, 0 for no answer."""
    told, over = Counter(), Event()

    def knock() -> None:
        while not over.is_set():
            for door in DOORS:
                status = 0
                with suppress(OSError, HTTPException):
                    status = Editor(port).ask(door)[0]
                told[status] += 1
                over.wait(PAUSE)

    thread = Thread(target=knock)
    thread.start()
    try:
        yield told
    finally:
        over.set()
        thread.join()
