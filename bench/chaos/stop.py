"""PostgreSQL stops under load, or hangs, for as long as is said, and comes back."""

import time
from contextlib import suppress
from http.client import HTTPException
from threading import Thread

from bench.chaos.scene import CONNECTIONS, Scene
from bench.editors import Editor, account, edit, seen_everywhere
from bench.load import load
from bench.processes import wait_until
from bench.servers import Server, gunicorn
from bench.tables import Table, say

TITLES = ("PostgreSQL stops under load",)
EDITED = "A title that was changed after the storm"
EDITORS = 24  # who go on trying: more than an instance has threads
PLAIN = ("be saved now", "be shown now", "保存できません", "表示できません")  # what the admin says


def measure(scene: Scene, seconds: float = 60, hang: float = 15) -> list[Table]:
    """What readers, an editor and an operator see of it."""
    account(scene.site)
    table = Table(*TITLES, scene.about)
    with gunicorn(scene.site, GUIDE_FILL=1) as server:
        editor = Editor(server.port)
        editor.enter()
        before = server.workers
        with load(server.port, scene.paths, scene.known, CONNECTIONS) as seen:
            time.sleep(2)
            for how, away, back, length in (
                ("stopped", scene.site.database.stop, scene.site.database.start, seconds),
                ("hanging", scene.site.database.hang, scene.site.database.wake, hang),
            ):
                _without(table, how, server, editor, (away, back), length)
            scene.known.learning = True  # an edit makes new pages
            _after(table, scene, server)
        scene.known.learning = False
        table.add("failed responses to readers", seen, "0", seen.whole)
        table.add("slowest answer to a reader", f"{seen.slowest:.2f} s", "≤ 10 s", seen.slowest <= 10)
        table.add("kept connections that were closed unasked", seen.closed, "0", not seen.closed)
        table.add("workers that had to be started anew", len(set(before) - set(server.workers)), "0", before == server.workers)
    return [table]


def _without(table: Table, how: str, server: Server, editor: Editor, doors: tuple, seconds: float) -> None:
    """Take it away, ask as an editor and as an operator, and give it back."""
    say(f"  PostgreSQL {how} for {seconds:.0f} s")
    _crowd(editor, 60)  # so that every thread has a connection to the database
    began = time.monotonic()
    doors[0]()
    try:
        time.sleep(min(4, seconds / 2))
        for what, path, fields in (("shown to", "/admin/", None), ("saved for", "/admin/guide/page/add/", {"title_en": "x"})):
            if fields is not None:
                fields["csrfmiddlewaretoken"] = editor.cookies.get("csrftoken", "")
            status, said = _asked(editor, path, fields)
            good = status == 503 and any(words in said for words in PLAIN)
            table.add(
                f"while {how}: the admin, {what} an editor",
                f"{status}" + (", plainly said" if good else ""),
                "503, plainly said",
                good,
            )
        _crowd(editor, EDITORS)
        status, said = _asked(Editor(server.port), "/readyz", None)
        table.add(f"while {how}: /readyz", f"{status}: {said.strip()[:90]}")
        time.sleep(max(0, seconds - (time.monotonic() - began)))
    finally:
        doors[1]()
    since = time.monotonic()
    ready = wait_until(lambda: _asked(Editor(server.port), "/readyz", None)[1].strip() == "ready", 20)
    working = wait_until(lambda: _asked(editor, "/admin/", None)[0] == 200, 20)
    took = time.monotonic() - since
    table.add(
        f"after it was {how}: ready, and the admin works, after", f"{took:.1f} s", "≤ 20 s", ready and working and took <= 20
    )


def _crowd(editor: Editor, count: int) -> None:
    """So many editors at once, for whose answers nobody waits who has other things to see to."""
    threads = [Thread(target=_asked, args=(editor, "/admin/", None), daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    threads[-1].join(3)


def _asked(editor: Editor, path: str, fields: dict | None) -> tuple[int, str]:
    """What an editor gets; status 0 for no answer."""
    with suppress(OSError, HTTPException):
        return editor.ask(path, fields)
    return 0, "no answer"


def _after(table: Table, scene: Scene, server: Server) -> None:
    took = seen_everywhere([server.port], "/en/", EDITED, edit(scene.site, EDITED))
    table.add("an edit afterwards is seen after", f"{took:.2f} s", "≤ 2 s", took <= 2)
