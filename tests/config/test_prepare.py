"""manage.py prepare, which stands before every start: what was brought already is not brought again."""

import shutil
from io import StringIO

import pytest

from config.management.commands.prepare import Command
from delivery.door import writing
from guide.models import Page

pytestmark = [pytest.mark.django_db, pytest.mark.letters]


@pytest.fixture
def seeded(settings, tmp_path):
    """What the command says when it seeds: a line for each text that an editor wrote, and nothing where it does not seed."""
    settings.STATIC_ROOT = tmp_path / "state" / "static"
    settings.FIXTURE_ROOT = shutil.copytree(settings.FIXTURE_ROOT, tmp_path / "fixtures")

    def seeded() -> str:
        said = StringIO()
        Command(stdout=said).seed()
        return said.getvalue()

    return seeded


def edit(words: str) -> None:
    with writing():
        flow = Page.objects.get(key="flow")
        flow.title_vi = words
        flow.save()


def test_fixtures_that_are_there_are_not_brought_again_until_something_changes(seeded, settings):
    edit("Của biên tập viên")
    assert "flow/title/vi: edited here, kept" in seeded()
    assert seeded() == "", "nothing has changed: the seed did not run"

    edit("Của người khác")
    assert "flow/title/vi: edited here, kept" in seeded(), "the content is another: it may be another database"

    words = settings.FIXTURE_ROOT / "text" / "vi.po"
    words.write_text(words.read_text() + "\n# a word to the translator\n")
    assert "flow/title/vi: edited here, kept" in seeded(), "the fixtures are others"
    assert seeded() == ""


def test_a_stamp_that_was_cut_off_is_none(seeded, settings):
    edit("Của biên tập viên")
    assert seeded()
    stamp = settings.STATIC_ROOT.parent / "seed.stamp"
    stamp.write_text(stamp.read_text()[:40])
    assert seeded()
    assert seeded() == ""
