"""Labels that nobody knows: the import stops, proposes, and remembers what the editor answers, a new row among it."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from config import intake as views
from sources.models import Source
from stats import bringing, teaching
from stats.importing.reading import Unknown
from stats.models import Category, ChangeSet
from tests.stats.importing.official import KEPT, csv_bytes, database_rows
from tests.stats.importing.places import STATUSES
from translations.models import Change

pytestmark = pytest.mark.django_db
NEWEST = KEPT[-1:]
COMING = "育成就労"


@pytest.fixture(autouse=True)
def _still(monkeypatch):
    from still_day import DAY

    monkeypatch.setattr(views, "today", lambda: DAY)


def upload(browser, rows: list) -> tuple[ChangeSet, str]:
    file = SimpleUploadedFile("FEH_00250012.csv", csv_bytes(rows))
    source = Source.objects.get(key="estat-db").pk
    html = browser.post("/admin/figures/", {"file": file, "source": source}, follow=True).content.decode()
    return ChangeSet.objects.latest("pk"), html


def renamed(old: str, new: str) -> list:
    return [[new if cell == old else cell for cell in row] for row in database_rows(NEWEST)]


def answer(browser, change: ChangeSet, **what) -> str:
    return browser.post(f"/admin/figures/{change.pk}/", {"labels": "1", **what}, follow=True).content.decode()


def selected(html: str) -> str:
    return re.search(r'<option value="([^"]+)" selected>', html)[1]


@pytest.mark.letters
def test_the_status_that_comes_in_2027_stops_the_import_and_is_proposed(editor_browser):
    change, html = upload(editor_browser, database_rows(NEWEST, (*STATUSES, COMING)))
    assert COMING in html
    assert change.new == {}
    assert selected(html) == "employment-for-skill-development"
    assert 'name="publish"' not in html
    answer(editor_browser, change, **{"label-0": "employment-for-skill-development"})
    change.refresh_from_db()
    assert change.new["residents/2025-12"]["employment-for-skill-development"] == 0
    again, html = upload(editor_browser, database_rows(NEWEST, (*STATUSES, COMING)))
    assert "nobody knows" not in html
    assert again.new


def test_a_country_that_no_table_has_becomes_a_row_of_its_own(editor_browser):
    change, html = upload(editor_browser, renamed("ラオス", "バチカン市国"))
    assert selected(html) == teaching.NEW
    assert 'name="name-0" value="VA"' in html
    answer(editor_browser, change, **{"label-0": teaching.NEW, "name-0": "va"})
    row = Category.objects.get(key="va")
    kept = Change.objects.get(item="stats.category/va")
    assert (kept.before, kept.made_by.is_staff, kept.after["name_ja"]) == (None, True, "バチカン市国")
    assert (row.table.key, row.iso, row.name_ja, row.role) == ("trainees", "VA", "バチカン市国", "part")
    change.refresh_from_db()
    assert change.new["trainees/2025-12"]["va"] > 0
    assert bringing.vocabulary().countries["バチカン市国"] == "va"
    preview = editor_browser.get(f"/admin/figures/{change.pk}/page/my/statistics/trainees/2025-12/by-name/")
    assert preview.status_code == 200


@pytest.mark.parametrize(
    ("name", "words"),
    [("", "two letters of its country"), ("XY", "two letters of its country"), ("vn", "There is a row of this name already")],
)
def test_a_new_row_without_a_name_or_with_one_that_is_taken_is_not_made(editor_browser, name, words):
    change, _html = upload(editor_browser, renamed("ラオス", "バチカン市国"))
    before = set(Category.objects.values_list("key", flat=True))
    assert words in answer(editor_browser, change, **{"label-0": teaching.NEW, "name-0": name})
    assert set(Category.objects.values_list("key", flat=True)) == before
    change.refresh_from_db()
    assert change.new == {}


@pytest.mark.letters
def test_a_new_status_is_shown_in_japanese_until_it_has_words(editor_browser):
    change, _html = upload(editor_browser, database_rows(NEWEST, (*STATUSES, "新しい在留資格")))
    answer(editor_browser, change, **{"label-0": teaching.NEW, "name-0": "New Status"})
    row = Category.objects.get(key="new-status")
    assert (row.label_en, row.label_my, row.name_ja) == ("New Status", None, "新しい在留資格")


def test_a_label_with_a_slip_is_proposed_as_the_row_that_it_resembles():
    assert teaching.proposal(Unknown("status", "日本人の配遇者等", 1)) == teaching.Answer("spouse-of-japanese")
    assert teaching.proposal(Unknown("status", "まったく別のもの", 1)) is None
    assert teaching.proposal(Unknown("country", "ガーナ国", 1)) == teaching.Answer("gh")


def test_who_may_not_make_rows_makes_none(django_user_model, editor_browser):
    change, _html = upload(editor_browser, renamed("ラオス", "バチカン市国"))
    user = django_user_model.objects.create_user("staff", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=("view_changeset", "change_category")))
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(user)
    data = {"labels": "1", "label-0": teaching.NEW, "name-0": "VA"}
    assert browser.post(f"/admin/figures/{change.pk}/", data).status_code == 403
    assert not Category.objects.filter(key="va").exists()
