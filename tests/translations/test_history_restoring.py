"""What a change replaced can be restored: through the checks of the form, into the history, and never over a later change."""

import pytest
from django.db import models
from history_forms import figure_rows, figures, form, restored, saved
from releases import POINT, files, point
from snapshots import content

from config.languages import LANGUAGES, SOURCE
from delivery.models import content_version
from guide.models import Notice, Page, Paragraph, Section, StepPoint
from sources.models import Contact, Fact, Quantity, Source, Term, TermWording
from translations import origins
from translations.models import Change

pytestmark = pytest.mark.django_db

NAME = f"guide.steppoint/{POINT}/text"
TRANSLATED = [language.code for language in LANGUAGES if language != SOURCE]


@pytest.fixture
def client(editor_browser):
    return editor_browser


def behind() -> list[str]:
    return [late.language.code for late in origins.behind() if late.name == NAME]


# --- what comes back ---


def test_a_word_comes_back_as_it_was_as_a_new_version_and_as_a_change_of_its_own(client):
    before, version = content(), content_version()
    change = saved(client, point(), text_vi="Một câu khác?")
    assert "What was before is restored" in restored(client, change)
    assert (content(), content_version()) == (before, version + 2)
    back = Change.objects.first()
    assert (back.origin, back.before, back.after) == ("revert", change.after, change.before)
    assert back.made_by.username == "editor"


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Contact, {"agreed": "toggle", "checked_on": "2026-01-02", "opens": "09:35", "days": "mon,tue"}),
        (Notice, {"valid_to": "2030-01-01", "label_en": "Another label"}),
        (Page, {"order": "987", "label_ja": "別の名前"}),
        (Quantity, {"country": "jp"}),
        (Source, {"url": "https://example.org/", "exact": "toggle"}),
        (Term, {"japanese": "別の語"}),
        (StepPoint, {"facts": "P-32 P-20", "order": "7"}),
    ],
    ids=lambda one: one._meta.label if hasattr(one, "_meta") else "",
)
def test_every_sort_of_field_comes_back(client, model, values):
    row, before = models.QuerySet(model).first(), content()
    toggled = {name: None if getattr(row, name) else "on" for name, value in values.items() if value == "toggle"}
    change = saved(client, row, **{**values, **toggled})
    assert change.before.keys() == values.keys()
    assert "What was before is restored" in restored(client, change)
    assert content() == before


def test_what_was_restored_can_be_undone_as_well(client):
    change = saved(client, point(), text_en="Another question?")
    after = content()
    restored(client, change)
    restored(client, Change.objects.first())
    assert content() == after


def test_figures_come_back_those_that_were_taken_out_and_those_that_were_put_in_too(client, edition):
    before, old = files(), figures(edition)
    rows = figure_rows(client, edition)
    changed = {f"{rows['vn']}-DELETE": "on", f"{rows['id']}-value": str(old["id"] + old["vn"])}
    change = saved(client, edition, note_editors="why", **changed)
    assert (change.before["values"], "vn" in figures(edition)) == ({"id": old["id"], "vn": old["vn"]}, False)
    assert "What was before is restored" in restored(client, change)
    assert figures(edition) == old
    restored(client, Change.objects.first())
    assert "vn" not in figures(edition)
    assert figures(edition)["id"] == old["id"] + old["vn"]
    restored(client, Change.objects.first())
    assert files() == before


def test_an_edition_that_was_deleted_comes_back_with_its_figures(client, edition):
    before, old = files(), figures(edition)
    assert client.post(form(edition, "delete"), {"post": "yes"}).status_code == 302
    change = Change.objects.get(item=f"stats.edition/{edition.key}")
    assert (change.after, figures(edition)) == (None, {})
    assert "What was before is restored" in restored(client, change)
    assert figures(edition) == old
    assert files() == before


def test_a_row_that_was_deleted_comes_back_in_every_language_with_its_relations(client):
    for row in (point(), Fact.objects.filter(sources__isnull=False).exclude(quantity__isnull=False).first()):
        before, known = files(), origins.known()
        assert client.post(form(row, "delete"), {"post": "yes"}).status_code == 302, row
        change = Change.objects.get(after__isnull=True, item__endswith=f"/{row.key}")
        assert "What was before is restored" in restored(client, change)
        assert files() == before
        assert origins.known() == known
        Change.objects.all().delete()


def test_a_row_that_is_only_edited_below_another_comes_back_after_that_one(client):
    term = Term.objects.filter(wordings__isnull=False).first()
    before = files()
    wordings = {row.key: (row.wording, row.language) for row in term.wordings.all()}
    client.post(form(term, "delete"), {"post": "yes"})
    deleted = Change.objects.filter(kind="sources.termwording")
    assert "It belongs to a row that is not there any more" in restored(client, deleted.first())
    restored(client, Change.objects.get(kind="sources.term"))
    for change in deleted.filter(after__isnull=True):
        assert "What was before is restored" in restored(client, change)
    assert {row.key: (row.wording, row.language) for row in TermWording.objects.filter(term__key=term.key)} == wordings
    assert files() == before


def test_a_row_that_was_new_is_deleted_and_only_if_nothing_belongs_to_it(client):
    before, page = files(), Page.objects.get(key="flow")
    below = {"key": "new-paragraph", "order": "10", "kind": "text", "text_en": "One line."}
    added = {"paragraph_set-TOTAL_FORMS": "1", **{f"paragraph_set-0-{name}": value for name, value in below.items()}}
    saved(client, Section(), key="new-section", page=str(page.pk), order="990", title_en="New", block="")
    saved(client, Section.objects.get(key="new-section"), **added)
    section, paragraph = (
        Change.objects.get(item=item) for item in ("guide.section/new-section", "guide.paragraph/new-paragraph")
    )
    assert "Other rows belong to it: paragraph: new-paragraph" in restored(client, section)
    assert Section.objects.filter(key="new-section").exists()
    assert "What was before is restored" in restored(client, paragraph)
    assert "What was before is restored" in restored(client, section)
    assert files() == before


# --- from which English a translation was made ---


def test_a_translation_that_comes_back_is_not_current_if_its_english_is_another(client):
    english, old = point().text_en, point().text_vi
    saved(client, point(), text_en="Another question?")
    change = saved(client, point(), text_vi="Một câu khác?")
    assert behind() == [code for code in TRANSLATED if code != "vi"]
    restored(client, change)
    assert point().text_vi == old
    assert behind() == TRANSLATED
    assert next(late.made_from for late in origins.behind() if (late.name, late.language.code) == (NAME, "vi")) == english


def test_when_the_english_comes_back_what_was_made_from_it_is_current_again(client):
    change = saved(client, point(), text_en="Another question?")
    assert behind() == TRANSLATED
    restored(client, change)
    assert behind() == []


def test_a_translation_with_a_value_that_today_s_english_has_no_more_comes_back_and_is_behind(client):
    """It was whole for its own English, as every translation that is behind."""
    paragraph = Paragraph.objects.get(key="trainees-by-country")
    old = paragraph.text_vi
    saved(client, paragraph, text_en="Three nationalities lead.")
    change = saved(client, paragraph, text_vi="Ba quốc tịch đứng đầu.")
    assert "What was before is restored" in restored(client, change)
    assert Paragraph.objects.get(key="trainees-by-country").text_vi == old
    assert "vi" in [late.language.code for late in origins.behind() if late.name == "guide.paragraph/trainees-by-country/text"]


def test_a_row_that_was_behind_when_it_was_deleted_is_behind_when_it_comes_back(client):
    saved(client, point(), text_en="Another question?")
    known = origins.known()
    client.post(form(point(), "delete"), {"post": "yes"})
    restored(client, Change.objects.first())
    assert origins.known() == known
    assert behind() == TRANSLATED
