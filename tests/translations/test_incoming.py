"""A translator's PO file: its words are brought in whole, with the English that they were made from, under one new version."""

from dataclasses import replace

import polib
import pytest
from django.core.management import call_command
from legs import languages
from releases import POINT, edit, point
from snapshots import content

from config.languages import LANGUAGES, by_code
from delivery.models import content_version
from guide.models import Page, StepPoint
from translations import incoming, origins, po
from translations.incoming import bring_in
from translations.models import MadeFrom

pytestmark = pytest.mark.django_db

ITEM = f"guide.steppoint/{POINT}"
NAME = f"{ITEM}/text"
KEPT = "guide.steppoint/offer-keep-names/text"
TITLE, LABEL = "guide.page/flow/title", "guide.page/flow/label"


@pytest.fixture
def sent(tmp_path):
    """The file that a translator sends back: what was exported, with some entries changed."""

    def make(language: str = "vi", **changes: dict) -> object:
        path = tmp_path / f"{language}.po"
        path.write_text(po.dump(by_code(language)), encoding="utf-8")
        catalog = polib.pofile(str(path), wrapwidth=0)
        for name, values in changes.items():
            entry = next(entry for entry in catalog if entry.msgctxt == name)
            for field, value in values.items():
                setattr(entry, field, value)
        catalog.save(str(path))
        return path

    return make


def made_from(name: str, language: str = "vi") -> str | None:
    item, _, field = name.rpartition("/")
    return origins.known([item], language).get(item, {}).get((field, language))


def behind() -> list[tuple[str, str]]:
    return [(late.name, late.language.code) for late in origins.behind()]


def everything() -> tuple:
    return content(), origins.known(), content_version()


def test_words_are_changed_with_their_origins_and_the_version_rises_once(sent):
    version, others = content_version(), list(StepPoint.objects.exclude(key=POINT).values())
    english = point().text_en
    path = sent(**{
        NAME: {"msgstr": "Tổ chức nào?"}, TITLE: {"msgstr": "Con đường tới Nhật"}, LABEL: {"msgstr": "Con đường"},
    })  # fmt: skip
    intake = bring_in(path)
    assert (intake.language, sorted(intake.changed)) == (by_code("vi"), sorted([NAME, TITLE, LABEL]))
    assert (intake.behind, intake.empty) == ([], [])
    page = Page.objects.get(key="flow")
    assert (point().text_vi, page.title_vi, page.label_vi) == ("Tổ chức nào?", "Con đường tới Nhật", "Con đường")
    assert content_version() == version + 1
    assert (made_from(NAME), made_from(TITLE)) == (english, page.title_en)
    assert (point().text_en, list(StepPoint.objects.exclude(key=POINT).values())) == (english, others)
    assert behind() == []


@pytest.mark.parametrize("language", languages(LANGUAGES[1:]))
def test_a_word_can_be_brought_in_in_every_language_and_into_no_other(sent, language):
    before = content()
    words = f"{origins.word(point(), 'text', language.code)} {origins.word(point('offer-keep-names'), 'text', language.code)}"
    assert bring_in(sent(language.code, **{NAME: {"msgstr": words}})).changed == [NAME]
    assert origins.word(point(), "text", language.code) == words
    after = content()
    (row,) = (new for old, new in zip(before["guide.steppoint"], after["guide.steppoint"], strict=True) if old != new)
    (old,) = (old for old in before["guide.steppoint"] if old["key"] == POINT)
    assert len([name for name in row if row[name] != old[name]]) == 1
    assert [label for label in before if before[label] != after[label]] == ["guide.steppoint"]


def test_a_file_with_nothing_new_changes_nothing_and_is_no_new_version(sent):
    before = everything()
    intake = bring_in(sent())
    assert (intake.changed, intake.behind, intake.empty) == ([], [], [])
    assert everything() == before


def test_the_same_file_twice_is_as_once(sent):
    edit(StepPoint, "offer-keep-names", text_en="Every name.")
    path = sent(**{NAME: {"msgstr": "Tổ chức nào?"}, TITLE: {"msgid": "The old title"}, LABEL: {"flags": ["fuzzy"]}})
    first = bring_in(path)
    before, rows = everything(), list(MadeFrom.objects.order_by("pk").values())
    second = bring_in(path)
    assert (first.changed, second.changed) == ([NAME], [])
    assert sorted(first.behind) == sorted(second.behind) == sorted([TITLE, LABEL, KEPT])
    assert everything() == before
    assert list(MadeFrom.objects.order_by("pk").values()) == rows


@pytest.mark.parametrize("empty", ["", "  ", "\n"])
def test_an_entry_without_a_translation_changes_nothing(sent, empty):
    before = everything()
    intake = bring_in(sent(**{NAME: {"msgstr": empty}, TITLE: {"msgstr": empty, "msgid": "Another"}}))
    assert (intake.changed, intake.behind, sorted(intake.empty)) == ([], [], sorted([TITLE, NAME]))
    assert everything() == before


def test_a_word_that_the_file_does_not_have_stays_as_it_is(tmp_path):
    catalog = polib.POFile(wrapwidth=0)
    catalog.metadata = {"Language": "vi"}
    catalog.append(polib.POEntry(msgctxt=NAME, msgid=point().text_en, msgstr="Tổ chức nào?"))
    catalog.append(polib.POEntry(msgctxt=TITLE, msgid="Old", msgstr="Cũ", obsolete=True))
    catalog.save(str(tmp_path / "short.po"))
    before = content()
    bring_in(tmp_path / "short.po")
    assert {label for label, rows in content().items() if rows != before[label]} == {"guide.steppoint"}
    assert behind() == []


def test_the_spaces_around_a_translation_are_not_of_it(sent):
    bring_in(sent(**{NAME: {"msgstr": "\n Tổ chức nào? \n\n"}}))
    assert point().text_vi == "Tổ chức nào?"


# --- from which English ---


def test_an_older_english_leaves_the_translation_behind_and_is_remembered(sent):
    path = sent(**{NAME: {"msgstr": "Tổ chức nào?"}})
    old = point().text_en
    edit(StepPoint, POINT, text_en="Another question?")  # while the translator was at work
    intake = bring_in(path)
    assert (intake.changed, intake.behind) == ([NAME], [NAME])
    assert made_from(NAME) == old
    assert (NAME, "vi") in behind()


def test_a_translation_is_held_against_the_english_that_it_was_made_from(sent):
    edit(StepPoint, POINT, text_en="From {date.change}: which one?")
    path = sent(**{NAME: {"msgstr": "Từ {date.change}: tổ chức nào?", "flags": [], "previous_msgid": None}})
    edit(StepPoint, POINT, text_en="Which one?")
    assert bring_in(path).behind == [NAME]
    assert point().text_vi == "Từ {date.change}: tổ chức nào?"


def test_todays_english_makes_a_translation_no_longer_behind_though_its_words_stay(sent):
    edit(StepPoint, POINT, text_en="Another question?")
    version = content_version()
    path = sent(**{NAME: {"flags": [], "previous_msgid": None}})
    intake = bring_in(path)
    assert (intake.changed, intake.behind) == ([], [])
    assert made_from(NAME) == "Another question?"
    assert [code for _, code in behind()] == [language.code for language in LANGUAGES[1:] if language.code != "vi"]
    assert content_version() == version


def test_a_fuzzy_entry_is_behind_from_its_previous_english(sent):
    path = sent(**{NAME: {"flags": ["fuzzy"], "previous_msgid": "The old question?", "msgstr": "Tổ chức nào?"}})
    assert bring_in(path).behind == [NAME]
    assert (made_from(NAME), behind()) == ("The old question?", [(NAME, "vi")])


def test_a_fuzzy_entry_that_does_not_tell_from_what_it_was_made_is_behind(sent):
    assert bring_in(sent(**{NAME: {"flags": ["fuzzy"]}})).behind == [NAME]
    assert (made_from(NAME), behind()) == ("", [(NAME, "vi")])


def test_a_fuzzy_entry_whose_english_writes_a_number_is_behind_and_the_content_is_whole(sent, capsys):
    """What the English writes as a plain number the translation may write, also when it is not known from which English."""
    name = "guide.step/lectures/text"
    assert bring_in(sent("th", **{name: {"flags": ["fuzzy"]}})).behind == [name]
    call_command("check_content")
    assert f"th: {name}: behind" in capsys.readouterr().out


def test_a_previous_english_without_fuzzy_means_nothing(sent):
    assert bring_in(sent(**{NAME: {"previous_msgid": "The old question?"}})).behind == []
    assert made_from(NAME) == point().text_en


def test_what_nobody_had_told_is_known_after_the_import(sent):
    MadeFrom.objects.filter(item=ITEM).delete()
    bring_in(sent())
    assert made_from(NAME) == point().text_en
    assert made_from(NAME, "ja") is None


# --- whole or not at all ---


def test_an_error_in_the_middle_of_writing_leaves_everything_as_it_was(sent, monkeypatch):
    path, before = sent(**{NAME: {"msgstr": "Tổ chức nào?"}}), everything()
    monkeypatch.setattr(incoming.origins, "record", lambda made: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring_in(path)
    monkeypatch.undo()
    assert everything() == before


def test_a_language_that_is_not_live_can_be_brought_in(sent, monkeypatch):
    monkeypatch.setattr(incoming, "by_code", lambda code: replace(by_code(code), live=False))
    assert bring_in(sent(**{NAME: {"msgstr": "Tổ chức nào?"}})).changed == [NAME]
    assert made_from(NAME) == point().text_en


def test_the_command_tells_what_it_did(sent, capsys):
    path = sent(**{NAME: {"msgstr": "Tổ chức nào?"}, TITLE: {"msgid": "The old title"}, LABEL: {"msgstr": ""}})
    call_command("import_text", path)
    assert capsys.readouterr().out == "vi: 1 changed, 1 behind, 1 left empty in the file\n"
