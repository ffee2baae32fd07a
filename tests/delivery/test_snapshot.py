"""A page never mixes two versions of the content, whatever is written while it is made."""

from itertools import count

import pytest
from django.db import Error, connection, transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat
from sessions import copied
from still_day import DAY
from tiny_store import until

from config.making import made
from delivery.door import writing
from delivery.models import content_version, version_key
from delivery.snapshot import once, snapshot
from delivery.watch import Watch
from guide.models import Notice, Page, Paragraph
from sources.models import Term

pytestmark = pytest.mark.django_db
HELP = "/en/help/"


@pytest.fixture(scope="module")
def session(django_db_setup, django_db_blocker, tmp_path_factory):
    with copied(tmp_path_factory.mktemp("copied"), django_db_blocker.unblock) as open_session:
        yield open_session


@pytest.fixture
def reader(session):
    found = session()
    yield found
    found.leave()


@pytest.fixture(scope="module")
def editor(session):
    return session()


def change() -> None:
    """What changes every page and every part of it."""
    with writing():
        for model in (Page, Paragraph, Notice):
            field = "text_en" if model is Paragraph else "label_en"
            model.objects.update(**{field: Concat(F(field), Value(" x"))})


def title() -> str:
    return QuerySet(Term).values_list("title_en", flat=True).get(key="otit")


def retitle(to: str) -> None:
    with writing():
        Term.objects.filter(key="otit").update(title_en=to)


def test_a_change_that_is_committed_meanwhile_is_not_seen(reader, editor):
    editor.run(retitle, "before")
    version = reader.enter(snapshot)
    assert reader.run(version_key) == version
    editor.run(retitle, "after")
    assert reader.run(title) == "before"
    assert reader.run(version_key) == version
    reader.leave()
    assert reader.run(title) == "after"
    assert reader.run(version_key) > version


def test_a_reader_waits_for_no_writer_and_a_writer_for_no_reader(reader, editor):
    editor.run(retitle, "before")
    editor.enter(transaction.atomic)
    editor.run(retitle, "not committed")
    reader.enter(snapshot)
    assert reader.run(title) == "before"
    editor.leave()
    assert editor.run(title) == "not committed"
    assert reader.run(title) == "before"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="ONLY ON POSTGRESQL: SQLite cannot refuse it")
def test_nothing_can_be_written_in_it(reader):
    before = reader.run(content_version)
    reader.enter(snapshot)
    with pytest.raises(Error, match="read-only"):
        reader.run(retitle, "never")
    reader.leave()
    assert reader.run(content_version) == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="ONLY ON SQLITE")
def test_who_writes_afterwards_waits_for_the_lock_as_ever(reader, editor):
    """A snapshot begins otherwise than all other transactions, and only itself."""

    def modes():
        with snapshot():
            inside = connection.transaction_mode
            with transaction.atomic():
                pass
        return inside, connection.transaction_mode

    assert reader.run(modes) == ("IMMEDIATE", "IMMEDIATE")

    def failing():
        with snapshot():
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        reader.run(failing)
    assert reader.run(lambda: connection.transaction_mode) == "IMMEDIATE"
    reader.run(retitle, "written")
    assert editor.run(title) == "written"


def help_page() -> tuple[str, bytes]:
    """The content version, and a page that is made of it."""
    with snapshot() as version:
        return version, made(HELP, DAY).content


def test_a_page_is_all_of_one_version_though_the_content_changes_between_any_two_of_its_questions(reader, editor):
    for place in count(1):
        asked = []

        def interrupted(execute, *arguments, asked=asked, place=place):
            found = execute(*arguments)
            asked.append(arguments[0])
            if len(asked) == place:
                editor.run(change)
            return found

        def disturbed(interrupted=interrupted):
            with connection.execute_wrapper(interrupted):
                return help_page()

        before, found = reader.run(help_page), reader.run(disturbed)
        if len(asked) < place:
            assert place > 6, "a page asks more"
            return
        after = reader.run(help_page)
        assert after[0] > before[0]
        assert after[1] != before[1]
        assert found in ([before, after] if place == 1 else [before]), f"mixed after {asked[place - 1]}"  # the first begins it


def test_a_watch_learns_within_a_second_of_what_another_connection_has_committed(reader, editor):
    watch = Watch(lambda: reader.run(version_key), every=0.7)
    watch.start()
    try:
        watch.wait(5)
        editor.run(retitle, "changed")
        assert until(lambda: watch.version == editor.run(version_key), 1)
    finally:
        watch.stop()


# --- once ---


class Counting:
    def __init__(self):
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_what_is_read_once_is_read_again_in_the_next_snapshot_and_each_time_outside():
    read = Counting()
    for expected in (1, 2):
        with snapshot():
            assert [once(("key",), read) for _ in range(3)] == [expected] * 3
    assert [once(("key",), read) for _ in range(2)] == [3, 4]
    with snapshot():
        assert once(("key",), read) == 5


def test_what_was_read_is_forgotten_after_an_error_as_well():
    read = Counting()

    def failing():
        with snapshot():
            once(("key",), read)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert [once(("key",), read) for _ in range(2)] == [2, 3]


def test_two_keys_are_two_things_and_nothing_is_a_thing_too():
    read = Counting()
    with snapshot():
        assert [once(("a", 1), read), once(("a", 2), read), once(("a", 1), read)] == [1, 2, 1]
        nothing = []
        assert once(("none",), lambda: nothing.append(1)) is once(("none",), lambda: nothing.append(1)) is None
        assert nothing == [1]


def test_two_snapshots_at_the_same_time_share_nothing(reader, editor):
    read = Counting()
    reader.enter(snapshot)
    editor.enter(snapshot)
    assert [one.run(once, ("key",), read) for one in (reader, editor, reader)] == [1, 2, 1]
    editor.leave()
