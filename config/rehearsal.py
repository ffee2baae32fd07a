"""What readers would see if drafted figures were public: every line that changes, on every page, in every language."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString, mark_safe

from config.languages import SOURCE, Language, live
from config.pairs import content, page_at
from delivery import pairing
from delivery.reading import Reading
from guide import queries
from guide.addresses import in_language, public_addresses
from stats.claims import failing
from stats.queries import latest


@dataclass(frozen=True)
class Line:
    """One line of a page as it is and as it would be; empty where there is none."""

    old: SafeString
    new: SafeString


@dataclass(frozen=True)
class Page:
    """A page in one language with the lines that would change."""

    path: str
    language: Language
    lines: tuple[Line, ...]


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
    for path in public_addresses():
        if path.startswith(f"/{SOURCE.code}/") and (changed := _changed(path, replace(reading, language=SOURCE))):
            for language in languages or live():
                lines = (
                    changed if language == SOURCE else _changed(in_language(path, language), replace(reading, language=language))
                )
                if lines:
                    yield Page(in_language(path, language), language, lines)


def _changed(path: str, reading: Reading) -> tuple[Line, ...]:
    watched = _Watched(reading.figures)
    new = content(page_at(path, replace(reading, figures=watched)))
    if not watched.asked:
        return ()
    old = content(page_at(path, replace(reading, figures=frozenset())))
    if old == new:
        return ()
    found = pairing.lines(old, new)
    return tuple(Line(mark_safe(line.first), mark_safe(line.second)) for line in found if line.first != line.second)


def broken_claims(reading: Reading) -> list[dict]:
    """The headings that would no longer be true: {key, page__key, claim, title}."""
    claims = queries.claims(reading.language)
    tables = {key: snapshot.figures for key, snapshot in latest(reading).items()}
    wrong = failing({row["claim"] for row in claims}, tables)
    return [row for row in claims if row["claim"] in wrong]
