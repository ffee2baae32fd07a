"""The whole site on the days on which the rules turn, in every language: nothing is edited, only the day is another one."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import unescape

import pytest
from django.apps import apps
from django.db import models

from config import addresses
from config.languages import by_code, live
from config.making import as_page, page_at
from delivery.reading import Reading
from delivery.snapshot import snapshot
from guide.addresses import check_url, page_url
from guide.rules import paths, question
from guide.words import Words
from translations.content import column
from translations.readings import ruby

pytestmark = [pytest.mark.django_db, pytest.mark.letters, pytest.mark.xdist_group("days")]

OPEN, EVE, CHANGE, LAST_ENTRY, OVER = DAYS = tuple(
    date.fromisoformat(day) for day in ("2026-12-01", "2027-03-31", "2027-04-01", "2027-06-30", "2027-07-01")
)
BEFORE, AFTER = {OPEN, EVE}, {CHANGE, LAST_ENTRY, OVER}
each_language = pytest.mark.parametrize("code", [language.code for language in live()])
each_day = pytest.mark.parametrize("day", DAYS, ids=str)

# Which sentence must stand on which page on which days; on all others it must not. By key, so that it is the same in every language.
STANDS = {
    "home": {
        "paragraph/this-guide": BEFORE,
        "paragraph/scheme-ends": BEFORE,
        "paragraph/this-guide-after": AFTER,
        "paragraph/which-rules-after": AFTER,
        "notice/before-the-change": BEFORE,
        "notice/after-the-change": AFTER,
    },
    "what-is-it": {
        "paragraph/new-program-first": AFTER,
        "paragraph/length-in-rules": BEFORE,
        "paragraph/length-in-rules-after": AFTER,
        "paragraph/one-employer-procedure": BEFORE,
        "paragraph/one-employer-procedure-after": AFTER,
    },
    "stages": {
        "paragraph/no-3-closed": BEFORE,
        "paragraph/no-3-closed-after": AFTER,
        "paragraph/no-2-unclear": BEFORE,
        "paragraph/no-2-unclear-after": AFTER,
        "paragraph/job-list-check": BEFORE,
        "paragraph/job-list-check-after": AFTER,
    },
    "sending-organizations": {"paragraph/senders-after": AFTER, "paragraph/lists-after": AFTER},
    "how-it-works": {"actor/otit-actor": BEFORE, "actor/successor-actor": AFTER},
    "flow": {
        "paragraph/steps-last-day": BEFORE,
        "paragraph/steps-last-day-after": {CHANGE, LAST_ENTRY},
        "paragraph/steps-over": {OVER},
    },
    "union": {"role/report-to-otit": BEFORE},
    "help": {
        "paragraph/danger-police": set(DAYS),
        "paragraph/danger-ambulance": set(DAYS),
        "paragraph/danger-sos": BEFORE,
        "helplevel/level-danger": set(DAYS),
        "helplevel/level-otit": BEFORE,
        "helplevel/level-successor": AFTER,
        "helplevel/home-lists": BEFORE,
        "helplevel/home-lists-after": AFTER,
        "paragraph/otit-can": BEFORE,
        "paragraph/otit-cannot": BEFORE,
        "paragraph/otit-after-the-change": BEFORE,
        "paragraph/successor-of-otit": AFTER,
    },
    "rights": {
        "paragraph/passport-keep": set(DAYS),
        "paragraph/forced-return-rule": BEFORE,
        "paragraph/forced-return-rule-after": AFTER,
        "paragraph/another-company-form": BEFORE,
        "paragraph/another-company-form-after": AFTER,
        "paragraph/articles-after-the-change": BEFORE,
        "paragraph/articles-since-the-change": AFTER,
    },
    "changes-2027": {
        "paragraph/what-changes-day": BEFORE,
        "paragraph/what-changes-ask": {OPEN, EVE, CHANGE, LAST_ENTRY},
        "paragraph/what-changed": {CHANGE, LAST_ENTRY},
        "paragraph/what-changed-whole": {OVER},
        "paragraph/who-continues-plan": BEFORE,
        "paragraph/who-continued": AFTER,
        "paragraph/not-known-list": set(DAYS),
        "milestone/day-last-plan": set(DAYS),
        "milestone/day-change": set(DAYS),
        "milestone/day-last-entry": set(DAYS),
    },
    "help/card": {"phrase/say-otit": BEFORE, "phrase/say-successor": AFTER, "phrase/say-passport": set(DAYS)},
}

# What comes out of "Which rules apply to you?" on the first of these days, and from which of them on something else.
COMES_OUT = {
    "in-japan/no-1/by-limit": {OPEN: "stage-1-early"},
    "in-japan/no-1/after-limit": {OPEN: "stage-1-late"},
    "in-japan/no-2/by-limit": {OPEN: "stage-2-early"},
    "in-japan/no-2/after-limit": {OPEN: "stage-2-late"},
    "in-japan/no-3": {OPEN: "stage-3"},
    "abroad/unknown/unknown": {OPEN: "ask-plan", OVER: "newcomer"},
    "abroad/before-change/filed": {OPEN: "plan-filed", OVER: "newcomer"},
    "abroad/after-change/filed": {OPEN: "plan-filed", OVER: "newcomer"},
    "abroad/after-change/not-filed": {OPEN: "plan-not-filed", CHANGE: "newcomer"},
    "abroad/later": {OPEN: "newcomer"},
    "returned": {OPEN: "returned"},
}
OUTCOMES = {name for turns in COMES_OUT.values() for name in turns.values()}


@cache
def everything(code: str, day: date) -> dict[str, str]:
    """Every page of a language as it is read on a day, made once for all tests, from one snapshot as the store makes them."""
    with snapshot():
        return {path: as_page(page_at(path, Reading(by_code(code), day))) for path in pages(code)}


def rendered(path: str, day: date) -> str:
    return everything(path.split("/")[1], day)[path]


def pages(code: str) -> Iterator[str]:
    """Every public address of a language, but of the editions, which have their own day, one alone."""
    editions = 0
    for path in addresses.paths_of(addresses.PAGE):
        if path.startswith(f"/{code}/"):
            editions += bool(edition := re.search(r"/\d{4}-\d{2}/$", path))
            if not edition or editions == 1:
                yield path


def said(html: str) -> str:
    """What a reader reads, without readings and without the Japanese beside terms, in one line."""
    html = re.sub(r"<(rp|rt|style|script)\b.*?</\1>", "", html, flags=re.S)
    html = re.sub(r"<span lang=\"ja\">[(（].*?[)）]</span>", "", html)
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", html)))


@cache
def row(name: str) -> models.Model:
    kind, key = name.split("/")
    return apps.get_model("guide", kind).objects.get(key=key)


@cache
def sentences(code: str, day: date) -> dict[str, str]:
    """The words of the rows of these tests by their key: a text, or where it has none, a title; as they are read on a day."""
    names = {name for found in STANDS.values() for name in found} | {f"outcome/{name}" for name in OUTCOMES}
    with snapshot():
        return {name: sentence(row(name), Reading(by_code(code), day)) for name in names}


def sentence(row: models.Model, reading: Reading) -> str:
    field = "text" if hasattr(row, "text") else "title"
    return said(ruby(str(Words(reading).block(getattr(row, column(field, reading.language.code))))))


@each_day
@each_language
def test_every_page_is_made_and_every_link_leads_somewhere(code, day):
    html = everything(code, day)
    anchors = {path: re.findall(r'\sid="([^"]+)"', text) for path, text in html.items()}
    assert {path for path, text in html.items() if "UNKNOWN-NAME" in text} == set()
    assert {path: found for path, found in anchors.items() if len(found) != len(set(found))} == {}
    dead = set()
    for path, text in html.items():
        for target in set(re.findall(r'<a [^>]*?href="([^"]+)"', text)):
            page, _, anchor = target.partition("#")
            page = page or path
            if page in html and anchor and anchor not in anchors[page]:
                dead.add((path, target))
    assert dead == set()


@each_day
@each_language
def test_each_sentence_stands_on_its_days_and_on_no_other(code, day):
    wrong = {}
    words_of = sentences(code, day)
    for page, names in STANDS.items():
        text = said(rendered(page_url(by_code(code), page), day))
        expected = {name: words_of[name] for name, days in names.items() if day in days}
        for name, days in names.items():
            if "phrase" in name and code.startswith("ja"):
                continue  # the meaning of a Japanese sentence is not told to who reads Japanese
            words = words_of[name]
            twin = any(words in other for other in expected.values())  # a language without tenses says both in the same words
            if (words in text) is not (day in days or twin):
                wrong[page, name] = "missing" if day in days else "stands"
    assert wrong == {}


@each_day
@each_language
def test_what_comes_out_of_the_questions_is_right_on_its_day(code, day):
    for answers, turns in COMES_OUT.items():
        outcome = [name for start, name in turns.items() if start <= day][-1]
        html = rendered(check_url(by_code(code), answers.split("/")), day)
        assert f'<section id="{outcome}">' in html, answers
        assert sentences(code, day)[f"outcome/{outcome}"] in said(html), answers


@each_day
@each_language
def test_help_in_danger_is_one_tap_away_on_every_page(code, day):
    without = set()
    for path, html in everything(code, day).items():
        bar = re.search(r'<aside class="sos".*?</aside>', html, re.S)[0]
        links = re.findall(r'href="([^"]+)"', bar)
        if not {"tel:110", "tel:119", f"/{code}/help/", f"/{code}/help/#at-home"} <= set(links):
            without.add(path)
        if day in AFTER:
            assert "0120-250-" not in bar, "OTIT's numbers are known to hold until the change only"
    assert without == set()


@each_language
def test_the_new_program_stands_first_from_its_first_day(code):
    language = by_code(code)
    links = {day: re.findall(r'href="(/[^"]+)"', rendered(page_url(language, "home"), day)) for day in (EVE, CHANGE)}
    ways = [page_url(language, "check"), page_url(language, "flow")]
    first = {day: min(ways, key=found.index) for day, found in links.items()}
    assert first == {EVE: page_url(language, "flow"), CHANGE: page_url(language, "check")}
    compared = {day: rendered(page_url(language, "changes-2027"), day) for day in (EVE, CHANGE)}
    new = {day: html.index('<div class="new">') < html.index("<dl class") + 40 for day, html in compared.items()}
    assert new == {EVE: False, CHANGE: True}


@each_language
def test_every_path_of_answers_keeps_its_address_on_every_day(code):
    for answers in paths():
        for day in DAYS:
            html = rendered(check_url(by_code(code), answers), day)
            assert ('<section id="' in html) is (question(answers) is None)


def test_no_day_of_the_old_numbers_is_forgotten():
    """Every number of OTIT has a last day, whatever row it stands in."""
    from sources.models import Contact

    assert not Contact.objects.filter(service__organization__key="otit", valid_to=None).exists()
    assert set(Contact.objects.filter(service__organization__key="otit").values_list("valid_to", flat=True)) == {EVE}
