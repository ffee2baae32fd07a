"""The export of the real site in two languages, served by a real nginx: what the site itself sends, and no link that breaks."""

import html
import re
from collections import Counter
from types import SimpleNamespace
from urllib.parse import urldefrag, urlsplit

import nginx
import pytest
from asking import UNPACK, ask
from django.conf import settings
from django.test import Client
from still_day import DAY

from config import addresses, languages
from config.making import made
from config.management.commands import export_site
from delivery import front, reading
from delivery.copies import packed
from delivery.door import writing
from delivery.export.folder import Folder
from guide.models import Page

pytestmark = [pytest.mark.django_db, pytest.mark.letters, pytest.mark.xdist_group("export")]

TAG = re.compile(r"<([a-z][a-z0-9]*)\s([^>]*)>")
REFERENCE = re.compile(r'(?:^|\s)(?:href|src|action|srcset|poster|data|xlink:href)="([^"]*)"')
ANCHOR = re.compile(r'\sid="([^"]*)"')
OWN_TO_NGINX = {"server", "date", "connection", "last-modified", "accept-ranges", "etag"}


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """(the summary of the export, the port of its nginx, its folder), in English and Vietnamese, without fonts for pictures."""
    nginx.program()
    folder, port = tmp_path_factory.mktemp("mirror"), nginx.free_port()
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        two = tuple(language for language in languages.LANGUAGES if language.code in ("en", "vi"))
        patch.setattr(languages.live, "__defaults__", (two,))
        addresses._first_parts.cache_clear()
        patch.setattr(reading, "today", lambda: DAY)
        patch.setattr(settings, "CHART_FONT_FOLDERS", ())
        patch.setattr(settings, "STORE_FOLDER", tmp_path_factory.mktemp("store"))
        opened = Folder(folder / "export")
        summary = export_site.export(opened, listen=f"127.0.0.1:{port}")
        opened.close()
        inside = f'include "{folder}/export/nginx.conf";'
        with nginx.running(folder, nginx.in_http(folder, inside), port):
            yield summary, port, folder / "export"
    addresses._first_parts.cache_clear()


@pytest.fixture
def paths(site):
    """All addresses that are public here."""
    return [path for path in addresses.paths_of() if not path.endswith(".png")]


@pytest.fixture
def ask_front(site, monkeypatch):
    """Ask the front of the site itself."""
    monkeypatch.setattr(front, "seconds_left", lambda day: 3600)
    store = SimpleNamespace(find=lambda path: (packed(made(path, DAY)), "made"))
    application = front.Front(store, None, addresses.may_be_public, addresses.instead)

    return lambda path, coding: ask(application, path, accept_encoding=coding)


def test_everything_public_is_there_but_pictures_without_a_font(site, paths):
    summary, _, folder = site
    assert summary.why == []
    assert summary.none == sum(1 for _ in addresses.paths_of(addresses.PICTURE))
    assert summary.addresses == len(paths) + len(list(export_site.beside()))
    assert sum(path.stat().st_size for path in (folder / "site").rglob("*.*")) > summary.size * 0.99


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_the_bytes_and_headers_are_those_of_the_site(site, paths, ask_front, coding):
    _, port, _ = site
    kinds = Counter()
    for path in [*paths[:3], *paths[::23], "/robots.txt", "/sitemap.xml"]:
        told = ask_front(path, coding)
        found = nginx.ask(port, path, Accept_Encoding=coding)
        assert (found.status, found.body) == (told.status, told.body), path
        theirs = {name: value for name, value in found.headers.items() if name not in OWN_TO_NGINX}
        ours = {name.lower(): value for name, value in told.headers.items() if name != "ETag"}
        assert theirs == ours, path
        kinds[told.headers["Content-Type"], told.headers.get("Content-Encoding")] += 1
    assert len(kinds) >= 6


def test_no_link_is_broken_and_nothing_comes_from_another_host(site):
    _, port, _ = site
    waiting, seen, anchors, fragments, broken = ["/"], {"/"}, {}, {}, []
    while waiting:
        path = waiting.pop()
        found = nginx.ask(port, path)
        if found.status == 302:
            targets = [("a", found.headers["location"])]
        elif found.status != 200:
            broken.append((path, found.status))
            continue
        elif found.headers["content-type"].startswith("text/html"):
            text = found.body.decode()
            anchors[path] = {html.unescape(name) for name in ANCHOR.findall(text)}
            targets = [(tag, html.unescape(to)) for tag, inside in TAG.findall(text) for to in REFERENCE.findall(inside)]
        else:
            continue
        for tag, target in targets:
            target = target.removeprefix(settings.SITE_ADDRESS) or "/"
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                assert tag == "a", f"{path} loads {target}"
                continue
            there, fragment = urldefrag(target)
            there = there or path
            if fragment:
                fragments.setdefault((there, fragment), path)
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    assert broken == []
    assert [(path, place) for place, path in fragments.items() if place[0] in anchors and place[1] not in anchors[place[0]]] == []
    unlinked = set(addresses.paths_of(addresses.PAGE, addresses.VIEW, addresses.PAIR, addresses.FILE)) - seen
    assert {path for path in unlinked if "/check/" not in path} == set()  # not every answer can be given on every day


@pytest.mark.parametrize(("accept", "code"), [
    ("vi-VN,vi;q=0.9,en;q=0.1", "vi"), ("en", "en"), ("fr;q=0.9, vi;q=0.2", "vi"), ("", "en"), ("ja", "en"), ("%%%", "en"), ("VI", "vi"),
])  # fmt: skip
@pytest.mark.parametrize(
    ("path", "rest"),
    [("/", ""), ("/go/home/", ""), ("/go/flow/", "flow/"), ("/go/statistics/residents/", "statistics/residents/")],
)
def test_a_reader_is_sent_to_the_page_in_the_language_of_the_browser(site, accept, code, path, rest):
    found = nginx.ask(site[1], path, Accept_Language=accept)
    client = Client(SERVER_NAME="localhost").get(path, headers={"Accept-Language": accept})
    assert (
        (found.status, found.headers["location"]) == (302, f"/{code}/{rest}") == (client.status_code, client.headers["Location"])
    )
    for name in ("Cache-Control", "Vary", "Referrer-Policy", "X-Content-Type-Options"):
        assert found.headers[name.lower()] == client.headers[name]


@pytest.mark.parametrize("path", ["/vi/flow", "/vi", "/vi/flow/with/en", "/en/statistics/residents"])
def test_an_address_without_its_last_slash_leads_to_the_page(site, path):
    found = nginx.ask(site[1], path + "?from=print")
    assert (found.status, found.headers["location"]) == (301, f"{path}/?from=print")
    assert nginx.ask(site[1], f"{path}/index.html").headers["location"] == f"{path}/"


@pytest.mark.parametrize(("path", "accept", "code"), [
    ("/vi/lost/", "", "vi"), ("/en/lost/", "vi", "en"), ("/lost", "vi", "vi"), ("/admin/", "", "en"), ("/ja/", "vi", "vi"),
    ("/go/lost/", "vi", "vi"), ("/vi/flow/index.html.gz", "", "vi"), ("/404/vi.html", "", "en"), ("/vi/../../manifest.jsonl", "", "en"),
    ("/manifest.jsonl", "", "en"), ("/nginx.conf", "", "en"), ("/data/residents/2025-12/vi.png", "", "en"), ("/vi/%0d%0aX-A:b/", "", "vi"),
])  # fmt: skip
@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_where_there_is_nothing_the_reader_is_told_so_in_his_language(site, path, accept, code, coding):
    found = nginx.ask(site[1], path, Accept_Language=accept, Accept_Encoding=coding)
    if found.status == 400:
        assert ".." in path
        return
    client = Client(SERVER_NAME="localhost").get(f"/{code}/never/")
    assert (found.status, UNPACK[coding](found.body)) == (404, client.content)
    assert found.headers.get("content-encoding", "identity") == coding
    assert found.headers["cache-control"] == "no-store"
    assert found.headers["content-security-policy"] == client.headers["Content-Security-Policy"]
    assert "content-disposition" not in found.headers
    assert "x-a" not in found.headers


def test_the_icon_is_found_and_may_be_kept_for_ever(site):
    found = nginx.ask(site[1], "/favicon.ico")
    assert found.status == 302
    icon = nginx.ask(site[1], found.headers["location"])
    assert (icon.status, icon.headers["content-type"]) == (200, "image/svg+xml")
    assert icon.headers["cache-control"] == "max-age=315360000, public, immutable"
    assert icon.body == (settings.BASE_DIR / "static" / "favicon.svg").read_bytes()


@pytest.mark.parametrize(("accept", "coding"), [
    ("br;q=0, gzip", "gzip"), ("br;q=0.0,gzip;q=0", None), ("gzip, deflate, br, zstd", "br"), ("brotli", None), ("GZIP", "gzip"), ("gzip;q=0.5", "gzip"),
])  # fmt: skip
def test_a_page_is_packed_as_the_reader_can_unpack_it(site, accept, coding):
    assert nginx.ask(site[1], "/vi/flow/", Accept_Encoding=accept).headers.get("content-encoding") == coding


def test_a_reader_who_has_the_page_is_sent_nothing_and_nothing_can_be_sent_here(site):
    first = nginx.ask(site[1], "/vi/flow/", Accept_Encoding="gzip")
    again = nginx.ask(site[1], "/vi/flow/", Accept_Encoding="gzip", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    other = nginx.ask(site[1], "/vi/flow/", Accept_Encoding="br", If_None_Match=first.headers["etag"])
    assert other.status == 200
    head = nginx.ask(site[1], "/vi/flow/", method="HEAD", Accept_Encoding="gzip")
    assert head.status == 200
    assert head.headers | {"date": ""} == first.headers | {"date": ""}
    assert nginx.ask(site[1], "/vi/flow/", method="POST").status == 405


def test_whoever_opens_the_first_file_from_a_folder_finds_the_languages(site):
    links = re.findall(r'href="([^"]+)"', (site[2] / "site" / "index.html").read_text())
    assert links == ["en/index.html", "vi/index.html"]
    assert all((site[2] / "site" / link).is_file() for link in links)


def test_each_page_prints_its_day(site):
    assert f" · {DAY} · " in (site[2] / "site" / "vi" / "flow" / "index.html").read_text()


def test_a_second_run_writes_nothing(site):
    opened = Folder(site[2])
    summary = export_site.export(opened, listen=f"127.0.0.1:{site[1]}")
    opened.close()
    assert (summary.written, summary.removed, summary.unchanged) == (0, 0, site[0].files)


def test_an_edit_writes_only_the_pages_that_show_it(site, tmp_path, monkeypatch):
    some = ["/en/flow/", "/vi/flow/", "/en/privacy/", "/vi/flow/with/en/", "/robots.txt"]
    monkeypatch.setattr(export_site, "batches", lambda: [some])

    def export():
        opened = Folder(tmp_path / "some")
        summary = export_site.export(opened)
        opened.close()
        return summary, {path: path.stat().st_ino for path in tmp_path.rglob("*.*") if path.name != "manifest.jsonl"}

    before = export()[1]
    with writing():
        page = Page.objects.get(key="flow")
        page.title_en = "The whole way, edited"
        page.save()
    summary, after = export()
    changed = {str(path.parent.relative_to(tmp_path / "some" / "site")) for path in after if before[path] != after[path]}
    assert changed == {"en/flow", "vi/flow/with/en"}
    assert summary.written == 6
    assert "The whole way, edited" in (tmp_path / "some" / "site" / "en" / "flow" / "index.html").read_text()
