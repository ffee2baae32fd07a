"""Any page with a second language beside it: where it is, what it says of itself, and what it takes to make."""

import re

import pytest
from asking import UNPACK
from django.conf import settings as active
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from still_day import DAY

from config import addresses
from config.languages import by_code, live
from config.making import page_at
from config.pairs import content
from delivery.answering import cache_control
from delivery.page import PageResponse
from delivery.reading import Reading
from guide.addresses import in_language, paired
from sources.models import Contact

pytestmark = pytest.mark.django_db

MOST_QUERIES = 14  # twice those of a page
KINDS = ("", "flow/", "help/", "about/", "sources/", "sources/g/", "sources/corrections/", "statistics/", "statistics/residents/",
         "statistics/trainees/2023-12/")  # fmt: skip
CODES = [language.code for language in live()]
NEXT = dict(zip(CODES, [*CODES[1:], CODES[0]], strict=True))
ADDRESS = "/vi/flow/with/ja/"


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


def lines(html: str) -> list[tuple[str, str, str, str]]:
    """(number, first column, code of the second, second column) of every line."""
    return re.findall(
        r'<div class="pair[^>]*>(?:<b>(\d+)</b>)?<div>(.*?)</div><div lang="([^"]+)"(?: dir="rtl")?>(.*?)</div></div>\n',
        html,
        re.S,
    )


@pytest.mark.letters
@pytest.mark.parametrize("below", KINDS)
@pytest.mark.parametrize("first", CODES)
def test_every_kind_of_page_stands_beside_the_next_language_and_beside_japanese(client, first, below):
    for second in {NEXT[first], "ja"} - {first}:
        response = client.get(f"/{first}/{below}with/{second}/")
        html = response.content.decode()
        assert response.status_code == 200
        assert "UNKNOWN-NAME" not in html
        assert response.headers["Content-Language"] == first
        assert f'<html lang="{first}"' in html
        assert html.count('<div class="pair') == len(lines(html)) > 2
        assert {code for _, _, code, _ in lines(html)} == {second}
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        assert html.count("<h1") == 1
        assert re.search(rf'<h1>.*<span lang="{second}" dir="ltr">.+</span></h1>', html, re.S)


@pytest.mark.parametrize("path", [
    "/vi/flow/with/vi/", "/vi/with/vi/", "/vi/flow/with/xx/", "/vi/flow/with/pt-br/", "/vi/flow/with/zh/", "/vi/flow/with/VI/",
    "/xx/flow/with/ja/", "/vi/flow/with/ja/with/en/", "/vi/with/ja/with/en/", "/vi/no-such-page/with/ja/",
    "/vi/statistics/residents/2018-12/with/ja/", "/vi/flow/with/", "/with/ja/", "/vi/flow/with/ja/help/",
    "/vi/home/with/ja/", "/vi//with/ja/", "/vi/go/flow/with/ja/", "/vi/admin/with/ja/", "/vi/../flow/with/ja/",
])  # fmt: skip
def test_what_is_no_pair_is_not_found(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert not response.cookies


@pytest.mark.parametrize("path", ["/vi/flow/with/km/", "/km/flow/with/vi/"])
def test_a_language_that_readers_cannot_reach_stands_beside_none(client, path, monkeypatch):
    assert client.get(path).status_code == 200
    rest = tuple(language for language in live() if language.code != "km")
    monkeypatch.setattr("delivery.converters.live", lambda: rest)
    assert client.get(path).status_code == 404


def test_a_page_that_one_of_the_languages_does_not_have_is_not_found(client):
    from delivery.door import writing
    from guide.models import Page

    with writing():
        Page.objects.filter(key="flow").update(title_ja="")
    assert client.get(ADDRESS).status_code == 404
    assert client.get("/ja/flow/with/vi/").status_code == 404
    assert client.get("/vi/flow/with/en/").status_code == 200


@pytest.mark.parametrize("path", ["/livez", "/robots.txt", "/admin/", "/go/flow/", "/", "/nothing", ADDRESS])
def test_only_a_page_for_readers_can_stand_beside_another(path):
    with pytest.raises(Http404):
        page_at(path, Reading(by_code("vi"), DAY))


def test_it_names_itself_and_is_not_to_be_found_by_search_engines(client):
    html = client.get(ADDRESS).content.decode()
    assert f'<link rel="canonical" href="{active.SITE_ADDRESS}{ADDRESS}">' in html
    assert f'<meta property="og:url" content="{active.SITE_ADDRESS}{ADDRESS}">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert not re.search(r'<link rel="alternate"|hreflang="x-default"', html)
    assert "noindex" not in client.get("/vi/flow/").content.decode()
    assert not [path for path in addresses.paths_of(addresses.PAGE) if "/with/" in path]
    assert "/with/" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.letters
@pytest.mark.parametrize("code", CODES)
def test_every_page_leads_to_its_pairs_japanese_first(client, code):
    others = [other for other in CODES if other != code]
    japanese = [other for other in others if other.startswith("ja")]
    expected = [*japanese, *(other for other in others if other not in japanese)]
    for below in KINDS:
        html = client.get(f"/{code}/{below}").content.decode()
        assert re.findall(r'href="([^"]+/with/[^"]+)"', html) == [f"/{code}/{below}with/{other}/" for other in expected]


def test_it_leads_to_both_pages_alone_and_to_the_other_pairs_and_marks_where_we_are(client):
    html = client.get(ADDRESS).content.decode()
    ways = html[html.index('<nav class="langs">') :]
    links = re.findall(r'<a href="([^"]+)" lang="([^"]+)" hreflang="\2" dir="ltr"( aria-current="true")?>', ways)
    singles = ["/vi/flow/", "/ja/flow/"]
    beside = ["ja", "ja-simple", *(code for code in CODES if code not in ("vi", "ja", "ja-simple"))]
    assert [link[0] for link in links] == [*singles, *(f"/vi/flow/with/{code}/" for code in beside)]
    assert [link[0] for link in links if link[2]] == [ADDRESS]


@pytest.mark.letters
@pytest.mark.parametrize("below", KINDS)
@pytest.mark.parametrize("first", ["vi", "en", "ja-simple"])
def test_a_line_has_the_same_number_whatever_language_stands_beside_it(client, first, below):
    found = {}
    for second in ("ja", "en", "my", "zh-hans", "vi"):
        if second != first:
            html = client.get(f"/{first}/{below}with/{second}/").content.decode()
            found[second] = [(number, text) for number, text, _, _ in lines(html) if text != "–"]
    expected = found.popitem()[1]
    assert expected
    assert {second for second, said in found.items() if said != expected} == set()


@pytest.mark.letters
@pytest.mark.parametrize("first", ["en", "vi", "ja"])
def test_no_telephone_number_or_address_stands_beside_that_of_another_office(client, first):
    offices: dict[str, set[str]] = {}
    for phone, url, service in Contact.objects.values_list("phone", "url", "service__key"):
        for place in filter(None, (phone, url)):
            offices.setdefault(place, set()).add(service)
    compared = 0
    for second in {"vi", "en", "my", "zh-hans"} - {first}:
        for _, *texts in lines(client.get(f"/{first}/help/with/{second}/").content.decode()):
            places = [re.findall(r'href="(http[^"]+)"|class="tel"[^>]*>([^<]+)<', text) for text in (texts[0], texts[2])]
            ours, theirs = ({key for found in side for place in found for key in offices.get(place, ())} for side in places)
            if 'class="li call"' in texts[0] and ours and theirs:
                compared += 1
                assert ours & theirs, (second, texts[0], texts[2])
    assert compared > 6


def test_head_and_conditional_and_packed_requests_are_answered_as_for_any_page(client):
    for coding in UNPACK:
        get = client.get(ADDRESS, headers={"Accept-Encoding": coding})
        head = client.head(ADDRESS, headers={"Accept-Encoding": coding})
        again = client.get(ADDRESS, headers={"Accept-Encoding": coding, "If-None-Match": get.headers["ETag"]})
        assert get.headers.get("Content-Encoding", "identity") == coding
        assert UNPACK[coding](get.content) == client.get(ADDRESS).content
        assert (head.status_code, head.content, dict(head.headers)) == (200, b"", dict(get.headers))
        assert (again.status_code, again.content) == (304, b"")
        assert get.headers["Vary"] == "Accept-Encoding"
        assert get.headers["Cache-Control"] == cache_control(3600)
        assert not get.cookies
    assert client.post(ADDRESS).status_code == 405


def test_it_depends_on_its_address_only(client, django_user_model):
    plain = client.get(ADDRESS).content
    client.cookies["django_language"] = "en"
    client.force_login(django_user_model.objects.create_superuser("editor", password="x"))
    again = client.get(f"{ADDRESS}?with=en", headers={"Accept-Language": "km"})
    assert again.content == plain
    assert "Set-Cookie" not in again.headers


@pytest.mark.parametrize("below", KINDS)
def test_it_is_made_with_few_queries_and_none_while_a_template_renders(client, below, monkeypatch):
    rendered, while_rendering = PageResponse.rendered_content.fget, []

    def watched(self):
        with CaptureQueriesContext(connection) as queries:
            html = rendered(self)
        while_rendering.append(len(queries))
        return html

    monkeypatch.setattr(PageResponse, "rendered_content", property(watched))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/vi/{below}with/ja/").status_code == 200
    assert while_rendering == [0, 0, 0]
    assert len(queries) <= MOST_QUERIES


def test_a_printed_sheet_tells_the_site_the_day_and_the_address(client):
    html = client.get("/en/flow/with/vi/").content.decode()
    sheet = re.search(r'<p class="sheet">(.*?)</p>', html)[1]
    assert sheet == f"Technical Intern Training Guide · {DAY} · {active.SITE_ADDRESS}/en/flow/with/vi/"


def test_the_notice_and_the_whole_text_of_both_pages_stand_on_it(client):
    html = client.get(ADDRESS).content.decode()
    for side, code in ((1, "vi"), (3, "ja")):
        own = content(page_at(in_language("/vi/flow/", by_code(code)), Reading(by_code(code), DAY)))
        own = re.sub(r"<nav.*?</nav>|<ol class=\"six\".*?</ol>", "", own, flags=re.S)
        column = "".join(line[side] for line in lines(html))
        words = [re.sub(r"\s", "", re.sub("<[^>]+>", "", text)) for text in (own, column)]
        assert words[0] == words[1]
        assert 'class="notice"' in column


def test_the_address_of_a_pair_is_made_in_one_place():
    assert paired("/vi/", by_code("ja")) == "/vi/with/ja/"
    assert paired("/vi/flow/", by_code("ja")) == ADDRESS
