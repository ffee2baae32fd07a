"""The numbers of the lines that help: which may be printed on which day, those that are shipped, and how one is called."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import models
from help_days import CHANGE, ENGLISH, LAST, VIETNAMESE
from hypothesis import given
from hypothesis import strategies as st
from still_day import DAY

from config.languages import LANGUAGES
from sources.help import line, printable, services
from sources.models import Contact, Service

PHONES = st.sampled_from(["", "110", "0120-250-168"])
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(PHONES, st.booleans(), st.sampled_from(["confirmed", "single", "inferred"]))
def test_a_number_is_printed_when_it_is_agreed_upon(phone, agreed, status):
    assert printable({"phone": phone, "agreed": agreed, "status": status}) is (phone != "" and agreed)


@pytest.mark.django_db
class TestShipped:
    def contacts(self):
        return list(
            models.QuerySet(Contact).values(
                "key", "phone", "agreed", "valid_to", "status", "service__key", "service__organization__key"
            )
        )

    @pytest.mark.parametrize(("day", "expired"), [(DAY, False), (LAST, False), (CHANGE, True), (CHANGE + timedelta(365), True)])
    def test_the_lines_of_otit_hold_to_the_day_before_the_change_and_then_say_that_they_are_old(self, day, expired):
        found = services(["otit-sos", "otit-consultation", "labor-hotline"], day, VIETNAMESE)
        of_otit = [line for key in ("otit-sos", "otit-consultation") for line in found[key]["own"]]
        assert {line["phone"] for line in of_otit} - {""} == {"0120-250-168"}
        assert {line["expired"] for line in of_otit} == {expired}
        assert found["otit-sos"]["over"] is expired
        assert found["otit-sos"]["answers"] is not expired, "of a line that is over nobody says that it answers"
        assert bool(found["otit-sos"]["others"]) is not expired, "nobody is sent to an old number of another language"
        assert not found["labor-hotline"]["over"]

    def test_the_emergency_numbers_never_expire(self):
        found = {row["service__key"]: row for row in self.contacts() if row["phone"] in ("110", "119")}
        assert set(found) == {"police", "fire-ambulance"}
        assert all(row["valid_to"] is None and row["agreed"] for row in found.values())

    def test_a_number_that_may_not_be_printed_has_an_address_in_its_place(self):
        """Each number known only through others stands beside the official page, or beside one of its service."""
        silent = list(models.QuerySet(Contact).exclude(phone="").filter(agreed=False).select_related("service__organization"))
        assert silent
        assert [row.key for row in silent if not (row.url or row.service.organization.url)] == []

    def test_a_number_that_is_printed_says_who_printed_it(self):
        assert not models.QuerySet(Contact).filter(agreed=True, printed_by=None).exclude(phone="").exists()

    def test_no_line_is_claimed_to_have_been_checked_before_an_editor_has_done_so(self):
        assert not models.QuerySet(Contact).exclude(checked_on=None).exists()

    @pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
    @pytest.mark.parametrize("day", [DAY, CHANGE])
    def test_every_service_is_ready_for_the_page_in_every_language(self, language, day, django_assert_num_queries):
        keys = list(models.QuerySet(Service).order_by("order", "key").values_list("key", flat=True))
        with django_assert_num_queries(1):
            found = services(keys, day, language)
        assert list(found) == keys
        for service in found.values():
            assert service["gap"] in ("", "none", "see-official", "unknown")
            assert service["organization"]["title"]
            for shown in service["own"]:
                assert bool(shown["href"]) == bool(shown["phone"])
            if service["organization"]["key"] == "otit":
                assert {shown["expired"] for shown in service["own"]} <= {day == CHANGE}


@pytest.mark.parametrize(
    ("phone", "href"), [("110", "tel:110"), ("0120-250-168", "tel:0120250168"), ("+81-3-1234-5678", "tel:+81312345678")]
)
def test_a_number_can_be_called_from_the_page(phone, href):
    names = (
        "key",
        "url",
        "email",
        "channel",
        "from_abroad",
        "days",
        "opens",
        "closes",
        "printed_on",
        "printed_by__organization__label",
        "printed_by__site",
        "service__kind",
    )
    contact = dict.fromkeys(names, "") | {
        "phone": phone,
        "agreed": True,
        "valid_from": None,
        "valid_to": None,
        "checked_on": None,
    }
    assert line(contact, ENGLISH, DAY)["href"] == href


def test_every_combination_of_day_and_language_gives_the_same_line_twice():
    contact = {
        "key": "k", "url": "", "email": "", "channel": "phone", "from_abroad": False, "days": "mon", "opens": "09:00", "closes": "17:00",
        "printed_on": "2022", "printed_by__organization__label": "OTIT", "printed_by__site": "", "phone": "110", "agreed": True,
        "valid_from": None, "valid_to": LAST, "checked_on": None, "service__kind": "work",
    }  # fmt: skip
    for language, day in product(LANGUAGES, (DAY, LAST, CHANGE)):
        before = dict(contact)
        assert line(contact, language, day) == line(contact, language, day)
        assert contact == before
