"""What a reader who asks for a page is sent: status, headers and bytes, by RFC 9110 and 9111. Pure."""

from functools import lru_cache
from typing import NamedTuple

from delivery import encoding, security
from delivery.copies import Copy

KEPT = 60  # seconds for which a browser's copy is fresh, and as many for which it may be shown while a new one is fetched
SHARED = 300  # seconds for which a copy is fresh in a cache that stands in front of us
AGED = 10  # seconds for which a copy is fresh that is older than it should be
LONG = SHARED + KEPT  # seconds that are left of a day beyond which none of this depends on them
WITHOUT_US = 86_400  # seconds for which a cache may go on showing a page when we fail
UNCHANGED = ("Cache-Control", "Content-Language", "ETag", "Vary")  # what a 304 says


class Answer(NamedTuple):
    """The status, the headers in their order, and the bytes."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


def answer(
    copy: Copy,
    *,
    head: bool = False,
    accept_encoding: str = "",
    if_none_match: str = "",
    left: int,
    old: bool = False,
    https: bool,
) -> Answer:
    """The copy for a reader whose request says so; a 304 if the reader has these bytes.

    `left` is how many seconds are left of its day, `old` whether a newer copy could not be made.
    """
    coding = encoding.choose(accept_encoding, copy.codings)
    headers = copy.heads.get(coding)
    if headers is None:
        headers = copy.heads[coding] = _headers(copy, coding, https)
    headers = [*headers, ("Cache-Control", cache_control(min(left, LONG), AGED if old else KEPT))]
    if if_none_match and has(if_none_match, copy.tag(coding)):
        return Answer(304, [header for header in headers if header[0] in UNCHANGED], b"")
    return Answer(200, headers, b"" if head else copy.body(coding))


def _headers(copy: Copy, coding: str, https: bool) -> list[tuple[str, str]]:
    """What does not depend on the time of day."""
    found = [("Content-Type", copy.kind), ("Content-Length", str(len(copy.body(coding))))]
    if copy.language:
        found.append(("Content-Language", copy.language))
    if coding != "identity":
        found.append(("Content-Encoding", coding))
    if copy.name:
        found.append(("Content-Disposition", f'attachment; filename="{copy.name}"'))
    found += [("Vary", "Accept-Encoding"), ("ETag", copy.tag(coding))]
    return [*found, *security.headers(copy.policy, kind=copy.kind, https=https)]


@lru_cache(maxsize=256)  # one value for nearly all of the day
def cache_control(left: int, kept: int = KEPT) -> str:
    """How long a page may be kept when so many seconds are left of its day: a copy is never fresh on the next one.

    Only where we fail may a cache show it for longer: a page of yesterday is better than none.
    """
    fresh = min(kept, left)
    shared = min(SHARED, left) if kept == KEPT else fresh
    meanwhile = min(KEPT, left - shared) if kept == KEPT else 0
    return f"public, max-age={fresh}, s-maxage={shared}, stale-while-revalidate={meanwhile}, stale-if-error={WITHOUT_US}"


def has(if_none_match: str, tag: str) -> bool:
    """Whether the header names these bytes (RFC 9110, 13.1.2: compared weakly)."""
    if tag in if_none_match:
        return any(item.strip().removeprefix("W/") == tag for item in if_none_match.split(","))
    return if_none_match.strip() == "*"
