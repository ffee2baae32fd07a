"""What is wrong in a form of content is refused with a reason that an editor understands, and nothing is saved."""

import html

import pytest
from content_forms import address, change
from django.db import models
from editor_forms import errors_of, save
from legs import languages
from snapshots import content

from config.languages import LANGUAGES
from guide.models import HelpLevel, Page, Paragraph, Section, Step
from sources.models import Contact, Fact, Service, Source
from translations.content import column
from translations.editing import explain

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(editor_browser):
    return editor_browser


BROKEN = [
    ("There are {no.such} people.", "There is no value with this name: no.such"),
    ("Open {trainees.total", "A curly bracket is not closed"),
    ("See <b>this</b>.", "HTML cannot be used: <b>"),
    ("<script>alert(1)</script>", "HTML cannot be used: <script>"),
    ("See [here](page:nowhere).", "This link leads nowhere: page:nowhere"),
    ("See [here](https://example.org).", "This link leads nowhere"),
    ("See https://www.otit.go.jp/", "Addresses are not written into texts"),
    ("There are 456,618 trainees.", "Figures, money, dates and telephone numbers are put in by name, not typed: 456,618"),
    ("It costs 500,000 yen.", "put in by name, not typed: 500,000 yen"),
    ("On 1 April 2027 it ends.", "put in by name, not typed: 1 April 2027"),
    ("Call 0120-250-168.", "put in by name, not typed: 0120-250-168"),
    ("It is 12.5% of all.", "put in by name, not typed: 12.5%"),
    ("# A heading", "The text cannot be used like this (heading): #"),
    ("漢字《かんじ》", "Readings 《 》 are for Japanese only"),
]


@pytest.mark.letters
@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_broken_text_is_refused_with_a_message_and_nothing_is_saved(client, text, message):
    paragraph, before = Paragraph.objects.first(), content()
    response = save(client, change(paragraph), text_en=text, kind="warning")
    assert response.status_code == 200
    assert message in html.unescape(errors_of(response))
    assert content() == before
    assert html.escape(text.partition("\n")[0], quote=False).partition("'")[0] in response.content.decode(), (
        "what was typed is still there"
    )


@pytest.mark.parametrize("language", languages(LANGUAGES))
def test_a_broken_text_is_refused_in_every_language(client, language):
    paragraph, before = Paragraph.objects.first(), content()
    response = save(client, change(paragraph), **{column("text", language.code): "{no.such}"})
    assert response.status_code == 200
    assert "There is no value with this name: no.such" in errors_of(response)
    assert content() == before


def test_a_translation_that_differs_from_the_english_is_refused(client):
    paragraph, before = Paragraph.objects.first(), content()
    response = save(client, change(paragraph), text_en="From {date.change} on.", text_vi="Từ nay.", text_ja="")
    assert response.status_code == 200
    assert "Different from the English text. values: missing ['date.change']" in html.unescape(errors_of(response))
    assert content() == before


def test_a_broken_text_in_a_row_below_another_is_refused(client):
    section, before = Section.objects.filter(paragraph__isnull=False).first(), content()
    response = save(client, change(section), **{"paragraph_set-0-text_en": "See <b>this</b>.", "title_en": "Another heading"})
    assert response.status_code == 200
    assert "HTML cannot be used: <b>" in html.unescape(errors_of(response))
    assert content() == before


@pytest.mark.letters
@pytest.mark.parametrize("field", ["title_en", "label_en"])
@pytest.mark.parametrize("text", ["**Bold**", "[A link](page:help)"])
def test_a_title_is_one_plain_line(client, field, text):
    before = content()
    response = save(client, change(Page.objects.get(key="flow")), **{field: text})
    assert response.status_code == 200
    assert "A title or label is plain: no bold words and no links." in errors_of(response)
    assert content() == before


@pytest.mark.letters
@pytest.mark.parametrize("text", ["", "   ", "\r\n\r\n"])
def test_a_source_text_that_is_empty_is_refused(client, text):
    before = content()
    response = save(client, change(Page.objects.get(key="flow")), title_en=text)
    assert response.status_code == 200
    assert "This field is required." in errors_of(response)
    assert content() == before


def open_fact() -> str:
    return models.QuerySet(Fact).filter(status=Fact.Status.OPEN).values_list("key", flat=True).first()


@pytest.mark.letters
@pytest.mark.parametrize("model", [Paragraph, Step, HelpLevel, Service], ids=lambda model: model._meta.label)
@pytest.mark.parametrize("wrong", ["P-9999", "p-1", "the fact book", None])
def test_a_fact_that_is_unknown_or_open_is_refused(client, model, wrong):
    row, before, wrong = models.QuerySet(model).first(), content(), wrong or open_fact()
    response = save(client, change(row), facts=f"P-20 {wrong}")
    assert response.status_code == 200
    assert f"Not in the fact book, or open and therefore not to be stated: {', '.join(wrong.split())}" in errors_of(response)
    assert content() == before


def test_a_service_that_is_unknown_is_refused(client):
    before = content()
    response = save(client, change(HelpLevel.objects.first()), services="police no-such-service")
    assert response.status_code == 200
    assert "There is no service with this key: no-such-service" in errors_of(response)
    assert content() == before


@pytest.mark.letters
@pytest.mark.parametrize("key", ["with space", "../up", "<b>", "ключ", ""])
def test_a_key_that_could_be_no_address_is_refused(client, key):
    before = content()
    response = save(client, address(Source, "add"), key=key, kind="press")
    assert response.status_code == 200
    assert errors_of(response)
    assert content() == before


@pytest.mark.parametrize(("field", "value"), [
    ("days", "monday"), ("opens", "9am"), ("printed_on", "last year"), ("url", "otit"), ("email", "nobody"), ("valid_to", "soon"),
])  # fmt: skip
def test_a_contact_with_a_field_that_does_not_hold_what_it_should_is_refused(client, field, value):
    before = content()
    response = save(client, change(Contact.objects.first()), **{field: value})
    assert response.status_code == 200
    assert errors_of(response)
    assert content() == before


def test_the_messages_are_in_the_editors_language(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "ja"
    response = save(client, change(Paragraph.objects.first()), text_en="{no.such}")
    assert response.status_code == 200
    assert 'lang="ja"' in response.content.decode()
    assert "no.such" in errors_of(response)


def test_every_code_of_the_check_is_explained_with_its_detail():
    from translations import checking
    from translations.coverage import DIFFERENT

    codes = {
        value for name, value in vars(checking).items() if name.isupper() and isinstance(value, str) and not name.startswith("_")
    }
    for code in (codes | {DIFFERENT}) - {checking.MARK}:
        assert "the detail" in explain(code, "the detail")
