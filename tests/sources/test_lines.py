"""The computed line under each section: on what it rests, how sure that is, and when it was compared."""

from datetime import date, timedelta

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from config.languages import LANGUAGES, by_code
from delivery.door import writing
from sources.lines import CHECK_HOLDS, SHOWN, source_line
from sources.models import Fact, Source
from sources.queries import cited, oldest_check

ENGLISH, JAPANESE, VIETNAMESE = (by_code(code) for code in ("en", "ja", "vi"))
DAY = date(2026, 11, 23)


def source(
    label: str, official: bool = True, exact: bool = True, as_of: str = "2025-05", url: str | None = None, organization: str = "x"
) -> dict:
    url = f"https://{label.lower()}.example/" if url is None else url
    return {"label": label, "official": official, "exact": exact, "as_of": as_of, "url": url, "organization": organization}


def fact(
    *sources: dict, status: str = "confirmed", recheck: bool = False, as_of: str = "", checked_on: date | None = None
) -> dict:
    named = {f"s{number}": each for number, each in enumerate(sources)}
    return {
        "key": "P-1",
        "group": "A",
        "status": status,
        "recheck": recheck,
        "as_of": as_of,
        "checked_on": checked_on,
        "sources": named,
    }


def labels(*facts: dict, **options) -> list[str]:
    return [item["label"] for item in source_line(facts, ENGLISH, DAY, **options)["items"]]


# --- what it names, and in which order ---


def test_a_section_that_rests_on_no_fact_has_no_line():
    assert source_line([], ENGLISH, DAY) is None
    assert source_line([fact()], ENGLISH, DAY) is None


def test_official_pages_stand_before_others_wherever_they_come():
    assert labels(fact(source("Blog", official=False)), fact(source("Ministry"))) == ["Ministry", "Blog"]


def test_what_a_single_source_says_stands_before_what_others_confirm():
    assert labels(fact(source("Confirmed")), fact(source("Alone"), status="single")) == ["Alone", "Confirmed"]


def test_a_page_stands_before_a_bare_host():
    assert labels(fact(source("Host", exact=False), source("Page"))) == ["Page", "Host"]


def test_otherwise_the_order_of_the_facts_holds():
    assert labels(fact(source("A")), fact(source("B")), fact(source("C"))) == ["A", "B", "C"]


def test_each_source_and_each_body_stands_once():
    first, second = source("OTIT", url="https://otit.example/a"), source("OTIT", url="https://otit.example/b")
    assert labels(fact(first), fact(first), fact(second)) == ["OTIT"]
    assert source_line([fact(first), fact(first), fact(second)], ENGLISH, DAY)["items"][0]["url"] == "https://otit.example/a"


def test_more_than_a_few_sources_are_counted_and_linked():
    facts = [fact(source(f"S{number}")) for number in range(SHOWN + 4)]
    found = source_line(facts, ENGLISH, DAY, "/en/sources/a/#P-1")
    assert (len(found["items"]), found["more"], found["more_url"]) == (SHOWN, 4, "/en/sources/a/#P-1")
    assert source_line(facts[:SHOWN], ENGLISH, DAY)["more"] == 0


def test_a_source_without_a_name_is_not_named():
    assert labels(fact(source(""), source("Named"))) == ["Named"]


def test_an_item_has_its_date_in_the_readers_format_and_says_whether_it_is_only_a_site():
    facts = [fact(source("example.org", organization="", url="", official=False))]
    (english,), (vietnamese,) = (source_line(facts, language, DAY)["items"] for language in (ENGLISH, VIETNAMESE))
    assert english == {"label": "example.org", "url": "", "as_of": "May 2025", "site": True}
    assert vietnamese["as_of"] == "tháng 5 năm 2025"


# --- how sure it is ---


@pytest.mark.parametrize(("statuses", "single", "inferred"), [
    (["confirmed"], False, False), (["confirmed", "single"], True, False), (["inferred"], False, True), (["inferred", "single"], True, True),
])  # fmt: skip
def test_it_is_said_when_something_rests_on_one_source_or_on_a_conclusion(statuses, single, inferred):
    found = source_line([fact(source("A"), status=status) for status in statuses], ENGLISH, DAY)
    assert (found["single"], found["inferred"]) == (single, inferred)


# --- when it was compared with the official page ---


def checked(*facts: dict, day: date = DAY) -> tuple[str, str]:
    found = source_line(facts, ENGLISH, day)
    return found["checked"], found["checked_on"]


def again(checked_on: date | None) -> dict:
    return fact(source("A"), recheck=True, checked_on=checked_on)


def test_what_need_not_be_checked_again_says_nothing_of_it():
    assert checked(fact(source("A"), checked_on=date(2026, 11, 1))) == ("", "")


def test_one_fact_that_was_never_compared_is_enough_to_say_so():
    assert checked(again(None)) == ("no", "")
    assert checked(again(date(2026, 11, 1)), again(None)) == ("no", "")


def test_the_oldest_comparison_is_the_one_that_counts():
    assert checked(again(date(2026, 11, 1)), again(date(2026, 10, 5)), fact(source("A"))) == ("yes", "5 October 2026")


@pytest.mark.parametrize(("age", "state"), [(0, "yes"), (CHECK_HOLDS.days, "yes"), (CHECK_HOLDS.days + 1, "old"), (2000, "old")])
def test_a_comparison_grows_old(age, state):
    assert checked(again(DAY), day=DAY + timedelta(age)) == (state, "23 November 2026")


@given(st.lists(st.tuples(st.booleans(), st.none() | st.dates(date(2026, 1, 1), DAY)), min_size=1, max_size=6))
def test_the_state_is_that_of_a_slow_reading(facts):
    made = [fact(source("A"), recheck=recheck, checked_on=day) for recheck, day in facts]
    needed = [day for recheck, day in facts if recheck]
    if not needed:
        expected = ""
    elif None in needed:
        expected = "no"
    else:
        expected = "old" if any((DAY - day).days > 180 for day in needed) else "yes"
    assert source_line(made, ENGLISH, DAY)["checked"] == expected
    assert oldest_check(made) == (min(needed) if needed and None not in needed else None)


# --- until when it holds ---


def test_rules_that_end_say_when_and_the_first_end_counts():
    facts = [
        fact(source("A"), as_of="rules-2027-03-31"),
        fact(source("A"), as_of="rules-2028-03-31"),
        fact(source("A"), as_of="2025-01-01"),
    ]
    assert source_line(facts, ENGLISH, DAY)["rules_until"] == "31 March 2027"
    assert source_line(facts, JAPANESE, DAY)["rules_until"] == "2027年3月31日"
    assert source_line(facts[2:], ENGLISH, DAY)["rules_until"] == ""


def test_a_fact_without_sources_but_with_its_rules_still_has_a_line():
    found = source_line([fact(as_of="rules-2027-03-31")], ENGLISH, DAY)
    assert (found["items"], found["more"], found["rules_until"]) == ([], 0, "31 March 2027")


# --- from the database ---


@pytest.mark.django_db
class TestCited:
    @pytest.fixture
    def made(self):
        """A fact that rests on a body's page, on a body's bare host, on a third party's page and on a third party's bare host."""
        from sources.models import Organization

        with writing():
            body = Organization.objects.create(
                key="body", title_en="The Body", label_en="BODY", label_ja="機関", label_vi="CƠ QUAN", url="https://body.example/"
            )
            plain = {"as_of": "2025-05"}
            rows = {
                "page": Source.objects.create(
                    key="page", organization=body, kind="official-page", url="https://body.example/page", exact=True, **plain
                ),
                "host": Source.objects.create(
                    key="host", organization=body, kind="official-page", url="https://old.body.example", **plain
                ),
                "third": Source.objects.create(
                    key="third", site="third.example", kind="press", url="https://third.example/a", exact=True, **plain
                ),
                "bare": Source.objects.create(
                    key="bare", site="bare.example", kind="third-party", url="https://bare.example", **plain
                ),
            }
            fact = Fact.objects.create(
                key="P-9001", number=9001, group="A", status="single", recheck=True, statement="For editors only."
            )
            fact.sources.set([rows["third"], rows["bare"], rows["host"]])
            fact.official.set([rows["page"]])
        return fact

    def test_a_third_party_known_only_by_its_host_is_named_and_not_linked(self, made):
        sources = cited(["P-9001"], ENGLISH)["P-9001"]["sources"]
        assert (sources["bare"]["label"], sources["bare"]["url"]) == ("bare.example", "")
        assert (sources["third"]["label"], sources["third"]["url"]) == ("third.example", "https://third.example/a")

    def test_a_body_whose_page_is_not_known_is_linked_at_its_own_site(self, made):
        sources = cited(["P-9001"], ENGLISH)["P-9001"]["sources"]
        assert (sources["host"]["label"], sources["host"]["url"]) == ("BODY", "https://body.example/")
        assert (sources["page"]["label"], sources["page"]["url"]) == ("BODY", "https://body.example/page")

    def test_a_body_has_its_name_in_the_readers_language(self, made):
        names = [
            cited(["P-9001"], language)["P-9001"]["sources"]["page"]["label"] for language in (ENGLISH, JAPANESE, VIETNAMESE)
        ]
        assert names == ["BODY", "機関", "CƠ QUAN"]

    def test_the_whole_line(self, made):
        found = source_line(cited(["P-9001"], ENGLISH).values(), ENGLISH, DAY)
        assert [(item["label"], item["url"], item["site"]) for item in found["items"]] == [
            ("BODY", "https://body.example/page", False), ("third.example", "https://third.example/a", True), ("bare.example", "", True),
        ]  # fmt: skip
        assert (found["checked"], found["single"]) == ("no", True)

    def test_facts_are_read_at_once_in_the_order_of_the_book_and_unknown_ones_left_out(self, made, django_assert_num_queries):
        with django_assert_num_queries(1):
            found = cited(["P-9001", "P-2", "P-1", "P-2", "no-such"], ENGLISH)
        assert set(found) == {"P-1", "P-2", "P-9001"}
        assert set(found["P-9001"]["sources"]) == {"page", "host", "third", "bare"}
        with django_assert_num_queries(0):
            assert cited([], ENGLISH) == {}

    def test_what_is_written_for_editors_never_leaves_the_fact_book(self, made):
        assert "For editors only" not in str(cited(["P-9001"], ENGLISH))

    @pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
    def test_every_fact_that_is_shipped_has_a_line(self, language):
        """Also far in the future, when every comparison has grown old."""
        keys = list(models.QuerySet(Fact).exclude(status=Fact.Status.OPEN).values_list("key", flat=True))
        for found in cited(keys, language).values():
            if found["sources"]:
                line = source_line([found], language, date(2040, 1, 1))
                assert line["items"], found["key"]
                assert all(item["label"] for item in line["items"])
                assert not any(item["site"] and item["url"].rstrip("/").count("/") == 2 for item in line["items"]), found["key"]
