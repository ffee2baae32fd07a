"""What readers would see if drafted figures were public: every line that changes, on every page, in every language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from django.http import Http404
from django.utils.safestring import SafeString, mark_safe

from config import addresses
from config.languages import SOURCE, Language, live
from config.making import page_at
from config.pairs import content
from delivery import pairing
from delivery.reading import Reading
from guide import queries
from guide.addresses import in_language
from stats.claims import failing
from stats.queries import drafts, latest

_EDITION = re.compile(r"/statistics/([a-z]+)/[0-9]{4}-([0-9]{2})/$")


@dataclass(frozen=True)
class Line:
    """One line of a page as it is and as it would be; empty where there is none."""

    old: SafeString
    new: SafeString


@dataclass(frozen=True)
class Page:
    """A page in one language with the lines that would change; `new` if readers have no such page yet."""

    path: str
    language: Language
    lines: tuple[Line, ...]
    new: bool = False


class _Watched(frozenset):
    """The drafts of a Reading, and whether anything on the page asked for them: a page that did not quotes no figure."""

    asked = False

    def __len__(self) -> int:
        self.asked = True
        return super().__len__()


def rehearse(reading: Reading, languages: tuple[Language, ...] | None = None) -> Iterator[Page]:
    """The pages that would change, by page and language. `reading` names the drafts; its language does not matter.

    A page that is the same in the source language is the same in all: only its words differ between languages, not its figures.
    """
    there, series = set(addresses.paths_of(addresses.PAGE)), {(table, day.month) for table, day in drafts(reading)}
    for path in filter(partial(_concerned, series), addresses.paths_of(addresses.PAGE, reading=reading)):
        if path.startswith(f"/{SOURCE.code}/") and (changed := _changed(path, replace(reading, language=SOURCE), path in there)):
            for language in languages or live():
                own, known = in_language(path, language), path in there
                lines = changed if language == SOURCE else _changed(own, replace(reading, language=language), known)
                if lines:
                    yield Page(own, language, lines, not known)


def _concerned(series: set[tuple[str, int]], path: str) -> bool:
    """Whether a page could change: an edition's does with its table in the same month; its texts are on the table's own page."""
    found = _EDITION.search(path)
    return not found or (found[1], int(found[2])) in series


def _changed(path: str, reading: Reading, known: bool) -> tuple[Line, ...]:
    """The lines of a page that differ with the drafts; all of them where there is no such page yet."""
    watched = _Watched(reading.figures)
    new = _content(path, replace(reading, figures=watched))
    if not watched.asked:
        return ()
    old = _content(path, replace(reading, figures=frozenset())) if known else ""
    if old == new:
        return ()
    found = pairing.lines(old, new)
    return tuple(Line(mark_safe(line.first), mark_safe(line.second)) for line in found if line.first != line.second)


def _content(path: str, reading: Reading) -> str:
    """What a page says; nothing where there is no such page, as that of a table of which every edition is withdrawn."""
    try:
        return content(page_at(path, reading))
    except Http404:
        return ""


def broken_claims(reading: Reading) -> list[dict]:
    """The headings that would no longer be true: {key, page__key, claim, title}."""
    claims = queries.claims(reading.language)
    tables = {key: snapshot.figures for key, snapshot in latest(reading).items()}
    wrong = failing({row["claim"] for row in claims}, tables)
    return [row for row in claims if row["claim"] in wrong]
