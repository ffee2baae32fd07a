"""Every public address of the site, in one place: the store, the sitemap, the export, the weighing and the tests ask here."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from config.languages import Language, live
from delivery.reading import Reading
from guide.addresses import check_url, page_url, paired
from guide.queries import page_keys
from guide.rules import paths
from stats.queries import edition_paths, files, ordered_paths

PAGE = "page"  # what the sitemap names
VIEW = "view"  # a page in another order of its rows
PAIR = "pair"  # a page, in whatever order, with a second language beside it
FILE = "file"  # figures and charts to take away
PICTURE = "picture"  # a chart as PNG: only where the server has fonts for it
MACHINE = "machine"  # what machines read
KINDS = (PAGE, VIEW, PAIR, FILE, PICTURE, MACHINE)

MACHINES = ("/robots.txt", "/sitemap.xml")
SHOWN_OTHERWISE = re.compile(r"(?:with/[a-z-]+|(?<=/\d{4}-\d\d/)by-[a-z]+)/$")


@dataclass(frozen=True)
class Address:
    """One public address below the site, what it is, and its language; machines have none."""

    path: str
    kind: str
    language: Language | None = None


def public(*kinds: str, reading: Reading | None = None, languages: Collection[Language] | None = None) -> Iterator[Address]:
    """Every address that readers can reach, of these kinds or of all; pages of the drafts of a reading too, if there is one.

    By language, and there as a reader would go through them. Those of `languages` only, if they are said.
    """
    wanted, chosen = kinds or KINDS, live() if languages is None else languages
    below = {PAGE: [*_pages(reading)], VIEW: [*ordered_paths()] if {VIEW, PAIR} & {*wanted} else []}
    found_files = [*files()] if {FILE, PICTURE} & {*wanted} else []
    for language in chosen:
        for kind in (PAGE, VIEW):
            if kind in wanted:
                yield from (Address(f"/{language.code}/{path}", kind, language) for path in below[kind])
        for before, behind, suffixes in found_files:
            for suffix in suffixes:
                kind = PICTURE if suffix == "png" else FILE
                if kind in wanted:
                    yield Address(f"/data/{before}{language.code}{behind}.{suffix}", kind, language)
    if PAIR in wanted:  # a page in all its pairs, then the next: so its columns are made once
        for path in (*below[PAGE], *below[VIEW]):
            for first in chosen:
                yield from (Address(paired(f"/{first.code}/{path}", second), PAIR, first) for second in chosen if second != first)
    if MACHINE in wanted:
        yield from (Address(path, MACHINE) for path in MACHINES)


def _pages(reading: Reading | None) -> Iterator[str]:
    """Every page, below its language: those of the guide, the answers to the check, the editions of the statistics."""
    some = live()[0]
    start = len(some.code) + 2
    yield from (page_url(some, key)[start:] for key in page_keys())
    yield from (check_url(some, answers)[start:] for answers in paths())
    yield from edition_paths(reading)


def paths_of(*kinds: str, reading: Reading | None = None) -> Iterator[str]:
    """The same as bare paths."""
    return (address.path for address in public(*kinds, reading=reading))


def may_be_public(path: str) -> bool:
    """Whether a path can be one of these: quick, and right for all that are; that one is there is for its view to say."""
    return path[1:].partition("/")[0] in _first_parts() or path in MACHINES


@cache  # asked for each request; the registry stays as it is while a process runs
def _first_parts() -> frozenset[str]:
    return frozenset({*(language.code for language in live()), "data"})


def is_extra(path: str) -> bool:
    """Whether a path shows what pages say in another way: there are ten times as many of these as pages."""
    return path.startswith("/data/") or bool(SHOWN_OTHERWISE.search(path))


def instead(path: str) -> str:
    """The page that an address shows with another language beside it, or in another order; "" for what is no such view."""
    return SHOWN_OTHERWISE.sub("", path) if SHOWN_OTHERWISE.search(path) else ""
