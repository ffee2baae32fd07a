"""Which language a reader asks for: Accept-Language by RFC 9110, with old and regional names mapped to ours. Pure."""

import re
from collections.abc import Mapping, Sequence

RANGE = re.compile(r"^\s*(\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*)?$")
MOST = 20  # ranges that are looked at; a browser sends fewer


def preferred(header: str, offered: Sequence[str], aliases: Mapping[str, str], default: str) -> str:
    """The code in `offered` that the header likes best; `default` for an empty header or one that is no such header.

    Order: quality, then position. `ja-JP` finds `ja`; an alias is tried at every length (`zh-TW`, then `zh`).
    A range that is malformed is passed over; q=0 refuses a range. `*` means the default, unless that is named itself.
    """
    wishes: list[tuple[float, int, str]] = []
    for position, item in enumerate(header.lower().replace("_", "-")[:1000].split(",")[:MOST]):
        if found := RANGE.match(item):
            code = "*" if found[1] == "*" else lookup(found[1], offered, aliases)
            wishes += [(-float(found[2] or 1), position, code)] if code else []
    named = {code for _, _, code in wishes}
    liked = (code for quality, _, code in sorted(wishes) if quality and (code != "*" or default not in named))
    return next((default if code == "*" else code for code in liked), default)


def lookup(tag: str, offered: Sequence[str], aliases: Mapping[str, str]) -> str | None:
    """The offered code for one language tag (RFC 4647 lookup: cut from the right), or None."""
    parts = tag.split("-")
    while parts:
        candidate = "-".join(parts)
        candidate = aliases.get(candidate, candidate)
        if candidate in offered:
            return candidate
        parts.pop()
    return None
