"""The seed and the English from which translations were made: editors tell it for theirs, also where nothing was remembered yet."""

import pytest
from releases import POINT, edit, point, total
from seeded_origins import OLD, TRANSLATED, behind, english, made_from, say, say_everywhere, still_correct

from guide.models import StepPoint
from translations import fixtures, origins
from translations.models import MadeFrom, SeededValue
from translations.seeding import seed

pytestmark = pytest.mark.django_db


# --- a release, and what editors did meanwhile ---


def test_what_an_editor_called_still_correct_stays_so(release):
    english(release, "Another question?")
    seed(release.root)
    still_correct("vi", "ja")
    for _ in range(2):
        seed(release.root)
        assert behind() == [code for code in TRANSLATED if code not in ("vi", "ja")]
    release.change("guide/step_point.yaml", "offer-keep-names", order=21)
    seed(release.root)
    assert made_from() == "Another question?"


@pytest.mark.letters
def test_what_an_editor_called_still_correct_is_behind_the_next_english(release):
    english(release, "Another question?")
    seed(release.root)
    still_correct("vi")
    english(release, "A third question?")
    seed(release.root)
    assert (behind(), made_from(), made_from("ja")) == (TRANSLATED, "Another question?", OLD)


@pytest.mark.letters
def test_new_words_of_a_release_follow_it_though_an_editor_had_called_the_old_ones_still_correct(release):
    english(release, "Another question?")
    seed(release.root)
    still_correct("vi")
    english(release, "A third question?")
    say(release, msgid="A third question?", msgstr="Tổ chức nào?")
    seed(release.root)
    assert (point().text_vi, made_from(), "vi" in behind()) == ("Tổ chức nào?", "A third question?", False)


def test_an_english_that_an_editor_wrote_leaves_the_words_of_a_release_behind(release):
    edit(StepPoint, POINT, text_en="The editor's question?")
    say(release, msgstr="Tổ chức nào?")
    seed(release.root)
    assert (point().text_en, point().text_vi) == ("The editor's question?", "Tổ chức nào?")
    assert (behind(), made_from()) == (TRANSLATED, OLD)


@pytest.mark.letters
def test_the_words_of_an_editor_are_not_confirmed_by_a_release(release):
    edit(StepPoint, POINT, text_vi="Của biên tập viên?")
    still_correct("vi")
    english(release, "Another question?")
    say_everywhere(release, msgid="Another question?", msgstr="？")
    seed(release.root)
    assert point().text_vi == "Của biên tập viên?"
    assert (behind(), made_from()) == (["vi"], OLD)
    seed(release.root)
    assert behind() == ["vi"]


@pytest.mark.letters
def test_a_release_that_takes_over_the_words_of_an_editor_says_from_what_they_were_made(release):
    edit(StepPoint, POINT, text_vi="Của biên tập viên?")
    still_correct("vi")
    english(release, "Another question?")
    say(release, msgid="Another question?", msgstr="Của biên tập viên?")
    seed(release.root)
    assert (made_from(), "vi" in behind()) == ("Another question?", False)


def test_a_translation_that_an_editor_emptied_is_not_behind(release):
    edit(StepPoint, POINT, text_vi="")
    english(release, "Another question?")
    seed(release.root)
    assert (point().text_vi, made_from(), "vi" in behind()) == ("", None, False)


# --- a database from before anything of this was remembered ---


@pytest.fixture
def upgraded():
    """The state right after the migration: no origin, and none in what the seed had written."""
    MadeFrom.objects.all().delete()
    SeededValue.objects.update(source="")


@pytest.mark.usefixtures("upgraded")
class TestUpgrade:
    def test_the_same_release_again_remembers_everything_and_nothing_is_behind(self, release):
        report = seed(release.root)
        assert (total(report), report.kept, behind()) == (0, [], [])
        assert origins.known() == fixtures.read(release.root).origins

    def test_a_release_that_changes_only_the_english_leaves_the_translations_behind(self, release):
        english(release, "Another question?")
        seed(release.root)
        assert (behind(), made_from()) == (TRANSLATED, OLD)

    def test_the_words_of_an_editor_were_made_from_the_english_of_the_release_before(self, release):
        edit(StepPoint, POINT, text_vi="Của biên tập viên?")
        english(release, "Another question?")
        say_everywhere(release, msgid="Another question?", msgstr="？")
        seed(release.root)
        assert (point().text_vi, behind(), made_from()) == ("Của biên tập viên?", ["vi"], OLD)

    @pytest.mark.letters
    def test_the_words_of_an_editor_are_not_behind_an_english_that_stayed(self, release):
        edit(StepPoint, POINT, text_vi="Của biên tập viên?")
        seed(release.root)
        assert (behind(), made_from()) == ([], OLD)
