"""How a change reads to an editor: names of fields with their language, values as the form shows them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.template.defaultfilters import yesno
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from config.languages import LANGUAGES, SOURCE, Language
from translations.content import Kind, column, kind_named
from translations.history.differences import ABSENT, Slot, State, pairs
from translations.history.recording import VALUES, folded_into
from translations.models import Change


@dataclass(frozen=True)
class Line:
    """One field of a change: its name, the language of its words, and how it reads before and after."""

    label: str
    language: Language
    before: str
    after: str


def word_of(kind: Kind, name: str) -> tuple[str, Language] | None:
    """The word and language that a column holds; None for a column that is no word."""
    found = ((word, language) for word in kind.words for language in LANGUAGES if column(word, language.code) == name)
    return next(found, None)


def label(kind: Kind, slot: Slot) -> str:
    """The name of a field for an editor, with its language or, for a figure, its row."""
    name, child = slot
    if name == VALUES and (folded := folded_into(kind)):
        return f"{capfirst(folded.model._meta.get_field(folded.fold.value).verbose_name)}: {child}"
    if word := word_of(kind, name):
        return f"{capfirst(kind.model._meta.get_field(word[0]).verbose_name)}, {word[1].endonym}"
    fields = {field.name: field for field in kind.plain}
    return str(capfirst(fields[name].verbose_name)) if name in fields else name


def row_label(kind: Kind, key: str) -> str:
    """A row by its kind and key, as in: step: interview."""
    return f"{kind.model._meta.verbose_name}: {key}"


def shown(kind: Kind, slot: Slot, value: object) -> str:
    """A plain value as an editor reads it: choices by their name, yes and no, a list in one line."""
    if value is ABSENT:
        return _("not there")
    if isinstance(value, bool):
        return yesno(value)
    if slot[1]:
        return _("unknown") if value is None else str(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    field = next((field for field in kind.plain if field.name == slot[0]), None)
    if isinstance(field, models.Field) and getattr(field, "flatchoices", None):
        value = dict(field.flatchoices).get(value, value)
    return "" if value is None else str(value)


def lines(change: Change) -> list[Line]:
    """What a change did, a line for each field; of a kind that is no more, by the names of its columns."""
    return list(_lines(change.kind, change.before, change.after))


def _lines(kind_label: str, before: State | None, after: State | None) -> Iterator[Line]:
    kind = kind_named(kind_label)
    for slot, old, new in pairs(before, after):
        if kind is None:
            yield Line("/".join(filter(None, slot)), SOURCE, *("" if one is ABSENT else str(one) for one in (old, new)))
            continue
        word = word_of(kind, slot[0])
        old, new = ("" if one is ABSENT and not slot[1] else shown(kind, slot, one) for one in (old, new))
        yield Line(label(kind, slot), word[1] if word else SOURCE, old, new)


def subject(change: Change) -> str:
    """The row that a change is of, for an editor."""
    kind = kind_named(change.kind)
    return row_label(kind, change.key) if kind else change.item
