"""What is wrong with the content: words that break the grammar or are missing, translations that differ from their source."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models

from config.languages import LANGUAGES, SOURCE, Language
from translations import checking, grammar, origins, scripts
from translations.content import Kind, Vocabulary, column, kinds, vocabulary

MISSING, BEHIND, UNKNOWN, DIFFERENT, INVALID = "missing", "behind", "unknown", "different", "invalid"


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong: in which language, where (the permanent name of a word or row), what, and the detail."""

    language: str
    place: str
    code: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.language}: {self.place}: {self.code}" + (f" ({self.detail})" if self.detail else "")


def word_troubles(
    kind: Kind, field: str, language: Language, text: str, source: str, known: Vocabulary
) -> Iterator[tuple[str, str]]:
    """(code, detail) for all that is wrong with one word; the source is the English from which a translation was made."""
    source = "" if language == SOURCE else source  # a number is not right because the text itself writes it
    for problem in checking.problems(text, kind.mode(field), known.values, known.links, language.japanese, source):
        yield problem.code, str(problem.detail)
    yield from scripts.problems(text, language)
    if (most := kind.most.get(field)) and scripts.letters(text) > most:
        yield scripts.TOO_MANY_LETTERS, f"{scripts.letters(text)}, at most {most}"
    if text and source:
        yield from _differences(text, source)


def _differences(text: str, source: str) -> Iterator[tuple[str, str]]:
    """What a translation has more or less than its source: values, links, marks, paragraphs."""
    ours, theirs = grammar.tokens(text), grammar.tokens(source)
    for name in ("values", "links"):
        if sorted(getattr(ours, name)) != sorted(getattr(theirs, name)):
            yield DIFFERENT, f"{name}: {_difference(getattr(ours, name), getattr(theirs, name))}"
    for name in ("strongs", "paragraphs", "items"):
        if getattr(ours, name) != getattr(theirs, name):
            yield DIFFERENT, f"{name}: {getattr(ours, name)} instead of {getattr(theirs, name)}"


def _difference(ours: list, theirs: list) -> str:
    missing, extra = [item for item in theirs if item not in ours], [item for item in ours if item not in theirs]
    return f"missing {missing}, superfluous {extra}" if missing or extra else "another number of times"


def content_troubles() -> Iterator[Trouble]:
    """Everything that is wrong with the content of the database, language by language, in the order of the kinds."""
    known, sources = vocabulary(), origins.known()
    for kind in kinds():
        for row in kind.rows():
            yield from row_troubles(kind, row, known, sources.get(kind.item(getattr(row, "key", str(row))), {}))


def row_troubles(
    kind: Kind, row: models.Model, known: Vocabulary, sources: dict[origins.Slot, str] | None = None
) -> Iterator[Trouble]:
    """What is wrong with one row: its structure, and its words in every language, given from which English they were made.

    A translation that is behind is compared with the English that it was made from: it was whole then.
    """
    sources = sources or {}
    key = getattr(row, "key", str(row))
    columns = {column(field, language.code): (language.code, field) for field in kind.words for language in LANGUAGES}
    try:
        row.clean_fields(exclude=kind.words)  # which stand for the column of whatever language is active
    except ValidationError as error:
        for name, texts in error.message_dict.items():
            code, field = columns.get(name, (SOURCE.code, name))
            yield Trouble(code, f"{kind.item(key)}/{field}", INVALID, " ".join(texts))
    for late in origins.of_row(kind, row, sources):
        yield Trouble(late.language.code, late.name, BEHIND, f"made from: {late.made_from}" if late.made_from else "")
    for field in kind.words:
        source = origins.word(row, field, SOURCE.code)
        for language in LANGUAGES:
            text = origins.word(row, field, language.code)
            place = f"{kind.item(key)}/{field}"
            if not text and (source or (language == SOURCE and not kind.model._meta.get_field(field).blank)):
                yield Trouble(language.code, place, MISSING)
            made_from = sources.get((field, language.code), source) or text  # not known: it is held against itself
            for code, detail in word_troubles(kind, field, language, text, made_from, known) if text else ():
                yield Trouble(language.code, place, code, detail)
