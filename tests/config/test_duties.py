"""The first page of the admin says what is due; any page can be seen as of any day, by staff only and in no cache."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from still_day import DAY

from config import duties
from guide.models import Paragraph
from sources.models import Contact, Fact
from translations.models import Change

pytestmark = pytest.mark.django_db

OTIT = "otit-consultation-vi"
AFTER = "chỉ có giá trị đến hết ngày 31 tháng 3 năm 2027"


@pytest.fixture(autouse=True)
def _still(monkeypatch):
    monkeypatch.setattr(duties, "today", lambda: DAY)
    monkeypatch.setattr("config.admin.today", lambda: DAY)


@pytest.fixture
def reader(django_user_model):
    """Staff who may look but not change."""
    user = django_user_model.objects.create_user("reader", password="x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_contact"))
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(user)
    return browser


def test_the_admin_opens_on_what_is_due(editor_browser):
    html = editor_browser.get("/admin/").content.decode()
    assert html.index("What is due") < html.index("/admin/guide/page/")
    assert reverse("admin:due") in html
    assert "Never compared with the official page: " in html


def test_one_click_notes_a_row_as_seen_today(editor_browser):
    assert f"contact:{OTIT}" in editor_browser.get("/admin/due/").content.decode()
    answer = editor_browser.post("/admin/due/", {"seen": f"contact:{OTIT}"}, follow=True)
    assert answer.redirect_chain == [("/admin/due/", 302)]
    assert Contact.objects.get(key=OTIT).checked_on == DAY
    assert f'value="contact:{OTIT}"' not in answer.content.decode()
    kept = Change.objects.get(item=f"sources.contact/{OTIT}")
    assert list(kept.after) == ["checked_on"]


@pytest.mark.parametrize(
    ("sent", "status"), [("", 404), ("page:flow", 404), ("contact", 302), ("contact:nobody", 302), ("fact:'", 302)]
)
def test_what_is_no_such_row_changes_nothing(editor_browser, sent, status):
    assert editor_browser.post("/admin/due/", {"seen": sent}).status_code == status
    assert not Contact.objects.exclude(checked_on=None).exists()
    assert not Fact.objects.exclude(checked_on=None).exists()


def test_only_who_may_change_a_row_can_note_it(reader):
    assert reader.get("/admin/due/").status_code == 200
    assert reader.post("/admin/due/", {"seen": f"contact:{OTIT}"}).status_code == 403
    assert Contact.objects.get(key=OTIT).checked_on is None


def test_a_page_is_seen_as_of_any_day(editor_browser):
    before = editor_browser.get("/admin/as-of/2027-03-31/vi/help/")
    after = editor_browser.get("/admin/as-of/2027-04-01/vi/help/")
    assert "no-store" in after.headers["Cache-Control"]
    assert AFTER not in before.content.decode()
    assert AFTER in after.content.decode()
    both = editor_browser.get("/admin/as-of/2027-04-01/vi/help/with/ja/")
    assert both.status_code == 404, "a page of two is put together from these"


@pytest.mark.parametrize(
    "path", ["2027-13-01/vi/help/", "today/vi/help/", "2027-04-01/xx/help/", "2027-04-01/vi/nope/", "2027-04-01/admin/"]
)
def test_a_day_or_a_page_that_is_not_there_is_not_found(editor_browser, path):
    assert editor_browser.get(f"/admin/as-of/{path}").status_code == 404


def test_readers_see_no_other_day():
    browser = Client(SERVER_NAME="localhost")
    for path in ("/admin/due/", "/admin/as-of/2027-04-01/vi/help/"):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["Location"].startswith("/admin/login/")) == (302, True)


def test_the_form_leads_to_the_page_and_keeps_what_is_wrong(editor_browser):
    answer = editor_browser.get("/admin/due/", {"day": "2027-04-01", "address": "/vi/flow/"})
    assert answer.headers["Location"] == "/admin/as-of/2027-04-01/vi/flow/"
    assert editor_browser.get("/admin/due/", {"day": "soon", "address": ""}).status_code == 200


def test_a_text_that_ends_leads_to_its_form_and_cannot_be_seen_on_an_official_page(editor_browser, monkeypatch):
    monkeypatch.setattr(duties, "today", lambda: date(2027, 3, 1))
    html = editor_browser.get("/admin/due/").content.decode()
    row = html[html.index(">scheme-ends<") :].split("</tr>")[0]
    assert "<button" not in row
    assert "2027-03-31" in row
    paragraph = Paragraph.objects.get(key="scheme-ends")
    assert reverse("admin:guide_paragraph_change", args=[paragraph.pk]) in html


@pytest.mark.parametrize("below", ["en/check/abroad/before-change/filed/", "km/check/all/", "vi/help/card/"])
def test_staff_see_the_questions_as_of_any_day(editor_browser, below):
    answer = editor_browser.get(f"/admin/as-of/2027-04-01/{below}")
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
