"""No words of one language stand on the pages of another."""

import re
from html import unescape

import pytest

from config.languages import SOURCE, live
from guide.addresses import in_language
from sources.models import Organization
from translations.formats import cldr
from translations.scripts import english

pytestmark = [pytest.mark.django_db, pytest.mark.letters]

NOT_READ = re.compile(r"<(style|script|svg)\b.*?</\1>", re.S)
FOREIGN = re.compile(r"<(\w+)\b[^>]*\slang=\"[^\"]+\"[^>]*>.*?</\1>", re.S)
OTHERS = [language for language in live() if language != SOURCE]


def texts(html: str) -> set[str]:
    """The texts between two tags that a reader reads, those in an element with a language of its own left out."""
    body = FOREIGN.sub("", NOT_READ.sub("", html[html.index("<body") :]))
    return {" ".join(unescape(text).split()) for text in re.split(r"<[^>]+>", body)}


def sentences(html: str) -> set[str]:
    """Those of the texts that hold two Latin words in a row; a host or an address is no such text."""
    return {text for text in texts(html) if re.search(r"[A-Za-z]{2,},? [A-Za-z]{2,}", text)}


def names_in_latin(language, left: set[str]) -> set[str]:
    """What a language of Latin letters may share with English: names and terms, but nothing with a verb or a full stop."""
    return {
        text for text in left if language.scripts == ("LATIN",) and not re.search(r"\w\.$", text) and not english(text, language)
    }


@pytest.fixture
def names():
    """What may stand on a page in any language: names of bodies and of countries."""
    labels = {text for row in Organization.objects.values_list("label_en", "title_en") for text in row}
    return labels | set(cldr(SOURCE).territories.values()) | {"JP-MIRAI Assist"}


@pytest.mark.parametrize("language", OTHERS, ids=lambda language: language.code)
def test_no_english_is_left_over_on_a_page_of_another_language(language, names, site):
    left = {}
    for path, answer in site.items():
        if path.startswith(f"/{SOURCE.code}/"):
            english_texts = sentences(answer.html)
            own = sentences(site[in_language(path, language)].html)
            left_over = (english_texts & own) - names
            if same := left_over - names_in_latin(language, left_over):
                left[path] = sorted(same)
    assert left == {}


@pytest.mark.parametrize("language", OTHERS, ids=lambda language: language.code)
def test_no_sentence_of_one_language_stands_on_a_page_of_another(language, names, site):
    """Each text of a page of this language is looked for on the same page in every other language, without the marked phrases."""
    own = {
        path: {text for text in texts(answer.html) if is_sentence(text)} for path, answer in site.items() if of(path, language)
    }
    found = {}
    for path, sentences_here in own.items():
        for other in OTHERS:
            if other != language and (same := (sentences_here & texts(site[in_language(path, other)].html)) - names):
                found[path, other.code] = sorted(same)
    assert found == {}


def of(path: str, language) -> bool:
    return path.startswith(f"/{language.code}/")


def is_sentence(text: str) -> bool:
    """Whether a text says something: more letters than a name; names of hosts say nothing."""
    letters = [sign for sign in re.sub(r"\S+\.\S+", "", text) if sign.isalpha()]
    return len(letters) > 14 and (" " in text or not text.isascii())


def test_this_test_would_see_english_left_over():
    assert sentences("<body><p>Call the police first.</p><p lang='ja'>…</p>") == {"Call the police first."}
    assert sentences('<body><p>x <span lang="vi">hai từ</span></p><svg><text>Two words</text></svg>') == set()
