"""An editor brings figures in: the file, labels that nobody knows, the rehearsal, and the one step to all readers and back."""

import csv
import io
import re
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from still_day import DAY

from config import intake as views
from config import intake_words
from sources.models import Source
from stats import bringing, changes, teaching
from stats.importing import checking, troubles
from stats.importing.checking import Check
from stats.importing.reading import Unknown
from stats.importing.troubles import Trouble
from stats.models import Category, ChangeSet, Figure, Table

pytestmark = pytest.mark.django_db
TEMPLATE = "trainees-2026-06.csv"


@pytest.fixture(autouse=True)
def _still(monkeypatch):
    monkeypatch.setattr(views, "today", lambda: DAY)


def template(values: dict, table: str = "trainees", as_of: str = "2026-06-30") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows(
        [["table", table], ["as_of", as_of], ["key", "label", "value"], *([key, key, value] for key, value in values.items())]
    )
    return out.getvalue().encode()


def values(**changed) -> dict:
    """The figures of June 2025 with some changed; the total follows."""
    found = dict(
        Figure.objects.filter(edition__key="trainees/2025-06").order_by("category__order").values_list("category__key", "value")
    )
    found |= changed
    return found | {"trainees-total": sum(value for key, value in found.items() if key != "trainees-total")}


def upload(browser, data: bytes, name: str = TEMPLATE, look: bool = True):
    """Bring a file in, and look at what it would change, which takes its time."""
    source = Source.objects.get(key="estat-db")
    return browser.post("/admin/figures/", {"file": SimpleUploadedFile(name, data), "source": source.pk}, follow=look)


def act(browser, change: ChangeSet, **what):
    return browser.post(f"/admin/figures/{change.pk}/", what, follow=True).content.decode()


def test_a_file_is_rehearsed_published_and_taken_back(editor_browser):
    reader = Client(SERVER_NAME="localhost")
    html = upload(editor_browser, template(values(np=9_000))).content.decode()
    change = ChangeSet.objects.get()
    assert (change.state, list(change.new), change.layout) == ("draft", ["trainees/2026-06"], "template")
    assert "What readers would see" not in html or "trainees/2026-06" in html
    assert reader.get("/en/statistics/trainees/2026-06/").status_code == 404
    preview = editor_browser.get(f"/admin/figures/{change.pk}/page/en/statistics/trainees/2026-06/")
    assert "Preview. These figures are not public." in preview.content.decode()
    assert "9,000" in preview.content.decode()
    assert "no-store" in preview.headers["Cache-Control"]
    act(editor_browser, change, publish="1", reason="Nepal sends more people.")
    assert "9,000" in reader.get("/en/statistics/trainees/2026-06/").content.decode()
    act(editor_browser, change, withdraw="1")
    assert reader.get("/en/statistics/trainees/2026-06/").status_code == 404
    change.refresh_from_db()
    assert (change.state, change.raw) == ("withdrawn", None)


@pytest.mark.letters
def test_the_rehearsal_shows_what_changes_in_every_language(editor_browser):
    html = upload(editor_browser, template(_december(vn=1), as_of="2025-12-31")).content.decode()
    change = ChangeSet.objects.get()
    assert "Vietnam, Indonesia, and Philippines" in html
    assert "Indonesia, Philippines, and Myanmar" in html
    assert f"/admin/figures/{change.pk}/in/my/" in html
    burmese = editor_browser.get(f"/admin/figures/{change.pk}/in/my/").content.decode()
    assert "/my/" in burmese
    assert 'lang="my"' in burmese
    assert editor_browser.get(f"/admin/figures/{change.pk}/in/xx/").status_code == 404


def _december(**changed) -> dict:
    found = dict(
        Figure.objects.filter(edition__key="trainees/2025-12").order_by("category__order").values_list("category__key", "value")
    )
    rest = found | changed
    moved = sum(found[key] for key in changed) - sum(changed.values())
    rest["id"] += moved
    return rest


def test_a_file_that_changes_nothing_says_so(editor_browser):
    html = upload(editor_browser, template(values(), as_of="2025-06-30")).content.decode()
    assert "This file changes nothing" in html
    assert 'name="publish"' not in html


def test_a_total_that_is_not_the_sum_blocks(editor_browser):
    wrong = values() | {"trainees-total": 1}
    html = upload(editor_browser, template(wrong)).content.decode()
    change = ChangeSet.objects.get()
    assert "The parts do not make the total." in html
    assert 'name="publish"' not in html
    assert "The checks do not allow it." in act(editor_browser, change, publish="1", reason="x")
    assert changes.present(["trainees/2026-06"]) == {"trainees/2026-06": None}


def test_what_the_checks_warn_of_needs_a_reason(editor_browser):
    upload(editor_browser, template(values(np=90_000)), look=False)
    change = ChangeSet.objects.get()
    assert "Write down why" in act(editor_browser, change, publish="1")
    act(editor_browser, change, publish="1", reason="Counted anew.")
    change.refresh_from_db()
    assert (change.state, change.reason) == ("published", "Counted anew.")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.csv", b"\xff\xfe\x00", ""),
        ("x.pdf", b"%PDF-1.7", "PDF"),
        ("x.csv", b"a,b\n1,2\n", "headings"),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ""),
    ],
)
def test_what_is_no_file_of_figures_is_refused_with_the_reason_and_nothing_is_kept(editor_browser, name, data, words):
    html = upload(editor_browser, data, name).content.decode()
    assert 'class="errorlist"' in html
    assert words in html
    assert not ChangeSet.objects.exists()


def test_a_label_that_nobody_knows_stops_the_import_until_an_editor_has_said_what_it_is(editor_browser, monkeypatch):
    unknown = Unknown("country", "新しい国", 12)
    read = bringing.read_file

    def with_unknown(name, data, vocabulary, **more):
        found = read(name, data, vocabulary, **more)
        known = bringing.normal(unknown.label) in vocabulary.countries
        return found if known else type(found)(**{**vars(found), "unknown": (unknown,)})

    monkeypatch.setattr(bringing, "read_file", with_unknown)
    html = upload(editor_browser, template(values())).content.decode()
    change = ChangeSet.objects.get()
    assert "新しい国" in html
    assert 'name="publish"' not in html
    assert change.new == {}
    assert "The checks do not allow it." in act(editor_browser, change, publish="1", reason="x")
    act(editor_browser, change, **{"labels": "1", "label-0": "np"})
    assert "新しい国" in Category.objects.get(key="np").aliases
    change.refresh_from_db()
    assert list(change.new) == ["trainees/2026-06"]


@pytest.mark.parametrize("what", [{"publish": "1", "reason": "x"}, {"labels": "1"}, {"withdraw": "1"}, {"discard": "1"}])
def test_who_comes_after_the_decision_is_told_so(editor_browser, what):
    upload(editor_browser, template(values() | {"trainees-total": 1}), look=False)
    change = ChangeSet.objects.get()
    act(editor_browser, change, discard="1")
    assert "Somebody has decided on this import already." in act(editor_browser, change, **what)
    change.refresh_from_db()
    assert change.state == "discarded"


def test_a_label_that_is_left_out_is_remembered():
    teaching.learn({Unknown("status", "何か", 3): teaching.Answer(teaching.LEFT_OUT)})
    assert Table.objects.get(key="residents").left_out == "何か"
    assert bringing.normal("何か") in bringing.vocabulary().ignored


@pytest.mark.parametrize("path", ["/admin/figures/", "/admin/figures/1/", "/admin/figures/1/in/my/", "/admin/figures/1/page/en/"])
def test_without_the_right_nothing_is_to_be_seen(django_user_model, path):
    user = django_user_model.objects.create_user("staff", password="x", is_staff=True)
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(user)
    assert browser.get(path).status_code == 403
    assert Client(SERVER_NAME="localhost").get(path).status_code == 302


def test_who_may_only_look_cannot_publish(django_user_model, editor_browser):
    upload(editor_browser, template(values(np=4_500)), look=False)
    change = ChangeSet.objects.get()
    user = django_user_model.objects.create_user("staff", password="x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_changeset"))
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(user)
    assert browser.get(f"/admin/figures/{change.pk}/").status_code == 200
    assert browser.post(f"/admin/figures/{change.pk}/", {"publish": "1"}).status_code == 403
    change.refresh_from_db()
    assert change.state == "draft"


def test_every_code_has_its_words():
    codes = {value for name, value in vars(troubles).items() if name.isupper() and isinstance(value, str)}
    assert all(intake_words.trouble_words(Trouble(code)) for code in codes)
    shown = intake_words.trouble_words(Trouble(troubles.NOT_A_NUMBER, "令和6年12月末", 17, "永住者", "abc"))
    assert re.search(r"令和6年12月末.*17.*永住者.*abc", shown)
    codes = {value for name, value in vars(checking).items() if name.isupper() and isinstance(value, str)}
    for code in codes - {checking.TRAINING, checking.BLOCK, checking.WARN}:
        assert intake_words.check_words(Check(code, "warn", "residents", date(2026, 12, 31)))


def test_what_the_file_does_not_count_is_zero_only_where_the_rest_makes_the_total():
    found = bringing.whole("trainees", {"trainees-total": 5, "vn": 5, "np": None})
    assert (found["np"], found["kh"], found["vn"]) == (0, 0, 5)
    found = bringing.whole("trainees", {"trainees-total": 9, "vn": 5, "np": None})
    assert found == {"trainees-total": 9, "vn": 5, "np": None}
