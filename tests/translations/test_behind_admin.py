"""The list of translations that are behind: by language and by page, what is missing, and "still correct" in one click."""

import html
import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from releases import POINT, edit, point
from snapshots import content

from config.languages import LANGUAGES, SOURCE
from delivery.door import writing
from delivery.models import content_version
from guide.models import Page, Paragraph, StepPoint
from sources.models import Term
from translations import origins
from translations.content import kind_for, kinds
from translations.models import MadeFrom

pytestmark = pytest.mark.django_db

LIST = "/admin/translations/madefrom/"
NAME = f"guide.steppoint/{POINT}/text"
TITLE = "guide.page/rights/title"
VALUE = "guide.paragraph/trainees-by-country/text"  # with a value and a link
TRANSLATED = [language.code for language in LANGUAGES if language != SOURCE]
EVERY_BUT_VIETNAMESE = [code for code in TRANSLATED if code != "vi"]


@pytest.fixture
def client(editor_browser):
    return editor_browser


@pytest.fixture
def late():
    """Two words that are behind in all languages, on two pages."""
    edit(StepPoint, POINT, text_en="Another question?")
    edit(Page, "rights", title_en="What your rights are")


def behind(name: str = NAME) -> list[str]:
    return [late.language.code for late in origins.behind() if late.name == name]


def opened(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200
    assert "UNKNOWN-NAME" not in response.content.decode()
    return response


def page_of(client, **query) -> str:
    return html.unescape(opened(client, **query).content.decode())


def listed(client, **query) -> dict[str, list[str]]:
    """The names of the words in the list, each with the languages in which it is behind; they stand on the page in this order."""
    response = opened(client, **query)
    found = {word["name"]: [one["code"] for one in word["languages"]] for word in response.context["words"]}
    main = response.content.decode().partition('id="content"')[2]
    assert re.findall(r' lang="([^"]+)" dir="', main) == [code for codes in found.values() for code in codes]
    assert re.findall(r">([a-z]+\.[a-z]+/[^<]+)</a></h2>", main) == list(found)
    return found


def counts(client) -> dict[str, int]:
    """How many words are behind by language, as the head of the page says."""
    found = re.findall(r'<a href="\?language=([^"&]+)"[^>]*><span[^>]*>[^<]+</span> (\d+)</a>', page_of(client))
    return {code: int(number) for code, number in found}


def buttons(client, **query) -> list[str]:
    """The languages that the buttons of the page send; nothing stands for all of them."""
    return re.findall(r'<button [^>]*name="language" value="([^"]*)"', page_of(client, **query))


def still_correct(client, language: str, name: str = NAME, **more):
    return client.post(LIST, {"name": name, "language": language}, **more)


# --- the list ---


@pytest.mark.letters
def test_while_nothing_is_behind_the_list_says_so(client):
    assert listed(client) == {}
    assert "No translation is behind." in page_of(client)
    assert counts(client) == dict.fromkeys(TRANSLATED, 0)


@pytest.mark.letters
@pytest.mark.usefixtures("late")
class TestList:
    def test_a_word_is_listed_once_with_every_language_in_which_it_is_behind(self, client):
        assert listed(client) == {NAME: TRANSLATED, TITLE: TRANSLATED}
        assert counts(client) == dict.fromkeys(TRANSLATED, 2)

    @pytest.mark.parametrize("code", TRANSLATED)
    def test_by_language(self, client, code):
        origins.made(point(), [("text", "vi")], kind_for(StepPoint))
        expected = {TITLE: [code]} if code == "vi" else {NAME: [code], TITLE: [code]}
        assert listed(client, language=code) == expected
        assert counts(client) == dict.fromkeys(TRANSLATED, 2) | {"vi": 1}

    def test_by_page(self, client):
        assert listed(client, page="flow/") == {NAME: TRANSLATED}
        assert listed(client, page="rights/") == {TITLE: TRANSLATED}
        assert listed(client, page="rights/", language="th") == {TITLE: ["th"]}
        assert listed(client, page="help/") == {}
        with writing():
            Term.objects.filter(key=Term.objects.first().key).update(title_en="Another term")
        assert [name.partition("/")[0] for name in listed(client, page="")] == ["sources.term"]

    def test_the_links_of_the_list_lead_to_form_and_page_and_the_english_of_then_and_now_stands_beside_the_words(self, client):
        page = page_of(client, page="flow/", language="vi")
        form = reverse("admin:guide_steppoint_change", args=[point().pk])
        for target in ("?page=flow/&language=vi", form, f"/vi/flow/#{POINT}"):
            assert f'<a href="{target}"' in page
        assert client.get(form).status_code == 200
        assert f'id="{POINT}"' in client.get("/vi/flow/").content.decode()
        words = re.sub(r"<[^>]+>", "", page)
        for text in ("Another", "With which supervising organization in Japan do you work?", point().text_vi):
            assert text in words


def test_what_stands_in_a_text_is_no_html_of_the_list(client):
    edit(StepPoint, POINT, text_en="<script>alert(1)</script>")
    assert "<script>alert(1)" not in client.get(LIST).content.decode()


@pytest.mark.letters
def test_words_of_every_kind_can_be_listed(client):
    MadeFrom.objects.update(source="")
    assert set(counts(client).values()) == {MadeFrom.objects.filter(language="vi").count()}
    assert {name.partition("/")[0] for name in listed(client, language="vi")} == {kind.label for kind in kinds() if kind.words}


def test_what_a_language_lacks_is_listed_with_it(client):
    edit(StepPoint, POINT, text_vi="", text_ja=None)
    assert "Not yet written" not in page_of(client)
    for code, there in (("vi", True), ("ja", True), ("th", False)):
        page = page_of(client, language=code)
        assert (f">{NAME}</a>" in page, "Not yet written" in page) == (there, there), code


@pytest.mark.letters
@pytest.mark.parametrize("code", ["xx", "en", "zh_Hans", "'", "vi "])
def test_a_language_that_is_not_there_is_no_failure_of_the_server(client, code):
    client.raise_request_exception = False
    assert client.get(LIST, {"language": code}).status_code in (200, 302, 404)


# --- still correct ---


@pytest.mark.usefixtures("late")
class TestStillCorrect:
    def test_for_one_language(self, client):
        response = still_correct(client, "vi", follow=True)
        assert response.status_code == 200
        assert f"Noted as still correct: {NAME}" in html.unescape(response.content.decode())
        assert behind() == EVERY_BUT_VIETNAMESE
        assert behind(TITLE) == TRANSLATED

    def test_for_all_languages_at_once(self, client):
        still_correct(client, "")
        assert (behind(), behind(TITLE)) == ([], TRANSLATED)

    def test_no_word_changes_and_no_reader_gets_another_page(self, client, capsys):
        before, version = content(), content_version()
        still_correct(client, "vi")
        still_correct(client, "", TITLE)
        assert (content(), content_version()) == (before, version)
        call_command("check_content")
        assert f"vi: {NAME}" not in capsys.readouterr().out

    def test_the_buttons_of_the_page_send_it_and_lead_back_to_the_same_list(self, client):
        assert buttons(client, language="vi", page="flow/") == ["vi"]
        assert f'<input type="hidden" name="name" value="{NAME}">' in page_of(client, language="vi", page="flow/")
        response = client.post(f"{LIST}?language=vi&page=flow/", {"name": NAME, "language": "vi"})
        assert (response.status_code, response.headers["Location"]) == (302, f"{LIST}?language=vi&page=flow/")
        assert sorted(buttons(client, page="flow/")) == sorted(["", *EVERY_BUT_VIETNAMESE])

    @pytest.mark.parametrize("language", ["vi", ""])
    def test_sent_twice_is_harmless(self, client, language):
        still_correct(client, language)
        rows = list(MadeFrom.objects.order_by("pk").values())
        response = still_correct(client, language, follow=True)
        assert "Nothing of this name is behind any more" in response.content.decode()
        assert list(MadeFrom.objects.order_by("pk").values()) == rows

    @pytest.mark.parametrize(
        ("name", "language"), [("", ""), ("", "vi"), ("no.such/word/text", ""), (NAME, "xx"), (NAME, "en"), (f"{NAME}/", "vi")]
    )
    def test_what_is_not_behind_cannot_be_noted(self, client, name, language):
        known = origins.known()
        assert still_correct(client, language, name, follow=True).status_code == 200
        assert origins.known() == known

    def test_it_is_behind_again_when_the_english_changes_again(self, client):
        still_correct(client, "")
        edit(StepPoint, POINT, text_en="A third question?")
        assert behind() == TRANSLATED
        assert {late.made_from for late in origins.behind() if late.name == NAME} == {"Another question?"}


def test_a_translation_with_another_value_than_the_english_cannot_be_still_correct(client):
    """The build would refuse it from then on, and so would the form of the row."""
    edit(Paragraph, "trainees-by-country", text_en="Three nationalities lead.")
    edit(Paragraph, "trainees-by-country", text_vi="Ba quốc tịch đứng đầu.")
    response = still_correct(client, "", VALUE, follow=True)
    assert behind(VALUE) == EVERY_BUT_VIETNAMESE
    assert "trainees.top3" in html.unescape(" ".join(map(str, response.context["messages"])))
    call_command("check_content")
