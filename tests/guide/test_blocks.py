"""The structured rows below sections: complete, in order, with the facts that they rest on."""

from datetime import date

import pytest

from config.languages import live
from guide import blocks
from guide.models import Section
from guide.words import Words

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(reading_in):
    return Words(reading_in("en"))


def test_every_block_that_a_section_can_name_has_a_loader_and_a_template(words):
    from django.template.loader import get_template

    assert set(Section.BLOCKS) == set(blocks.LOADERS)
    for name in Section.BLOCKS:
        assert get_template(f"guide/blocks/{name}.html", using="pages")


def test_the_way_has_six_steps_in_order_each_with_something_to_ask(words):
    steps = blocks.load("steps", words, "flow").data["steps"]
    assert [step["number"] for step in steps] == [1, 2, 3, 4, 5, 6]
    assert all(step["ask"] for step in steps)
    assert all(step["html"].startswith("<p>") for step in steps)


def test_the_three_stages_have_their_exams_between_them(words):
    stages = blocks.load("stages", words, "stages").data["stages"]
    assert [stage["key"] for stage in stages] == ["no-1", "no-2", "no-3"]
    assert all(stage["gate"] for stage in stages)


def test_in_japan_danger_comes_first_and_shows_110_and_119(words):
    levels = blocks.load("help-in-japan", words, "help").data["levels"]
    assert levels[0]["tone"] == "danger"
    numbers = {line["phone"] for service in levels[0]["services"] for line in service["own"]}
    assert {"110", "119"} <= numbers
    assert not any(level["tone"] == "danger" for level in levels[1:])


@pytest.mark.parametrize(("day", "holds"), [(date(2027, 3, 31), True), (date(2027, 4, 1), False)])
def test_numbers_of_otit_say_from_the_day_of_the_change_that_they_are_old_and_stand_last(reading_in, day, holds):
    words = Words(reading_in("vi", day))
    data = blocks.load("help-in-japan", words, "help").data["levels"]
    lines = [
        line
        for level in data
        for service in level["services"]
        for line in service["own"]
        if service["organization"]["key"] == "otit"
    ]
    assert any(line["phone"] for line in lines)
    assert {line["expired"] for line in lines} == {not holds}
    danger = [service["key"] for service in data[0]["services"]]
    assert danger[:2] == ["police", "fire-ambulance"]
    assert (danger[-1] == "otit-sos") is not holds
    assert (data[-1]["key"] == "level-successor") is not holds


def test_what_people_paid_stands_with_the_highest_first_and_all_together_last(words):
    data = blocks.load("payments", words, "sending-organizations").data
    assert data["rows"][0] == {"name": "Vietnam", "total": "¥688,143", "sender": "¥656,014"}
    assert data["everyone"]["total"] == "¥542,311"
    assert len(data["rows"]) == 6


def test_sixteen_countries_have_a_memorandum_in_the_order_of_their_names(words):
    names = blocks.load("memorandum", words, "sending-organizations").data["countries"]
    assert len(names) == 16
    assert names == sorted(names)
    assert "China" not in names


def test_two_programs_are_compared_in_every_aspect(words):
    aspects = blocks.load("comparison", words, "changes-2027").data["aspects"]
    assert aspects
    assert all({"trainee", "esd"} <= {rule["scheme"] for rule in aspect["rules"]} for aspect in aspects)


def test_facts_lead_back_to_the_places_that_rest_on_them(words):
    facts = blocks.load("facts", words, "sources/g").data["facts"]
    passport = next(fact for fact in facts if fact["key"] == "P-51")
    assert passport["sources"]
    assert any(place["url"].startswith("/en/rights/#") for place in passport["used"])
    assert "P-61" not in {fact["key"] for fact in facts}  # open: never stated


def test_every_correction_of_the_starting_text_is_listed(words):
    groups = blocks.load("corrections", words, "sources/corrections").data["groups"]
    numbers = [item["number"] for group in groups for item in group["items"]]
    assert numbers == [f"C-{number}" for number in range(1, 33)]


@pytest.mark.parametrize("code", [language.code for language in live()])
def test_a_number_that_two_services_share_is_printed_once(reading_in, code):
    levels = blocks.load("help-in-japan", Words(reading_in(code)), "help").data["levels"]
    lines = [line for level in levels for service in level["services"] for line in service["own"]]
    numbers = [line["phone"] for line in lines if line["phone"]]
    assert len(numbers) == len(set(numbers))
    assert {"110", "119"} <= set(numbers)
    if code in ("en", "vi"):
        assert any(line["same"] for line in lines)  # OTIT's lines for danger and for advice share it
