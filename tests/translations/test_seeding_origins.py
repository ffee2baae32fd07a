"""The seed and the English from which translations were made: a release tells it for its own words."""

import pytest
from django.core.management import CommandError, call_command
from releases import POINT, edit, point, total
from seeded_origins import ITEM, NAME, OLD, TRANSLATED, behind, english, made_from, say, say_everywhere

from delivery.door import writing
from guide.models import StepPoint
from translations import fixtures, origins
from translations.content import kinds
from translations.models import MadeFrom, SeededValue
from translations.seeding import seed

pytestmark = pytest.mark.django_db


def empty_database() -> None:
    with writing():
        for kind in reversed(kinds()):
            for row in sorted(kind.rows(), key=lambda row: getattr(row, "parent_id", None) is None):
                row.delete()
    SeededValue.objects.all().delete()
    assert not MadeFrom.objects.exists()


# --- a database that is empty, and one that is up to date ---


def test_a_fresh_seed_remembers_the_msgid_of_every_translation(release):
    empty_database()
    english(release, "Another question?")
    say(release, msgid="Another question?", code="ja")
    say(release, fuzzy=True, before="An older one?", code="mn")
    say(release, fuzzy=True, code="km")
    say(release, msgstr="", code="ne")
    seed(release.root)
    files = fixtures.read(release.root).origins
    assert origins.known() == files
    assert len(files) > 400
    assert {code: made_from(code) for code in ("vi", "ja", "mn", "km", "ne")} == {
        "vi": OLD, "ja": "Another question?", "mn": "An older one?", "km": "", "ne": None,
    }  # fmt: skip
    assert behind() == [code for code in TRANSLATED if code not in ("ja", "ne")]


def test_a_second_seed_writes_nothing(release):
    english(release, "Another question?")
    say(release, fuzzy=True, code="km")
    seed(release.root)
    rows = list(MadeFrom.objects.order_by("pk").values()), list(SeededValue.objects.order_by("pk").values())
    assert total(seed(release.root)) == 0
    assert (list(MadeFrom.objects.order_by("pk").values()), list(SeededValue.objects.order_by("pk").values())) == rows


@pytest.mark.letters
def test_what_is_behind_comes_out_of_the_export_and_back_into_an_empty_database(tmp_path):
    edit(StepPoint, POINT, text_en="Another question?")
    origins.record({ITEM: {("text", "vi"): ""}})
    known, late = origins.known(), behind()
    fixtures.write(tmp_path)
    empty_database()
    seed(tmp_path)
    assert (origins.known(), behind()) == (known, late)
    assert len(late) == 11


# --- a release ---


def test_a_release_that_changes_only_the_english_leaves_the_translations_behind(release):
    english(release, "Another question?")
    assert seed(release.root).kept == []
    assert behind() == TRANSLATED
    assert {made_from(code) for code in TRANSLATED} == {OLD}


@pytest.mark.letters
def test_a_release_can_say_with_fuzzy_that_a_translation_is_behind_and_from_what_it_was_made(release):
    english(release, "Another question?")
    say_everywhere(release, msgid="Another question?")
    say(release, fuzzy=True, before=OLD)
    say(release, fuzzy=True, code="ja")
    seed(release.root)
    assert (behind(), made_from(), made_from("ja")) == (["ja", "vi"], OLD, "")


@pytest.mark.letters
@pytest.mark.parametrize("before", [OLD, "An older one?", None])
def test_a_translator_who_confirms_the_same_words_in_the_next_release_is_believed(release, before):
    english(release, "Another question?")
    say_everywhere(release, msgid="Another question?")
    say(release, fuzzy=True, before=before)
    seed(release.root)
    assert behind() == ["vi"]
    say(release)
    report = seed(release.root)
    assert (behind(), made_from(), total(report), report.kept) == ([], "Another question?", 0, [])


@pytest.mark.letters
def test_a_translator_can_confirm_with_a_new_msgid_alone(release):
    english(release, "Another question?")
    seed(release.root)
    say(release, msgid="Another question?", code="mn")
    seed(release.root)
    assert behind() == [code for code in TRANSLATED if code != "mn"]


def test_a_word_that_the_release_takes_away_is_forgotten_with_its_origin(release):
    say(release, msgstr="")
    seed(release.root)
    assert (point().text_vi, made_from(), behind()) == ("", None, [])


@pytest.mark.letters
def test_words_of_the_release_that_no_row_has_are_told_by_the_check(release, settings, capsys):
    release.remove("guide/step_point.yaml", POINT)
    settings.FIXTURE_ROOT = release.root
    with pytest.raises(CommandError, match="not whole"):
        call_command("check_content", fixtures=True)
    out = capsys.readouterr().out
    assert f"vi: {NAME}: unknown\n" in out
    assert "vi: 0 missing, 0 behind, 1 unknown, 0 different, 0 other\n" in out
    assert "en: 0 missing, 0 behind, 0 unknown, 0 different, 0 other\n" in out
