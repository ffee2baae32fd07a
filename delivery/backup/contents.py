"""What is in a backup: which tables in which order, how a value stands in it, and the list that says what it must hold."""

import json
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models

FORMAT = 1
MANIFEST = "manifest.json"
# Content types and permissions are made by `migrate`, with other numbers in each database: rows that point to them name them.
NAMED = (ContentType, Permission)
LEFT_OUT = (*(model._meta.label_lower for model in NAMED), "sessions.session", "admin.logentry")
MADE_BY_MIGRATE = ("auth.group", "auth.group_permissions")  # an empty database has these rows: the group of editors
SHA256 = re.compile(r"[0-9a-f]{64}")


class BackupError(Exception):
    """Why a backup was not made or not restored, as a sentence. Nothing was changed."""


def label(model: type[models.Model]) -> str:
    """The name of a table in a backup."""
    return model._meta.label_lower


def tables() -> dict[str, type[models.Model]]:
    """Every table of every installed app, also those between two models, by name and in the order of their names.

    No table has to wait for those that it points to: both databases look at foreign keys at the end of a transaction.
    """
    found = (model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy)
    return {label(model): model for model in sorted(found, key=label) if label(model) not in LEFT_OUT}


def columns(model: type[models.Model]) -> list[models.Field]:
    """The fields that are columns of the table itself."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def target(field: models.Field) -> models.Field:
    """The field whose values a column holds: its own, or the one that it points to in the end."""
    while field.remote_field:
        field = field.target_field
    return field


def plain(field: models.Field, value: Any, names: dict[type[models.Model], dict[int, str]]) -> Any:
    """A value of a column as JSON can hold it. A JSON column comes as text; in brackets its own null is told from no value."""
    if value is None:
        return None
    if field.related_model in NAMED:
        return names[field.related_model][value]
    if isinstance(target(field), models.JSONField):
        return [json.loads(value)]
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview():
            return b64encode(value).decode()
    return value


def restored(field: models.Field, value: Any, number: Callable[[type[models.Model], str], int]) -> Any:
    """The value of a column for the database. The opposite of `plain`; `number` finds the row that a name stands for."""
    if value is None:
        return None
    if field.related_model in NAMED:
        return number(field.related_model, value)
    if isinstance(target(field), models.JSONField):
        return models.Value(None, models.JSONField()) if value == [None] else value[0]
    return target(field).to_python(value)


def line(row: dict[str, Any]) -> bytes:
    """A row as a line; the same for equal rows, in whatever order a database keeps the keys of its JSON."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


@dataclass(frozen=True)
class Table:
    """What the manifest says of a table: its rows, and size and SHA-256 of its lines."""

    model: str
    rows: int
    bytes: int
    sha256: str

    @property
    def file(self) -> str:
        return f"{self.model}.jsonl"


@dataclass(frozen=True)
class Manifest:
    """What a backup must hold, and from which database it is: release, migrations by app, content version, day in Japan."""

    release: str
    migrations: dict[str, list[str]]
    version: int
    day: str
    tables: tuple[Table, ...]
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    def text(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode() + b"\n"

    @classmethod
    def read(cls, text: bytes) -> "Manifest":
        """The manifest in a file. A ValueError if it is none; a BackupError if it is of another format."""
        found = json.loads(text)
        if not isinstance(found, dict) or not isinstance(found.get("format"), int):
            raise ValueError("it has no format number")
        if found["format"] != FORMAT:
            raise BackupError(
                f"The backup is of format {found['format']}, this release reads format {FORMAT}. "
                f"Install release {found.get('release', 'of the backup')}, restore there, then upgrade."
            )
        try:
            manifest = cls(**found | {"tables": tuple(Table(**table) for table in found["tables"])})
            good = all(isinstance(app, str) and set(map(type, done)) <= {str} for app, done in manifest.migrations.items())
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError("its list has gaps") from error
        good &= set(map(type, (manifest.release, manifest.day))) == {str} and type(manifest.version) is int
        for table in manifest.tables:
            good &= type(table.model) is type(table.sha256) is str and bool(SHA256.fullmatch(table.sha256))
            good &= type(table.rows) is type(table.bytes) is int and 0 <= table.rows <= table.bytes
        if not good:
            raise ValueError("its list makes no sense")
        return manifest
