"""What stands around every page, without its template."""

import json
import re
from datetime import date, timedelta

import pytest
from django.conf import settings as active
from django.http import Http404
from django.template.response import TemplateResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from config import head, making
from config.frame import breadcrumbs, error_frame, frame, navigation, pager
from config.languages import SOURCE, live
from config.making import FrameMiddleware
from delivery.door import writing
from delivery.page import PageResponse
from delivery.reading import Reading
from guide.addresses import page_url
from guide.models import Notice, Page
from translations.content import column
from translations.readings import bare

CHANGE = date(2027, 4, 1)
DAY = date(2026, 11, 23)


def framed(key: str = "flow", language=SOURCE, day: date = DAY, **context) -> dict:
    """The frame of a page of our own making, whose only content is its row."""
    response = PageResponse(Reading(language, day), key, "none.html", {"page": {"sections": []}, **context})
    response.path = page_url(language, key)
    return frame(response)


@pytest.mark.django_db
class TestFrame:
    @pytest.mark.parametrize("language", live(), ids=lambda language: language.code)
    def test_it_has_the_page_in_the_language_of_the_reading(self, language):
        found = framed("flow", language)
        row = Page.objects.get(key="flow")
        assert bare(str(found["title"])) == bare(getattr(row, column("title", language.code)))
        assert found["language"] is language
        assert found["page"]["url"] == f"/{language.code}/flow/"
        assert found["canonical"].endswith(f"/{language.code}/flow/")
        assert found["help_url"] == f"/{language.code}/help/"
        assert found["contents_url"] == f"/{language.code}/"
        assert all(page["url"].startswith(f"/{language.code}/") for group in found["nav"] for page in group["pages"])

    def test_each_page_knows_itself_in_every_language(self):
        alternates = framed("flow")["alternates"]
        assert [(item["code"], item["url"]) for item in alternates] == [(row.code, f"/{row.code}/flow/") for row in live()]
        assert [item["code"] for item in alternates if item["current"]] == ["en"]
        assert all(item["absolute"] == f"{active.SITE_ADDRESS}{item['url']}" for item in alternates)
        assert all(item["endonym"] for item in alternates)

    def test_a_page_that_has_no_row_or_no_title_in_the_language_is_not_there(self):
        with pytest.raises(Http404):
            framed("no-such-page")
        vietnamese = next(language for language in live() if language.code == "vi")
        with writing():
            Page.objects.filter(key="flow").update(title_vi="")
        with pytest.raises(Http404):
            framed("flow", vietnamese)
        assert framed("flow")["title"]

    def test_the_numbers_of_the_emergency_services_stand_on_every_page(self):
        assert framed("flow")["phones"] == {
            "police": {"number": "110", "href": "tel:110"}, "ambulance": {"number": "119", "href": "tel:119"},
        }  # fmt: skip

    def test_a_page_at_the_top_stands_on_the_line_between_its_neighbors(self):
        line = [row.key for row in Page.objects.filter(parent=None).order_by("order", "key")]
        first, last = framed(line[0]), framed(line[-1])
        assert (line[0], first["previous"], first["position"]) == ("home", None, 0)
        assert (last["next"], last["position"]) == (None, last["previous"]["number"] + 1)
        for position, key in enumerate(line[1:-1], start=1):
            found = framed(key)
            assert found["position"] == position
            assert found["previous"]["url"] == page_url(SOURCE, line[position - 1])
            assert found["next"]["url"] == page_url(SOURCE, line[position + 1])

    def test_a_page_below_another_stands_where_that_one_stands(self):
        above, below = framed("statistics"), framed("statistics/residents")
        assert [below[name] for name in ("previous", "next", "position")] == [
            above[name] for name in ("previous", "next", "position")
        ]
        current = [page["key"] for group in below["nav"] for page in group["pages"] if page["current"]]
        assert current == ["statistics"]
        assert [crumb["url"] for crumb in below["breadcrumbs"]] == ["/en/", "/en/statistics/"]

    def test_what_stands_below_a_page_without_a_row_of_its_own_has_the_page_among_its_breadcrumbs(self):
        found = framed("statistics/residents", here="December 2023")
        assert found["title"] == "December 2023"
        assert [crumb["url"] for crumb in found["breadcrumbs"]] == ["/en/", "/en/statistics/", "/en/statistics/residents/"]

    def test_the_home_page_has_nothing_above_it(self):
        found = framed("home")
        assert found["breadcrumbs"] == []
        assert found["jsonld"] == ""

    def test_the_breadcrumbs_are_told_to_search_engines_with_whole_addresses(self):
        told = json.loads(framed("statistics/residents")["jsonld"])
        assert told["@type"] == "BreadcrumbList"
        assert [item["position"] for item in told["itemListElement"]] == [1, 2, 3]
        assert told["itemListElement"][-1]["name"] == "Foreign residents by status of residence"
        assert all(item["item"].startswith(f"{active.SITE_ADDRESS}/en/") and item["name"] for item in told["itemListElement"])

    def test_what_the_view_tells_search_engines_stands_beside_it(self):
        told = json.loads(framed("flow", jsonld=[{"@type": "Dataset"}])["jsonld"])
        assert [item["@type"] for item in told] == ["BreadcrumbList", "Dataset"]

    @pytest.mark.parametrize(("day", "key"), [
        (DAY, "before-the-change"), (CHANGE - timedelta(1), "before-the-change"), (CHANGE, "after-the-change"), (date(2030, 1, 1), "after-the-change"),
    ])  # fmt: skip
    def test_the_notice_changes_on_the_day_of_the_change(self, day, key):
        found = framed("flow", day=day)["notice"]
        assert str(found["label"]) == Notice.objects.get(key=key).label
        assert found["url"] == "/en/changes-2027/"
        assert "1 April 2027" in found["html"]

    def test_the_notice_stands_on_every_page_that_the_change_affects_and_on_the_first_page(self):
        for page in Page.objects.all():
            expected = page.affected and page.key != "changes-2027"
            assert bool(framed(page.key)["notice"]) == expected, page.key
        assert framed("home")["notice"]

    def test_there_is_no_notice_on_a_day_on_which_none_holds(self):
        with writing():
            Notice.objects.all().update(valid_from=DAY, valid_to=DAY)
        assert framed(day=DAY)["notice"]
        assert framed(day=DAY - timedelta(1))["notice"] is None
        assert framed(day=DAY + timedelta(1))["notice"] is None

    def test_without_an_operator_every_page_is_a_test_copy(self, settings):
        settings.OPERATOR_NAME = ""
        assert framed()["site"]["test_copy"]
        settings.OPERATOR_NAME, settings.OPERATOR_CONTACT = "Example Foundation", "https://example.org/contact"
        settings.REPORT_ADDRESS = "mistakes@example.org"
        assert framed()["site"] == {
            "operator": "Example Foundation", "contact_url": "https://example.org/contact",
            "report_url": "mailto:mistakes@example.org", "test_copy": False, "address": settings.SITE_ADDRESS,
        }  # fmt: skip

    def test_it_is_the_same_for_the_same_reading(self):
        assert framed("help") == framed("help")


class TestMiddleware:
    def test_only_public_pages_get_a_frame(self, monkeypatch):
        monkeypatch.setattr(making, "frame", lambda response: "the frame")
        middleware, request = FrameMiddleware(lambda request: None), RequestFactory().get("/")
        page = PageResponse(Reading(SOURCE, DAY), "flow", "none.html", {})
        other = TemplateResponse(request, "none.html", {})
        assert middleware.process_template_response(request, page).context_data == {"frame": "the frame"}
        assert middleware.process_template_response(request, other).context_data == {}


def page(key: str, group: str = "start", parent: str | None = None) -> dict:
    return {"key": key, "group": group, "parent": parent, "label": key.title(), "title": key.title(), "url": f"/en/{key}/"}


def test_navigation_keeps_the_order_of_pages_and_of_groups():
    found = navigation([page("a", "x"), page("b", "y"), page("c", "x")], "b")
    assert [(group["key"], [item["key"] for item in group["pages"]]) for group in found] == [("x", ["a", "c"]), ("y", ["b"])]
    assert [item["key"] for group in found for item in group["pages"] if item["current"]] == ["b"]


def test_the_pager_of_a_single_page_leads_nowhere():
    assert pager([page("a")], "a") == {"previous": None, "next": None, "position": 0}


def test_breadcrumbs_climb_from_parent_to_parent():
    pages = {item["key"]: item for item in (page("home"), page("a"), page("a/b", parent="a"), page("a/b/c", parent="a/b"))}
    assert [crumb["url"] for crumb in breadcrumbs(pages["a/b/c"], pages, None)] == ["/en/home/", "/en/a/", "/en/a/b/"]
    assert breadcrumbs(pages["home"], pages, None) == []


jsonish = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.text(), jsonish, min_size=1), min_size=1, max_size=3))
def test_no_text_can_leave_the_script_element_in_which_it_stands(objects):
    text = head.json_for_page([*objects, None, {}])
    assert not re.search("[<>&]", text)
    told = json.loads(text)
    assert told == (objects[0] if len(objects) == 1 else objects)


def test_a_page_of_errors_needs_no_database():
    found = error_frame(live()[-1])
    assert found["language"] == live()[-1]
    assert [item["url"] for item in found["alternates"]] == [f"/{language.code}/" for language in live()]


def test_the_stylesheet_asks_no_other_host_and_cannot_leave_its_element():
    css = head.stylesheet()
    assert not re.search(r"@import|//|</|url\((?!\s*['\"]?(data:|/static/|#))", css)
