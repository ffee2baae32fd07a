"""An editor changes an English sentence: its translations are behind until each is written anew, and readers lose no page."""

import html
import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from editor_forms import errors_of, fields_of, save
from releases import POINT, edit, point
from snapshots import content
from still_day import DAY

from config import addresses
from config.languages import LANGUAGES, SOURCE, live
from config.making import made
from delivery.models import content_version
from delivery.snapshot import snapshot
from guide.models import Page, Paragraph, Section
from translations import origins
from translations.content import column
from translations.models import MadeFrom

pytestmark = pytest.mark.django_db

NAME = f"guide.steppoint/{POINT}/text"
VALUE = "guide.paragraph/trainees-by-country/text"  # The three largest nationalities: a value and a link
TRANSLATED = [language.code for language in LANGUAGES if language != SOURCE]


@pytest.fixture
def client(editor_browser):
    return editor_browser


def form(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def saved(client, row, **values) -> None:
    response = save(client, form(row), **values)
    assert response.status_code == 302, errors_of(response)


def paragraph(name: str = VALUE) -> Paragraph:
    return Paragraph.objects.get(key=name.split("/")[1])


def words(row, code: str) -> str:
    return origins.word(row, "text", code)


def behind(name: str = NAME) -> list[str]:
    return [late.language.code for late in origins.behind() if late.name == name]


def check(capsys) -> list[str]:
    """The lines of a check that has not failed."""
    capsys.readouterr()
    call_command("check_content")
    return capsys.readouterr().out.splitlines()


# --- the English ---


def test_a_changed_english_is_behind_in_eleven_languages_and_told_by_the_check(client, capsys):
    old = point().text_en
    saved(client, point(), text_en="Another question?")
    assert behind() == TRANSLATED
    assert len(TRANSLATED) == 11
    lines = check(capsys)
    for code in TRANSLATED:
        assert f"{code}: {NAME}: behind (made from: {old})" in lines
        assert f"{code}: 0 missing, 1 behind, 0 unknown, 0 different, 0 other" in lines
    assert "en: 0 missing, 0 behind, 0 unknown, 0 different, 0 other" in lines


@pytest.mark.letters
def test_every_page_of_every_language_answers_while_translations_are_behind(client):
    saved(client, point(), text_en="Another question?")
    saved(client, paragraph(), text_en="The largest nationalities.")
    saved(client, Page.objects.get(key="rights"), title_en="Your rights", label_en="Rights")
    paths = [path for path in addresses.paths_of(addresses.PAGE) if not re.search(r"/20\d\d-\d\d/$", path)]
    with snapshot():
        pages = {path: made(path, DAY).content.decode() for path in paths}
    assert {path.split("/")[1] for path in pages} == {language.code for language in live()}
    assert len(live()) == 12
    assert {path for path, page in pages.items() if page.count("<h1") != 1} == set()
    for language in LANGUAGES[1:]:  # the older sentence goes on being shown
        assert f'id="{POINT}"' in (page := pages[f"/{language.code}/flow/"]), language
        assert "Another question?" not in page
    assert "Another question?" in pages["/en/flow/"]


def test_a_change_that_drops_or_adds_a_value_or_a_link_is_accepted_and_the_translations_fall_behind(client, capsys):
    row = paragraph()
    assert "{trainees.top3}" in row.text_en
    for text in ("Three nationalities lead.", "From {date.change}: **look** at [your rights](page:rights).\n\n- a\n- b"):
        before = content_version()
        saved(client, paragraph(), text_en=text)
        assert content_version() == before + 1
        assert behind(VALUE) == TRANSLATED
        assert f"vi: {VALUE}: behind (made from: {row.text_en})" in check(capsys)
    assert paragraph().text_vi == row.text_vi


def test_a_translation_of_which_the_english_is_not_known_stands_in_nobodys_way(client, capsys):
    origins.record({VALUE.removesuffix("/text"): {("text", "vi"): ""}})
    for text in ("Three nationalities lead.", "Three nationalities lead the list."):
        saved(client, paragraph(), text_en=text)
        assert f"vi: {VALUE}: behind" in check(capsys)


# --- the translations ---


def test_a_translation_that_is_written_anew_is_held_against_the_new_english(client):
    saved(client, paragraph(), text_en="Three nationalities lead.")
    before = content()
    response = save(client, form(paragraph()), text_vi=paragraph().text_vi + " Xong.")
    assert response.status_code == 200
    assert "Different from the English text." in html.unescape(errors_of(response))
    assert (content(), behind(VALUE)) == (before, TRANSLATED)


def test_saving_a_translation_makes_it_no_longer_behind_and_no_other(client):
    saved(client, point(), text_en="Another question?")
    saved(client, point(), text_vi="Câu hỏi khác?")
    assert behind() == [code for code in TRANSLATED if code != "vi"]
    saved(client, point(), text_en="A third question?", text_ja="三つ目の質問ですか。")
    assert behind() == [code for code in TRANSLATED if code != "ja"]
    assert origins.known([f"guide.steppoint/{POINT}"], "vi") == {
        f"guide.steppoint/{POINT}": {("text", "vi"): "Another question?"}
    }


def test_an_emptied_translation_is_missing_and_not_behind(client):
    saved(client, point(), text_en="Another question?", text_vi="")
    assert "vi" not in behind()
    assert ("text", "vi") not in origins.known([f"guide.steppoint/{POINT}"])[f"guide.steppoint/{POINT}"]
    saved(client, point(), text_vi="Câu hỏi khác?")
    assert "vi" not in behind()


def test_words_of_which_nothing_was_remembered_fall_behind_too(client):
    """Rows that editors made before anything was remembered."""
    old = point().text_en
    MadeFrom.objects.filter(item=f"guide.steppoint/{POINT}").delete()
    saved(client, point(), text_en="Another question?", text_ja="質問です。")
    assert behind() == [code for code in TRANSLATED if code != "ja"]
    assert {late.made_from for late in origins.behind()} == {old}


def test_a_new_row_is_not_behind_and_a_row_below_another_is_remembered_too(client):
    section = Section.objects.get(paragraph__key=paragraph().key)
    number = [row.key for row in section.paragraph_set.all()].index(paragraph().key)
    old = paragraph().text_en
    saved(client, section, **{f"paragraph_set-{number}-text_en": "Three nationalities lead."})
    assert behind(VALUE) == TRANSLATED
    saved(client, section, **{f"paragraph_set-{number}-text_vi": "Ba quốc tịch đứng đầu."})
    assert behind(VALUE) == [code for code in TRANSLATED if code != "vi"]
    assert (
        origins.known(["guide.paragraph/trainees-by-country"], "ja")["guide.paragraph/trainees-by-country"]["text", "ja"] == old
    )
    total = fields_of(client.get(form(section)).content.decode())["paragraph_set-TOTAL_FORMS"][0]
    new = f"paragraph_set-{total}"
    saved(client, section, **{
        "paragraph_set-TOTAL_FORMS": str(int(total) + 1), f"{new}-key": "new-one", f"{new}-order": "990", f"{new}-kind": "text",
        f"{new}-text_en": "New.", f"{new}-text_vi": "Mới.",
    })  # fmt: skip
    assert origins.known(["guide.paragraph/new-one"]) == {"guide.paragraph/new-one": {("text", "vi"): "New."}}


def test_saving_a_form_without_touching_texts_of_several_paragraphs_changes_no_origin(client):
    rows = [row for row in Paragraph.objects.select_related("section") if all("\n" in words(row, code) for code in TRANSLATED)]
    assert len(rows) > 3
    for row in rows:
        edit(Paragraph, row.key, text_en=f"{row.text_en}\n\nOne more sentence.")
    before, known = content(), origins.known()
    for row in rows:
        assert all("\r\n" in fields_of(client.get(form(row)).content.decode())[column("text", code)][0] for code in TRANSLATED)
        saved(client, row)
        saved(client, row.section)
    assert content() == before
    assert origins.known() == known
    assert {late.row.key for late in origins.behind()} == {row.key for row in rows}
