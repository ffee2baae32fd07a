"""The fixtures: structure and English as YAML, every other language as one PO file. Read and written, byte for byte the same."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from config.languages import LANGUAGES, SOURCE
from translations import po
from translations.content import Kind, as_text, column, default, is_default, kinds, stored
from translations.origins import Slot
from translations.po import FixtureError, context

Texts = dict[Slot, str]  # every value of a row as text, see content.as_text; the language is "" for what is no word


@dataclass
class Release:
    """What the fixtures want: the values of each kind's rows by key, and the English that translations were made from."""

    rows: dict[Kind, dict[str, Texts]] = field(default_factory=dict)
    origins: dict[str, Texts] = field(default_factory=dict)  # by item
    unknown: list[tuple[str, str]] = field(default_factory=list)  # (language, permanent name) of words that no row has


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Refuses a mapping that names a field twice, of which YAML would silently keep the last."""

    def construct_mapping(self, node, deep=False):
        found = super().construct_mapping(node, deep)
        if len(found) != len(node.value):
            names = [self.construct_object(name) for name, _ in node.value]
            twice = ", ".join(sorted({str(name) for name in names if names.count(name) > 1}))
            raise yaml.constructor.ConstructorError(None, None, f"a field stands twice: {twice}", node.start_mark)
        return found


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as blocks, lists of keys on one line."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    block = "\n" in value and value == value.strip()  # a block that ends with empty lines would take in those between the rows
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if block else None)


def _list(dumper: yaml.SafeDumper, value: list) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=all(not isinstance(item, dict) for item in value))


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)


def load(kind: Kind, root: Path | None = None) -> list[dict]:
    """The rows of a kind's file, each a mapping with a key; an empty list where there is no file."""
    path = (root or settings.FIXTURE_ROOT) / kind.file
    if not path.exists():
        return []
    try:
        rows = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader) or []  # noqa: S506 – a safe one
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FixtureError(f"{kind.file}: {error}") from error
    if not isinstance(rows, list):
        raise FixtureError(f"{kind.file}: this is no list of rows")
    key = kind.fold.parent if kind.fold else "key"
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or not isinstance(row.get(key), str):
            raise FixtureError(f"{kind.file}: row {number} has no {key}")
        if row[key] in seen:
            raise FixtureError(f"{kind.file}: {row[key]} stands twice")
        seen.add(row[key])
    return rows


def dump(kind: Kind) -> str:
    """The kind's file as it should stand for the present database."""
    rows = list(folded(kind)) if kind.fold else [unfolded(kind, row) for row in kind.rows()]
    text = yaml.dump(rows, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text.replace("\n- ", "\n\n- ") if not kind.fold else text


def unfolded(kind: Kind, row) -> dict:
    """One row as a mapping: key first, what is not the default, then the English words."""
    plain = {field.name: stored(row, field) for field in kind.plain}
    kept = {field.name: plain[field.name] for field in kind.plain if not is_default(field, plain[field.name])}
    words = {field: getattr(row, column(field, SOURCE.code)) or "" for field in kind.words}
    return {"key": kept.pop("key"), **kept, **{field: text for field, text in words.items() if text}}


def folded(kind: Kind):
    """The rows of a folded kind, one mapping a parent."""
    groups: dict[str, dict] = {}
    for row in kind.rows():
        parent, child = getattr(row, kind.fold.parent).key, getattr(row, kind.fold.child).key
        groups.setdefault(parent, {})[child] = getattr(row, kind.fold.value)
    for parent, values in groups.items():
        yield {kind.fold.parent: parent, "values": values}


def read(root: Path | None = None) -> Release:
    """Everything that the fixtures hold, kinds in the order in which rows may point to earlier ones."""
    root = root or settings.FIXTURE_ROOT
    if not root.is_dir():
        raise FixtureError(f"{root} is no folder")
    entries = {language.code: po.load(root / "text" / f"{language.code}.po") for language in LANGUAGES if language != SOURCE}
    release = Release()
    for kind in kinds():
        rows = load(kind, root)
        release.rows[kind] = (
            folded_texts(kind, rows) if kind.fold else {row["key"]: fixture_texts(kind, row, entries, release) for row in rows}
        )
    _check_pointers(release.rows)
    names = {context(kind, key, word) for kind, rows in release.rows.items() for key in rows for word in kind.words}
    release.unknown = [(code, name) for code, found in entries.items() for name in found if name not in names]
    return release


def _check_pointers(wanted: dict[Kind, dict[str, Texts]]) -> None:
    """Refuse a row that names another one which is not there."""
    keys = {kind.label: rows.keys() for kind, rows in wanted.items()}
    for kind, rows in wanted.items():
        for field_ in (field_ for field_ in kind.plain if field_.is_relation):
            for key, texts in rows.items():
                for named in texts[(field_.name, "")].split():
                    if named not in keys[field_.related_model._meta.label_lower]:
                        raise FixtureError(f"{kind.file}: {key}: {field_.name} names {named}, which is not there")


def fixture_texts(kind: Kind, row: dict, entries: dict[str, dict], release: Release) -> Texts:
    """Every value of one row of a fixture, its words in every language; the release learns from which English they were made."""
    if stray := set(row) - {field_.name for field_ in kind.plain} - set(kind.words):
        raise FixtureError(f"{kind.file}: {row['key']} has unknown fields: {', '.join(sorted(map(str, stray)))}")
    texts = {(field_.name, ""): _text(kind, row["key"], field_, row.get(field_.name, default(field_))) for field_ in kind.plain}
    for name in kind.words:
        texts[(name, SOURCE.code)] = row.get(name) or ""
        if not isinstance(texts[(name, SOURCE.code)], str):
            raise FixtureError(f"{kind.file}: {row['key']}: {name} is no text: {row[name]!r}")
        for language, found in entries.items():
            entry = found.get(context(kind, row["key"], name))
            texts[(name, language)] = entry.msgstr if entry else ""
            if entry and entry.msgstr:
                release.origins.setdefault(kind.item(row["key"]), {})[name, language] = po.origin(entry)
    return texts


def folded_texts(kind: Kind, rows: list[dict]) -> dict[str, Texts]:
    """The same for rows that are written as one mapping a parent."""
    fold, wanted = kind.fold, {}
    field_ = kind.model._meta.get_field(fold.value)
    for row in rows:
        parent, values = row[fold.parent], row.get("values")
        if set(row) != {fold.parent, "values"} or not isinstance(values, dict):
            raise FixtureError(f"{kind.file}: {parent} must have a mapping under values, and nothing else")
        for child, value in values.items():
            wanted[f"{parent}:{child}"] = {
                (fold.parent, ""): parent,
                (fold.child, ""): str(child),
                (fold.value, ""): _text(kind, f"{parent}:{child}", field_, value),
            }
    return wanted


def _text(kind: Kind, key: str, field_: models.Field, value: object) -> str:
    try:
        return as_text(field_, value)
    except (ValidationError, TypeError, ValueError) as error:
        raise FixtureError(f"{kind.file}: {key}: {field_.name} cannot be {value!r}") from error


def write(root: Path) -> list[Path]:
    """Write all fixtures for the present database; the files that changed."""
    files = {root / kind.file: dump(kind) for kind in kinds()}
    files |= {root / "text" / f"{language.code}.po": po.dump(language) for language in LANGUAGES if language != SOURCE}
    changed = [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], encoding="utf-8")
    return changed
