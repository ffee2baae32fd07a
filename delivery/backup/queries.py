"""The rows of any table as the database has them, past models, signals and checks: read as lines, put back, counted."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.models.functions import Cast
from django.db.models.sql import InsertQuery

from delivery.backup.contents import columns, line, plain, target

ROWS = 500  # that are in memory at once


def migrations() -> dict[str, list[str]]:
    """The applied migrations of the installed apps."""
    found: dict[str, list[str]] = {config.label: [] for config in apps.get_app_configs()}
    for app, name in sorted(MigrationLoader(connection).applied_migrations):
        if app in found:
            found[app].append(name)
    return {app: names for app, names in sorted(found.items()) if names}


def strangers() -> list[str]:
    """Migrations that this release has and the database has not, or the other way round."""
    loader = MigrationLoader(connection)
    here = set(loader.disk_migrations).union(*(migration.replaces for migration in loader.disk_migrations.values()))
    applied = {(app, name) for app, names in migrations().items() for name in names}
    return [f"{app}.{name}" for app, name in sorted((applied - here) | (set(loader.graph.nodes) - applied))]


def names() -> dict[type[models.Model], dict[int, str]]:
    """Content types and permissions: the name for each number, app.model and app.model.codename."""
    kinds = models.QuerySet(ContentType).values_list("pk", "app_label", "model")
    named = {number: f"{app}.{model}" for number, app, model in kinds}
    rights = models.QuerySet(Permission).values_list("pk", "content_type_id", "codename")
    return {ContentType: named, Permission: {number: f"{named[kind]}.{codename}" for number, kind, codename in rights}}


def numbers() -> Callable[[type[models.Model], str], int]:
    """A function that finds the number of a content type or permission by its name.

    One that this database lacks is made: Django keeps those of models that are gone, and a group can still name them.
    """
    known = {model: {name: number for number, name in found.items()} for model, found in names().items()}

    def number(model: type[models.Model], name: str) -> int:
        if name not in known[model]:
            app, kind, *codename = name.split(".", 2)
            if model is ContentType:
                made = models.QuerySet(ContentType).create(app_label=app, model=kind)
            else:
                of = number(ContentType, f"{app}.{kind}")
                made = models.QuerySet(Permission).create(content_type_id=of, codename=codename[0], name=codename[0])
            known[model][name] = made.pk
        return known[model][name]

    return number


def lines(model: type[models.Model], named: dict[type[models.Model], dict[int, str]]) -> Iterator[bytes]:
    """Every row of a table as a line, in the order of keys."""
    fields = columns(model)
    # JSON is read as text: only there is its null another thing than no value.
    wanted = [
        Cast(field.attname, models.TextField()) if isinstance(target(field), models.JSONField) else field.attname
        for field in fields
    ]
    for row in models.QuerySet(model).order_by("pk").values_list(*wanted).iterator(chunk_size=ROWS):
        pairs = zip(fields, row, strict=True)
        yield line({field.attname: plain(field, value, named) for field, value in pairs})


def count(model: type[models.Model]) -> int:
    return models.QuerySet(model).count()


def empty(model: type[models.Model]) -> None:
    """Take every row away, and nothing that points to them."""
    models.QuerySet(model).all()._raw_delete(connection.alias)


def insert(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """Put rows in with the values that they have, also where a model would set or refuse one: keys, days, words of a language.

    What Django does for fixtures (`raw`), in batches. Instances of a model would go through `auto_now` and through the field
    of the language that is on.
    """
    fields, left = columns(model), iter(rows)
    while batch := [SimpleNamespace(**row) for row in islice(left, ROWS)]:
        size = max(1, connection.ops.bulk_batch_size(fields, batch))
        for start in range(0, len(batch), size):
            query = InsertQuery(model)
            query.insert_values(fields, batch[start : start + size], raw=True)
            query.get_compiler(connection=connection).execute_sql()


def settle(found: Iterable[type[models.Model]]) -> None:
    """New rows get keys after those that are there. An IntegrityError if a foreign key points to no row."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(found)):
            cursor.execute(statement)
    connection.check_constraints()
