"""The words of a page, filled in: values, links and terms for one Reading. What the grammar asks, this room answers."""

from functools import cached_property

from django.utils.safestring import SafeString, mark_safe

from delivery.reading import Reading
from guide import queries
from guide.addresses import page_url
from guide.models import Page
from sources import queries as sources
from sources.values import PHONE, quantity_text
from stats import values as stats
from stats.queries import Snapshot, latest
from translations import grammar
from translations.content import Vocabulary


class Words:
    """Turns the texts of one page into HTML. A term shows its Japanese once on a page; each table is read once, when it is first needed."""

    def __init__(self, reading: Reading):
        self.reading = reading
        self.shown: set[str] = set()

    def block(self, text: str) -> SafeString:
        return mark_safe(grammar.block(text, self))

    def inline(self, text: str) -> SafeString:
        return mark_safe(grammar.inline(text, self))

    def line(self, text: str) -> SafeString:
        return mark_safe(grammar.line(text, self))

    def plain(self, text: str) -> str:
        return grammar.plain(text, self)

    @cached_property
    def _quantities(self) -> dict[str, dict]:
        return sources.quantities()

    @cached_property
    def _terms(self) -> dict[str, str]:
        return sources.terms()

    @cached_property
    def _sources(self) -> dict[str, str]:
        return sources.source_addresses()

    @cached_property
    def _organizations(self) -> dict[str, str]:
        return sources.organization_addresses()

    @cached_property
    def figures(self) -> dict[str, Snapshot]:
        """The newest edition of every table."""
        return latest(self.reading)

    @cached_property
    def _figures(self) -> dict[str, str]:
        return stats.texts_of(self.figures, self.reading.language)

    @cached_property
    def phones(self) -> dict[str, str]:
        """The emergency numbers by the key of their service."""
        return sources.emergency_numbers()

    def value(self, key: str) -> grammar.Value | None:
        if key.startswith(PHONE):
            number = self.phones.get({"ambulance": "fire-ambulance"}.get(key.removeprefix(PHONE), key.removeprefix(PHONE)))
            return grammar.Value(number, href=f"tel:{number}") if number else None
        if key in stats.NAMES:
            return grammar.Value(self._figures[key])
        quantity = self._quantities.get(key)
        return grammar.Value(quantity_text(quantity, self.reading.language)) if quantity else None

    def amount(self, key: str) -> str:
        """One quantity in the reader's format, for a table."""
        return quantity_text(self._quantities[key], self.reading.language)

    def quantities_with(self, prefix: str) -> dict[str, dict]:
        """The quantities whose key begins so."""
        return {key: quantity for key, quantity in self._quantities.items() if key.startswith(prefix)}

    def link(self, kind: str, key: str) -> grammar.Link | None:
        match kind:
            case "page":
                page, _, anchor = key.partition("#")
                return grammar.Link(page_url(self.reading.language, page) + (f"#{anchor}" if anchor else ""))
            case "source" | "org":
                found = self._sources.get(key) if kind == "source" else self._organizations.get(key)
                return grammar.Link(found) if found is not None else None
            case "term":
                return self._term(key)
        return None

    def _term(self, key: str) -> grammar.Link | None:
        japanese = self._terms.get(key)
        if japanese is None:
            return None
        if key in self.shown or self.reading.language.code.split("-")[0] == "ja":
            return grammar.Link("")
        self.shown.add(key)
        return grammar.Link("", after=f"({japanese})", after_lang="ja")


def vocabulary() -> Vocabulary:
    """What a text may name at this moment: for the check on saving, on import and over the fixtures."""
    values = frozenset(sources.quantities()) | stats.NAMES | {"phone.police", "phone.ambulance"}
    keys = {
        "term": set(sources.terms()),
        "source": {key for key, url in sources.source_addresses().items() if url},
        "org": set(sources.organization_addresses()),
        "page": set(Page.objects.values_list("key", flat=True)),
    }
    anchors = queries.anchors()

    def known(kind: str, key: str) -> bool:
        return key in anchors if kind == "page" and "#" in key else key in keys.get(kind, ())

    return Vocabulary(values, known)
