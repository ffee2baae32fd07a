"""The admin as a whole: who gets in, in which language, and the order in which its subjects stand."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import translation
from editor_forms import fields_of

from config.admin import GROUPS, EditorLanguageMiddleware, EditorsSite

pytestmark = pytest.mark.django_db

PASSWORD = "a long and private word"


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_superuser("editor", "editor@example.org", PASSWORD)


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost", enforce_csrf_checks=True)


def log_in(client, password: str = PASSWORD):
    page = client.get("/admin/login/?next=/admin/")
    fields = fields_of(page.content.decode())
    return client.post("/admin/login/?next=/admin/", {**fields, "username": "editor", "password": password})


def test_a_member_of_staff_logs_in_with_a_form_that_any_browser_can_send(client, editor):
    response = log_in(client)
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200
    for cookie in response.cookies.values():
        assert cookie["path"] == "/admin/", "readers' pages never see a cookie"
        assert cookie["samesite"] == "Lax"
    assert response.cookies["sessionid"]["httponly"]


def test_a_wrong_password_does_not_get_in(client, editor):
    assert log_in(client, "a guess").status_code == 200
    assert client.get("/admin/").status_code == 302


def test_a_form_from_elsewhere_is_refused(client, editor):
    client.get("/admin/login/")
    assert client.post("/admin/login/", {"username": "editor", "password": PASSWORD}).status_code == 403


@pytest.mark.parametrize(("accept", "language"), [
    ("ja,en;q=0.5", "ja"), ("ja-JP", "ja"), ("en-US,en;q=0.9", "en"), ("vi,ja;q=0.1", "ja"), ("vi", "en"), ("", "en"), ("%%", "en"),
])  # fmt: skip
def test_the_admin_speaks_english_or_japanese_as_the_browser_asks(client, editor, accept, language):
    client.force_login(editor)
    for path in ("/admin/", "/admin/login/", "/admin/guide/page/"):
        response = client.get(path, headers={"Accept-Language": accept}, follow=True)
        assert f'<html lang="{language}"' in response.content.decode(), path
        assert "no-store" in response.headers["Cache-Control"]


def test_nothing_of_the_admin_is_kept_by_a_cache_that_knows_no_editors(client, editor):
    """What Django lets caches keep, such as its words for scripts, is in the language of whoever asked first."""
    client.force_login(editor)
    for path in ("/admin/jsi18n/", "/admin/no-such-place/", "/admin/"):
        assert "no-store" in client.get(path).headers["Cache-Control"], path


def test_the_language_of_an_editor_ends_with_the_request(client, editor):
    client.force_login(editor)
    before = translation.get_language()
    client.get("/admin/", headers={"Accept-Language": "ja"})
    assert translation.get_language() == before


def test_the_admin_takes_no_language_from_the_public_pages_nor_they_from_it():
    seen = []
    middleware = EditorLanguageMiddleware(lambda request: seen.append((translation.get_language(), dict(request.COOKIES))))
    from django.test import RequestFactory

    request = RequestFactory().get("/vi/flow/", headers={"Accept-Language": "ja", "Cookie": "sessionid=x"})
    with translation.override("en"):
        middleware(request)
    assert seen == [("en", {})]


def groups(client) -> dict[str, list[str]]:
    apps_shown = client.get(reverse("admin:index"), headers={"Accept-Language": "en"}).context["app_list"]
    return {str(group["name"]): [f"{model['model']._meta.label}" for model in group["models"]] for group in apps_shown}


def test_the_index_stands_in_the_order_in_which_an_editor_thinks(client, editor):
    client.force_login(editor)
    shown = groups(client)
    subjects = list(shown)
    assert subjects[: len(GROUPS)] == [
        "Pages",
        "Steps",
        "The change of 2027",
        "Help and contacts",
        "Sources",
        "Translations",
        "Statistics",
    ]
    assert shown["Pages"][0] == "guide.Page"
    assert "sources.Contact" in shown["Help and contacts"]
    assert shown["Statistics"][0] == "stats.Edition", "the figures of a new year are what an editor comes for"
    assert subjects[-1] == "Authentication and Authorization"


def test_every_model_of_the_admin_stands_once_and_all_content_in_a_group_of_ours(client, editor):
    client.force_login(editor)
    shown = groups(client)
    labels = [label for models in shown.values() for label in models]
    assert sorted(labels) == sorted(model._meta.label for model in admin.site._registry)
    ours = {label for name, models in GROUPS for label in models}
    assert {label for label in labels if label.split(".")[0] in ("guide", "sources", "stats", "translations")} == ours
    assert all(apps.get_model(label) for label in ours)


def test_a_room_can_still_be_looked_at_by_itself(client, editor):
    client.force_login(editor)
    response = client.get(reverse("admin:app_list", args=["guide"]))
    assert response.status_code == 200
    assert [app["app_label"] for app in response.context["app_list"]] == ["guide"]


def test_an_editor_with_few_rights_sees_only_those_subjects(client, django_user_model):
    from django.contrib.auth.models import Permission

    helper = django_user_model.objects.create_user("helper", password=PASSWORD, is_staff=True)
    helper.user_permissions.add(Permission.objects.get(codename="change_contact"))
    client.force_login(helper)
    assert groups(client) == {"Help and contacts": ["sources.Contact"]}


def test_the_site_of_the_admin_is_ours():
    assert isinstance(admin.site, EditorsSite) or isinstance(admin.site._wrapped, EditorsSite)
