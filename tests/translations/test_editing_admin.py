"""The admin of content: every form opens, in both of its languages and from this host alone; saving is a new version."""

import re
from functools import cache
from pathlib import Path

import pytest
from content_forms import address, change, words_of
from django.contrib import admin
from django.contrib.staticfiles import finders
from django.db import models
from django.test import Client
from django.urls import reverse
from editor_forms import errors_of, save
from legs import kinds_of_content
from snapshots import content

from config import addresses
from config.languages import LANGUAGES, SOURCE, live
from delivery.door import writing
from delivery.models import content_version
from guide.models import Page, Paragraph, Section
from sources.models import Contact
from translations.content import column, kind_for, kinds
from translations.editing import ContentForm

pytestmark = pytest.mark.django_db

EDITED = tuple(kind.model for kind in kinds() if admin.site.is_registered(kind.model))
every_model = pytest.mark.parametrize("model", kinds_of_content(EDITED))


@pytest.fixture
def client(editor_browser):
    return editor_browser


# --- every form ---

LOADED = re.compile(r"""<(?!a\b)\w+[^>]*?\s(?:src|href|action|srcset|poster|data|formaction)=["']?\s*(?:https?:)?//""", re.I)
IN_STYLE = re.compile(r"""(?:@import\s+|url\()\s*['"]?(?:https?:)?//""", re.I)


@cache
def stays_here(file: str) -> bool:
    """Whether a style or script of the admin is here and sends the browser to no other host."""
    text = Path(finders.find(file)).read_text(encoding="utf-8")
    elsewhere = re.search(r"""['"](?:https?:)?//[\w.-]*(?:googleapis|jquery|cdn|unpkg|jsdelivr)""", text)
    return not elsewhere and not IN_STYLE.search(text)


@every_model
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_list_and_form_opens_and_loads_nothing_from_another_host(client, model, language):
    row = models.QuerySet(model).first()
    for path in (address(model, "changelist"), address(model, "add"), change(row)):
        response = client.get(path, headers={"Accept-Language": f"{language},en;q=0.5"})
        assert response.status_code == 200, path
        page = response.content.decode()
        assert f'<html lang="{language}"' in page, path
        assert not LOADED.search(page), LOADED.search(page)
        assert not IN_STYLE.search(page), path
        assert "no-store" in response.headers["Cache-Control"]
        for file in re.findall(r'(?:src|href)="/static/([^"?]+\.(?:css|js))', page):
            assert stays_here(file), f"{path} wants {file}"


def test_every_kind_of_content_can_be_edited_by_itself_or_with_the_row_that_it_belongs_to():
    inlines = {inline.model for model in EDITED for inline in admin.site.get_model_admin(model).inlines}
    assert {kind.label for kind in kinds()} - {kind_for(model).label for model in {*EDITED, *inlines}} == set()


@every_model
def test_a_form_has_every_word_in_every_language_and_every_other_field(client, model):
    row = models.QuerySet(model).first()
    page = client.get(address(model, "add")).content.decode()
    expected = {column(field, language.code) for field in kind_for(model).words for language in LANGUAGES}
    expected |= {field.name for field in kind_for(model).plain}
    assert {name for name in expected if f'name="{name}"' not in page} == set()
    assert 'name="key"' not in client.get(change(row)).content.decode(), "a key never changes"


@every_model
def test_a_row_that_is_saved_as_it_stands_is_the_same_row(client, model):
    before = content()
    rows = list(models.QuerySet(model).order_by("pk"))
    for row in {rows[0], rows[len(rows) // 2], rows[-1]}:
        response = save(client, change(row))
        assert response.status_code == 302, (row, errors_of(response))
    after = content()
    assert [name for name in before if before[name] != after[name]] == []


@every_model
def test_a_source_text_is_required_and_a_translation_is_not(model):
    """What the model wants filled must be written in English; the other languages follow when they are ready."""
    model_admin = admin.site.get_model_admin(model)
    form = model_admin.get_form(request_of(), None)
    for field in kind_for(model).words:
        required = {language.code: form.base_fields[column(field, language.code)].required for language in LANGUAGES}
        assert required[SOURCE.code] is not model._meta.get_field(field).blank, field
        assert not any(required[language.code] for language in LANGUAGES[1:]), field


def listed(model, searched: str):
    """The rows that the list of a model shows for a search: asked of its view, whose page is not rendered."""
    view = admin.site.get_model_admin(model).changelist_view
    return view(request_of(q=searched)).context_data["cl"].queryset


def request_of(**query):
    from django.contrib.auth.models import User
    from django.test import RequestFactory

    request = RequestFactory().get("/admin/", query)
    request.user = User(is_staff=True, is_superuser=True, is_active=True)
    return request


@every_model
def test_the_way_to_the_readers_page_is_offered_in_every_language_and_leads_somewhere(client, model):
    paths = set(addresses.paths_of(addresses.PAGE))
    model_admin = admin.site.get_model_admin(model)
    for row in models.QuerySet(model).all():
        for language, (endonym, target) in zip(live(), model_admin.addresses(row), strict=True):
            assert endonym == language.endonym
            assert target.partition("#")[0] in paths, (row, target)
    offered = re.findall(r'<a href="([^"]+)" class="viewsitelink">([^<]+)</a>', client.get(change(row)).content.decode())
    assert offered == [(target, endonym) for endonym, target in model_admin.addresses(row)]


@every_model
def test_a_list_can_be_searched_in_every_language_and_put_in_order(client, model):
    path = address(model, "changelist")
    row = models.QuerySet(model).exclude(key="").first()
    assert row.key in client.get(path, {"q": row.key}).content.decode() or str(row) in words_of(client.get(path, {"q": row.key}))
    assert client.get(path, {"q": "no-such-thing-anywhere"}).context["cl"].result_count == 0
    assert client.get(path, {"o": "-1"}).status_code == 200
    for field in kind_for(model).words:
        for language in LANGUAGES:
            name = column(field, language.code)
            found = models.QuerySet(model).exclude(**{name: None}).exclude(**{name: ""}).first()
            if found:
                word = max(re.findall(r"\w+", getattr(found, name)), key=len)
                assert found.pk in {row.pk for row in listed(model, word)}, (name, word)


def test_the_check_is_that_of_the_build():
    """One form for all: no model of content is edited past it."""
    for model in EDITED:
        model_admin = admin.site.get_model_admin(model)
        assert issubclass(model_admin.form, ContentForm), model
        for inline in model_admin.inlines:
            assert not kind_for(inline.model).words or issubclass(inline.form, ContentForm), inline


# --- saving ---


def test_saving_a_page_raises_the_content_version_and_keeps_the_words(client):
    page, before = Page.objects.get(key="flow"), content_version()
    response = save(client, change(page), title_vi="Con đường tới Nhật", summary_en="How the way to Japan goes, step by step.")
    assert response.status_code == 302, errors_of(response)
    assert content_version() == before + 1
    found = models.QuerySet(Page).filter(key="flow").values("title_vi", "summary_en", "label_en").get()
    assert found == {
        "title_vi": "Con đường tới Nhật",
        "summary_en": "How the way to Japan goes, step by step.",
        "label_en": page.label_en,
    }


def test_only_looking_is_no_new_version(client):
    before = content_version()
    for path in (address(Page, "changelist"), address(Page, "add"), change(Page.objects.first())):
        client.get(path)
    assert content_version() == before


def test_a_new_row_a_row_below_another_and_a_deleted_row_are_new_versions(client):
    before = content_version()
    page = Page.objects.get(key="flow")
    response = save(client, address(Section, "add"), key="new-section", page=str(page.pk), order="990", title_en="New", block="")
    assert response.status_code == 302, errors_of(response)
    section = Section.objects.get(key="new-section")
    added = {
        "paragraph_set-TOTAL_FORMS": "1", "paragraph_set-0-key": "new-paragraph", "paragraph_set-0-order": "10", "paragraph_set-0-kind": "text",
        "paragraph_set-0-text_en": "One\r\nline.\r\n\r\n- two", "paragraph_set-0-facts": "P-20, P-32",
    }  # fmt: skip
    response = save(client, change(section), **added)
    assert response.status_code == 302, errors_of(response)
    paragraph = Paragraph.objects.get(key="new-paragraph")
    assert (paragraph.text_en, paragraph.facts, paragraph.section) == ("One\nline.\n\n- two", ["P-20", "P-32"], section)
    response = client.post(address(Paragraph, "delete", paragraph), {"post": "yes"})
    assert response.status_code == 302
    assert not Paragraph.objects.filter(key="new-paragraph").exists()
    assert content_version() == before + 3


def test_many_rows_can_be_deleted_at_once(client):
    before, rows = content_version(), list(Contact.objects.order_by("pk")[:2])
    data = {"action": "delete_selected", "_selected_action": [str(row.pk) for row in rows], "post": "yes"}
    assert client.post(address(Contact, "changelist"), data).status_code == 302
    assert not Contact.objects.filter(pk__in=[row.pk for row in rows]).exists()
    assert content_version() == before + 1


def test_what_others_belong_to_cannot_be_deleted(client):
    page = Page.objects.get(key="flow")
    assert client.post(address(Page, "delete", page), {"post": "yes"}).status_code == 200
    assert Page.objects.filter(key="flow").exists()


# --- who may ---


def test_nobody_edits_without_logging_in(client):
    page = Page.objects.get(key="flow")
    stranger = Client(SERVER_NAME="localhost")
    for path in (reverse("admin:index"), address(Page, "changelist"), change(page)):
        for response in (stranger.get(path), stranger.post(path, {"title_en": "Mine"})):
            assert response.status_code == 302
            assert response.headers["Location"].startswith("/admin/login/")
    assert Page.objects.get(key="flow").title_en == page.title_en


def test_a_member_of_staff_without_rights_sees_nothing_and_saves_nothing(django_user_model):
    reader = django_user_model.objects.create_user("reader", password="a long password", is_staff=True)
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(reader)
    assert browser.get(change(Page.objects.first())).status_code == 403
    assert browser.post(change(Page.objects.first()), {"title_en": "Mine"}).status_code == 403
    assert address(Page, "changelist") not in browser.get(reverse("admin:index")).content.decode()


def test_a_row_that_is_gone_is_told(client):
    row = Paragraph.objects.first()
    path = change(row)
    with writing():
        row.delete()
    response = client.get(path, follow=True)
    assert response.status_code == 200
    assert "doesn’t exist" in words_of(response)
