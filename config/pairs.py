"""Two languages side by side: any public page with another language beside it, at /vi/flow/with/ja/."""

import re
from dataclasses import replace

from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from config.frame import frame, language_links, pairs
from config.languages import Language
from delivery import pairing
from delivery.page import PageResponse, public
from delivery.reading import Reading
from guide.addresses import in_language
from translations.readings import ruby

_READ = re.compile(r"(<aside class=\"notice\">.*?</aside>)?\s*<main[^>]*>(.*?)</main>", re.S)
_TITLE = re.compile(r"<h1>.*?</h1>|<nav.*?</nav>", re.S)


@public
def side_by_side(reading: Reading, below: str, second: Language) -> PageResponse:
    """The page at an address in the reader's language and in a second one, in numbered lines. 404 where one has no such page."""
    if second == reading.language:
        raise Http404(below)
    path = f"/{reading.language.code}/{below}"
    first, other = page_at(path, reading), page_at(in_language(path, second), replace(reading, language=second))
    lines = [_line(line) for line in pairing.lines(content(first), content(other))]
    around = first.context_data["frame"]
    context = {
        "second": second,
        "second_title": other.context_data["frame"]["title"],
        "lines": lines,
        "singles": [link | {"current": False} for link in language_links(path, reading.language, (reading.language, second))],
        "pairs": pairs(path, reading.language, second),
        "frame": around
        | {"notice": None, "indexed": False, "pairs": [], "canonical": around["canonical"] + f"with/{second.code}/"},
    }
    return PageResponse(reading, first.page, "guide/side_by_side.html", context)


def page_at(path: str, reading: Reading) -> PageResponse:
    """The page at an address as its own view makes it for a Reading, with its frame."""
    try:
        found = resolve(path)
    except Resolver404 as error:
        raise Http404(path) from error
    view = getattr(found.func, "page", None)
    if view is None or view is side_by_side.page:
        raise Http404(path)
    address = {name: value for name, value in found.kwargs.items() if name != "language"}
    page = view(reading, **address)
    page.path = path
    with translation.override(page.reading.language.code):
        page.context_data["frame"] = frame(page)
    return page


def as_page(page: PageResponse) -> str:
    """The finished HTML of a page that has its frame already."""
    page.finish = ruby
    return page.rendered_content


def content(page: PageResponse) -> str:
    """What a page says: its notice and its main part, without its title and the ways through it."""
    notice, main = _READ.search(page.rendered_content).groups()
    return f"{notice or ''}{_TITLE.sub('', main)}"


def _line(line: pairing.Line) -> dict[str, str | int | SafeString]:
    return {
        "number": line.number,
        "first": mark_safe(line.first),
        "second": mark_safe(line.second),
        "tone": line.tone,
        "anchor": line.anchors[-1] if line.anchors else "",
        "more": line.anchors[:-1],
    }
