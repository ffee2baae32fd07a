"""All lines by language and hour, and the one line at the foot of every page."""

from datetime import date

import pytest
from django.db.models import QuerySet

from config.languages import LANGUAGES, by_code
from delivery.door import writing
from sources.help import directory, once, short
from sources.models import Contact, Service
from sources.queries import values, values_and_lines

pytestmark = pytest.mark.django_db

DAY, LAST, CHANGE = date(2026, 11, 23), date(2027, 3, 31), date(2027, 4, 1)
ENGLISH, VIETNAMESE, NEPALI, MONGOLIAN = (by_code(code) for code in ("en", "vi", "ne", "mn"))
every = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)


def lines(found: dict, code: str) -> list[dict]:
    return next((group["lines"] for group in found["languages"] if group["code"] == code), [])


@every
def test_the_readers_language_stands_first_and_several_last(language, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = directory(DAY, language)["languages"]
    own = [group["own"] for group in found]
    assert own == sorted(own, reverse=True)
    assert sum(own) == 1, "every language of the guide has a line somewhere"
    assert found[-1]["code"] == "mul"
    assert all(group["name"] for group in found[:-1])


def test_every_contact_that_may_be_told_is_there_once_a_number():
    found = directory(DAY, ENGLISH)
    told = {line["key"] for group in found["languages"] for line in group["lines"]}
    known = set(QuerySet(Contact).exclude(status="open").exclude(service__kind="emergency").values_list("key", flat=True))
    assert told <= known
    silent = {key for key in known - told if QuerySet(Contact).filter(key=key, agreed=True).exclude(phone="").exists()}
    assert silent == set(), "a number that may be printed is left out"
    for group in found["languages"]:
        numbers = [line["phone"] for line in group["lines"] if line["phone"]]
        assert len(numbers) == len(set(numbers)), group["code"]


@every
def test_what_is_not_known_or_not_agreed_upon_is_no_number(language):
    printed = {line["phone"] for group in directory(DAY, language)["languages"] for line in group["lines"]} - {""}
    agreed = set(QuerySet(Contact).filter(agreed=True).exclude(status="open").values_list("phone", flat=True))
    assert printed <= agreed


def test_what_is_over_is_no_longer_in_the_list_and_its_last_day_is_told_before():
    assert {line["phone"] for line in lines(directory(LAST, VIETNAMESE), "vi")} >= {"0120-250-168"}
    assert "0120-250-168" not in {line["phone"] for line in lines(directory(CHANGE, VIETNAMESE), "vi")}
    assert CHANGE in directory(LAST, VIETNAMESE)["days"]


def test_a_line_says_on_which_days_it_answers_who_may_call_and_what_it_costs():
    found = {line["key"]: line for line in lines(directory(DAY, VIETNAMESE), "vi")}
    otit = found["otit-sos-vi"]
    assert (otit["free"], otit["office"], otit["phone"]) == (True, "OTIT", "0120-250-168")
    assert found["otit-consultation-vi"]["week"] == ["mon", "tue", "wed", "thu", "fri"]
    assert otit["week"] == [], "not known"
    houterasu = found["houterasu-vi"]
    assert houterasu["free"] is False
    assert houterasu["hours"] == "9:00–17:00"


def test_a_number_that_stands_already_is_not_printed_again_and_a_mere_repetition_is_left_out():
    rows = [
        {"title": "a", "phone": "1", "href": "tel:1", "url": "u", "channel": "phone", "ask_hours": True},
        {"title": "b", "phone": "1", "href": "tel:1", "url": "u", "channel": "phone", "ask_hours": True},
        {"title": "c", "phone": "", "href": "", "url": "v", "channel": "website", "ask_hours": False},
        {"title": "c", "phone": "", "href": "", "url": "v", "channel": "website", "ask_hours": False},
    ]
    printed: set[str] = set()
    found = once(rows, printed)
    assert [(row["title"], row["phone"], row["same"]) for row in found] == [("a", "1", False), ("b", "", True), ("c", "", False)]
    assert printed == {"1"}
    assert once(rows[:1], printed)[0]["same"], "it stands further up on the page"


# --- the foot of every page ---


@pytest.mark.parametrize(
    ("language", "day", "number", "service"),
    [
        (VIETNAMESE, LAST, "0120-250-168", "otit-sos"),
        (VIETNAMESE, CHANGE, "0570-078377", "houterasu"),
        (NEPALI, DAY, "0570-078377", "houterasu"),
        (MONGOLIAN, DAY, "", "isa-center"),
    ],
)
def test_the_line_at_the_foot_is_the_first_in_the_readers_language_that_holds(language, day, number, service):
    found = short(values_and_lines(day, language)[1])
    assert found["number"] == number
    assert found["title"] == getattr(Service.objects.get(key=service), f"title_{language.code}")
    assert found["href"] == (f"tel:{number.replace('-', '')}" if number else "")
    assert found["url"].startswith("https://")


@every
@pytest.mark.parametrize("day", [DAY, CHANGE])
def test_every_language_has_a_line_or_an_official_page_at_the_foot(language, day, django_assert_num_queries):
    with django_assert_num_queries(1):
        known, found = values_and_lines(day, language)
    assert short(found)
    assert known == values(), "the values of texts are the same, with or without the lines"


def test_a_number_for_calls_from_abroad_or_one_that_may_not_be_printed_is_none_for_the_foot():
    found = values_and_lines(DAY, MONGOLIAN)[1]
    assert [row["phone"] for row in found if row["agreed"]] == []
    assert short([]) is None
    with writing():
        Contact.objects.filter(key="isa-center-mn").update(agreed=True)
    assert short(values_and_lines(DAY, MONGOLIAN)[1])["number"] == "0570-013904"
