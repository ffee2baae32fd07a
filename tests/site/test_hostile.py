"""Whatever is asked for, the site answers by the book: no 5xx, no trace, nothing of the request sent back, no cookie."""

from functools import cache

import pytest
from asking import SECURITY, ask
from django.test import Client
from fronts import assembled
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config import addresses

pytestmark = pytest.mark.django_db

MARK = "zq<x>'\"zq"
PIECES = st.sampled_from(
    ["en", "vi", "xx", "flow", "statistics", "trainees", "2023-12", "9999-12", "0000-00", "go", "sources", "a", "..", ".", "%00", "%ff", "%2e%2e", "admin",
     "home", "ja-simple", "EN", " ", "'", "<script>", "{{7*7}}", "日本", "a" * 3000, MARK]
)  # fmt: skip
HEADERS = st.dictionaries(
    st.sampled_from(["Accept-Language", "Accept-Encoding", "If-None-Match", "Cookie", "Referer", "X-Forwarded-Proto", "Range", "If-Modified-Since"]),
    st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=80) | st.sampled_from(["*", "W/\"x\"", "en;q=2", "br;q=a", "bytes=0-", MARK]),
    max_size=4,
)  # fmt: skip


REQUESTS = {
    "pieces": st.lists(PIECES | st.text(max_size=12), max_size=6),
    "slash": st.booleans(),
    "query": st.sampled_from(["", "x=1", "a=b&" * 500, "lang=vi&x=%00"]),
    "method": st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"]),
    "headers": HEADERS,
}
listed = cache(lambda: frozenset(addresses.paths_of()))
hostile = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])


def path_of(pieces: list[str], slash: bool) -> str:
    return "/" + "/".join(pieces).replace("?", "").replace("#", "").lstrip("/") + ("/" if slash else "")


def keeps_the_laws(path: str, status: int, body: str, cookies: bool) -> None:
    assert status < 500, path
    assert not cookies or path.startswith("/admin"), path
    assert "Traceback" not in body
    assert MARK not in body


@hostile
@given(**REQUESTS)
def test_no_request_breaks_the_site(pieces, slash, query, method, headers):
    client, path = Client(SERVER_NAME="localhost", raise_request_exception=False), path_of(pieces, slash)
    response = client.generic(method, f"{path}?{query}", headers=headers)
    keeps_the_laws(path, response.status_code, response.content.decode("utf-8", "replace"), bool(response.cookies))


@pytest.fixture
def front(tmp_path, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    with assembled(tmp_path / "pages") as found:
        yield found


@hostile
@given(**REQUESTS)
def test_no_request_breaks_the_front(front, pieces, slash, query, method, headers):
    path = path_of(pieces, slash)
    named = {name.replace("-", "_"): value for name, value in headers.items()}
    told = ask(front, path, method, query=query, **named)
    keeps_the_laws(path, told.status, told.body.decode("utf-8", "replace"), "Set-Cookie" in told.headers)
    assert set(told.headers) >= set(SECURITY) or told.status == 304
    assert set(front.store._memory) <= listed()


@pytest.mark.parametrize("host", ["evil.example", "localhost@evil.example", "[::1", "a" * 300, ""])
def test_another_host_is_refused(host):
    response = Client(raise_request_exception=False).get("/en/", headers={"Host": host})
    assert response.status_code == 400
    assert "evil" not in response.content.decode()
