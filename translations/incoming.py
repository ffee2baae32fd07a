"""A PO file on its way into the database: read, compared with what is there, checked, and written whole or not at all."""

from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.db import models

from config.languages import SOURCE, Language, by_code
from delivery.door import writing
from translations import origins, po
from translations.content import Kind, Vocabulary, column, kinds, vocabulary
from translations.coverage import word_troubles
from translations.history.recording import recording
from translations.models import Change

LARGEST = 10_000_000  # bytes; the file of a language has about 500,000


class Refused(ValueError):
    """A file that was not taken. `lines` says for each bad place where it is and what is wrong; nothing was changed."""

    def __init__(self, lines: list[str]):
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass
class Intake:
    """What an import did: names of the words that it changed, that are behind, and that the file leaves empty."""

    language: Language
    changed: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Word:
    """One word of a file with its place in the database."""

    kind: Kind
    row: models.Model
    field: str
    text: str
    made_from: str


def bring_in(path: Path) -> Intake:
    """Bring the translations of a PO file into the database. Refused names every line that cannot be taken.

    An entry without a translation leaves the database as it is: a language loses no page.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise Refused([f"{path.name}: this is too large for the words of one language"])
        catalog = po.parse(path)
    except (po.FixtureError, OSError) as error:
        raise Refused([str(error)]) from error
    language = _language(catalog, path.name)
    with writing():
        intake, words = _words(catalog, path.name, language)
        _write(words, intake)
    return intake


def _language(catalog: polib.POFile, file: str) -> Language:
    code = catalog.metadata.get("Language", "").strip()
    found = by_code(code)
    if found is None or found == SOURCE:
        raise Refused([f"{file}: its head must name a language of the guide other than English, not {code or 'none'}"])
    return found


def _words(catalog: polib.POFile, file: str, language: Language) -> tuple[Intake, list[_Word]]:
    """The words of a file, each checked, or Refused with all that is wrong."""
    intake, words, wrong, seen = Intake(language), [], [], set()
    rows, known = _rows(), vocabulary()
    for entry in (entry for entry in catalog if not entry.obsolete):
        place = f"{file}, line {entry.linenum}: {entry.msgctxt or 'an entry'}"
        found = rows.get(entry.msgctxt or "")
        if entry.msgctxt in seen:
            wrong.append(f"{place}: stands twice")
        elif entry.msgid_plural or entry.msgstr_plural:
            wrong.append(f"{place}: texts of the guide have no plural forms")
        elif found is None:
            wrong.append(f"{place}: no word of the guide has this name")
        elif not entry.msgid:
            wrong.append(f"{place}: the English is missing")
        elif not entry.msgstr.strip():
            intake.empty.append(entry.msgctxt)
        else:
            word = _Word(*found, entry.msgstr.strip(), po.origin(entry))
            wrong += [f"{place}: {told}" for told in _troubles(word, language, known)]
            words.append(word)
        seen.add(entry.msgctxt)
    if not seen:
        wrong.append(f"{file}: there is not one entry in it")
    if wrong:
        raise Refused(wrong)
    return intake, words


def _rows() -> dict[str, tuple[Kind, models.Model, str]]:
    """Every word of the guide by its permanent name."""
    return {
        po.context(kind, row.key, name): (kind, row, name)
        for kind in kinds()
        if kind.words
        for row in kind.rows()
        for name in kind.words
    }


def _troubles(word: _Word, language: Language, known: Vocabulary) -> list[str]:
    """What is wrong with one word, held against the English that it was made from."""
    source = word.made_from or origins.word(word.row, word.field, SOURCE.code)
    return [f"{code} ({detail})" for code, detail in word_troubles(word.kind, word.field, language, word.text, source, known)]


def _write(words: list[_Word], intake: Intake) -> None:
    code = intake.language.code
    changed: dict[tuple[Kind, str], models.Model] = {}
    made: dict[str, dict[origins.Slot, str | None]] = {}
    for word in words:
        name = po.context(word.kind, word.row.key, word.field)
        if origins.word(word.row, word.field, code) != word.text:
            setattr(word.row, column(word.field, code), word.text)
            changed[word.kind, word.row.key] = word.row
            intake.changed.append(name)
        if word.made_from != origins.word(word.row, word.field, SOURCE.code):
            intake.behind.append(name)
        made.setdefault(word.kind.item(word.row.key), {})[word.field, code] = word.made_from
    with recording(None, Change.Origin.TRANSLATIONS) as recorder:
        for kind in {kind: None for kind, _key in changed}:
            recorder.watch(kind.model, [key for one, key in changed if one is kind])
        for row in changed.values():
            row.save()
    origins.record(made)
