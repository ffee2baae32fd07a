"""How the bytes of a page are packed for a reader: brotli, gzip or as they are."""

import gzip
import re
from collections.abc import Sequence
from functools import lru_cache

import brotli

CODINGS = ("br", "gzip", "identity")  # in the order of preference
PACKED = ("br", "gzip")
ITEM = re.compile(r"^\s*([\w*-]+)\s*(?:;\s*q\s*=\s*([0-9.]+)\s*)?$")
# Kinds of files that are packed already: to pack them again costs time and gives nothing.
PACKED_KINDS = ("image/png", "application/vnd.openxmlformats-officedocument")
LONGEST = 500  # letters of the header that are looked at; a browser sends fewer than a hundred


def choose(accept_encoding: str, offered: Sequence[str] = CODINGS) -> str:
    """The coding of those offered that the header likes best (RFC 9110, 12.5.3), ours first among equals.

    Identity when it names none of ours, or when nothing else is offered.
    """
    return _choose(accept_encoding[:LONGEST], tuple(offered))


@lru_cache(maxsize=256)  # the browsers of the world send a few dozen
def _choose(accept_encoding: str, offered: tuple[str, ...]) -> str:
    quality: dict[str, float] = {}
    for item in accept_encoding.lower().split(","):
        if found := ITEM.match(item):
            try:
                quality[found[1]] = float(found[2] or 1)
            except ValueError:
                continue
    rest = quality.get("*", 0.0)
    best = max(offered, key=lambda coding: quality.get(coding, rest))  # the first of the best
    return best if quality.get(best, rest) > 0 else "identity"


def packs(kind: str) -> bool:
    """Whether bytes of this kind become fewer when they are packed."""
    return not kind.startswith(PACKED_KINDS)


def pack(content: bytes, coding: str, slow: bool = False) -> bytes:
    """The content in that coding; the same bytes for the same content. `slow` takes thirty times as long for a twelfth less."""
    if coding == "br":
        return brotli.compress(content, mode=brotli.MODE_TEXT, quality=11 if slow else 6)
    if coding == "gzip":
        return gzip.compress(content, compresslevel=9 if slow else 6, mtime=0)
    return content


def unpack(packed: bytes, coding: str) -> bytes:
    """What `pack` was given."""
    if coding == "br":
        return brotli.decompress(packed)
    return gzip.decompress(packed) if coding == "gzip" else packed
