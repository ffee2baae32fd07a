"""Work in several processes, which end with the one that started them, however that ends."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


def in_processes(
    count: int, work: Callable[[Task], Result], tasks: Iterable[Task], first: Callable[[], None]
) -> Iterator[Result]:
    """What `work` gives for each task, in the order in which they are done; each process does `first()`, then has one at a time.

    An error of `work` is raised here. Whoever calls has closed what processes cannot share, such as connections.
    """
    waiting, fork = deque(tasks), get_context("fork")
    workers: dict[Connection, object] = {}
    try:
        for _ in range(min(count, len(waiting))):
            ours, theirs = fork.Pipe()
            process = fork.Process(target=_serve, args=(work, theirs, [*workers, ours], first), daemon=True)
            process.start()
            theirs.close()
            workers[ours] = process
            ours.send(waiting.popleft())
        busy = set(workers)
        while busy:
            for one in wait(list(busy)):
                try:
                    done, error = one.recv()
                except EOFError:
                    raise RuntimeError("a process that makes pages has ended") from None
                if error:
                    raise error
                if waiting:
                    one.send(waiting.popleft())
                else:
                    busy.remove(one)
                yield done
    finally:
        for one in workers:
            one.close()
        for process in workers.values():
            process.join(5)
            process.kill()


def _serve(work: Callable, tasks: Connection, others: list[Connection], first: Callable[[], None]) -> None:
    """The life of a process: until nobody is there to send a task."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us is told too, and closes the pipe
    for other in others:  # or else they would stay open in us when who started us is gone
        other.close()
    first()
    while True:
        try:
            task = tasks.recv()
        except EOFError:
            os._exit(0)  # nothing of the process that we were copied from is to be tidied up here
        try:
            answer = work(task), None
        except Exception as error:
            answer = None, _plain(error)
        try:
            tasks.send(answer)
        except OSError:
            os._exit(0)


def _plain(error: Exception) -> Exception:
    """The error as it can be sent; the database's own are remembered by their kind."""
    from django.db import Error

    return Error(str(error)) if isinstance(error, Error) else RuntimeError(f"{type(error).__name__}: {error}")
