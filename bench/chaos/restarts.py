"""The service is restarted and rolled under load: HUP, USR2 and TERM of gunicorn, behind nginx and without it."""

import signal
import time
from contextlib import ExitStack

from bench.chaos.scene import CONNECTIONS, Scene
from bench.load import Connection, Seen, load
from bench.processes import alive, children, end, kill, wait_until
from bench.servers import WORKERS, Server, answers, free_port, gunicorn, proxy, workers
from bench.tables import Table, say

TITLES = ("The service is restarted under load",)
LONG = 40  # seconds for a master to end
QUIET = 20  # connections that are kept and say nothing meanwhile
NOTICED = 6  # and until nginx asks an instance again that has failed: fail_timeout in docs/nginx.conf


def measure(scene: Scene) -> list[Table]:
    """Behind nginx nothing may fail; what readers without it lose is told too."""
    table = Table(*TITLES, scene.about)
    with gunicorn(scene.site) as server, proxy(scene.site.folder / "proxy", server.port) as front:
        _rolled(table, scene, server, front.port, "behind nginx", strict=True)
    with gunicorn(scene.site) as server:
        _rolled(table, scene, server, server.port, "without nginx", strict=False)
    _one_by_one(table, scene)
    return [table]


def _rolled(table: Table, scene: Scene, server: Server, port: int, where: str, *, strict: bool) -> None:
    """A reload, and then a change to a new master."""
    for name, change in (("HUP", _reload), ("USR2 and TERM of the old master", _replace)):
        say(f"  {name} {where}")
        quiet = [Connection(port) for _ in range(QUIET)]
        for one in quiet:
            one.get(scene.paths[0])
        try:
            with load(port, scene.paths, scene.known, CONNECTIONS) as seen:
                time.sleep(1)
                done = change(server)
                time.sleep(1)
            lost = sum(map(_lost, quiet, scene.paths))
        finally:
            _end_new(server)
        table.add(f"{name} {where}: new workers answer", "yes" if done else "no", "yes", done)
        _tell(table, f"{name} {where}", seen, strict)
        what = f"{name} {where}: of {QUIET} connections that were idle meanwhile, closed before they asked again"
        table.add(what, lost, *(("0", not lost) if strict else ()))


def _lost(connection: Connection, path: str) -> bool:
    """Whether a kept connection is no more."""
    try:
        return connection.get(path)[0] != 200
    except OSError:
        return True
    finally:
        connection.close()


def _tell(table: Table, what: str, seen: Seen, strict: bool) -> None:
    table.add(f"{what}: failed responses", seen, "0", seen.whole)
    if strict:
        table.add(f"{what}: kept connections closed unasked", seen.closed, "0", not seen.closed)
    else:
        table.add(f"{what}: kept connections closed unasked (a browser asks again)", seen.closed)


def _reload(server: Server) -> bool:
    before = set(server.workers)
    kill(server.pid, signal.SIGHUP)
    return wait_until(lambda: server.workers and not before & set(server.workers), LONG)


def _replace(server: Server) -> bool:
    """A new master beside the old one, which then goes. (WINCH would end the old workers first, but gunicorn heeds it only
    where it runs as a daemon.)"""
    old, before = server.pid, set(children(server.pid))
    kill(old, signal.SIGUSR2)
    if not wait_until(lambda: _masters(old, before), LONG):
        return False
    server.following = _masters(old, before)[0]
    time.sleep(1)
    kill(old, signal.SIGTERM)
    server.process.wait(LONG)
    return not any(map(alive, before)) and alive(server.following) and answers(server.port)


def _masters(old: int, before: set[int]) -> list[int]:
    """The children of a master that have workers themselves, and so are masters too."""
    return [child for child in children(old) if child not in before and len(workers(child)) >= WORKERS]


def _end_new(server: Server) -> None:
    """End the master that took the place of the one that we started: it is no child of ours."""
    if server.following:
        kill(server.following, signal.SIGTERM)
        if not wait_until(lambda: not alive(server.following), LONG):
            raise RuntimeError("the new master does not end")


def _one_by_one(table: Table, scene: Scene) -> None:
    """Two instances behind nginx: each is ended and started again while the other one answers."""
    say("  TERM of one of two instances at a time")
    ports = [free_port(), free_port()]
    with ExitStack() as stack:
        instances = [stack.enter_context(gunicorn(scene.site, port=port)) for port in ports]
        front = stack.enter_context(proxy(scene.site.folder / "proxy-of-two", *ports))
        with load(front.port, scene.paths, scene.known, CONNECTIONS) as seen:
            for one, port in zip(instances, ports, strict=True):
                time.sleep(1)
                end(one.process)
                stack.enter_context(gunicorn(scene.site, port=port))
                time.sleep(NOTICED)
    _tell(table, "TERM of one of two instances at a time behind nginx", seen, True)
