"""The matrix: every public address in every live language keeps the laws of a page."""

import re

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from config import addresses
from config.languages import LANGUAGES, SOURCE, by_code, live
from guide.addresses import in_language
from guide.models import Page
from translations.readings import ruby

pytestmark = pytest.mark.django_db

MOST_QUERIES = 7  # and one for the content version, where a page is made for the store: eight


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


def test_every_page_answers_in_every_language(site):
    paths = list(addresses.paths_of(addresses.PAGE))
    assert len(paths) == len(set(paths)) == len(site)
    assert len(paths) >= len(live()) * Page.objects.count()
    assert {path: answer.status for path, answer in site.items() if answer.status != 200} == {}


def test_every_page_keeps_the_law_of_its_head_and_headers(site):
    for path, response in site.items():
        html = response.html
        language = by_code(path.split("/")[1])
        assert re.search(rf'<html lang="{language.code}"( dir="{language.direction}")?', html), path
        assert html.count("<h1") == 1, path
        assert "UNKNOWN-NAME" not in html, path
        hreflang = re.findall(r'<link rel="alternate" hreflang="([^"]+)"', html)
        assert sorted(hreflang) == sorted([*(row.code for row in live()), "x-default"]), path
        assert re.search(rf'<link rel="canonical" href="http://localhost:\d+{re.escape(path)}"', html), path
        assert not response.cookies, path
        assert response.headers["Vary"] == "Accept-Encoding", path
        assert response.headers["Content-Language"] == language.code, path
        assert re.search(r"<title>[^<]{6,}</title>", html), path
        assert re.search(r'<meta name="description" content="[^"]{20,}"', html), path


def test_ids_on_a_page_are_unique_and_every_link_within_the_site_leads_somewhere(site):
    paths, turned = set(site), set(addresses.paths_of(addresses.VIEW))
    anchors: dict[str, list[str]] = {}
    links: dict[str, set[str]] = {}
    for path, answer in site.items():
        html = answer.html
        anchors[path] = re.findall(r'\sid="([^"]+)"', html)
        assert len(anchors[path]) == len(set(anchors[path])), (
            path,
            [one for one in anchors[path] if anchors[path].count(one) > 1],
        )
        links[path] = set(re.findall(r'<a [^>]*?href="([^"]+)"', html))
    for path, targets in links.items():
        for target in targets:
            page, _, anchor = target.partition("#")
            if found := re.fullmatch(r"(/[a-z-]+/.*)with/([a-z-]+)/", page):
                assert by_code(found[2]) in live(), (path, target)
                page = found[1]
            if page.startswith("/") and not page.startswith(("/static/", "/data/")):
                assert page in paths | turned, (path, target)
            if anchor and not page.startswith(("http", "mailto", "tel")):
                assert anchor in anchors[page or path], (path, target)


def test_a_page_is_made_with_few_queries_and_none_while_its_template_renders(site):
    assert {path: answer.while_rendering for path, answer in site.items() if answer.while_rendering} == {}
    assert {path: answer.queries for path, answer in site.items() if answer.queries > MOST_QUERIES} == {}


def test_no_page_of_one_language_holds_words_of_another(site):
    """A page of another language than Japanese shows Japanese only inside an element that says so."""
    japanese = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]+")
    marked = re.compile(r"<(\w+)[^>]*\slang=\"(ja|zh)[^\"]*\"[^>]*>.*?</\1>", re.S)
    for path, answer in site.items():
        code = path.split("/")[1]
        if code.split("-")[0] in ("ja", "zh"):
            continue
        html = re.sub(r"<(style|script)[^>]*>.*?</\1>", "", answer.html, flags=re.S)
        assert not japanese.findall(marked.sub("", html)), path


def test_the_same_address_in_another_language_is_the_same_page():
    english, *others = LANGUAGES
    for other in others:
        assert in_language("/en/flow/", other) == f"/{other.code}/flow/"
        assert in_language("/en/", other) == f"/{other.code}/"
    assert in_language("/vi/statistics/residents/2023-12/", english) == "/en/statistics/residents/2023-12/"


def test_the_address_for_all_other_languages_answers_for_every_page(client, site):
    addresses = {
        re.search(r'hreflang="x-default" href="http://localhost:\d+([^"]+)"', answer.html)[1] for answer in site.values()
    }
    assert len(addresses) == len(site) / len(live())
    for address in addresses:
        assert address in site or client.get(address).status_code == 302, address


def test_every_page_of_a_language_that_no_native_reader_has_checked_says_so(client):
    sentence = "This translation is a draft."
    for language in live():
        with override(language.code):
            words = gettext("This translation is a draft. No native reader has checked it yet.")
        assert words.startswith(sentence) is (language == SOURCE), "the sentence is not translated"
        assert (ruby(words) in client.get(f"/{language.code}/flow/").content.decode()) is language.draft
    assert not SOURCE.draft


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/robots.txt", 200, "text/plain; charset=utf-8"),
        ("/livez", 404, "text/html; charset=utf-8"),  # the front answers it, which stands before Django
        ("/sitemap.xml", 200, "application/xml; charset=utf-8"),
        ("/favicon.ico", 302, None),
        ("/xx/flow/", 404, "text/html; charset=utf-8"),
        ("/en/no-such-page/", 404, "text/html; charset=utf-8"),
        ("/en/home/", 404, "text/html; charset=utf-8"),
        ("/go/no-such-page/", 404, "text/html; charset=utf-8"),
        ("/nothing", 404, "text/html; charset=utf-8"),
    ],
)
def test_what_is_no_page_answers_as_it_should(client, path, status, kind):
    response = client.get(path)
    assert response.status_code == status
    assert kind is None or response.headers["Content-Type"] == kind
    assert not response.cookies


def test_the_sitemap_names_every_page_with_its_twins(client):
    xml = client.get("/sitemap.xml").content.decode()
    locations = re.findall(r"<loc>http://localhost:\d+([^<]+)</loc>", xml)
    assert sorted(locations) == sorted(addresses.paths_of(addresses.PAGE))
    assert xml.count("<xhtml:link") == len(locations) * len(live())


@pytest.mark.parametrize("path", ["/xx/flow/", "/vi/no-such-page/", "/nothing"])
def test_a_page_that_is_not_there_offers_all_languages(client, path):
    response = client.get(path)
    html = response.content.decode()
    for language in live():
        assert f'href="/{language.code}/"' in html
        assert language.endonym in re.sub(r"<rp>.*?</rp>|<rt>.*?</rt>|</?ruby>", "", html)
    assert 'lang="vi"' in html.split("<head>")[0] if path.startswith("/vi/") else "UNKNOWN-NAME" not in html
    assert response.headers["Cache-Control"] == "no-store"


def test_a_page_is_the_same_bytes_when_it_is_asked_for_again_and_tells_so(client):
    first = client.get("/en/flow/", headers={"Accept-Encoding": "br"})
    again = client.get("/en/flow/", headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.content
    assert client.get("/en/flow/", headers={"Accept-Encoding": "gzip"}).headers["ETag"] != first.headers["ETag"]


def test_a_query_string_or_a_cookie_or_a_user_changes_nothing_on_a_page(client, django_user_model):
    plain = client.get("/vi/help/").content
    assert client.get("/vi/help/?utm_source=x&lang=en").content == plain
    client.cookies["django_language"] = "en"
    client.force_login(django_user_model.objects.create_superuser("editor", password="x"))
    assert client.get("/vi/help/", headers={"Accept-Language": "en"}).content == plain
