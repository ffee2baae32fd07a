"""The catalogs in locale/: brought up to date with the code, checked, and compiled without gettext's programs."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import polib

from config.languages import LANGUAGES, SOURCE, Language
from translations import checking, scripts
from translations.ui import Message, catalog_path, messages

EDITORS = ("ja",)  # the admin speaks English and these; other languages need no editors' words
PLACE = re.compile(r"%\((\w+)\)[sd]")


def wanted(language: Language) -> list[Message]:
    """The messages that a language must have: readers' words, and editors' where the admin speaks the language."""
    return [message for message in messages() if message.readers or language.code in EDITORS]


def update(language: Language) -> Path:
    """Write the catalog of a language: every message that it must have, with what was translated before; the rest goes."""
    path = catalog_path(language.folder)
    old = {(entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(path))} if path.exists() else {}
    catalog = polib.POFile(wrapwidth=110)
    catalog.metadata = {
        "Language": language.folder,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": language.plural,
    }
    places = messages()
    for message in wanted(language):
        before = old.get(message.name)
        entry = polib.POEntry(
            msgid=message.msgid, msgctxt=message.context or None, occurrences=[(place, "") for place in places[message]]
        )
        if message.plural:
            count = int(language.plural[9])
            kept = before.msgstr_plural if before and before.msgid_plural == message.plural else {}
            entry.msgid_plural, entry.msgstr_plural = (
                message.plural,
                {number: kept.get(number, "") for number in range(count)},
            )
        elif before:
            entry.msgstr = before.msgstr
        catalog.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{catalog}\n", encoding="utf-8")
    return path


def problems(language: Language) -> list[str]:
    """What is missing, superfluous or different in placeholders in the catalog of a language, a line each."""
    path = catalog_path(language.folder)
    entries = {(entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(path))} if path.exists() else {}
    found = []
    for message in wanted(language):
        entry = entries.pop(message.name, None)
        texts = [] if entry is None else list(entry.msgstr_plural.values()) or [entry.msgstr]
        found += [
            f"{language.code}: {code} ({detail}): {message.msgid}" for text in texts for code, detail in letters(text, language)
        ]
        if not texts or not all(texts) or entry.fuzzy:
            found.append(f"{language.code}: not translated: {message.msgid}")
        elif any(set(PLACE.findall(text)) - set(PLACE.findall(message.msgid + message.plural)) for text in texts):
            found.append(f"{language.code}: unknown placeholder: {message.msgid}")
        elif set(PLACE.findall(message.plural or message.msgid)) != set(PLACE.findall(texts[-1])):  # one needs no number
            found.append(f"{language.code}: other placeholders: {message.msgid}")
    return found + [f"{language.code}: no longer used: {msgid}" for _, msgid in entries]


def letters(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """(code, detail) of the letters of a message that do not belong; the names of its placeholders are none."""
    text = PLACE.sub(" ", text)
    if unicodedata.normalize("NFC", text) != text:
        yield checking.NOT_NFC, text
    yield from scripts.problems(text, language)


def compile_all() -> list[Path]:
    """Compile each catalog that is newer than its .mo; the files that were written."""
    written = []
    for language in LANGUAGES:
        source = catalog_path(language.folder)
        target = source.with_suffix(".mo")
        if source.exists() and (not target.exists() or target.stat().st_mtime <= source.stat().st_mtime):
            polib.pofile(str(source)).save_as_mofile(str(target))
            written.append(target)
    return written


def translated() -> tuple[Language, ...]:
    """The languages that have a catalog: all but the source."""
    return tuple(language for language in LANGUAGES if language != SOURCE)
