"""What a reader is sent for a copy: by the book of HTTP, and never fresh on the next day."""

from datetime import date
from hashlib import sha256

import pytest
from asking import SECURITY, UNPACK
from hypothesis import given
from hypothesis import strategies as st

from delivery.answering import AGED, KEPT, SHARED, WITHOUT_US, Answer, answer, cache_control, has
from delivery.copies import Made, packed

HTML = b"<html><style>p{color:red}</style>" + b"<p>nihongo</p>" * 500


def sent(kind: str = "text/html; charset=utf-8", name: str = "", **more) -> Answer:
    language = "vi" if kind.startswith("text/html") else ""
    copy = packed(Made("/vi/flow/", date(2026, 11, 23), HTML, kind, language, name))
    return answer(copy, **{"left": 3600, "https": False, **more})


def told(found: Answer) -> dict[str, str]:
    assert len(dict(found.headers)) == len(found.headers), "a header is said twice"
    return dict(found.headers)


def control(found: Answer) -> dict[str, int]:
    parts = [part.strip().partition("=") for part in told(found)["Cache-Control"].split(",")]
    assert parts[0][0] == "public"
    return {name: int(value) for name, _, value in parts[1:]}


@pytest.mark.parametrize("coding", UNPACK)
def test_a_page_has_all_that_its_reader_must_know(coding):
    found = sent(accept_encoding=coding)
    headers = told(found)
    assert found.status == 200
    assert UNPACK[coding](found.body) == HTML
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Content-Length"] == str(len(found.body))
    assert headers.get("Content-Encoding", "identity") == coding
    assert headers["Content-Language"] == "vi"
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["ETag"] == f'"{sha256(found.body).hexdigest()[:32]}"'
    assert set(headers) >= set(SECURITY)
    assert "Set-Cookie" not in headers
    assert "Content-Disposition" not in headers


def test_a_file_to_take_away_says_its_name_and_other_sites_may_show_it():
    headers = told(sent("text/csv; charset=utf-8", "residents-2025-12.csv"))
    assert headers["Content-Disposition"] == 'attachment; filename="residents-2025-12.csv"'
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Content-Language" not in headers
    assert set(headers) >= set(SECURITY)


@pytest.mark.parametrize("wish", ["br", "gzip, br", "", "identity"])
def test_what_is_packed_already_is_sent_as_it_is(wish):
    found = sent("image/png", accept_encoding=wish)
    assert found.body == HTML
    assert "Content-Encoding" not in told(found)


@pytest.mark.parametrize("coding", UNPACK)
def test_head_is_told_all_that_get_is_told(coding):
    get, head = sent(accept_encoding=coding), sent(accept_encoding=coding, head=True)
    assert (head.status, head.body) == (200, b"")
    assert head.headers == get.headers


@pytest.mark.parametrize("head", [False, True])
@pytest.mark.parametrize("coding", UNPACK)
@pytest.mark.parametrize("form", ["{}", "W/{}", ' "other" , {} ', '"a", W/{},"b"', "*", " * "])
def test_a_reader_who_has_the_bytes_is_told_so_with_what_a_304_must_say(coding, form, head):
    full = told(sent(accept_encoding=coding))
    found = sent(accept_encoding=coding, if_none_match=form.format(full["ETag"]), head=head)
    assert (found.status, found.body) == (304, b"")
    assert told(found) == {name: full[name] for name in ("Content-Language", "Vary", "ETag", "Cache-Control")}


@pytest.mark.parametrize("coding", UNPACK)
def test_a_reader_who_has_the_bytes_of_another_coding_is_sent_these(coding):
    for other in set(UNPACK) - {coding}:
        tag = told(sent(accept_encoding=other))["ETag"]
        assert sent(accept_encoding=coding, if_none_match=tag).status == 200


@pytest.mark.parametrize(
    "header",
    ["", "garbage", '"x"', 'W/"x"', "TAG", '"TAG', 'TAG"', '"xTAG"', 'w/"TAG"', '"*"', "**", ",,,", '"TAG"x', "\x00\xff"],
)
def test_another_tag_is_not_that_of_these_bytes(header):
    assert not has(header.replace("TAG", "0123"), '"0123"')


@given(st.text(max_size=80) | st.binary(max_size=80).map(lambda some: some.decode("latin-1")))
def test_no_header_breaks_the_answer(header):
    assert sent(if_none_match=header, accept_encoding=header).status in (200, 304)
    assert has(header, '"x"') in (True, False)


@pytest.mark.parametrize(
    ("left", "header"),
    [
        (86_400, "public, max-age=60, s-maxage=300, stale-while-revalidate=60, stale-if-error=86400"),
        (360, "public, max-age=60, s-maxage=300, stale-while-revalidate=60, stale-if-error=86400"),
        (320, "public, max-age=60, s-maxage=300, stale-while-revalidate=20, stale-if-error=86400"),
        (100, "public, max-age=60, s-maxage=100, stale-while-revalidate=0, stale-if-error=86400"),
        (7, "public, max-age=7, s-maxage=7, stale-while-revalidate=0, stale-if-error=86400"),
        (0, "public, max-age=0, s-maxage=0, stale-while-revalidate=0, stale-if-error=86400"),
    ],
)
def test_how_long_a_page_may_be_kept_at_some_times_of_the_day(left, header):
    assert cache_control(left) == header
    assert told(sent(left=left))["Cache-Control"] == header


@given(st.integers(0, 90_000), st.booleans())
def test_no_copy_is_fresh_on_the_next_day_nor_shown_longer_than_a_day_without_us(left, old):
    found = control(sent(left=left, old=old))
    meanwhile = found["stale-while-revalidate"]
    assert all(seconds >= 0 for seconds in found.values())
    assert found["max-age"] + meanwhile <= left
    assert found["s-maxage"] + meanwhile <= left
    assert found["max-age"] <= KEPT <= 60
    assert found["s-maxage"] <= SHARED <= 300
    assert found["stale-if-error"] == WITHOUT_US <= 86_400


@given(st.integers(0, 90_000))
def test_a_copy_that_is_older_than_it_should_be_is_asked_for_again_after_seconds(left):
    found = control(sent(left=left, old=True))
    assert found["max-age"] == found["s-maxage"] == min(AGED, left) <= 10
    assert found["stale-while-revalidate"] == 0


@pytest.mark.parametrize("https", [False, True])
def test_only_a_site_that_is_encrypted_says_that_it_always_is(https):
    assert ("Strict-Transport-Security" in told(sent(https=https))) is https


def test_one_copy_serves_readers_of_all_codings_at_all_times_of_the_day():
    """What is remembered of a copy does not depend on who asked first."""
    copy = packed(Made("/vi/flow/", date(2026, 11, 23), HTML, language="vi"))
    first = [answer(copy, accept_encoding=coding, left=3600, https=False) for coding in UNPACK]
    answer(copy, accept_encoding="br", left=3, old=True, https=False)
    answer(copy, accept_encoding="gzip", left=3600, if_none_match="*", https=False)
    assert [answer(copy, accept_encoding=coding, left=3600, https=False) for coding in UNPACK] == first
