"""The words of one language as a PO file, which every translator's tool speaks: read and written, byte for byte the same.

`msgctxt` is the permanent name of a word, `msgid` today's English. A translation that is behind is `fuzzy` and has the
English that it was made from as its previous `msgid`. Comments tell where the word stands and how long it may be.
"""

import re
from pathlib import Path

import polib

from config.languages import SOURCE, Language
from translations.content import Kind, kinds
from translations.origins import known, word

NAME = re.compile(r"[a-z]+\.[a-z]+/[^/]+(?:/[^/]+)*/[a-z]+")
_LINE = re.compile(
    r"#(?!\|).*|(?:#\|[ \t]*)?(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)?[ \t]*\"(?:[^\"\\]|\\.)*\"[ \t]*|[ \t]*"
)  # what may stand in one line; polib reads over much else
SHAPES = {"line": "one line", "inline": "one paragraph", "block": "paragraphs and lists"}


class FixtureError(ValueError):
    """A file that cannot be read; the message names the file, the place in it and the reason."""


def context(kind: Kind, key: str, field: str) -> str:
    """The permanent name of a word, as PO files have it: guide.step/interview/title."""
    return f"{kind.item(key)}/{field}"


def parse(path: Path, name: str = "") -> polib.POFile:
    """The catalog in a file. A FixtureError names the file, the line and what is wrong with it."""
    name = name or path.name
    try:
        text = path.read_text(encoding="utf-8")
        # Given the text, polib would break its lines at U+2028 and others; so it gets the path.
        catalog = polib.pofile(str(path), encoding="utf-8", wrapwidth=0)
    except UnicodeDecodeError as error:
        raise FixtureError(f"{name}: this is no text in UTF-8: {error}") from error
    except (OSError, ValueError, IndexError, AttributeError, KeyError, TypeError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise FixtureError(f"{name}{f', line {line[1]}' if line else ''}: this is no PO file: {error}") from error
    if "\0" in text:
        raise FixtureError(f"{name}: this is no text")
    broken = [
        number
        for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1)
        if not _LINE.fullmatch(line.rstrip("\r"))
    ]
    if broken:
        raise FixtureError(f"{name}, line {broken[0]}: this is no PO file: a keyword or a quotation mark is missing")
    return catalog


def load(path: Path) -> dict[str, polib.POEntry]:
    """The entries of a file by their permanent name; empty where there is no file. A FixtureError for a broken one."""
    if not path.exists():
        return {}
    found: dict[str, polib.POEntry] = {}
    name = f"text/{path.name}"
    for entry in parse(path, name):
        if entry.obsolete:
            continue
        if entry.msgctxt in found:
            raise FixtureError(f"{name}, line {entry.linenum}: {entry.msgctxt} stands twice")
        found[entry.msgctxt] = entry
    return found


def origin(entry: polib.POEntry) -> str:
    """The English that a translation was made from; empty if a fuzzy entry does not tell."""
    return (entry.previous_msgid or "") if entry.fuzzy else entry.msgid


def dump(language: Language) -> str:
    """The file of one language as it should stand for the present database."""
    catalog = polib.POFile(wrapwidth=0)
    catalog.metadata = {
        "Language": language.code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    sources = known(language=language.code)
    for kind in kinds():
        for row in kind.rows() if kind.words else ():
            made_from = sources.get(kind.item(row.key), {})
            for field in kind.words:
                if source := word(row, field, SOURCE.code):
                    text = word(row, field, language.code)
                    entry = polib.POEntry(msgctxt=context(kind, row.key, field), msgid=source, msgstr=text)
                    entry.comment = _comment(kind, row, field)
                    if text and (before := made_from.get((field, language.code), source)) != source:
                        entry.flags.append("fuzzy")
                        entry.previous_msgid = before or None
                    catalog.append(entry)
    return f"{catalog}\n"


def _comment(kind: Kind, row, field: str) -> str:
    """Where a word stands, what shape it has, and how long it may be."""
    place, most = kind.place(row), kind.most.get(field)
    stands = f"/{place}: " if place is not None else ""
    return stands + SHAPES[kind.mode(field)] + (f", at most {most} letters" if most else "")
