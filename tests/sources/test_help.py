"""The lines that help: what is said of a service in each language, and where there is no number."""

from datetime import date, timedelta

import pytest
from django.db import models
from help_days import CHANGE, ENGLISH, JAPANESE, LAST, VIETNAMESE
from still_day import DAY

from delivery.door import writing
from sources.help import services
from sources.models import Contact, Organization, Service, Source


@pytest.fixture
def service():
    """A service in three languages; add(language, …) gives it one contact more."""
    with writing():
        words = {f"title_{code}": f"name {code}" for code in ("en", "ja", "vi")} | {
            f"label_{code}": f"ORG {code}" for code in ("en", "ja", "vi")
        }
        organization = Organization.objects.create(key="org", url="https://org.example/", name_ja="機関", **words)
        texts = {f"{name}_{code}": f"{name} {code}" for name in ("title", "label", "text") for code in ("en", "ja", "vi")}
        made = Service.objects.create(key="line", organization=organization, kind="work", **texts)
        leaflet = Source.objects.create(key="leaflet", organization=organization, kind="leaflet")
    made.add = lambda language, **values: add(made, leaflet, language, **values)
    return made


def add(service, leaflet, language, **values):
    count = models.QuerySet(Contact).filter(service=service).count()
    given = {
        "phone": f"0120-000-{count:03}",
        "channel": "phone",
        "status": "confirmed",
        "agreed": True,
        "printed_by": leaflet,
    } | values
    with writing():
        return Contact.objects.create(key=f"line-{count}-{language.lower()}", service=service, language=language, **given)


def shown(language, day=DAY) -> dict:
    return services(["line"], day, language)["line"]


def change(service, **values):
    with writing():
        Service.objects.filter(pk=service.pk).update(**values)


@pytest.mark.django_db
class TestLines:
    def test_the_readers_own_language_comes_first_and_the_others_are_named(self, service):
        for language in ("en", "vi", "ne", "zh-Hans"):
            service.add(language)
        found = shown(VIETNAMESE)
        assert [row["phone"] for row in found["own"]] == ["0120-000-001"]
        assert {row["language_code"] for row in found["others"]} == {"en", "ne", "zh-Hans"}
        assert all(row["language_name"] and row["language_name"] != row["language_code"] for row in found["others"])
        assert found["gap"] == ""

    def test_the_words_are_those_of_the_readers_language(self, service):
        service.add("vi")
        found = shown(VIETNAMESE)
        assert (found["title"], found["label"], found["text"]) == ("title vi", "label vi", "text vi")
        assert found["organization"] == {
            "key": "org",
            "title": "name vi",
            "label": "ORG vi",
            "name_ja": "機関",
            "url": "https://org.example/",
        }
        assert shown(JAPANESE)["organization"]["name_ja"] == "", "a Japanese page says it already"

    def test_a_line_in_many_languages_is_for_who_has_none_of_its_own(self, service):
        service.add("mul")
        service.add("vi")
        assert [row["phone"] for row in shown(VIETNAMESE)["own"]] == ["0120-000-001"]
        assert [row["phone"] for row in shown(ENGLISH)["own"]] == ["0120-000-000"]
        assert [row["language_code"] for row in shown(ENGLISH)["others"]] == ["vi"]

    def test_each_other_language_is_named_once(self, service):
        for _ in range(3):
            service.add("ne")
        assert [row["language_code"] for row in shown(VIETNAMESE)["others"]] == ["ne"]

    @pytest.mark.parametrize(("complete", "contacts", "gap"), [
        (True, [("ne", "confirmed")], "none"),
        (False, [("ne", "confirmed")], "unknown"),
        (True, [("ne", "confirmed"), ("vi", "open")], "see-official"),
        (False, [("ne", "confirmed"), ("vi", "open")], "see-official"),
        (False, [("ne", "confirmed"), ("vi", "single")], ""),
        (True, [("mul", "confirmed")], ""),
        (False, [("mul", "confirmed"), ("vi", "open")], ""),
    ])  # fmt: skip
    def test_the_three_gaps_are_told_apart(self, service, complete, contacts, gap):
        change(service, complete=complete)
        for language, status in contacts:
            service.add(language, status=status, phone="" if status == "open" else "0120-000-000")
        found = shown(VIETNAMESE)
        assert found["gap"] == gap
        assert bool(found["own"]) == (gap == "")

    def test_what_is_not_known_is_never_shown(self, service):
        service.add("vi", status="open", phone="0120-999-999")
        service.add("ne", status="open", phone="0120-999-998")
        service.add("en")
        for language in (ENGLISH, VIETNAMESE):
            found = shown(language)
            assert "0120-999" not in str(found)
            assert "ne" not in [row["language_code"] for row in found["others"]]

    def test_a_number_that_may_not_be_printed_leaves_its_address(self, service):
        service.add("vi", agreed=False, url="https://org.example/vi")
        (own,) = shown(VIETNAMESE)["own"]
        assert (own["phone"], own["href"], own["url"], own["expired"]) == ("", "", "https://org.example/vi", False)

    @pytest.mark.parametrize(
        ("day", "numbers"), [(LAST, ["0120-000-000", "0120-000-001"]), (CHANGE, ["0120-000-001", "0120-000-000"])]
    )
    def test_a_number_that_has_expired_tells_its_last_day_and_stands_behind_those_that_hold(self, service, day, numbers):
        service.add("vi", valid_to=LAST)
        service.add("vi")
        own = {row["phone"]: row for row in shown(VIETNAMESE, day)["own"]}
        assert list(own) == numbers
        old = own["0120-000-000"]
        assert (old["expired"], old["valid_to"]) == (day == CHANGE, "ngày 31 tháng 3 năm 2027")
        assert not own["0120-000-001"]["expired"]

    @pytest.mark.parametrize(("day", "numbers"), [(LAST, []), (CHANGE, ["0120-000-000"])])
    def test_a_number_that_begins_later_is_not_shown_before(self, service, day, numbers):
        service.add("vi", valid_from=CHANGE)
        assert [row["phone"] for row in shown(VIETNAMESE, day)["own"]] == numbers
        assert CHANGE in shown(VIETNAMESE, day)["days"]

    @pytest.mark.parametrize(
        ("checked_on", "old"), [(None, False), (DAY, False), (DAY - timedelta(180), False), (DAY - timedelta(181), True)]
    )
    def test_a_comparison_that_is_too_old_says_so(self, service, checked_on, old):
        service.add("vi", checked_on=checked_on)
        assert shown(VIETNAMESE)["own"][0]["old"] is old

    def test_a_telephone_line_without_hours_sends_the_reader_to_the_official_page(self, service):
        service.add("vi", opens="09:00", closes="17:00")
        service.add("vi")
        service.add("vi", phone="", channel="website")
        assert [row["ask_hours"] for row in shown(VIETNAMESE)["own"]] == [False, True, False]

    def test_it_is_told_who_printed_a_number_and_when_and_whether_it_was_compared(self, service):
        service.add("vi", printed_on="2020-12", days="mon,fri", opens="11:00", closes="19:00")
        (own,) = shown(VIETNAMESE)["own"]
        assert (own["printed_by"], own["printed_on"], own["checked_on"]) == ("ORG vi", "tháng 12 năm 2020", "")
        assert (own["days"], own["hours"]) == ("Th 2, Th 6", "11:00–19:00")
        with writing():
            Contact.objects.filter(service=service).update(checked_on=date(2027, 1, 15))
        assert shown(VIETNAMESE)["own"][0]["checked_on"] == "ngày 15 tháng 1 năm 2027"

    def test_a_site_that_printed_a_number_is_called_by_its_host(self, service):
        with writing():
            site = Source.objects.create(key="site", site="example.org", kind="third-party")
        service.add("vi", printed_by=site)
        service.add("vi", printed_by=None)
        assert [row["printed_by"] for row in shown(VIETNAMESE)["own"]] == ["example.org", ""]

    def test_a_service_whose_text_is_not_there_in_a_language_is_left_out(self, service):
        service.add("vi")
        change(service, text_vi="")
        assert services(["line"], DAY, VIETNAMESE) == {}
        assert list(services(["line"], DAY, ENGLISH)) == ["line"]

    def test_services_come_in_the_order_in_which_they_were_asked_for_and_unknown_ones_not_at_all(self, service):
        service.add("vi")
        assert list(services(["line", "no-such", "police"], DAY, ENGLISH)) == ["line", "police"]
        assert list(services(["police", "line"], DAY, ENGLISH)) == ["police", "line"]
        assert services([], DAY, ENGLISH) == {}

    def test_an_emergency_number_is_everybodys(self, service):
        change(service, kind="emergency")
        service.add("ja", phone="110")
        for language in (ENGLISH, JAPANESE, VIETNAMESE):
            found = shown(language)
            assert ([row["phone"] for row in found["own"]], found["others"], found["gap"]) == (["110"], [], "")
