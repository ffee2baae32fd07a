"""Whatever is asked for, the site answers by the book: no 5xx, no trace, nothing of the request sent back, no cookie."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.lists(PIECES | st.text(max_size=12), max_size=6),
    slash=st.booleans(),
    query=st.sampled_from(["", "?x=1", "?" + "a=b&" * 500, "?lang=vi&x=%00"]),
    method=st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"]),
    headers=HEADERS,
)
def test_no_request_breaks_the_site(pieces, slash, query, method, headers):
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    path = "/" + "/".join(pieces).replace("?", "").replace("#", "").lstrip("/") + ("/" if slash else "") + query
    response = client.generic(method, path, headers=headers)
    assert response.status_code < 500, path
    assert not response.cookies or path.startswith("/admin"), path
    body = response.content.decode("utf-8", "replace")
    assert "Traceback" not in body
    assert MARK not in body


@pytest.mark.parametrize("host", ["evil.example", "localhost@evil.example", "[::1", "a" * 300, ""])
def test_another_host_is_refused(host):
    response = Client(raise_request_exception=False).get("/en/", headers={"Host": host})
    assert response.status_code == 400
    assert "evil" not in response.content.decode()
