"""The suite on PostgreSQL: a throwaway server on a Unix socket, pytest with the given arguments, and nothing left behind.

    python tests/postgresql.py -m "not browser" -q

The server's programs are looked for in $PG_BINDIR, on PATH and where Debian puts them. Without them this says so loudly and
succeeds; with DEMAND_POSTGRESQL=1 it fails. Otherwise the exit code is pytest's.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ("initdb", "postgres")
DEBIAN = Path("/usr/lib/postgresql")
SOCKETS = Path("/tmp")  # the path of a Unix socket has room for about a hundred letters, and $TMPDIR may use them up
PATIENCE = 30  # seconds for the server to start, and for pytest and the server to end
STOPPING = (signal.SIGTERM, signal.SIGHUP)
SETTINGS = """
listen_addresses = ''
fsync = off
synchronous_commit = off
full_page_writes = off
unix_socket_directories = '{folder}'
"""


def programs() -> Path | None:
    """The folder that holds the server's programs: $PG_BINDIR, one on PATH, or Debian's newest version; None without any."""
    named = [Path(folder) for folder in (os.environ.get("PG_BINDIR", ""), *os.get_exec_path()) if folder]
    versions = [folder for folder in DEBIAN.glob("*/bin") if folder.parent.name.isdigit()]
    candidates = [*named, *sorted(versions, key=lambda folder: int(folder.parent.name), reverse=True)]
    return next((folder for folder in candidates if all((folder / name).is_file() for name in PROGRAMS)), None)


def environment(**more: str) -> dict[str, str]:
    """Our environment without what libpq and the server would read from it, and with what is given."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | more


def account() -> dict:
    """How to run the server's programs: as root they run as `nobody`, since PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    import grp
    import pwd

    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": grp.getgrgid(nobody.pw_gid).gr_gid, "extra_groups": []}


@contextmanager
def server(folder: Path, found: Path) -> Iterator[str]:
    """A fresh server, all of it in the folder; yields its DATABASE_URL. Raises RuntimeError with the server's log."""
    who, data, log = account(), folder / "data", folder / "log"
    if who:
        os.chown(folder, who["user"], who["group"])
    options = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
    with _surroundings(folder) as how:
        if subprocess.run([found / "initdb", *options, "-D", data], **how, check=False).returncode:
            raise RuntimeError(f"initdb failed:\n{log.read_text(errors='replace')}")
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(SETTINGS.format(folder=folder))
    process = started(folder, found)
    try:
        yield f"postgres://postgres@/guide?host={folder}"
    finally:
        stop(process, signal.SIGINT)  # PostgreSQL's fast shutdown


def started(folder: Path, found: Path) -> subprocess.Popen:
    """The server on the data in a folder, when it takes connections. Raises RuntimeError with its log."""
    with _surroundings(folder) as how:
        process = subprocess.Popen([found / "postgres", "-D", folder / "data"], **how)
    try:
        wait_until_ready(process, folder / "data" / "postmaster.pid", folder / "log")
    except BaseException:
        stop(process, signal.SIGINT)
        raise
    return process


@contextmanager
def _surroundings(folder: Path) -> Iterator[dict]:
    """How a program of the server is run in its folder: what it says goes into the log there."""
    with (folder / "log").open("ab") as out:
        streams = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": out}
        # A process group of its own: Ctrl-C is for pytest; the server is stopped after it.
        yield {"cwd": folder, "env": environment(LC_ALL="C", HOME=str(folder)), "start_new_session": True, **streams, **account()}


def wait_until_ready(process: subprocess.Popen, status: Path, log: Path) -> None:
    """Return when the server takes connections: it then writes so into the last line of its status file."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if status.exists() and status.read_text().rstrip().endswith("ready"):
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


def stop(process: subprocess.Popen, how: signal.Signals = signal.SIGTERM) -> None:
    """End a process, if need be by force."""
    if process.poll() is None:
        process.send_signal(how)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def run_pytest(arguments: list[str], url: str) -> int:
    """Run pytest on that database; its exit code. Ctrl-C reaches pytest too, which ends by itself and is waited for."""
    process = subprocess.Popen([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=environment(DATABASE_URL=url))
    try:
        return process.wait()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # from here on nothing stops the cleaning
        try:
            return process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            return 130
    finally:
        stop(process)


def leave(number: int, frame: object) -> None:
    """Turn a signal that would end this process at once into an exit that cleans up."""
    for each in (*STOPPING, signal.SIGINT):
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(128 + number)


def main(arguments: list[str]) -> int:
    """The exit code: pytest's; without PostgreSQL 0, or 1 where it is demanded or does not work."""
    found = programs()
    if found is None:
        demanded = os.environ.get("DEMAND_POSTGRESQL") == "1"
        line = "NOT TESTED ON POSTGRESQL: no server programs in $PG_BINDIR, on PATH or in /usr/lib/postgresql/*/bin"
        print(f"\n{'!' * len(line)}\n{line}\n{'!' * len(line)}", file=sys.stderr, flush=True)
        return 1 if demanded else 0
    for number in STOPPING:
        signal.signal(number, leave)
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=SOCKETS if os.access(SOCKETS, os.W_OK) else None))
    try:
        with server(folder, found) as url:
            print(f"PostgreSQL: {found}", flush=True)
            return run_pytest(arguments, url)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
