"""What every answer says to browsers about what they may do with it. Pure.

A public page loads nothing, runs nothing and is framed by nobody; its one style stands in it, and is allowed by its hash, so
that the page stays the same bytes for everybody. The admin runs its own scripts and styles, and nothing that stands in a page.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

_STYLE = re.compile(rb"<style[^>]*>(.*?)</style>", re.S)
NOTHING = "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'"
ADMIN = (
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';font-src 'self';"
    "manifest-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'none'"
)
NO_POWERS = ",".join(f"{power}=()" for power in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics"))
TWO_YEARS = 63_072_000
STRICT_TRANSPORT = f"max-age={TWO_YEARS};includeSubDomains;preload"
OPEN_FILES = ("text/csv", "application/json", "application/vnd.openxmlformats-officedocument", "image/")


def page_policy(html: bytes) -> str:
    """The Content-Security-Policy of a page that may show its own pictures, and the styles that stand in it, by their hashes.

    Auditors of browsers fetch /robots.txt as if the page did, so it may connect to its own host; no script is there to do it.
    """
    hashes = " ".join(f"'sha256-{b64encode(sha256(style).digest()).decode()}'" for style in _STYLE.findall(html))
    return f"{NOTHING};img-src 'self';connect-src 'self'" + (f";style-src {hashes}" if hashes else "")


def headers(policy: str, *, kind: str = "text/html", https: bool) -> Iterator[tuple[str, str]]:
    """The headers for an answer of that kind with that policy. Files to take away may be shown by other sites, pages not."""
    yield "Content-Security-Policy", policy
    yield "X-Content-Type-Options", "nosniff"
    yield "Referrer-Policy", "same-origin"
    yield "Permissions-Policy", NO_POWERS
    yield "Cross-Origin-Opener-Policy", "same-origin"
    yield "Cross-Origin-Resource-Policy", "cross-origin" if kind.startswith(OPEN_FILES) else "same-origin"
    if https:
        yield "Strict-Transport-Security", STRICT_TRANSPORT
