"""The history of one row: linked from its form, with the rows of its form, told in the words of the form."""

import html

import pytest
from django.urls import reverse
from history_forms import LIST, buttons, form, saved, text
from releases import POINT, edit, point

from delivery.door import writing
from guide.models import StepPoint
from sources.models import Contact, Term
from stats.models import Edition
from translations.history.recording import recording
from translations.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(editor_browser):
    return editor_browser


def test_the_history_of_a_row_is_linked_from_its_form_and_shows_before_and_after_the_newest_first(client):
    old = point().text_en
    saved(client, point(), text_en="First line.\n\n- a point\n- another")
    saved(client, point(), order="77", text_vi="Câu.\n\n- một\n- hai")
    assert f'href="{form(point(), "history")}"' in client.get(form(point())).content.decode()
    response = client.get(form(point(), "history"))
    page = response.content.decode()
    shown = [(one["change"].after, len(one["lines"])) for one in response.context["changes"]]
    assert shown == [
        ({"order": 77, "text_vi": "Câu.\n\n- một\n- hai"}, 2),
        ({"text_en": "First line.\n\n- a point\n- another"}, 1),
    ]
    for words in ("Text, English", old, "Text, Tiếng Việt", "Câu.", "editor", "edited"):
        assert words in html.unescape(page), words
    assert "First line.<br><br>- a point<br>- another" in page, "line ends are kept"
    assert '<td data-name="After" lang="vi" dir="ltr">' in page
    assert buttons(response) == [
        reverse("admin:translations_change_restore", args=[change.pk]) for change in Change.objects.all()
    ]


def test_the_history_of_a_row_has_the_rows_of_its_form_also_those_that_are_deleted(client):
    step = point().step
    saved(client, point(), text_en="Another question?")
    client.post(form(point(), "delete"), {"post": "yes"})
    saved(client, Contact.objects.first(), agreed=None if Contact.objects.first().agreed else "on")
    items = [one["change"].item for one in client.get(form(step, "history")).context["changes"]]
    assert items == [f"guide.steppoint/{POINT}"] * 2


def test_a_row_without_a_history_says_so_and_one_that_is_not_there_leads_away(client):
    assert "No change of this row is recorded yet." in text(client.get(form(point(), "history")))
    assert client.get("/admin/guide/steppoint/999999/history/").status_code == 302


def test_a_long_history_has_pages(client):
    Change.objects.bulk_create(
        Change(
            item=f"guide.steppoint/{POINT}", kind="guide.steppoint", origin="admin", before={"order": n}, after={"order": n + 1}
        )
        for n in range(60)
    )
    first, second = client.get(form(point(), "history")), client.get(form(point(), "history"), {"p": "2"})
    assert (len(first.context["changes"]), len(second.context["changes"])) == (50, 10)
    assert 'href="?p=2" rel="next"' in first.content.decode()
    assert client.get(form(point(), "history"), {"p": "no"}).status_code == 200


def test_what_stands_in_a_text_is_no_html_of_the_history(client):
    with writing(), recording(None, "admin"):
        edit(StepPoint, POINT, text_en="<script>alert(1)</script>")
    for path in (form(point(), "history"), f"{LIST}{Change.objects.get().pk}/change/", LIST):
        assert "<script>alert(1)" not in client.get(path).content.decode()


def test_choices_yes_and_no_lists_and_unknown_figures_read_as_in_the_form(client):
    edition = Edition.objects.first()
    before = {"state": "draft", "values": {"vn": None}}
    Change.objects.create(
        item=f"stats.edition/{edition.key}",
        kind="stats.edition",
        origin="publication",
        before=before,
        after={"state": "published", "values": {}},
    )
    shown = [
        (line.label, line.before, line.after) for line in client.get(form(edition, "history")).context["changes"][0]["lines"]
    ]
    assert shown == [("State", "draft", "published"), ("People: vn", "unknown", "not there")]
    contact = Contact.objects.first()
    change = saved(client, contact, agreed=None if contact.agreed else "on")
    (line,) = client.get(f"{LIST}{change.pk}/change/").context["changes"][0]["lines"]
    assert {line.before, line.after} == {"yes", "no"}


def test_a_change_of_a_kind_or_a_column_that_is_no_more_can_still_be_read(client):
    gone = Change.objects.create(
        item="guide.gone/key", kind="guide.gone", origin="admin", before={"a": "1", "v": {"x": 1}}, after={"a": "2", "v": {}}
    )
    column = Change.objects.create(
        item=f"guide.steppoint/{POINT}", kind="guide.steppoint", origin="admin", before={"text_xx": "1"}, after={"text_xx": "2"}
    )
    for change in (gone, column):
        assert client.get(f"{LIST}{change.pk}/change/").status_code == 200
    assert client.get(LIST).status_code == 200
    assert buttons(client.get(f"{LIST}{gone.pk}/change/")) == []
    assert client.post(f"{LIST}{gone.pk}/restore/").status_code == 404


def test_a_term_shows_the_wordings_of_its_form(client):
    term = Term.objects.filter(wordings__isnull=False).first()
    wording = term.wordings.first()
    with writing(), recording(None, "admin"):
        wording.wording = "Another wording"
        wording.save()
    (one,) = client.get(form(term, "history")).context["changes"]
    assert (one["change"].item, one["edit"], one["may_restore"]) == (f"sources.termwording/{wording.key}", "", True)
    client.post(f"{LIST}{one['change'].pk}/restore/")
    assert term.wordings.get(key=wording.key).wording == one["change"].before["wording"]
