"""The headers of security on what Django answers itself, and a page that is the same by both ways."""

import pytest
import tiny_site
from asking import SECURITY, ask, handler
from still_day import DAY
from tiny_store import store_of

from delivery import front as module
from delivery.front import Front
from delivery.security import ADMIN, NOTHING, page_policy

PAGE, FILE = "/vi/hello/mai/", "/data/vi.csv"


@pytest.fixture(params=[False, True], ids=["try-out", "production"])
def https(request, settings, tmp_path):
    """The tiny site, as a try-out and as it is served in public."""
    tiny_site.installed(settings, tmp_path)
    settings.ALLOWED_HOSTS = ["localhost"]
    if request.param:
        settings.SECURE_SSL_REDIRECT, settings.SECURE_PROXY_SSL_HEADER = True, ("HTTP_X_FORWARDED_PROTO", "https")
        settings.SECURE_HSTS_SECONDS = 63_072_000
    module._allowed.cache_clear()
    yield request.param
    module._allowed.cache_clear()


@pytest.fixture
def django(https):
    with handler() as found:
        yield found


@pytest.fixture
def front(django, world, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "seconds_left", lambda day: 3600)
    world.make = tiny_site.made
    return Front(store_of(world, tmp_path / "pages"), django, lambda path: path.startswith(("/vi/", "/data/")), lambda path: "")


def asked(application, path: str, https: bool, method: str = "GET", **more):
    return ask(application, path, method, **({"x_forwarded_proto": "https"} if https else {}), **more)


@pytest.mark.parametrize("path", [PAGE, FILE])
@pytest.mark.parametrize("coding", ["", "gzip", "br", "br;q=0, *"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_page_has_the_same_bytes_and_headers_from_the_store_and_from_django(front, django, https, path, coding, method):
    stored = asked(front, path, https, method, accept_encoding=coding)
    again = asked(front, path, https, method, accept_encoding=coding)
    made = asked(django, path, https, method, accept_encoding=coding)
    assert stored == again == made
    assert stored.status == 200
    assert bool(stored.body) is (method == "GET")


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        (PAGE, "GET", 200),
        (PAGE, "HEAD", 200),
        (PAGE, "POST", 405),
        (PAGE, "OPTIONS", 405),
        (FILE, "GET", 200),
        ("/vi/nothing/", "GET", 404),
        ("/nothing", "GET", 404),
        ("/vi/hello/mai", "GET", 301),
        ("/away/", "GET", 302),
        ("/admin/away/", "GET", 302),
    ],
)
def test_every_answer_has_every_header_of_security(front, django, https, path, method, status):
    for application in (front, django):
        told = asked(application, path, https, method)
        assert told.status == status
        assert set(told.headers) >= {*SECURITY, *(["Strict-Transport-Security"] if https else [])}
        assert "unsafe" not in told.headers["Content-Security-Policy"]
        assert ("Strict-Transport-Security" in told.headers) is https
        assert "Set-Cookie" not in told.headers


def test_a_host_that_is_not_ours_is_a_400_that_says_nothing_of_it(front, https):
    for host in ("evil.example", "localhost@evil.example", "a" * 300):
        told = asked(front, PAGE, https, host=host)
        assert told.status == 400
        assert b"evil" not in told.body
        assert set(told.headers) >= set(SECURITY)


def test_the_policy_is_that_of_what_is_shown(front, https):
    assert asked(front, PAGE, https).headers["Content-Security-Policy"] == page_policy(asked(front, PAGE, https).body)
    lost = asked(front, "/vi/nothing/", https)
    assert lost.headers["Content-Security-Policy"] == page_policy(lost.body)
    assert "sha256-" in page_policy(lost.body)
    assert asked(front, "/away/", https).headers["Content-Security-Policy"].startswith(NOTHING)
    assert asked(front, "/admin/away/", https).headers["Content-Security-Policy"] == ADMIN


def test_who_comes_in_the_clear_is_sent_to_the_encrypted_site(front, https):
    told = ask(front, PAGE)
    if https:
        assert (told.status, told.headers["Location"]) == (301, f"https://localhost{PAGE}")
        assert set(told.headers) >= set(SECURITY)
    else:
        assert told.status == 200


def test_a_304_by_django_leaves_the_reader_the_policy_that_the_page_has(django, https):
    tag = asked(django, PAGE, https).headers["ETag"]
    told = asked(django, PAGE, https, if_none_match=tag)
    assert told.status == 304
    assert "Content-Security-Policy" not in told.headers


def test_the_day_of_a_page_is_that_of_the_store(front, https):
    assert str(DAY).encode() in asked(front, PAGE, https).body
