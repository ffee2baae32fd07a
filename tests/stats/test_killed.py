"""Whatever kills the process at whatever point of a publication: readers have the old figures or the new ones, whole."""

import os
import random
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from test_changes import NEW, draft, public

from delivery.models import content_version
from stats import changes
from stats.models import ChangeSet, Edition, Figure
from translations.models import Change

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="ONLY ON POSTGRESQL: python tests/postgresql.py runs it"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning"),  # of Python 3.12, with pytest-xdist
]
OLD = "stages/2024-12"  # few figures: each statement is a point at which a process is killed
PATIENCE = 10  # seconds for the server to notice that a process is gone
MOMENTS = 8  # how often a process is killed from outside


@pytest.fixture(scope="module", autouse=True)
def copy(django_db_setup, django_db_blocker) -> Iterator[Callable[[], None]]:
    """Make the database of these tests a fresh copy of the seeded one, which is never touched: what they commit stays."""
    seeded = connection.settings_dict["NAME"]
    own = f"{seeded}_killed"

    def remade(*statements: str) -> None:
        connection.close()
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            for statement in (f'DROP DATABASE IF EXISTS "{own}"', *statements):
                cursor.execute(statement)

    with django_db_blocker.unblock():
        connection.close()
    connection.settings_dict["NAME"] = own
    yield lambda: remade(f'CREATE DATABASE "{own}" TEMPLATE "{seeded}"')
    remade()
    connection.settings_dict["NAME"] = seeded


@pytest.fixture
def drafted(copy) -> Callable[[], None]:
    """Start anew with a draft of two editions: one that readers see already, and one that is new."""

    def fresh() -> None:
        copy()
        editor = User.objects.create_user("editor", password="x")
        values = public(OLD)
        values["stage-1"], values["stage-2"] = values["stage-2"], values["stage-1"]
        change = draft(editor, stages_2024_12=values, trainees_2026_12={"trainees-total": 3, "vn": 2, "np": 1})
        ChangeSet.objects.filter(pk=change.pk).update(raw=b"the file")

    fresh()
    return fresh


@pytest.fixture
def published(drafted) -> Callable[[], None]:
    """Start anew with these two editions published."""

    def fresh() -> None:
        drafted()
        publish()

    publish()
    return fresh


def publish() -> None:
    changes.publish(ChangeSet.objects.get(), User.objects.get(), "Counted anew.", warned=True)


def withdraw() -> None:
    changes.withdraw(ChangeSet.objects.get(), User.objects.get())


def everything() -> dict:
    """All that a publication writes, whoever may see it; of times only whether there is one."""
    decided = ChangeSet.objects.values("state", "reason", "raw", "new", "before", "decided_by", "decided_on")
    return {
        "public": changes.present([OLD, NEW]),
        "editions": set(Edition.objects.values_list("key", "state", "as_of", "source__key")),
        "figures": set(Figure.objects.values_list("edition__key", "category__key", "value")),
        "change sets": [
            row | {"raw": row["raw"] and bytes(row["raw"]), "decided_on": bool(row["decided_on"])} for row in decided
        ],
        "version": content_version(),
        "history": history(),
    }


def history() -> list[dict]:
    """Who changed what, without numbers and times."""
    rows = Change.objects.order_by("pk").values()
    return [{name: value for name, value in row.items() if name not in ("id", "made_on")} for row in rows]


def rehearsed(act: Callable[[], None]) -> dict:
    """Everything as it would be after the act, which is undone."""
    with transaction.atomic():
        act()
        found = everything()
        transaction.set_rollback(True)
    return found


class Deadly:
    """Kills its own process at the point of this number: right before or right after a statement, or the commit."""

    def __init__(self, number: int):
        self.left = number

    def point(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def __call__(self, do: Callable, *arguments):
        self.point()
        found = do(*arguments)
        self.point()
        return found


def start(act: Callable[[], None], number: int = 0) -> int:
    """A process with a connection of its own that acts, and kills itself at the point of that number; its id when it is ready."""
    connection.close()
    reader, writer = os.pipe()
    process = os.fork()
    if process:
        os.close(writer)
        os.read(reader, 1)  # nothing, if it has ended already
        os.close(reader)
        return process
    try:
        connection.ensure_connection()
        os.write(writer, b".")
        deadly, commit = Deadly(number), connection._commit
        connection._commit = lambda: deadly(commit)  # no statement to Django
        with connection.execute_wrapper(deadly):
            act()
        os._exit(0)
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(1)


def ended(process: int) -> int:
    """The exit code of the process, when the server too has noticed that it is gone; below zero the signal that killed it."""
    _, status = os.waitpid(process, 0)
    deadline = time.monotonic() + PATIENCE
    others = "datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(f"SELECT count(*) FROM pg_stat_activity WHERE {others}")
            if cursor.fetchone() == (0,):
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.001)
    raise TimeoutError("The server goes on with what the killed process began")


def killed_at_every_point(act: Callable[[], None], fresh: Callable[[], None]) -> list[bool]:
    """For each point at which the act was killed whether it was done all the same; last, when nothing killed it."""
    before, after, done = everything(), rehearsed(act), []
    for number in count(1):
        code = ended(start(act, number))
        now = everything()
        assert now in (before, after), f"killed at point {number}: something between old and new"
        done.append(now == after)
        if code == 0:
            return done
        assert code == -signal.SIGKILL
        if done[-1]:
            fresh()
        else:
            assert rehearsed(act) == after, "it can be done afterwards"


def killed_from_outside(act: Callable[[], None], fresh: Callable[[], None]) -> None:
    """Kill the act at moments that nobody chose."""
    before, after, moments = everything(), rehearsed(act), random.Random(2027)
    process, began = start(act), time.monotonic()
    assert ended(process) == 0
    took = time.monotonic() - began
    fresh()
    for _ in range(MOMENTS):
        process = start(act)
        time.sleep(moments.uniform(0, took))
        os.kill(process, signal.SIGKILL)  # a child that has ended keeps its number until it is waited for
        assert ended(process) in (0, -signal.SIGKILL)
        now = everything()
        assert now in (before, after), "something between old and new"
        if now == after:
            fresh()
        else:
            assert rehearsed(act) == after, "it can be done afterwards"


def test_a_publication_that_is_killed_at_any_point_has_happened_whole_or_not_at_all(drafted):
    before = everything()
    done = killed_at_every_point(publish, drafted)
    assert done == sorted(done), "old until the commit, new from then on"
    assert (done[0], done[-2:]) == (False, [True, True])
    assert done.count(False) > 20, "killed between its statements too"
    assert rehearsed(withdraw)["public"] == before["public"], "what was published in spite of the kill can be taken back"


def test_a_withdrawal_that_is_killed_at_any_point_has_happened_whole_or_not_at_all(published):
    done = killed_at_every_point(withdraw, published)
    assert done == sorted(done), "new until the commit, old from then on"
    assert (done[0], done[-2:]) == (False, [True, True])
    assert done.count(False) > 20, "killed between its statements too"
    assert changes.present([OLD, NEW]) == ChangeSet.objects.get().before


def test_a_publication_that_is_killed_from_outside_has_happened_whole_or_not_at_all(drafted):
    killed_from_outside(publish, drafted)


def test_a_withdrawal_that_is_killed_from_outside_has_happened_whole_or_not_at_all(published):
    killed_from_outside(withdraw, published)
