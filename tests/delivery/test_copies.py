"""A page as it leaves the house: packed, described, and found whole again or not at all."""

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery import copies, security
from delivery.copies import FORMAT, Copy, Made, NoCopy, as_bytes, from_bytes, packed, slowly
from delivery.encoding import CODINGS

DAY = date(2026, 11, 23)
HTML = b"<html><style>p{color:red}</style>" + b"<p>nihongo</p>" * 500
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page(content: bytes = HTML, **more) -> Made:
    return Made("/vi/flow/", DAY, content, **{"language": "vi", **more})


made = st.builds(
    Made,
    path=st.text(min_size=1),
    day=st.dates(),
    content=st.binary(max_size=3000),
    kind=st.sampled_from(["text/html; charset=utf-8", "text/csv; charset=utf-8", "image/svg+xml", "image/png", SHEET]),
    language=st.sampled_from(["", "vi", "zh-hans"]),
    name=st.text(max_size=20),
)


@given(made, st.booleans())
def test_what_is_kept_is_found_again_and_nothing_is_lost(one, slow):
    copy = packed(one, slow=slow)
    again = from_bytes(as_bytes(copy))
    assert again == copy
    assert again.content() == one.content
    assert (again.path, again.day, again.kind, again.language, again.name) == (
        one.path,
        one.day,
        one.kind,
        one.language,
        one.name,
    )


@given(made, st.data())
def test_bytes_that_were_cut_off_or_changed_are_no_copy(one, data):
    kept = as_bytes(packed(one))
    place = data.draw(st.integers(0, len(kept) - 1))
    changed = bytes([kept[place] ^ data.draw(st.integers(1, 255))])
    for damaged in (kept[:place], kept[:place] + changed + kept[place + 1 :], kept + b"\0"):
        with pytest.raises(NoCopy):
            from_bytes(damaged)


@given(st.binary(max_size=300))
def test_bytes_of_something_else_are_no_copy(other):
    with pytest.raises(NoCopy):
        from_bytes(other)


@pytest.mark.parametrize(
    "about", [b"", b"{", b"[]", b"{}", b'{"lengths": {}}', b'{"day": "2026-11-23", "lengths": {}, "size": 3}']
)
def test_a_description_that_cannot_be_read_is_no_copy_although_its_hash_is_right(about):
    rest = about + b"\nbytes"
    with pytest.raises(NoCopy):
        from_bytes(f"{FORMAT} {sha256(rest).hexdigest()}\n".encode() + rest)


def test_a_copy_of_another_format_is_no_copy(monkeypatch):
    kept = as_bytes(packed(page()))
    monkeypatch.setattr(copies, "FORMAT", FORMAT + 1)
    with pytest.raises(NoCopy):
        from_bytes(kept)


def test_what_was_told_to_readers_is_not_kept():
    copy = packed(page())
    copy.tag("br")
    copy.heads["br"] = [("X", "y")]
    again = from_bytes(as_bytes(copy))
    assert (again.tags, again.heads) == ({}, {})
    assert again.tag("br") == copy.tag("br")


def test_a_page_is_packed_quickly_first_and_smaller_when_there_is_time():
    quickly = packed(page())
    slow = slowly(quickly)
    assert (quickly.final, slow.final) == (False, True)
    assert slow.size < quickly.size < len(HTML) / 3
    assert (slow.content(), slow.digest, slow.policy) == (HTML, quickly.digest, quickly.policy)
    assert replace(slow, final=False, packed=quickly.packed) == quickly


@pytest.mark.parametrize("kind", ["image/png", SHEET])
def test_what_is_packed_already_is_kept_as_it_is_and_is_final(kind):
    copy = packed(page(kind=kind))
    assert (copy.packed, copy.final, copy.codings) == ({"identity": HTML}, True, ("identity",))


def test_a_copy_can_be_sent_in_what_it_holds_and_unpacked():
    copy = packed(page())
    assert set(copy.packed) == {"br", "gzip"}
    assert copy.codings == CODINGS
    assert copy.body("identity") == HTML
    only = packed(page(), codings=("gzip",))
    assert only.codings == ("gzip", "identity")
    assert only.body("identity") == HTML


def test_each_coding_has_a_tag_of_its_own_and_it_is_a_hash_of_its_bytes():
    copy = packed(page())
    tags = {coding: copy.tag(coding) for coding in CODINGS}
    assert len(set(tags.values())) == len(CODINGS)
    for coding, tag in tags.items():
        assert tag == f'"{sha256(copy.body(coding)).hexdigest()[:32]}"'


def test_only_a_page_may_have_a_style_and_its_hash_is_in_its_policy():
    assert packed(page()).policy == security.page_policy(HTML)
    assert "style-src 'sha256-" in packed(page()).policy
    assert packed(page(kind="image/svg+xml")).policy == security.NOTHING


def test_the_digest_is_that_of_the_page_however_it_is_packed():
    assert packed(page()).digest == packed(page(), slow=True).digest == sha256(HTML).hexdigest()
    assert packed(page(HTML + b" ")).digest != packed(page()).digest


def test_the_description_stands_in_one_line_that_people_can_read():
    line = as_bytes(packed(page())).splitlines()[1]
    about = json.loads(line)
    assert (about["path"], about["day"], about["language"]) == ("/vi/flow/", "2026-11-23", "vi")
    assert isinstance(from_bytes(as_bytes(packed(page()))), Copy)
