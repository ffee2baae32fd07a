"""What stands around every public page: its row, the navigation, the notice, the help line, the head.

Put into the context before rendering, so that neither the guide nor the statistics need the other for it.
"""

from collections.abc import Iterable

from django.conf import settings
from django.http import Http404

from config.head import breadcrumb_list, json_for_page, stylesheet
from config.languages import SOURCE, Language, live
from delivery.page import PageResponse
from delivery.reading import Reading
from delivery.snapshot import once
from guide import queries
from guide.addresses import HOME, in_language, page_url, paired
from guide.sections import sections
from guide.words import Words
from sources.validity import next_change
from translations import formats


def frame(response: PageResponse) -> dict:
    """The frame of one page, a pure function of its Reading, its key and its address."""
    reading, context = response.reading, response.context_data
    words = context.get("words") or Words(reading)
    if "page" not in context:  # a page of another room: an editor's sections stand on it all the same
        context["page"] = {"sections": sections(response.page, words)}
    rows = words.once(queries.pages, reading.day)
    pages = once((_page, reading), lambda: {row["key"]: _page(row, words) for row in rows})
    if response.page not in pages:
        raise Http404(response.page)
    here = pages[response.page]
    line = [page for page in pages.values() if page["parent"] is None]
    title = context.get("here") or here["title"]
    crumbs = breadcrumbs(here, pages, context.get("here"))
    return {
        "language": reading.language,
        "day": reading.day,
        "page": here,
        "title": title,
        "nav": navigation(line, stand(line, here)),
        "leads": [page for page in line if page["leads"]],
        "breadcrumbs": crumbs,
        **pager(line, stand(line, here)),
        "alternates": alternates(response.path, reading.language),
        "switcher": switcher(reading.language),
        "pairs": pairs(response.path, reading.language),
        "indexed": "variant_of" not in context,
        "notice": notice(rows, here, words) if here["affected"] else None,
        "changes_on": changes_on(context["page"].get("sections", ()), reading),
        "site": site(),
        "phones": phones(words),
        "line": words.short_line,
        "help_url": page_url(reading.language, "help"),
        "contents_url": page_url(reading.language, HOME),
        **head(response, [*crumbs, {"label": title, "url": response.path}]),
    }


def head(response: PageResponse, trail: list[dict]) -> dict:
    """What the page says of itself to machines, and its looks; `trail` is the way down to it and itself."""
    return {
        "canonical": settings.SITE_ADDRESS + response.context_data.get("variant_of", response.path),
        "default_url": settings.SITE_ADDRESS + default_path(response),
        "og_locale": formats.locale_with_territory(response.reading.language),
        "css": stylesheet(),
        "jsonld": json_for_page([breadcrumb_list(trail), *response.context_data.get("jsonld", [])]),
    }


def phones(words: Words) -> dict[str, dict]:
    """The numbers of the emergency services, as far as the fact book has them."""
    found = {name: words.value(f"phone.{name}") for name in ("police", "ambulance")}
    return {name: {"number": value.text, "href": value.href} for name, value in found.items() if value}


def _page(row: dict, words: Words) -> dict:
    language = words.reading.language
    return {
        "key": row["key"],
        "group": row["group"],
        "parent": row["parent__key"],
        "affected": row["affected"],
        "leads": row["leads"],
        "title": words.line(row["title"]),
        "label": words.line(row["label"]),
        "summary": words.plain(row["summary"]),
        "reviewed_on": formats.day(row["reviewed_on"], language),
        "url": page_url(language, row["key"]),
    }


def stand(line: list[dict], here: dict) -> str:
    """The station of the line of pages at which a page stands: its own, or that of the page above it."""
    return here["key"] if here in line else here["key"].partition("/")[0]


def navigation(line: list[dict], key: str) -> list[dict]:
    """The pages by group, in order; the one at which we stand is marked."""
    groups: dict[str, dict] = {}
    for page in line:
        groups.setdefault(page["group"], {"key": page["group"], "pages": []})["pages"].append(
            page | {"current": page["key"] == key}
        )
    return list(groups.values())


def breadcrumbs(here: dict, pages: dict[str, dict], beyond: str | None) -> list[dict]:
    """The pages above this one, the home page first; `beyond` is the title of what stands below the page's own row."""
    above = []
    key = here["key"] if beyond else here["parent"]
    while key and key in pages:
        above.append({"label": pages[key]["label"], "url": pages[key]["url"]})
        key = pages[key]["parent"]
    if here["key"] != HOME and HOME in pages:
        above.append({"label": pages[HOME]["label"], "url": pages[HOME]["url"]})
    return above[::-1]


def pager(line: list[dict], key: str) -> dict:
    """The neighbors on the line of pages, and where on it we stand, counted from the home page, which is 0."""
    position = [page["key"] for page in line].index(key)
    numbered = [
        {"label": page["label"], "title": page["title"], "url": page["url"], "number": number} for number, page in enumerate(line)
    ]
    return {
        "previous": numbered[position - 1] if position else None,
        "next": numbered[position + 1] if position + 1 < len(numbered) else None,
        "position": position,
    }


def language_links(path: str, current: Language, languages: Iterable[Language]) -> list[dict]:
    """The page at an address in each of these languages."""
    return [
        {
            "code": language.code,
            "endonym": language.spelled or language.endonym,
            "direction": language.direction,
            "draft": language.draft,
            "url": in_language(path, language),
            "absolute": settings.SITE_ADDRESS + in_language(path, language),
            "current": language == current,
        }
        for language in languages
    ]


def switcher(language: Language) -> list[dict]:
    """The word "language" in the language of the page and in the source, for whoever cannot read the page."""
    return [{"code": one.code, "text": one.switcher} for one in dict.fromkeys((language, SOURCE))]


def alternates(path: str, current: Language) -> list[dict]:
    """The same page in every live language."""
    return language_links(path, current, live())


def pairs(path: str, first: Language, chosen: Language | None = None) -> list[dict]:
    """The page at an address with each other language beside it, Japanese first."""
    others = sorted((language for language in live() if language != first), key=lambda language: not language.japanese)
    links = zip(language_links(path, first, others), others, strict=True)
    return [link | {"url": paired(path, language), "current": language == chosen} for link, language in links]


def default_path(response: PageResponse) -> str:
    """The address for readers of any other language: it asks their browser; an edition has none and leads to English."""
    if response.page == HOME:
        return "/"
    own = page_url(response.reading.language, response.page) == response.path
    return f"/go/{response.page}/" if own else in_language(response.path, SOURCE)


def notice(rows: list[dict], here: dict, words: Words) -> dict | None:
    """The first notice that holds on the day of the Reading, or None; a page needs no link to itself."""
    due = [
        (found["order"], key, found, row) for row in rows if row["key"] != here["key"] for key, found in row["notices"].items()
    ]
    if not due:
        return None
    *_order, found, row = min(due, key=lambda one: one[:2])
    return {
        "html": words.inline(found["text"]),
        "label": words.line(found["label"]),
        "url": page_url(words.reading.language, row["key"]),
    }


def changes_on(sections: Iterable[dict], reading: Reading) -> str:
    """The next day on which something on the page begins or ends, in the reader's format; "" if nothing is known to."""
    day = next_change((day for section in sections for day in section["days"]), reading.day)
    return formats.day(day, reading.language) if day else ""


def site() -> dict:
    """Who runs the site. Without an operator every page says that it is a test copy."""
    contact = settings.OPERATOR_CONTACT
    report = settings.REPORT_ADDRESS
    return {
        "operator": settings.OPERATOR_NAME,
        "contact_url": _address(contact),
        "report_url": _address(report),
        "test_copy": not settings.OPERATOR_NAME,
        "address": settings.SITE_ADDRESS,
    }


def _address(text: str) -> str:
    return f"mailto:{text}" if "@" in text and "://" not in text else text


def error_frame(language: Language = SOURCE) -> dict:
    """What a page of errors needs: the language and the first page of each language; asks no database."""
    return {
        "language": language,
        "alternates": alternates(f"/{language.code}/", language),
        "switcher": switcher(language),
        "help_url": page_url(language, "help"),
        "css": stylesheet(),
        "site": site(),
    }
