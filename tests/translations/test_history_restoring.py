"""What a change replaced can be restored: through the checks of the form, into the history, and never over a later change."""

import html

import pytest
from django.db import models
from django.urls import reverse
from editor_forms import errors_of, fields_of, save
from releases import POINT, edit, files, point
from snapshots import content

from config.languages import LANGUAGES, SOURCE
from delivery.door import writing
from delivery.models import content_version
from guide.models import Notice, Page, Paragraph, Section, StepPoint
from sources.models import Contact, Fact, Quantity, Source, Term, TermWording
from stats.models import Edition, Figure
from translations import origins
from translations.models import Change

pytestmark = pytest.mark.django_db

NAME = f"guide.steppoint/{POINT}/text"
TRANSLATED = [language.code for language in LANGUAGES if language != SOURCE]


@pytest.fixture
def client(editor_browser):
    return editor_browser


@pytest.fixture
def edition():
    return Edition.objects.filter(table__key="trainees", as_of__month=12).order_by("-as_of").first()


def form(row, page: str = "change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk] if row.pk else [])


def saved(client, row, **values) -> Change:
    response = save(client, form(row, "change" if row.pk else "add"), **values)
    assert response.status_code == 302, errors_of(response)
    return Change.objects.first()


def restored(client, change: Change) -> str:
    """Restore what was before a change; what the editor is told."""
    response = client.post(reverse("admin:translations_change_restore", args=[change.pk]), follow=True)
    assert response.status_code == 200
    return html.unescape(" ".join(map(str, response.context["messages"])))


def figures(edition) -> dict[str, int | None]:
    return dict(models.QuerySet(Figure).filter(edition__key=edition.key).values_list("category__key", "value"))


def figure_rows(client, edition) -> dict[str, str]:
    """Under which name the form has the figure of each category."""
    fields = fields_of(client.get(form(edition)).content.decode())
    keys = dict(models.QuerySet(Figure).filter(edition=edition).values_list("pk", "category__key"))
    return {keys[int(fields[name][0])]: name.removesuffix("-id") for name in fields if name.endswith("-id") and fields[name][0]}


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


# --- what is refused ---


def refused(client, change: Change, *words: str) -> None:
    """Nothing is restored, nothing is recorded, and the editor is told why."""
    before, version, count = content(), content_version(), Change.objects.count()
    told = restored(client, change)
    assert [word for word in words if word not in told] == [], told
    assert (content(), content_version(), Change.objects.count()) == (before, version, count)


def test_a_field_that_was_changed_again_is_named_and_nothing_is_lost(client):
    change = saved(client, point(), text_en="Another question?", order="77")
    saved(client, point(), text_en="A third question?")
    refused(client, change, "Changed again since then: Text, English.", "Nothing was restored")


def test_a_change_of_another_field_since_is_kept(client):
    change = saved(client, point(), text_en="Another question?")
    saved(client, point(), order="77", text_vi="Một câu khác?")
    old = change.before["text_en"]
    assert "What was before is restored" in restored(client, change)
    assert (point().text_en, point().order, point().text_vi) == (old, 77, "Một câu khác?")


def test_restoring_twice_does_nothing_the_second_time(client):
    change = saved(client, point(), text_en="Another question?")
    restored(client, change)
    refused(client, change, "Changed again since then")


def test_a_change_past_the_admin_counts_as_well(client):
    change = saved(client, point(), text_en="Another question?")
    edit(StepPoint, POINT, text_en="By a command")
    refused(client, change, "Changed again since then: Text, English.")


def test_a_figure_that_was_changed_again_is_named(client, edition):
    old = figures(edition)
    rows = figure_rows(client, edition)

    def move(people: int) -> Change:
        return saved(
            client, edition, **{f"{rows['vn']}-value": str(old["vn"] - people), f"{rows['id']}-value": str(old["id"] + people)}
        )

    change = move(5)
    move(7)
    refused(client, change, "Changed again since then", "vn", "id")


def test_figures_that_would_no_longer_add_up_are_refused_as_on_saving(client, edition):
    with writing():  # another total is possible only where no other table counts trainees on this day
        Edition.objects.filter(as_of=edition.as_of).exclude(pk=edition.pk).update(state="withdrawn")
    old = figures(edition)
    rows = figure_rows(client, edition)
    change = saved(client, edition, **{f"{rows['vn']}-value": ""})
    total = next(key for key in old if key.endswith("-total"))
    saved(client, edition, **{f"{rows[total]}-value": str(old[total] + 1)})
    refused(client, change, "What was before cannot be saved today", "The parts add up to")


def test_a_text_that_names_what_is_no_more_is_refused_as_on_saving(client):
    edit(StepPoint, POINT, text_en="Ask [them](source:old-source).")
    change = saved(client, point(), text_en="Another question?")
    refused(client, change, "What was before cannot be saved today", "This link leads nowhere")


def test_a_row_that_is_gone_and_one_that_is_there_again_are_told(client):
    change = saved(client, point(), text_en="Another question?")
    client.post(form(point(), "delete"), {"post": "yes"})
    deleted = Change.objects.first()
    refused(client, change, "The row is not there any more")
    restored(client, deleted)
    refused(client, deleted, "A row of this name is there again")


def test_a_row_that_was_new_and_was_changed_since_is_not_deleted(client):
    page = Page.objects.get(key="flow")
    change = saved(client, Section(), key="new-section", page=str(page.pk), order="990", title_en="New", block="")
    saved(client, Section.objects.get(key="new-section"), title_vi="Mới")
    refused(client, change, "Changed again since then: Heading, Tiếng Việt.")


def test_a_change_of_fields_that_are_no_more_is_told(client):
    change = Change.objects.create(
        item=f"guide.steppoint/{POINT}", kind="guide.steppoint", origin="admin", before={"gone": "a"}, after={"gone": "b"}
    )
    refused(client, change, "The fields of this change are no more")


def test_restoring_asks_for_little_however_many_figures_there_are(client, edition, django_assert_max_num_queries):
    """Three queries for each figure are what Django's form takes to check it; nothing of the history goes by figures."""
    rows, old = Figure.objects.filter(edition=edition).count(), edition.note_editors
    change = saved(client, edition, note_editors="why")
    with django_assert_max_num_queries(3 * rows + 45):
        client.post(reverse("admin:translations_change_restore", args=[change.pk]))
    assert Edition.objects.get(pk=edition.pk).note_editors == old
