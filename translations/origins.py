"""From which English each translation was made, and so which are behind.

Whoever writes a translation (the admin, an import, the seed) says so here; whoever changes the English does not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models

from config.languages import LANGUAGES, SOURCE, Language
from translations.content import Kind, column, kind_for, kinds
from translations.models import MadeFrom

Slot = tuple[str, str]  # (field, language)


@dataclass(frozen=True)
class Behind:
    """One translation that is behind: the row, its word and language, the English that it was made from and today's."""

    kind: Kind
    row: models.Model
    field: str
    language: Language
    made_from: str
    source: str
    text: str

    @property
    def name(self) -> str:
        """The permanent name of the word: guide.step/interview/title."""
        return f"{self.kind.item(self.row.key)}/{self.field}"


def word(row: models.Model, field: str, language: str) -> str:
    """One word of a row in one language, without fallback; empty where it has none."""
    return getattr(row, column(field, language)) or ""


def known(items: Iterable[str] | None = None, language: str | None = None) -> dict[str, dict[Slot, str]]:
    """The English that translations were made from, by item and (field, language); of all items if none are named."""
    found: dict[str, dict[Slot, str]] = {}
    rows = MadeFrom.objects.all()
    if items is not None:
        rows = rows.filter(item__in=list(items))
    if language is not None:
        rows = rows.filter(language=language)
    for item, field, code, source in rows.values_list("item", "field", "language", "source"):
        found.setdefault(item, {})[field, code] = source
    return found


def record(made: dict[str, dict[Slot, str | None]]) -> None:
    """Remember by item and (field, language) from which English translations were made; None forgets what was known."""
    flat = {(item, *slot): source for item, slots in made.items() for slot, source in slots.items()}
    kept = [MadeFrom(item=i, field=f, language=c, source=source) for (i, f, c), source in flat.items() if source is not None]
    MadeFrom.objects.bulk_create(
        kept, batch_size=2000, update_conflicts=True, unique_fields=["item", "field", "language"], update_fields=["source"]
    )
    if len(kept) < len(flat):
        rows = MadeFrom.objects.filter(item__in=list(made)).values_list("item", "field", "language", "pk")
        gone = [pk for *slot, pk in rows if flat.get(tuple(slot), "") is None]
        MadeFrom.objects.filter(pk__in=gone).delete()


def made(row: models.Model, slots: Iterable[Slot], kind: Kind) -> None:
    """Remember that these translations of a row were made from its present English; an emptied one is forgotten."""
    found = {slot: word(row, slot[0], SOURCE.code) if word(row, *slot) else None for slot in slots if slot[1] != SOURCE.code}
    if found:
        record({kind.item(row.key): found})


def forget_row(sender: type[models.Model], instance: models.Model, **kwargs) -> None:
    """Receives post_delete, which bulk and cascading deletes send too: nothing is known of a deleted row any more."""
    kind = kind_for(sender)
    if kind and kind.words:
        MadeFrom.objects.filter(item=kind.item(instance.key)).delete()


def of_row(kind: Kind, row: models.Model, sources: dict[Slot, str]) -> Iterator[Behind]:
    """The translations of one row that are behind, given from which English they were made."""
    for field in kind.words:
        source = word(row, field, SOURCE.code)
        for language in LANGUAGES:
            text = word(row, field, language.code) if language != SOURCE else ""
            made_from = sources.get((field, language.code), source)
            if text and source and made_from != source:
                yield Behind(kind, row, field, language, made_from, source, text)


def behind(language: str | None = None) -> Iterator[Behind]:
    """Every translation that is behind, in the order of the kinds and their rows; of one language if it is named."""
    sources = known(language=language)
    for kind in kinds():
        items = {item for item in sources if item.startswith(f"{kind.label}/")}
        for row in kind.rows() if items and kind.words else ():
            yield from of_row(kind, row, sources.get(kind.item(row.key), {}))
