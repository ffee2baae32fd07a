"""The whole as a server runs it: the store in front, Django behind, on the content that is shipped."""

import json
import os
import subprocess
import sys

import pytest
from asking import SECURITY, ask
from django.conf import settings as active
from fronts import RELEASE

from config import addresses, keeping, wsgi
from config.languages import live
from config.making import can_be, made
from delivery.front import Front
from delivery.logs import Logged
from delivery.security import ADMIN, page_policy
from delivery.store import Store

pytestmark = pytest.mark.django_db
KINDS = {  # an address of each kind
    "/en/flow/": "text/html; charset=utf-8",
    "/ja/statistics/residents/2025-12/": "text/html; charset=utf-8",
    "/my/flow/with/ja/": "text/html; charset=utf-8",
    "/data/residents/2025-12/vi.csv": "text/csv; charset=utf-8",
    "/data/residents/2025-12/en.svg": "image/svg+xml",
    "/robots.txt": "text/plain; charset=utf-8",
    "/sitemap.xml": "application/xml; charset=utf-8",
}


class TestAnswers:
    @pytest.mark.parametrize("path", KINDS)
    def test_every_kind_is_the_same_from_the_store_and_from_django(self, front, path):
        for coding in ("br", "gzip", ""):
            stored = ask(front, path, accept_encoding=coding)
            assert stored == ask(front.behind, path, accept_encoding=coding)
            assert (stored.status, stored.headers["Content-Type"]) == (200, KINDS[path])
            assert set(stored.headers) >= set(SECURITY)
            assert "Set-Cookie" not in stored.headers

    def test_a_page_that_is_kept_asks_nothing_of_the_database_and_makes_nothing(
        self, front, django_assert_num_queries, monkeypatch
    ):
        first = ask(front, "/en/flow/")
        monkeypatch.setattr(front.store, "make", None)
        other = Store(front.store.shelf, None, front.store.watch, RELEASE, can_be, addresses.is_extra)
        other.start()
        with django_assert_num_queries(0):
            assert ask(front, "/en/flow/") == first
            assert ask(front, "/en/flow/", if_none_match=first.headers["ETag"]).status == 304
            assert other.find("/en/flow/")[1] == "hit"

    @pytest.mark.parametrize("language", live(), ids=lambda language: language.code)
    def test_the_style_of_a_page_is_allowed_by_its_hash_and_nothing_else_stands_in_it(self, front, language):
        for path in (f"/{language.code}/", f"/{language.code}/nothing/"):
            told = ask(front, path)
            html = told.body.decode()
            assert told.headers["Content-Security-Policy"] == page_policy(told.body)
            assert html.count("<style") == 1
            assert "unsafe" not in told.headers["Content-Security-Policy"]
            assert " style=" not in html
            assert not [part for part in html.split("<script")[1:] if not part.startswith(' type="application/ld+json"')]

    @pytest.mark.parametrize(
        ("path", "method", "status"),
        [
            ("/", "GET", 302),
            ("/go/flow/", "GET", 302),
            ("/en/flow", "GET", 301),
            ("/favicon.ico", "GET", 302),
            ("/nothing", "GET", 404),
            ("/vi/nothing/", "GET", 404),
            ("/admin/login/", "GET", 200),
            ("/admin/", "GET", 302),
            ("/en/flow/", "POST", 405),
            ("/en/flow/", "OPTIONS", 405),
            ("/livez", "GET", 200),
            ("/readyz", "GET", 200),
        ],
    )
    def test_every_answer_has_every_header_of_security(self, front, path, method, status):
        told = ask(front, path, method)
        assert told.status == status
        assert set(told.headers) >= set(SECURITY)
        policy = told.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert (policy == ADMIN) is path.startswith("/admin/")
        assert "Set-Cookie" not in told.headers or path.startswith("/admin/")

    @pytest.mark.parametrize(("path", "varies"), [("/", True), ("/go/flow/", True), ("/nothing", True), ("/en/flow", False)])
    def test_what_differs_by_the_language_of_the_browser_says_so_and_is_kept_by_nobody(self, front, path, varies):
        told = [ask(front, path, accept_language=language) for language in ("vi", "ja")]
        assert (told[0] != told[1]) is varies
        if varies:
            assert {one.headers["Vary"] for one in told} == {"Accept-Language"}
            assert {one.headers["Cache-Control"] for one in told} == {"no-store"}

    def test_what_is_no_page_is_a_404_by_both_ways(self, front):
        for path in ("/en/no-such-page/", "/en/flow/with/en/", "/data/residents/1900-01/en.csv", "/en/check/nowhere/"):
            assert ask(front, path) == ask(front.behind, path)
            assert ask(front, path).status == 404
        assert not front.store._memory


def test_what_is_assembled_is_the_front_with_the_store_of_this_site(settings, tmp_path):
    settings.DEBUG, settings.STORE_FOLDER, settings.REQUEST_LOG, settings.FILL_STORE = False, tmp_path, False, True
    front = wsgi._assembled()
    assert isinstance(front, Front)
    assert front.behind is wsgi.django_application
    assert front.store.shelf.folder.parent == tmp_path
    assert front.store.watch.also is not None
    assert front.store.make is made
    settings.FILL_STORE, settings.REQUEST_LOG = False, True
    logged = wsgi._assembled()
    assert isinstance(logged, Logged)
    assert logged.application.store.watch.also is None
    settings.DEBUG = True
    assert wsgi._assembled() is wsgi.django_application


def test_copies_of_two_sites_lie_apart(settings, tmp_path):
    settings.STORE_FOLDER = tmp_path
    first = keeping.shelf().folder
    settings.OPERATOR_NAME = "Another"
    assert keeping.shelf().folder != first
    assert keeping.shelf().folder.parent == tmp_path


SERVED = """
import json, os, sys
sys.path.insert(0, "tests")
from asking import ask
from config.wsgi import application
told = [ask(application, path, host="guide.example.org", **headers) for path, headers in json.loads(sys.argv[1])]
print(json.dumps([[one.status, one.headers] for one in told]))
"""


def test_in_production_the_clear_leads_to_the_encrypted_site_and_every_answer_says_so(tmp_path):
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "GUIDE_MODE": "production", "GUIDE_FILL": "0", "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "guide.example.org", "SITE_ADDRESS": "https://guide.example.org", "OPERATOR_NAME": "A", "OPERATOR_CONTACT": "https://a.example",
        "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3", "GUIDE_STATE_DIR": str(tmp_path),
    }  # fmt: skip
    paths = [("/en/", {}), ("/livez", {}), ("/robots.txt", {"x_forwarded_proto": "https"}), ("/readyz", {})]
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SERVED, json.dumps(paths)],
        cwd=active.BASE_DIR, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    *lines, said = run.stdout.splitlines()
    clear, lives, robots, ready = json.loads(said)
    assert (clear[0], clear[1]["Location"]) == (301, "https://guide.example.org/en/")
    assert (lives[0], robots[0], ready[0]) == (200, 503, 503), "there are no tables yet, and no pages"
    for _, headers in (lives, robots, ready):
        assert set(headers) >= {*SECURITY, "Strict-Transport-Security"}
    assert set(clear[1]) >= set(SECURITY)
    assert [json.loads(line)["path"] for line in lines] == [path for path, _ in paths], "a line for each request"
