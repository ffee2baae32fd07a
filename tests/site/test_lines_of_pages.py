"""Every page beside every other language: no letter is lost, and a line stands beside one of its own kind."""

import re
from collections import Counter
from html import unescape
from types import SimpleNamespace

import pytest

from config.languages import SOURCE, live
from config.pairs import content
from delivery.pairing import lines
from guide.addresses import in_language

pytestmark = [pytest.mark.django_db, pytest.mark.letters]

FIRST_TAG = re.compile(r"\s*<(\w+)(?:[^>]*?\sclass=\"([^\"]*)\")?")
OLDER = re.compile(r"/(20[01]\d|202[0-4])-\d\d/$")
FILE = re.compile(
    r"^/data/(.*/)(?:" + "|".join(sorted((language.code for language in live()), key=len, reverse=True)) + r")(?=[.-])"
)
WAYS = re.compile(
    r"<nav\b.*?</nav>|<ol class=\"six\".*?</ol>|<a class=\"hero\".*?</a>|<(ol|ul|div)\b[^>]*aria-hidden=\"true\".*?</\1>", re.S
)


@pytest.fixture(scope="module")
def texts(site) -> dict[tuple[str, str], str]:
    """What each page says, by its English address and its language; of older editions, which are made alike, none."""
    pages = [path for path in site if path.startswith(f"/{SOURCE.code}/") and not OLDER.search(path)]
    return {
        (path, language.code): content(SimpleNamespace(rendered_content=site[in_language(path, language)].html))
        for path in pages
        for language in live()
    }


@pytest.fixture(scope="module")
def beside(texts):
    """The lines of every page in each language with the next two and with English, by page and pair of languages."""
    codes = [language.code for language in live()]
    near = [(one, codes[(place + step) % len(codes)]) for place, one in enumerate(codes) for step in (1, 2)]
    pairs = dict.fromkeys([*near, *((one, SOURCE.code) for one in codes[1:]), *((SOURCE.code, one) for one in codes[1:])])
    pages = dict.fromkeys(path for path, _ in texts)
    return {(path, *pair): lines(texts[path, pair[0]], texts[path, pair[1]]) for path in pages for pair in pairs}


def letters(html: str) -> Counter:
    return Counter("".join(unescape(re.sub(r"<[^>]*>", "", html)).split()))


def kind(html: str) -> tuple:
    found = FIRST_TAG.match(html)
    return found.groups() if found else ()


def inner_links(html: str) -> set[str]:
    """The pages of the guide that a line leads to, whatever its language."""
    links = (FILE.sub(r"/data/\1", link) for link in re.findall(r'href="(/[^"]+)"', html))
    return {link.split("/", 2)[2] for link in links}


def test_no_letter_and_no_id_is_lost_or_doubled(texts, beside):
    for (path, first, second), found in beside.items():
        for code, side in ((first, "first"), (second, "second")):
            shown = letters("".join(getattr(line, side) for line in found))
            assert shown == letters(WAYS.sub("", texts[path, code])), (path, first, second)
        anchors = [anchor for line in found for anchor in line.anchors]
        assert anchors == re.findall(r'<[^>]*\sid="([^"]+)"', WAYS.sub("", texts[path, first])), (path, first)


def test_a_line_stands_beside_one_of_its_own_kind_that_leads_to_the_same_pages(beside):
    wrong = {}
    for place, found in beside.items():
        for line in found:
            both = line.first and line.second
            if both and (kind(line.first) != kind(line.second) or inner_links(line.first) != inner_links(line.second)):
                wrong.setdefault(place, (line.number, line.first[:80], line.second[:80]))
    assert wrong == {}


def test_a_line_has_the_same_number_whatever_language_stands_beside_it(beside):
    numbers: dict[tuple[str, str], list] = {}
    for (path, first, _), found in beside.items():
        numbers.setdefault((path, first), []).append([(line.number, line.first) for line in found if line.first])
    assert [place for place, said in numbers.items() if any(other != said[0] for other in said)] == []


def test_only_where_a_sentence_is_for_one_country_or_an_office_answers_in_some_languages_does_a_line_stand_alone(beside):
    alone = {path for (path, _, _), found in beside.items() if any(not (line.first and line.second) for line in found)}
    offices = {f"/{SOURCE.code}/help/", f"/{SOURCE.code}/help/lines/"}
    meanings = {f"/{SOURCE.code}/help/card/"}  # the meaning of a Japanese sentence is not told to who reads Japanese
    assert alone <= {f"/{SOURCE.code}/"} | offices | meanings


def test_where_all_languages_have_all_lines_each_line_has_one_number_in_all_pairs(beside):
    by_page: dict[str, set] = {}
    for (path, _, _), found in beside.items():
        whole = all(line.first and line.second for line in found)
        by_page.setdefault(path, set()).add(tuple((line.number, line.tone, line.anchors) for line in found) if whole else None)
    everywhere = {path: said for path, said in by_page.items() if None not in said}
    assert len(everywhere) > 30
    readers_first = {f"/{SOURCE.code}/help/lines/"}  # the order is that of the reader's language
    assert {path for path, said in everywhere.items() if len(said) > 1} <= readers_first
