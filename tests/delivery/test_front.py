"""The first that a request meets: what it answers itself, and what it leaves to Django."""

import pytest
from asking import SECURITY, UNPACK, ask
from still_day import DAY
from tiny_store import FLOW

from delivery.front import Front


def test_a_page_is_answered_without_django(front, behind, world):
    for how in ("made", "hit"):
        told = ask(front, FLOW)
        assert (told.status, behind.asked) == (200, []), how
        assert told.body.startswith(f"<p>{FLOW} {DAY} 1".encode())
    assert len(world.made) == 1


@pytest.mark.parametrize("coding", UNPACK)
def test_a_page_comes_in_the_coding_that_is_asked_for_and_is_known_again_by_its_tag(front, coding):
    told = ask(front, FLOW, accept_encoding=f"zstd, {coding};q=0.5, *;q=0")
    assert told.headers.get("Content-Encoding", "identity") == coding
    assert UNPACK[coding](told.body) == ask(front, FLOW).body
    for form in ("{}", "W/{}", '"x", {}', "*"):
        again = ask(front, FLOW, accept_encoding=coding, if_none_match=form.format(told.headers["ETag"]))
        assert (again.status, again.body) == (304, b"")
    assert ask(front, FLOW, accept_encoding=coding, if_none_match='"x"').status == 200


def test_head_has_the_headers_of_get_and_no_body(front):
    for path in (FLOW, "/livez", "/readyz", "/nothing"):
        get, head = ask(front, path), ask(front, path, "HEAD")
        assert (head.status, head.headers) == (get.status, get.headers)
        assert (bool(get.body), head.body) == (True, b""), path


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", [FLOW, "/livez"])
def test_any_other_method_is_for_django(front, behind, world, method, path):
    assert ask(front, path, method).body == b"behind"
    assert not world.made


def test_a_query_string_changes_nothing_and_fills_neither_memory_nor_disk(front, behind, tiny):
    plain = ask(front, FLOW)
    for number in range(50):
        assert ask(front, FLOW, query=f"utm_source={number}&lang=vi&day=2030-01-01") == plain
    assert list(tiny._memory) == [FLOW]
    assert len(list((tiny.shelf.folder / tiny.shelf.generations()[0].name).iterdir())) == 1
    assert not behind.asked


def test_nothing_else_that_a_request_brings_changes_a_page(front):
    plain = ask(front, FLOW)
    for headers in (
        {"accept_language": "ja"},
        {"cookie": "sessionid=x; django_language=ja"},
        {"user_agent": "curl"},
        {"range": "bytes=0-3"},
        {"x_forwarded_for": "10.0.0.1"},
        {"x_forwarded_host": "evil.example"},
        {"x_forwarded_proto": "http"},
        {"if_modified_since": "Mon, 23 Nov 2037 00:00:00 GMT"},
    ):
        assert ask(front, FLOW, **headers) == plain
    assert "Set-Cookie" not in plain.headers


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "LOCALHOST", "guide.example.org", "guide.example.org."])
def test_the_site_answers_to_its_names(front, behind, host):
    assert ask(front, FLOW, host=host).status == 200
    assert not behind.asked


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost@evil.example",
        "localhost.evil.example",
        "[::1",
        "",
        "a" * 300,
        "local host",
        "localhost\\.x",
        "日本",
    ],
)
@pytest.mark.parametrize("path", [FLOW, "/livez"])
def test_another_host_is_for_django(front, behind, world, host, path):
    ask(front, path, host=host)
    assert behind.asked == [f"GET {path}"]
    assert not world.made


@pytest.mark.parametrize("path", ["/", "/admin/", "/static/site.css", "/nothing", "/en", "/EN/flow/", "//en/flow/"])
def test_what_can_be_no_page_is_for_django_and_never_looked_for(front, behind, world, path):
    assert ask(front, path).body == b"behind"
    assert not world.made


def test_an_address_without_a_page_is_a_404_by_django_and_is_kept_nowhere(front, behind, tiny):
    for number in range(20):
        assert ask(front, f"/en/lost-{number}/").status == 404
    assert len(behind.asked) == 20
    assert not tiny._memory
    assert not tiny.shelf.generations()


def test_a_mistake_of_ours_is_for_django_and_stands_in_the_log(front, behind, tiny, caplog):
    tiny.make = lambda path, day: 1 / 0
    assert ask(front, FLOW).body == b"behind"
    assert "ZeroDivisionError" in caplog.text


def test_a_site_below_a_folder_of_another_is_djangos(front, behind):
    said = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": FLOW, "SCRIPT_NAME": "/guide", "HTTP_HOST": "localhost"}
    front(environ, lambda *told: said.append(told)).close()
    assert behind.asked == [f"GET {FLOW}"]


# --- the site as it is served in public ---


@pytest.fixture
def encrypted(front, settings):
    settings.SECURE_SSL_REDIRECT = True
    return Front(front.store, front.behind, front.public, front.instead)


def test_what_is_asked_for_in_the_clear_is_for_django_to_send_on(encrypted, behind):
    assert ask(encrypted, FLOW).body == b"behind"
    for wrong in ("http", "HTTPS", "https, http", ""):
        assert ask(encrypted, FLOW, x_forwarded_proto=wrong).body == b"behind"
    assert len(behind.asked) == 5
    assert ask(encrypted, FLOW, x_forwarded_proto="https").status == 200
    assert ask(encrypted, "/livez").status == 200, "who looks after the server asks it in the clear"
    assert len(behind.asked) == 5


@pytest.mark.parametrize(
    ("path", "there", "status"),
    [
        (FLOW, True, 200),
        (FLOW, False, 200),
        ("/livez", True, 200),
        ("/livez", False, 200),
        ("/readyz", True, 200),
        ("/readyz", False, 503),
    ],
)
def test_every_answer_of_the_front_has_every_header_of_security(world, tiny, encrypted, path, there, status):
    if not there:
        ask(encrypted, path, x_forwarded_proto="https")
        world.go(tiny)
    told = ask(encrypted, path, x_forwarded_proto="https")
    assert told.status == status
    assert set(told.headers) >= {*SECURITY, "Strict-Transport-Security"}
    assert "unsafe" not in told.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in told.headers
