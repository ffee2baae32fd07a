"""A page on its way to the reader. No test here touches a database: the smallest page needs none."""

from datetime import date
from hashlib import sha256

import brotli
import pytest
import tiny_site
from asking import UNPACK
from django.test import Client
from django.utils import translation

from config.languages import by_code
from delivery import page
from delivery.reading import Reading
from delivery.security import page_policy

PATH = "/vi/hello/mai/"
DAY = date(2026, 11, 23)


@pytest.fixture
def client(settings, tmp_path):
    """A browser that looks at the tiny site."""
    tiny_site.installed(settings, tmp_path)
    return Client(enforce_csrf_checks=True)


def test_a_view_sees_a_reading_and_its_address(client):
    response = client.get(PATH, headers={"Accept-Language": "km", "Cookie": "sessionid=abc"})
    assert tiny_site.seen == [(Reading(by_code("vi"), DAY), "mai")]
    assert response.status_code == 200
    assert "<p>mai</p><p>2026-11-23</p>" in response.content.decode()


def test_the_template_speaks_the_language_of_the_reading_and_sees_nothing_of_the_request(client):
    before = translation.get_language()
    assert client.get(PATH).content.decode().endswith("</p>\n</html>")
    assert b'lang="vi"' in client.get(PATH).content
    assert b'lang="ja"' in client.get("/ja/hello/mai/").content
    assert translation.get_language() == before


@pytest.mark.parametrize("request_headers", [
    {}, {"Accept-Language": "ja"}, {"User-Agent": "curl"}, {"Cookie": "sessionid=x; csrftoken=y; django_language=ja"},
    {"Cookie": "sessionid=" + "a" * 32}, {"Referer": "https://example.org"}, {"X-Forwarded-For": "10.0.0.1"},
])  # fmt: skip
def test_a_page_depends_on_its_address_only(client, request_headers):
    plain = client.get(PATH)
    other = client.get(PATH, {"utm": "chat"}, headers=request_headers)
    assert other.content == plain.content
    assert other.headers["ETag"] == plain.headers["ETag"]


def test_another_day_is_another_page(client, monkeypatch):
    before = client.get(PATH)
    monkeypatch.setattr(page, "today", lambda: date(2027, 4, 1))
    after = client.get(PATH)
    assert "2027-04-01" in after.content.decode()
    assert after.headers["ETag"] != before.headers["ETag"]


@pytest.mark.parametrize("coding", UNPACK)
def test_the_etag_is_a_hash_of_the_bytes_that_are_sent(client, coding):
    response = client.get(PATH, headers={"Accept-Encoding": coding})
    tag = response.headers["ETag"].strip('"')
    assert len(tag) >= 32
    assert sha256(response.content).hexdigest().startswith(tag)
    assert response.headers.get("Content-Encoding", "identity") == coding
    assert int(response.headers["Content-Length"]) == len(response.content)
    assert UNPACK[coding](response.content) == client.get(PATH).content


def test_the_etag_differs_by_coding_and_by_content(client):
    tags = [client.get(PATH, headers={"Accept-Encoding": coding}).headers["ETag"] for coding in UNPACK]
    tags += [client.get(path).headers["ETag"] for path in ("/vi/hello/lan/", "/ja/hello/mai/")]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("coding", UNPACK)
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_a_reader_who_has_the_bytes_gets_a_304(client, coding, form):
    full = client.get(PATH, headers={"Accept-Encoding": coding})
    tag = full.headers["ETag"]
    response = client.get(PATH, headers={"Accept-Encoding": coding, "If-None-Match": form.format(tag)})
    assert (response.status_code, response.content) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary"):
        assert response.headers[name] == full.headers[name]
    assert not response.cookies


def test_a_reader_who_has_the_bytes_of_another_coding_or_of_yesterday_gets_the_page(client):
    brotli_tag = client.get(PATH, headers={"Accept-Encoding": "br"}).headers["ETag"]
    for tag in (brotli_tag, '"0123456789abcdef0123456789abcdef"', "garbage"):
        response = client.get(PATH, headers={"Accept-Encoding": "gzip", "If-None-Match": tag})
        assert (response.status_code, response.headers["Content-Encoding"]) == (200, "gzip")


def test_a_change_of_the_release_alone_sends_the_page_anew(client, monkeypatch, tmp_path, settings):
    before = client.get(PATH).headers["ETag"]
    (tmp_path / "hello.html").write_text(tiny_site.TEMPLATE.replace("<p>", "<b>"))
    settings.TEMPLATES = list(settings.TEMPLATES)  # a release loads its templates anew
    assert client.get(PATH, headers={"If-None-Match": before}).status_code == 200


def test_head_has_the_headers_of_get_and_no_body(client):
    for coding in UNPACK:
        get = client.get(PATH, headers={"Accept-Encoding": coding})
        head = client.head(PATH, headers={"Accept-Encoding": coding})
        assert (head.status_code, head.content) == (200, b"")
        assert dict(head.headers) == dict(get.headers)
    assert client.head(PATH, headers={"If-None-Match": client.get(PATH).headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_any_other_method_is_refused_and_told_which_are_allowed(client, method):
    response = getattr(client, method)(PATH)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert not tiny_site.seen
    assert not response.cookies


@pytest.mark.parametrize("cookie", ["", "sessionid=x", "sessionid=" + "a" * 32, "csrftoken=x; messages=x", "\x00=;;"])
@pytest.mark.parametrize("path", [PATH, "/data/vi.csv"])
def test_the_headers_let_any_cache_keep_a_page_for_a_moment_and_set_no_cookie(client, path, cookie):
    response = client.get(path, headers={"Accept-Encoding": "br", "Accept-Language": "ja", "Cookie": cookie})
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["Content-Language"] == "vi"
    assert response.headers["Content-Type"] in ("text/html; charset=utf-8", "text/csv; charset=utf-8")
    control = dict(part.strip().partition("=")[::2] for part in response.headers["Cache-Control"].split(","))
    assert "public" in control
    assert int(control["max-age"]) <= 60
    assert not {"private", "no-store", "immutable"} & set(control)
    assert not response.cookies
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("path", ["/xx/hello/mai/", "/VI/hello/mai/", "/vi-vn/hello/mai/", "/v/hello/mai/", "/hello/mai/"])
def test_a_language_that_nobody_can_reach_is_no_address(client, path):
    assert client.get(path).status_code == 404
    assert not tiny_site.seen


def test_a_page_is_fresh_no_longer_than_its_day(client, monkeypatch):
    monkeypatch.setattr(page, "seconds_left", lambda day: 7 if day == DAY else 3600)
    assert client.get(PATH).headers["Cache-Control"].startswith("public, max-age=7, s-maxage=7,")


def test_a_file_is_sent_under_its_name_and_told_by_its_bytes_too(client):
    response = client.get("/data/vi.csv", headers={"Accept-Encoding": "br"})
    assert brotli.decompress(response.content).startswith(b"a,b\n")
    assert response.headers["Content-Disposition"] == 'attachment; filename="numbers.csv"'
    again = client.get("/data/vi.csv", headers={"Accept-Encoding": "br", "If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("address", [PATH, "/data/vi.csv"])
def test_what_the_store_has_made_is_what_django_sends(client, address):
    made = tiny_site.made(address, DAY)
    response = client.get(address)
    assert (made.content, made.path, made.day, made.language) == (response.content, address, DAY, "vi")
    assert (made.kind, bool(made.name)) == (response.headers["Content-Type"], "Content-Disposition" in response.headers)


def test_a_304_leaves_the_reader_the_policy_of_the_page(client):
    """A browser puts the headers of a 304 in the place of those that it has."""
    full = client.get(PATH)
    found = client.get(PATH, headers={"If-None-Match": full.headers["ETag"]})
    assert found.status_code == 304
    told = {name: value for name, value in found.headers.items() if name != "Content-Length"}  # of which Django says its own
    assert told == {name: full.headers[name] for name in told}
    assert full.headers["Content-Security-Policy"] == page_policy(full.content)
