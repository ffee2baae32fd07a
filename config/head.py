"""What stands in the head of every page: its looks, and what it says of itself to machines."""

import json
from functools import cache

import rcssmin
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe


@cache
def stylesheet() -> SafeString:
    """The whole stylesheet, minified, for the head of every page: one round trip, and nothing blocks the first paint."""
    source = (settings.BASE_DIR / "static" / "site.css").read_text(encoding="utf-8")
    return mark_safe(rcssmin.cssmin(source))


def breadcrumb_list(line: list[dict]) -> dict | None:
    """schema.org BreadcrumbList of the way down to a page and of itself; None for a page with none above it."""
    if len(line) < 2:
        return None
    items = [
        {"@type": "ListItem", "position": number, "name": str(crumb["label"]), "item": settings.SITE_ADDRESS + crumb["url"]}
        for number, crumb in enumerate(line, start=1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def json_for_page(objects: list[dict | None]) -> SafeString:
    """The objects as JSON that can stand inside a script element."""
    kept = [item for item in objects if item]
    if not kept:
        return mark_safe("")
    text = json.dumps(kept[0] if len(kept) == 1 else kept, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
