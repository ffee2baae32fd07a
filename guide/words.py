"""The words of a page, filled in: values, links and terms for one Reading. What the grammar asks, this room answers."""

from collections.abc import Callable
from datetime import date
from functools import cached_property

from django.utils.safestring import SafeString, mark_safe

from config.languages import SOURCE
from delivery import snapshot
from delivery.reading import Reading
from guide import queries
from guide.addresses import page_url
from sources import queries as sources
from sources.help import short
from sources.values import quantity_text
from stats import values as stats
from stats.queries import Snapshot, latest
from translations import grammar, readings
from translations.content import Vocabulary

PHONES = {"phone.ambulance": "phone.fire-ambulance"}  # the word that texts use → the key of the service


class Words:
    """Turns the texts of one page into HTML. A term shows its Japanese once on a page.

    Each table is read once, when it is first needed; once for all pages that are made from one snapshot of the database.
    """

    def __init__(self, reading: Reading):
        self.reading = reading
        self.shown: set[str] = set()
        self._read: dict[tuple, object] = {}

    @property
    def japanese(self) -> bool:
        """Whether the page is in Japanese, and so needs no Japanese beside its words."""
        return self.reading.language.japanese

    def block(self, text: str) -> SafeString:
        return mark_safe(grammar.block(text, self))

    def inline(self, text: str) -> SafeString:
        return mark_safe(grammar.inline(text, self))

    def line(self, text: str) -> SafeString:
        return mark_safe(grammar.line(text, self))

    def plain(self, text: str) -> str:
        return grammar.plain(text, self)

    def drawn(self, text: str) -> str:
        """The plain words for a drawing. Readings stand in place of kanji that carry them: a drawing has no room for both."""
        return self.plain(readings.spoken(text) if self.reading.language.readings else text)

    def once(self, query: Callable, *arguments):
        """What a query gives for this page's language; asked again, the same rows without another query."""
        known = (query, arguments)
        if known not in self._read:
            language = self.reading.language
            self._read[known] = snapshot.once((*known, language), lambda: query(*arguments, language))
        return self._read[known]

    @cached_property
    def _values_and_lines(self) -> tuple[dict[str, dict], list[dict]]:
        return self.once(sources.values_and_lines, self.reading.day)

    @property
    def _values(self) -> dict[str, dict]:
        return self._values_and_lines[0]

    @property
    def short_line(self) -> dict | None:
        """The line that helps in the reader's language, for the foot of the page."""
        return short(self._values_and_lines[1])

    def date(self, key: str) -> date:
        """One of the days that texts put in by name, for a rule."""
        return self._values[key]["day"]

    @cached_property
    def _terms_and_addresses(self) -> tuple[dict[str, dict], dict[str, str], dict[str, str]]:
        return self.once(sources.terms_and_addresses)

    @property
    def _terms(self) -> dict[str, dict]:
        return self._terms_and_addresses[0]

    @cached_property
    def figures(self) -> dict[str, Snapshot]:
        """The newest edition of every table."""
        return snapshot.once((latest, self.reading), lambda: latest(self.reading))

    @cached_property
    def _figures(self) -> dict[str, str]:
        return snapshot.once((stats.texts_of, self.reading), lambda: stats.texts_of(self.figures, self.reading.language))

    def value(self, key: str) -> grammar.Value | None:
        if key in stats.NAMES:
            return grammar.Value(self._figures[key])
        found = self._values.get(PHONES.get(key, key))
        if found is None:
            return None
        text = quantity_text(found, self.reading.language)
        return grammar.Value(text, href=f"tel:{text}" if found["kind"] == "phone" else "")

    def amount(self, key: str) -> str:
        """One quantity in the reader's format, for a table."""
        return quantity_text(self._values[key], self.reading.language)

    def quantities_with(self, prefix: str) -> dict[str, dict]:
        """The quantities whose key begins so."""
        return {key: quantity for key, quantity in self._values.items() if key.startswith(prefix)}

    def link(self, kind: str, key: str) -> grammar.Link | None:
        match kind:
            case "page":
                page, _, anchor = key.partition("#")
                return grammar.Link(page_url(self.reading.language, page) + (f"#{anchor}" if anchor else ""))
            case "source" | "org":
                found = self._terms_and_addresses[1 if kind == "source" else 2].get(key)
                return grammar.Link(found) if found is not None else None
            case "term":
                return self._term(key)
        return None

    def term(self, key: str) -> str:
        """The word for a term in the reader's language, as plain text for a drawing."""
        return self.drawn(self._terms[key]["title"] or self._terms[key]["japanese"])

    def _term(self, key: str) -> grammar.Link | None:
        found = self._terms.get(key)
        if found is None:
            return None
        if key in self.shown or self.japanese:
            return grammar.Link("")
        self.shown.add(key)
        japanese = f"（{found['japanese']}）" if self.reading.language.wide else f"({found['japanese']})"
        return grammar.Link("", after=japanese, after_lang="ja")


def vocabulary() -> Vocabulary:
    """What a text may name at this moment: for the check on saving, on import and over the fixtures."""
    terms, urls, organizations = sources.terms_and_addresses(SOURCE)
    keys = {
        "term": set(terms),
        "source": {key for key, url in urls.items() if url},
        "org": set(organizations),
        "page": set(queries.page_keys()),
    }
    known_anchors = queries.anchors()

    def known(kind: str, key: str) -> bool:
        return key in known_anchors if kind == "page" and "#" in key else key in keys.get(kind, ())

    return Vocabulary(frozenset(sources.values()) | stats.NAMES | set(PHONES), known)
