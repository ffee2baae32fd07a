"""How the bytes of a page are packed for a reader: brotli, gzip or as they are."""

import gzip
import re

import brotli

CODINGS = ("br", "gzip", "identity")  # in the order of preference
ITEM = re.compile(r"^\s*([\w*-]+)\s*(?:;\s*q\s*=\s*([0-9.]+)\s*)?$")


def choose(accept_encoding: str) -> str:
    """The coding that the header likes best (RFC 9110, 12.5.3), ours first among equals; identity when it names none of ours."""
    quality: dict[str, float] = {}
    for item in accept_encoding.lower()[:500].split(","):
        if found := ITEM.match(item):
            try:
                quality[found[1]] = float(found[2] or 1)
            except ValueError:
                continue
    rest = quality.get("*", 0.0)
    best = max(CODINGS, key=lambda coding: quality.get(coding, rest))  # the first of the best
    return best if quality.get(best, rest) > 0 else "identity"


def pack(content: bytes, coding: str) -> bytes:
    """The content in that coding; the same bytes for the same content."""
    if coding == "br":
        return brotli.compress(content, mode=brotli.MODE_TEXT, quality=5)
    if coding == "gzip":
        return gzip.compress(content, compresslevel=6, mtime=0)
    return content
