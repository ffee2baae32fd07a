"""A page from the store beside a bare Django view and a bare WSGI function with the same bytes, and nginx as the limit.

All run under the same gunicorn with the same log; they are asked in turn, so that a slow moment of the machine is one for all.
The processor's time for a request says the same on a machine that has other things to do as well.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import bare, sites
from bench.load import Connection, Speed, wrk
from bench.processes import NGINX, WRK, demand
from bench.servers import Server, free_port, gunicorn, in_http, nginx
from bench.sites import HOST, Site
from bench.tables import Table, say

TITLE = "A page that is made already"
PAGE = "/vi/flow/"
ROUNDS = 6
SECONDS = 1
OURS, DJANGO, WSGI, FILE = "from the store", "a bare Django view", "a bare WSGI function", "a file from nginx"
HOW = "brotli, 16 connections, 1 worker × 4 threads"
DROPPED = ("server", "date", "connection", "content-length", "content-type")  # what a server sets itself


def measure(rounds: int = ROUNDS, seconds: float = SECONDS, page: str = PAGE) -> Table:
    """Requests per second of each, and the ratios of their pairs."""
    demand(WRK, NGINX)
    with sites.on_sqlite() as site:
        return compared(site, rounds, seconds, page)


def compared(site: Site, rounds: int, seconds: float, page: str) -> Table:
    """The same on a site that is there."""
    with contenders(site, page) as servers:
        for server in servers.values():
            wrk(server.port, page, seconds=seconds)  # what is warm stays out of the figures
        runs: dict[str, list[Run]] = {name: [] for name in servers}
        order = list(servers)
        for number in range(rounds):
            for name in order[number % len(order) :] + order[: number % len(order)]:
                runs[name].append(run(servers[name], page, seconds))
            say(f"  round {number + 1}: " + ", ".join(f"{name} {runs[name][-1].speed.rate:,.0f}" for name in servers))
    return told(runs, page)


@dataclass(frozen=True)
class Run:
    """What was seen in one turn, and the microseconds of the processor that the server used for a request."""

    speed: Speed
    used: float


def run(server: Server, page: str, seconds: float) -> Run:
    """One turn of one server."""
    before = server.processor_seconds()
    speed = wrk(server.port, page, seconds=seconds)
    return Run(speed, (server.processor_seconds() - before) / max(speed.answers, 1) * 1_000_000)


def told(runs: dict[str, list[Run]], page: str) -> Table:
    """The medians and the ratios."""
    table = Table(TITLE, f"{page}, {HOW}, {len(runs[OURS])} rounds in turn, medians")
    for name, found in runs.items():
        failed = sum(one.speed.failed for one in found)
        rate, slow, used = (
            median(values) for values in zip(*((one.speed.rate, one.speed.slow, one.used) for one in found), strict=True)
        )
        seen = f"{rate:,.0f}; 99 % within {slow:.1f} ms; {used:.0f} µs of the processor each; failed: {failed}"
        table.add(f"{name}: requests per second", seen, "none fails", not failed)
    for other, least in ((DJANGO, 1.2), (WSGI, 0.9)):
        pairs = [one.speed.rate / two.speed.rate for one, two in zip(runs[OURS], runs[other], strict=True)]
        ratio, used = median(pairs), median(one.used for one in runs[other]) / median(one.used for one in runs[OURS])
        seen = f"{ratio:.2f} ({min(pairs):.2f} to {max(pairs):.2f}; by the processor's time {used:.2f})"
        table.add(f"from the store against {other}", seen, f"≥ {least}", ratio >= least)
    return table


@contextmanager
def contenders(site: Site, page: str) -> Iterator[dict[str, Server]]:
    """All four; that they send the same is seen first."""
    kept = site.folder / "answer.json"
    with ExitStack() as stack:
        ours = stack.enter_context(gunicorn(site, WEB_CONCURRENCY=1))
        headers, body = answer(ours, page)
        bare.write(kept, headers, body)
        servers = {OURS: ours}
        for name, application in ((DJANGO, "bench.bare:django()"), (WSGI, "bench.bare:wsgi()")):
            servers[name] = stack.enter_context(gunicorn(site, application, WEB_CONCURRENCY=1, **{bare.VARIABLE: kept}))
        servers[FILE] = stack.enter_context(file(site.folder, page, headers, body))
        for name, server in servers.items():
            found = Connection(server.port).get(page)
            same = found[2] == body and all(found[1].get(key.lower()) == value for key, value in headers)
            if not same:
                raise RuntimeError(f"{name} sends something else: {found[:2]}")
        yield servers


def answer(server: Server, page: str) -> tuple[list[tuple[str, str]], bytes]:
    """The headers of a page, without those that the server adds, and its bytes."""
    status, headers, body = Connection(server.port).get(page)
    if status != 200:
        raise RuntimeError(f"{page}: status {status}")
    names = {name: "-".join(part.title() for part in name.split("-")) for name in headers}
    return [(names[name], value) for name, value in headers.items() if name not in DROPPED[:3]], body


def file(folder: Path, page: str, headers: list[tuple[str, str]], body: bytes):
    """nginx with the page as a file, as the export has it."""
    place = folder / "files" / page.strip("/")
    place.mkdir(parents=True)
    (place / "index.html").write_bytes(body)
    port = free_port()
    lines = "\n".join(
        f"            add_header {name} '{quoted(value)}';" for name, value in headers if name.lower() not in DROPPED
    )
    kind = dict(headers)["Content-Type"].partition(";")[0]
    settings = f"""
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        server_name {HOST};
        root {folder}/files;
        etag off;
        types {{ {kind} html; }}
        charset utf-8;
        index index.html;
        location / {{
{lines}
        }}
    }}"""
    place = folder / "nginx"
    return nginx(place, in_http(place, settings), port=port)


def quoted(value: str) -> str:
    """A value of a header within single quotes of nginx."""
    return value.replace("\\", "\\\\").replace("'", "\\'")
