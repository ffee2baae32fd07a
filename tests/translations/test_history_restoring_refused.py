"""What is not restored: over a later change, past the checks of the form, or a row that is gone; the editor is told why."""

import pytest
from django.urls import reverse
from history_forms import figure_rows, figures, form, restored, saved
from releases import POINT, edit, point
from snapshots import content

from delivery.door import writing
from delivery.models import content_version
from guide.models import Page, Section, StepPoint
from stats.models import Edition, Figure
from translations.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(editor_browser):
    return editor_browser


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
