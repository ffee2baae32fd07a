"""Two languages side by side: any public page with another language beside it, at /vi/flow/with/ja/."""

import re
from dataclasses import replace

from django.http import Http404
from django.utils.safestring import SafeString, mark_safe

from config.frame import language_links, pairs
from config.languages import Language
from config.making import of_two, page_at
from delivery import pairing
from delivery.page import PageResponse, public
from delivery.reading import Reading
from delivery.snapshot import once
from guide.addresses import in_language

_READ = re.compile(r"(<aside class=\"notice\">.*?</aside>)?\s*<main[^>]*>(.*?)</main>", re.S)
_TITLE = re.compile(r"<h1>.*?</h1>|<nav.*?</nav>", re.S)


@public
def side_by_side(reading: Reading, below: str, second: Language) -> PageResponse:
    """The page at an address in the reader's language and in a second one, in numbered lines. 404 where one has no such page."""
    if second == reading.language:
        raise Http404(below)
    path = f"/{reading.language.code}/{below}"
    (first, ours), (other, theirs) = _column(path, reading), _column(in_language(path, second), replace(reading, language=second))
    lines = [_line(line) for line in pairing.lines(ours, theirs)]
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


of_two.add(side_by_side.page)


def _column(path: str, reading: Reading) -> tuple[PageResponse, str]:
    """The page at an address, and what it says."""

    def read() -> tuple[PageResponse, str]:
        page = page_at(path, reading)
        return page, content(page)

    return once(("column", path, reading), read)


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
