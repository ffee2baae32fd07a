"""Pages made ahead where something is wrong: with one page, with the policy of all, or with the patience of editors."""

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from tiny_filler import NOW, PATHS, kept

from config.management.commands import fill as command
from delivery import security
from delivery.store import Generation
from delivery.store.filling import Filler, Stop
from delivery.store.shelf import SMALL


def test_a_page_that_cannot_be_made_holds_up_no_other(world, filler, caplog):
    make = filler.make
    filler.make = lambda path, day: {}["missing"] if path == "/en/flow/" else make(path, day)
    assert filler.fill()
    assert set(kept(filler)) == PATHS - {"/en/flow/"}
    assert filler.shelf.is_marked(NOW, SMALL)
    (record,) = caplog.records
    assert record.getMessage() == "/en/flow/ cannot be made ahead"
    assert record.exc_info[0] is KeyError


def test_a_database_that_fails_is_no_mistake_of_a_page(world, filler):
    world.there = False
    filler.ask = lambda: NOW.version
    with pytest.raises(OperationalError):
        filler.fill()


def test_pages_that_stay_the_same_get_the_headers_of_the_release_that_made_them(world, filler, monkeypatch):
    filler.fill()
    before = filler.shelf.get(NOW, "/en/flow/")
    monkeypatch.setattr(security, "NOTHING", "default-src 'none';sandbox")
    filler.release = "f" * 12
    filler.fill()
    after = filler.shelf.get(Generation(NOW.day, NOW.version, filler.release), "/en/flow/")
    assert after.packed == before.packed
    assert after.final
    assert "sandbox" in after.policy
    assert "sandbox" not in before.policy


def test_what_is_overtaken_again_and_again_leaves_no_pages_behind(world, filler):
    """Editors who save more quickly than all pages can be made."""
    make = filler.make

    def overtaken(path, day):
        world.number += path == "/ja/"
        return make(path, day)

    filler.make = overtaken
    for _ in range(8):
        with pytest.raises(Stop):
            filler.fill()
    assert len(filler.shelf.generations()) <= 4, "the present one, the one to come, and two before"


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        (lambda filler: False, "no room"),
        (OperationalError("the server is gone"), "the server is gone"),
        (Stop(), "changed meanwhile"),
    ],
)
def test_the_command_says_when_not_all_pages_were_made(ending, said, monkeypatch, settings, tmp_path):
    def fill(filler):
        if isinstance(ending, Exception):
            raise ending
        return ending(filler)

    settings.STORE_FOLDER = tmp_path
    monkeypatch.setattr(Filler, "fill", fill)
    with pytest.raises(CommandError, match=said):
        call_command(command.Command())
