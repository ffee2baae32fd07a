"""gunicorn and nginx on free loopback ports, as production runs them; stopped by their numbers."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.processes import NGINX, children, command, demand, of_tests, processor_seconds, running, wait_until
from bench.sites import HOST, Site

WORKERS = 2  # that config/gunicorn.py starts where nothing else is said
throwaway = of_tests("nginx")
free_port, in_http = throwaway.free_port, throwaway.in_http


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
    demand(NGINX)
    folder.mkdir(parents=True, exist_ok=True)
    with throwaway.running(folder, configuration, port) as process:
        server = Server(process, port, folder / "nginx-says")
        _wait(server)
        yield server


@contextmanager
def proxy(folder: Path, *behind: int) -> Iterator[Server]:
    """nginx in front of gunicorns by docs/nginx.conf; only its TLS is left out."""
    port = free_port()
    with nginx(folder, throwaway.documented(folder, port, behind, HOST), port=port) as server:
        yield server


def _wait(server: Server) -> None:
    if not wait_until(lambda: server.process.poll() is not None or answers(server.port)) or server.process.poll() is not None:
        said = server.log.read_text(errors="replace") if server.log.is_file() else ""
        raise RuntimeError(f"no answer at port {server.port}:\n{said[-4000:]}")
