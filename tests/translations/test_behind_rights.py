"""Who sees what is behind, and who may note that a translation is still correct."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from releases import POINT, edit

from config.languages import LANGUAGES
from guide.models import StepPoint
from translations import origins
from translations.models import MadeFrom

pytestmark = pytest.mark.django_db

LIST = "/admin/translations/madefrom/"
NAME = f"guide.steppoint/{POINT}/text"


@pytest.fixture
def late():
    """One word that is behind in all languages."""
    edit(StepPoint, POINT, text_en="Another question?")


def behind() -> list[str]:
    return [late.language.code for late in origins.behind()]


def still_correct(client, language: str):
    return client.post(LIST, {"name": NAME, "language": language})


def staff(django_user_model, *permissions: str) -> Client:
    """The browser of a member of staff who may do just this."""
    user = django_user_model.objects.create_user("helper", password="a long password", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(user)
    return browser


@pytest.mark.usefixtures("late")
class TestWhoMay:
    @pytest.mark.parametrize("permissions", [(), ("change_paragraph", "view_page")])
    def test_staff_without_the_right_see_and_note_nothing(self, django_user_model, permissions):
        browser, known = staff(django_user_model, *permissions), origins.known()
        assert browser.get(LIST).status_code == 403
        assert still_correct(browser, "").status_code == 403
        assert origins.known() == known

    def test_staff_who_may_only_look_see_no_button_and_note_nothing(self, django_user_model):
        browser, known = staff(django_user_model, "view_madefrom"), origins.known()
        assert [word["name"] for word in browser.get(LIST).context["words"]] == [NAME]
        assert "Still correct" not in browser.get(LIST).content.decode()
        assert 'name="language"' not in browser.get(LIST).content.decode()
        assert still_correct(browser, "vi").status_code == 403
        assert origins.known() == known

    def test_staff_who_may_change_it_can_note_it(self, django_user_model):
        assert still_correct(staff(django_user_model, "change_madefrom"), "vi").status_code == 302
        assert behind() == [language.code for language in LANGUAGES[1:] if language.code != "vi"]

    def test_nobody_notes_anything_without_logging_in_or_from_another_site(self, editor_browser):
        known = origins.known()
        for response in (still_correct(Client(SERVER_NAME="localhost"), ""), Client(SERVER_NAME="localhost").get(LIST)):
            assert response.headers["Location"].startswith("/admin/login/")
        strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
        strict.cookies = editor_browser.cookies
        assert still_correct(strict, "").status_code == 403
        assert origins.known() == known

    def test_rows_are_neither_added_nor_edited_nor_deleted_by_hand(self, editor_browser):
        row = MadeFrom.objects.first()
        assert editor_browser.get(f"{LIST}add/").status_code == 403
        assert editor_browser.get(f"{LIST}{row.pk}/change/").headers["Location"] == LIST
        assert editor_browser.post(f"{LIST}{row.pk}/change/", {"source": "Mine"}).headers["Location"] == LIST
        assert editor_browser.post(f"{LIST}{row.pk}/delete/", {"post": "yes"}).status_code == 403
        editor_browser.post(LIST, {"action": "delete_selected", "_selected_action": [str(row.pk)], "post": "yes"})
        assert MadeFrom.objects.get(pk=row.pk).source == row.source
