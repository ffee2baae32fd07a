"""gunicorn and nginx on free loopback ports, as production runs them; stopped by their numbers."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.processes import NGINX, ROOT, children, command, processor_seconds, program, running, wait_until
from bench.sites import HOST, Site

WORKERS = 2  # that config/gunicorn.py starts where nothing else is said
DOCUMENTED = ROOT / "docs" / "nginx.conf"
TEMPORARY = """    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
"""
AROUND = """
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 4096; }}
http {{
    access_log off;
{temporary}{inside}
}}
"""


@dataclass
class Server:
    """A server that answers at a port: its process, where it says what goes wrong, the master that follows it if one does."""

    process: subprocess.Popen
    port: int
    log: Path
    following: int = 0

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def workers(self) -> list[int]:
        """The processes that answer, without the one that makes pages ahead."""
        return workers(self.pid)

    def processor_seconds(self) -> float:
        """How long it and its workers have used the processor."""
        return sum(map(processor_seconds, [self.pid, *self.workers]))


def workers(pid: int) -> list[int]:
    """The children of a process that do not make pages ahead."""
    return [child for child in children(pid) if "manage.py" not in command(child)]


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answers(port: int, path: str = "/livez", status: str = "") -> bool:
    """Whether somebody speaks HTTP there, and says this."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
        connection.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n".encode()
        )
        return connection.recv(12).startswith(f"HTTP/1.1 {status}".encode())
    return False


@contextmanager
def gunicorn(
    site: Site, application: str = "config.wsgi:application", *, port: int = 0, log: Path | None = None, **more: object
) -> Iterator[Server]:
    """gunicorn with the project's configuration; `more` are variables, such as WEB_CONCURRENCY."""
    port = port or free_port()
    log = log or site.folder / f"gunicorn-{port}.log"
    # The script, as documented: started as a module it cannot start itself anew for USR2, since it has a module `config` too.
    line = [str(Path(sys.executable).with_name("gunicorn")), "--config", "config/gunicorn.py", application]
    with running(line, log, env=site.environment(BIND=f"127.0.0.1:{port}", **more)) as process:
        server = Server(process, port, log)
        _wait(server)
        wait_until(lambda: len(server.workers) >= int(more.get("WEB_CONCURRENCY", WORKERS)))
        yield server


@contextmanager
def nginx(folder: Path, configuration: str, *, port: int) -> Iterator[Server]:
    """nginx with a whole configuration that listens at the port and writes into the folder only."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "nginx.conf"
    settings.write_text(configuration, encoding="utf-8")
    own = "daemon off;" + ("user root;" if os.geteuid() == 0 else "")  # or its workers could not write into our folder
    line = [program(*NGINX), "-p", str(folder), "-c", str(settings), "-e", str(folder / "start.log"), "-g", own]
    with running(line, folder / "out.log") as process:
        server = Server(process, port, folder / "out.log")
        _wait(server)
        yield server


def around(folder: Path, inside: str) -> str:
    """The configuration of an nginx that has this in its http part."""
    return AROUND.format(folder=folder, temporary=TEMPORARY.format(folder=folder), inside=inside)


def _wait(server: Server) -> None:
    if not wait_until(lambda: server.process.poll() is not None or answers(server.port)) or server.process.poll() is not None:
        said = server.log.read_text(errors="replace") if server.log.is_file() else ""
        raise RuntimeError(f"no answer at port {server.port}:\n{said[-4000:]}")


@contextmanager
def proxy(folder: Path, *behind: int) -> Iterator[Server]:
    """nginx in front of gunicorns by docs/nginx.conf; only its TLS is left out."""
    port = free_port()
    with nginx(folder, documented(folder, port, behind), port=port) as server:
        yield server


def documented(folder: Path, port: int, behind: tuple[int, ...]) -> str:
    """docs/nginx.conf with our port, instances and folder. Raises RuntimeError where it has changed so that this fails."""
    instances = "".join(f"server 127.0.0.1:{one} \\g<how>;\n        " for one in behind)
    changes = (
        (r"^user .*;\n", ""),
        (r"^pid .*;", f"pid {folder}/nginx.pid;"),
        (r"\b(error_log|access_log) \S+/", rf"\1 {folder}/"),
        (r"^http \{\n", "http {\n" + TEMPORARY.format(folder=folder)),
        (r"(\n\s*server \d+(\.\d+){3}:\d+ (?P<how>max_fails[^;]*);)+\s*", "\n        " + instances),
        (r"listen 443 ssl[^;]*;", f"listen 127.0.0.1:{port};"),
        (r"listen 80 default_server;", f"listen 127.0.0.1:{free_port()};"),
        (r"^ *ssl_\w+ .*;\n", ""),
        (r"server_name [^;]*;", f"server_name {HOST};"),
        (r"X-Forwarded-Proto \$scheme", "X-Forwarded-Proto https"),
    )
    text = DOCUMENTED.read_text(encoding="utf-8")
    for pattern, instead in changes:
        text, count = re.subn(pattern, instead, text, flags=re.M)
        if not count:
            raise RuntimeError(f"docs/nginx.conf has nothing like {pattern}")
    return text
