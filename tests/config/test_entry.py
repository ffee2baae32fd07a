"""The addresses without a language: the bare address, and /go/<page>/ for what is printed."""

import re

import pytest
from django.db import OperationalError
from django.test import Client

from config.languages import live
from guide import queries
from guide.models import Page

pytestmark = pytest.mark.django_db


def without_readings(html: str) -> str:
    return re.sub(r"<rp>.*?</rp>|<rt>.*?</rt>|</?ruby>", "", html)


LINK = re.compile(r'<a\s[^>]*?href="([^"]+)"[^>]*>')


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost", enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("path", "rest"), [("/", ""), ("/go/flow/", "flow/"), ("/go/statistics/residents/", "statistics/residents/")]
)
@pytest.mark.parametrize(("accept", "code"), [
    ("vi-VN,vi;q=0.9,en;q=0.1", "vi"), ("ja", "ja"), ("en", "en"), ("fr;q=0.9, ja;q=0.2", "ja"), ("", "en"), ("si", "en"), ("%%%", "en"),
    ("tl", "fil"), ("in-ID", "id"), ("zh-SG", "zh-hans"), ("zh-TW", "zh-hans"), ("my-MM", "my"), ("mn-Cyrl-MN", "mn"), ("ne-NP", "ne"),
])  # fmt: skip
def test_a_reader_is_sent_to_the_page_in_the_language_of_the_browser(client, path, rest, accept, code):
    response = client.get(path, headers={"Accept-Language": accept})
    assert response.status_code == 302
    assert response.headers["Location"] == f"/{code}/{rest}"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Vary"] == "Accept-Language"
    assert not response.cookies


@pytest.mark.parametrize(("path", "rest"), [("/", ""), ("/go/flow/", "flow/")])
def test_whoever_stays_finds_every_language_as_a_link(client, path, rest):
    html = client.get(path).content.decode()
    found = {re.search(r'href="([^"]+)"', link[0])[1]: link[0] for link in LINK.finditer(html)}
    assert set(found) == {f"/{language.code}/{rest}" for language in live()}
    for language in live():
        link = found[f"/{language.code}/{rest}"]
        assert f'lang="{language.code}"' in link
        assert f'hreflang="{language.code}"' in link
        assert re.search(rf"{re.escape(link)}\s*{language.endonym}\s*</a>", without_readings(html))
    assert "UNKNOWN-NAME" not in html


def test_no_cookie_of_any_kind_is_answered_with_one(client):
    for cookie in ("sessionid=x", "csrftoken=x", "django_language=ja", "messages=x"):
        response = client.get("/", headers={"Cookie": cookie})
        assert response.headers["Location"] == "/en/"
        assert response.headers["Vary"] == "Accept-Language"
        assert "Set-Cookie" not in response.headers


def test_the_address_of_the_home_page_is_that_of_the_language(client):
    assert client.get("/go/home/").headers["Location"] == "/en/"


@pytest.mark.parametrize(
    "path", ["/go/no-such-page/", "/go/FLOW/", "/go/flow/flow/flow/", "/go//", "/go/https://example.org/", "/go/..%2f/"]
)
def test_nobody_is_sent_where_no_page_is(client, path):
    assert Page.objects.exists()
    assert client.get(path).status_code == 404


def test_what_is_printed_leads_on_while_the_database_is_away(client, monkeypatch):
    def away():
        raise OperationalError("the server closed the connection unexpectedly")

    monkeypatch.setattr(queries, "page_keys", away)
    assert client.get("/go/flow/", headers={"Accept-Language": "km"}).headers["Location"] == "/km/flow/"


def test_a_redirect_never_leads_to_another_host(client):
    for path in ("//example.org", "//example.org/", "/go//example.org/", "/\\example.org", "/go/flow/?next=//example.org"):
        response = client.get(path)
        assert response.status_code in (302, 301, 404)
        location = response.headers.get("Location", "/")
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))
