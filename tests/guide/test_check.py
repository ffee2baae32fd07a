"""Which rules apply to you? The pages of questions and of what comes out of them."""

import re
from datetime import date

import pytest
from django.db.models import QuerySet
from django.test import Client

from config.languages import live
from delivery import page as delivery_page
from delivery.door import writing
from guide import models, rules
from guide.check import TOLD, checked, everything, question
from guide.words import Words

pytestmark = pytest.mark.django_db

ENDS = [path for path in rules.paths() if rules.question(path) is None]
OUTCOMES = {rules.decide(path, day, rules.Dates(date(2027, 4, 1), date(2027, 3, 31), date(2027, 6, 30), date(2026, 4, 1))).outcome
            for path in ENDS for day in (date(2026, 12, 1), date(2027, 4, 1), date(2027, 7, 1))}  # fmt: skip


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def words(reading_in):
    return Words(reading_in("en"))


def test_every_question_answer_and_outcome_has_its_words_and_there_are_no_others():
    assert set(QuerySet(models.Question).values_list("key", flat=True)) == set(rules.TREE)
    answers = {f"{name}-{answer}" for name, found in rules.TREE.items() for answer in found}
    assert set(QuerySet(models.Answer).values_list("key", flat=True)) == answers
    assert set(QuerySet(models.Outcome).values_list("key", flat=True)) == OUTCOMES


def test_no_advice_is_written_for_nobody():
    assert not models.Advice.objects.filter(outcome=None).exists()


def test_every_outcome_says_what_to_do_next_or_ask_and_all_but_one_who_decides():
    for outcome in models.Outcome.objects.prefetch_related("advice"):
        kinds = {advice.kind for advice in outcome.advice.all()}
        assert kinds & {"next", "ask"}, outcome.key
        assert "decides" in kinds or outcome.key == "ask-where", outcome.key


@pytest.mark.parametrize("name", ["ask-where", "ask-stage", "ask-begun", "ask-plan"])
def test_who_does_not_know_reads_what_to_ask_and_whom(name):
    assert models.Outcome.objects.get(key=name).advice.filter(kind="ask").exists()


def test_nothing_says_that_a_person_is_eligible_or_promises():
    said = [*QuerySet(models.Outcome).values_list("title_en", "text_en"), *QuerySet(models.Advice).values_list("text_en")]
    assert not re.search(r"eligible|entitled|guarantee|you will get|qualif", str(said), re.IGNORECASE)


@pytest.mark.parametrize("path", ENDS, ids="/".join)
def test_an_outcome_tells_its_scheme_in_all_aspects_with_sources(words, path):
    found = checked(path, words)
    outcome = found["outcome"]
    assert found["title"]
    assert outcome["html"]
    assert found["sources"]["items"]
    aspects = [aspect["title"] for aspect in outcome["aspects"]]
    assert len(aspects) == (len(TOLD) if outcome["scheme"] else 0)
    assert all(aspect["html"] for aspect in outcome["aspects"])
    assert {aspect["scheme"] for aspect in outcome["aspects"]} <= {outcome["scheme"]}
    assert all(one["answer"] for one in found["given"])
    assert found["given"][0]["url"] == "/en/check/"


def test_the_answers_stand_in_the_address_and_each_can_be_changed(client):
    html = client.get("/en/check/in-japan/no-2/by-limit/").content.decode()
    assert re.findall(r'<a href="([^"]+)">Change this answer', html) == [
        "/en/check/",
        "/en/check/in-japan/",
        "/en/check/in-japan/no-2/",
    ]
    for language in live():
        assert f'href="/{language.code}/check/in-japan/no-2/by-limit/"' in html


@pytest.mark.letters
@pytest.mark.parametrize("code", [language.code for language in live()])
def test_from_the_first_question_every_end_can_be_reached_by_links_alone(client, code):
    waiting, seen = [f"/{code}/check/"], set()
    while waiting:
        html = client.get(waiting.pop()).content.decode()
        choices = re.search(r'<ul class="choices">.*?</ul>', html, re.S)
        found = re.findall(r'href="([^"]+)"', choices[0]) if choices else []
        waiting += [link for link in found if link not in seen]
        seen |= set(found)
    known = rules.Dates(date(2027, 4, 1), date(2027, 3, 31), date(2027, 6, 30), date(2026, 4, 1))
    every = {
        path for path in rules.paths() if all(rules.offered(path[:n], date(2026, 11, 23), known) for n in range(1, len(path) + 1))
    }
    assert seen == {f"/{code}/check/{'/'.join(path)}/" for path in every}


def test_an_answer_that_is_past_keeps_its_address_and_says_so(client, monkeypatch):
    path = "/en/check/abroad/before-change/filed/"
    assert "You chose a time that is over" not in client.get(path).content.decode()
    monkeypatch.setattr(delivery_page, "today", lambda: date(2027, 4, 1))
    response = client.get(path)
    assert response.status_code == 200
    assert "You chose a time that is over since 1 April 2027." in re.sub(r"\s+", " ", response.content.decode())
    assert "before-change" not in client.get("/en/check/abroad/").content.decode().split("<aside")[0].split('class="choices"')[1]


@pytest.mark.parametrize(
    "below",
    [
        "nothing",
        "abroad/no-1",
        "abroad/later/filed",
        "in-japan/no-1/by-limit/unknown",
        "where",
        "ABROAD",
        "unknown/unknown",
        "%2e%2e",
        "abroad/later/with",
    ],
)
def test_answers_that_do_not_follow_from_one_another_are_no_page(client, below):
    assert client.get(f"/en/check/{below}/").status_code == 404


def test_two_languages_stand_side_by_side_on_every_step(client):
    for below in ("", "abroad/", "abroad/unknown/unknown/", "all/"):
        html = client.get(f"/km/check/{below}with/ja/").content.decode()
        assert 'class="pair' in html
        assert 'lang="ja"' in html


def test_the_page_for_paper_has_every_question_and_every_outcome_once(words):
    found = everything(words)
    assert [one["key"] for one in found["questions"]] == list(rules.TREE)
    assert {one["key"] for one in found["outcomes"]} == OUTCOMES
    numbers = [one["number"] for one in (*found["questions"], *found["outcomes"])]
    assert numbers == list(range(1, len(numbers) + 1))
    keys = {one["key"]: one["number"] for one in (*found["questions"], *found["outcomes"])}
    for asked in found["questions"]:
        for answer in asked["answers"]:
            assert answer["leads"], answer
            assert all(keys[lead["key"]] == lead["number"] for lead in answer["leads"])
            assert len(answer["leads"]) == 1 or all(lead["when"] for lead in answer["leads"])


def test_a_new_answer_appears_in_a_language_once_its_words_exist_there(client, reading_in):
    with writing():
        QuerySet(models.Answer).filter(key="where-returned").update(title_km="")
        QuerySet(models.Outcome).filter(key="ask-where").update(text_km="")
    assert "/km/check/returned/" not in client.get("/km/check/").content.decode().split("<aside")[0].split('class="choices"')[1]
    assert client.get("/km/check/returned/").status_code == 404
    assert client.get("/km/check/unknown/").status_code == 404
    assert client.get("/km/check/all/").status_code == 200
    assert client.get("/en/check/returned/").status_code == 200
    assert [one["key"] for one in question((), Words(reading_in("km")))["answers"]] == ["in-japan", "abroad", "unknown"]
