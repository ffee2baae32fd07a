"""The seed and the English from which translations were made: a release tells it for its own words, editors for theirs."""

import polib
import pytest
from django.core.management import CommandError, call_command
from releases import POINT, edit, point, total

from config.languages import LANGUAGES, SOURCE
from delivery.door import writing
from guide.models import StepPoint
from translations import fixtures, origins
from translations.content import kind_for, kinds
from translations.models import MadeFrom, SeededValue
from translations.seeding import seed

pytestmark = pytest.mark.django_db

ITEM = f"guide.steppoint/{POINT}"
NAME = f"{ITEM}/text"
OLD = "With which supervising organization in Japan do you work?"
TRANSLATED = [language.code for language in LANGUAGES if language != SOURCE]
UNCHANGED = object()


def english(release, text: str) -> None:
    release.change("guide/step_point.yaml", POINT, text=text)


def say(release, *, msgid=UNCHANGED, msgstr=UNCHANGED, fuzzy: bool = False, before: str | None = None, code: str = "vi") -> None:
    """What a translator writes into the file of a release for one word."""
    path = release.root / "text" / f"{code}.po"
    catalog = polib.pofile(str(path), wrapwidth=0)
    entry = next(entry for entry in catalog if entry.msgctxt == NAME)
    entry.msgid = entry.msgid if msgid is UNCHANGED else msgid
    entry.msgstr = entry.msgstr if msgstr is UNCHANGED else msgstr
    entry.flags, entry.previous_msgid = ["fuzzy"] if fuzzy else [], before
    catalog.save(str(path))


def say_everywhere(release, **values) -> None:
    for code in TRANSLATED:
        say(release, code=code, **values)


def behind() -> list[str]:
    """The languages in which the one word that these tests change is behind."""
    found = list(origins.behind())
    assert {late.name for late in found} <= {NAME}
    return [late.language.code for late in found]


def made_from(code: str = "vi") -> str | None:
    return origins.known([ITEM], code).get(ITEM, {}).get(("text", code))


def still_correct(*codes: str) -> None:
    """What the button of the admin does."""
    origins.made(point(), {("text", code) for code in codes}, kind_for(StepPoint))


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


def test_a_release_can_say_with_fuzzy_that_a_translation_is_behind_and_from_what_it_was_made(release):
    english(release, "Another question?")
    say_everywhere(release, msgid="Another question?")
    say(release, fuzzy=True, before=OLD)
    say(release, fuzzy=True, code="ja")
    seed(release.root)
    assert (behind(), made_from(), made_from("ja")) == (["ja", "vi"], OLD, "")


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


def test_words_of_the_release_that_no_row_has_are_told_by_the_check(release, settings, capsys):
    release.remove("guide/step_point.yaml", POINT)
    settings.FIXTURE_ROOT = release.root
    with pytest.raises(CommandError, match="not whole"):
        call_command("check_content", fixtures=True)
    out = capsys.readouterr().out
    assert f"vi: {NAME}: unknown\n" in out
    assert "vi: 0 missing, 0 behind, 1 unknown, 0 different, 0 other\n" in out
    assert "en: 0 missing, 0 behind, 0 unknown, 0 different, 0 other\n" in out


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


def test_what_an_editor_called_still_correct_is_behind_the_next_english(release):
    english(release, "Another question?")
    seed(release.root)
    still_correct("vi")
    english(release, "A third question?")
    seed(release.root)
    assert (behind(), made_from(), made_from("ja")) == (TRANSLATED, "Another question?", OLD)


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

    def test_the_words_of_an_editor_are_not_behind_an_english_that_stayed(self, release):
        edit(StepPoint, POINT, text_vi="Của biên tập viên?")
        seed(release.root)
        assert (behind(), made_from()) == ([], OLD)
