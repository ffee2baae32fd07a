"""Processes that a measurement starts, and stops again by their numbers; what they use, from /proc."""

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
PROC = Path("/proc")
WRK, NGINX = ("wrk", "wrk"), ("nginx", "nginx-light")  # programs and their packages
TICK = os.sysconf("SC_CLK_TCK")
PATIENCE = 30  # seconds for a process to begin to answer
ESTABLISHED = "01"  # in the system's list of connections


def of_tests(name: str) -> ModuleType:
    """A module of the tests that needs none of the others, by its file: what tests start, measurements start likewise."""
    specification = importlib.util.spec_from_file_location(f"throwaway_{name}", ROOT / "tests" / f"{name}.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


throwaway = of_tests("postgresql")
end = throwaway.stop  # end a process that we started, if need be by force


class Missing(SystemExit):
    """A program that the measurement needs is not on this machine."""


def program(name: str, package: str) -> str:
    """The path of a program of Debian; where it is missing, the end, and loudly."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin:/sbin")
    if found:
        return found
    line = f"NOT MEASURED: {name} is missing. On Debian: apt-get install {package}"
    raise Missing(f"\n{'!' * len(line)}\n{line}\n{'!' * len(line)}")


def demand(*programs: tuple[str, str]) -> None:
    """Say what is missing before anything is begun."""
    for name, package in programs:
        program(name, package)


@contextmanager
def running(command: list[str], log: Path, **how) -> Iterator[subprocess.Popen]:
    """A process in a group of its own that writes into a log; ended with all its descendants."""
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, cwd=ROOT, **how
        )
    try:
        yield process
    finally:
        family = [process.pid, *descendants(process.pid)]
        end(process)
        for pid in family[1:]:
            kill(pid, signal.SIGKILL)


def kill(pid: int, how: signal.Signals) -> None:
    """Send a signal to one process, if it is still there."""
    with suppress(ProcessLookupError):
        os.kill(pid, how)


def alive(pid: int) -> bool:
    """Whether a process is there and no mere entry that waits to be collected."""
    fields = _stat(pid)
    return bool(fields) and fields[0] != "Z"


def children(pid: int) -> list[int]:
    """The processes that this one has started, the oldest first."""
    with suppress(OSError):
        return sorted(
            int(child) for task in (PROC / str(pid) / "task").iterdir() for child in (task / "children").read_text().split()
        )
    return []


def descendants(pid: int) -> list[int]:
    """Its children and theirs."""
    return [one for child in children(pid) for one in (child, *descendants(child))]


def command(pid: int) -> str:
    """The command line of a process; empty when it is gone."""
    with suppress(OSError):
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    return ""


def processor_seconds(pid: int) -> float:
    """How long a process has used the processor, in its own code and in the system's for it. Raises RuntimeError without it."""
    fields = _stat(pid)
    if not fields:
        raise RuntimeError(f"process {pid} has ended")
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(pid: int) -> float:
    """The megabytes of memory that a process has at hand (RSS), those that it shares with others too.

    Raises RuntimeError where it has ended: that is no small figure, but none.
    """
    with suppress(OSError):
        for line in (PROC / str(pid) / "status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    raise RuntimeError(f"process {pid} has ended")


def established(port: int) -> dict[int, str]:
    """The connections that are open on the side of who listens at a port: the other side's port, and the number of the socket."""
    lines = [line.split() for line in (PROC / "net" / "tcp").read_text().splitlines()[1:]]
    at = f":{port:04X}"
    return {int(line[2].rpartition(":")[2], 16): line[9] for line in lines if line[1].endswith(at) and line[3] == ESTABLISHED}


def wait_until(true: Callable[[], object], seconds: float = PATIENCE, every: float = 0.05) -> bool:
    """Whether it became true within so many seconds."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True


def _stat(pid: int) -> list[str]:
    """What /proc says of a process behind its name; the state is the first."""
    with suppress(OSError):
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return []
