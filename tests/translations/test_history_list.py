"""The history of everything, also of what was deleted: how it is looked through; who sees it and who may restore."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from history_forms import LIST, browser_of, buttons, form, saved, text
from releases import POINT, point
from snapshots import content

from guide.models import Page, Section
from translations.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(editor_browser):
    return editor_browser


def staff(django_user_model, *rights: str, name: str = "helper") -> Client:
    user = django_user_model.objects.create_user(name, password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return browser_of(user)


# --- of everything ---


@pytest.fixture
def several(client):
    """Three changes: one of a word, a new row, and one that is deleted."""
    saved(client, point(), text_en="Another question?")
    page = Page.objects.get(key="flow")
    saved(client, Section(), key="new-section", page=str(page.pk), order="990", title_en="New", block="")
    client.post(form(Section.objects.get(key="new-section"), "delete"), {"post": "yes"})


def listed(client, **query) -> list[str]:
    response = client.get(LIST, query)
    assert response.status_code == 200
    return [change.item for change in response.context["cl"].result_list]


@pytest.mark.usefixtures("several")
class TestList:
    def test_the_short_address_leads_to_it(self, client):
        response = client.get("/admin/history/?what=deleted")
        assert (response.status_code, response.headers["Location"]) == (302, f"{LIST}?what=deleted")
        assert Client(SERVER_NAME="localhost").get("/admin/history/").headers["Location"].startswith("/admin/login/")

    def test_it_stands_in_the_index_and_shows_everything_the_newest_first(self, client):
        assert f'href="{LIST}"' in client.get("/admin/").content.decode()
        assert listed(client) == ["guide.section/new-section", "guide.section/new-section", f"guide.steppoint/{POINT}"]

    def test_by_kind_by_what_by_user_by_day_and_by_a_part_of_the_name(self, client, django_user_model):
        editor, other = django_user_model.objects.get(username="editor"), django_user_model.objects.create_user("other")
        Change.objects.create(
            item="sources.term/x",
            kind="sources.term",
            origin="revert",
            made_by=other,
            before={"japanese": "a"},
            after={"japanese": "b"},
        )
        assert listed(client, kind="guide.steppoint") == [f"guide.steppoint/{POINT}"]
        assert listed(client, what="deleted") == listed(client, what="new") == ["guide.section/new-section"]
        assert listed(client, what="changed") == ["sources.term/x", f"guide.steppoint/{POINT}"]
        assert listed(client, made_by__id__exact=str(other.pk)) == ["sources.term/x"]
        assert len(listed(client, made_by__id__exact=str(editor.pk))) == 3
        assert listed(client, origin__exact="revert") == ["sources.term/x"]
        assert listed(client, made_on__gte="2999-01-01 00:00:00+09:00") == []
        assert listed(client, q="new-sec") == ["guide.section/new-section"] * 2
        assert listed(client, q="no-such-thing") == []

    def test_each_change_has_a_page_with_what_was_and_the_way_to_restore_it(self, client):
        change = Change.objects.get(after__isnull=True)
        response = client.get(f"{LIST}{change.pk}/change/")
        assert "deleted" in text(response)
        assert buttons(response) == [f"{LIST}{change.pk}/restore/"]
        answer = client.post(buttons(response)[0])
        assert answer.headers["Location"] == form(Section.objects.get(key="new-section"), "history")
        back = client.post(f"{LIST}{Change.objects.first().pk}/restore/")
        assert back.headers["Location"] == f"{LIST}{Change.objects.get(pk=change.pk + 1).pk}/change/"
        assert not Section.objects.filter(key="new-section").exists()

    def test_nobody_adds_edits_or_deletes_a_change_not_even_who_may_everything(self, client):
        rows = list(Change.objects.values())
        path = f"{LIST}{rows[0]['id']}/"
        assert client.get(f"{LIST}add/").status_code == client.post(f"{LIST}add/", {"item": "x"}).status_code == 403
        client.post(f"{path}change/", {"item": "x", "_save": "Save"})
        assert client.post(f"{path}delete/", {"post": "yes"}).status_code == 403
        client.post(LIST, {"action": "delete_selected", "_selected_action": [str(rows[0]["id"])], "post": "yes"})
        assert list(Change.objects.values()) == rows
        assert client.get(f"{path}history/").headers["Location"] == f"{path}change/"

    @pytest.mark.parametrize("language", ["en", "ja"])
    def test_every_page_opens_in_both_languages_of_editors(self, client, language):
        for path in (LIST, f"{LIST}{Change.objects.first().pk}/change/", form(point(), "history")):
            page = client.get(path, headers={"Accept-Language": language}).content.decode()
            assert f'<html lang="{language}"' in page


# --- who may ---


@pytest.mark.usefixtures("several")
class TestWhoMay:
    def test_the_group_of_editors_sees_the_history_and_restores(self, django_user_model):
        user = django_user_model.objects.create_user("somebody", password="x", is_staff=True)
        user.groups.add(Group.objects.get(name="Editors"))
        browser, change = browser_of(user), Change.objects.get(item=f"guide.steppoint/{POINT}")
        for path in (LIST, "/admin/history/", f"{LIST}{change.pk}/change/", form(point(), "history")):
            assert browser.get(path, follow=True).status_code == 200, path
        assert browser.post(f"{LIST}{change.pk}/restore/").status_code == 302
        assert point().text_en == change.before["text_en"]
        assert Change.objects.first().made_by == user
        assert browser.post(f"{LIST}{change.pk}/delete/", {"post": "yes"}).status_code == 403

    def test_who_may_not_change_the_row_restores_nothing_and_sees_no_button(self, django_user_model):
        change, before = Change.objects.get(item=f"guide.steppoint/{POINT}"), content()
        browser = staff(django_user_model, "view_change", "view_steppoint", "change_section")
        for path in (f"{LIST}{change.pk}/change/", form(point(), "history")):
            assert buttons(browser.get(path)) == []
        assert browser.post(f"{LIST}{change.pk}/restore/").status_code == 403
        assert content() == before

    @pytest.mark.parametrize(("missing", "which"), [("add_section", "deleted"), ("delete_section", "new")])
    def test_what_adds_or_deletes_a_row_takes_that_right_too(self, client, django_user_model, missing, which):
        deleted = Change.objects.get(after__isnull=True)
        if which == "new":
            client.post(f"{LIST}{deleted.pk}/restore/")
        change, before = Change.objects.exclude(pk=deleted.pk).first() if which == "new" else deleted, content()
        rights = {"change_section", "add_section", "delete_section", "view_change"} - {missing}
        browser = staff(django_user_model, *rights)
        assert buttons(browser.get(f"{LIST}{change.pk}/change/")) == []
        assert browser.post(f"{LIST}{change.pk}/restore/").status_code == 403
        assert content() == before

    def test_who_may_see_neither_row_nor_history_sees_nothing(self, django_user_model):
        browser, change = staff(django_user_model, "change_contact"), Change.objects.first()
        for path in (LIST, f"{LIST}{change.pk}/change/", form(point(), "history")):
            assert browser.get(path).status_code == 403, path

    def test_restoring_is_posted_by_who_is_logged_in_and_from_this_site(self, client, django_user_model):
        change, before = Change.objects.get(item=f"guide.steppoint/{POINT}"), content()
        path = f"{LIST}{change.pk}/restore/"
        assert client.get(path).status_code == 405
        assert Client(SERVER_NAME="localhost").post(path).headers["Location"].startswith("/admin/login/")
        assert (
            browser_of(django_user_model.objects.get(username="editor"), enforce_csrf_checks=True).post(path).status_code == 403
        )
        assert client.post(f"{LIST}999999/restore/").status_code == 404
        assert content() == before
        assert "csrfmiddlewaretoken" in client.get(form(point(), "history")).content.decode()

    def test_who_sees_the_row_but_not_the_whole_history_restores_and_lands_where_they_may_be(self, client, django_user_model):
        client.post(f"{LIST}{Change.objects.get(after__isnull=True).pk}/restore/")
        browser = staff(django_user_model, "change_section", "delete_section")
        answer = browser.post(f"{LIST}{Change.objects.first().pk}/restore/", follow=True)
        assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, "/admin/")
        assert not Section.objects.filter(key="new-section").exists()
