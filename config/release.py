"""What makes the pages of one release differ from those of another, as two short hashes."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import django
from django.conf import settings

FOLDERS = ("config", "delivery", "guide", "sources", "stats", "translations", "templates", "locale", "static")
SUFFIXES = (".py", ".html", ".xml", ".txt", ".mo", ".css", ".svg")
FONTS = (".ttf", ".otf", ".ttc")
SHOWN = ("SITE_ADDRESS", "OPERATOR_NAME", "OPERATOR_CONTACT", "REPORT_ADDRESS")  # settings that pages show


@cache
def release() -> str:
    """A hash of the code, the words of the frame, the looks, and the fonts that charts need."""
    state = sha256(f"{settings.RELEASE} {django.__version__} {settings.STATIC_URL}".encode())
    for path in sorted(path for folder in FOLDERS for path in (settings.BASE_DIR / folder).rglob("*")):
        if path.suffix in SUFFIXES and path.is_file():
            state.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0" + path.read_bytes())
    for folder in settings.CHART_FONT_FOLDERS:
        for path in sorted(path for path in Path(folder).rglob("*") if path.suffix in FONTS and path.is_file()):
            state.update(f"{path} {path.stat().st_size}".encode())
    return state.hexdigest()[:12]


def site() -> str:
    """A hash of what the pages of this site say of it: copies of another site are never shown."""
    return sha256("\0".join(str(getattr(settings, name)) for name in SHOWN).encode()).hexdigest()[:12]
