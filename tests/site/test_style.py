"""The stylesheet stands in every page, so nothing is in it that no page needs."""

import re

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db
OTHERS = ("/vi/flow/with/ja/", "/ja/help/with/my/", "/my/statistics/trainees/2025-12/by-name/", "/vi/nothing/")


def named(kind: str) -> set[str]:
    """The classes (".") or ids ("#") that the stylesheet names in its selectors."""
    css = re.sub(r"/\*.*?\*/", "", (settings.BASE_DIR / "static" / "site.css").read_text(encoding="utf-8"), flags=re.S)
    selectors = re.sub(r"\{[^{}]*\}", "{}", css)
    return set(re.findall(rf"{re.escape(kind)}([a-z][\w-]*)", selectors))


def worn(attribute: str, pages: list[str]) -> set[str]:
    """What the pages have in that attribute, word by word."""
    return {word for html in pages for value in set(re.findall(rf'\s{attribute}="([^"]*)"', html)) for word in value.split()}


def test_no_class_and_no_id_has_a_style_that_no_page_wears(site):
    client = Client(SERVER_NAME="localhost")
    pages = [answer.html for answer in site.values()] + [client.get(path).content.decode() for path in OTHERS]
    assert len(named(".")) > 40
    assert named(".") - worn("class", pages) == set()
    assert named("#") - worn("id", pages) == set()
