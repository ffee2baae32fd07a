"""All content of the database as plain values, quickly: to see that something changed nothing."""

from django.db import models

from translations.content import kinds


def content() -> dict[str, list]:
    """Every value of every row, and every relation to many. A word that was never written is as one that is empty."""
    found = {}
    for kind in kinds():
        rows = models.QuerySet(kind.model).order_by("pk").values()
        found[kind.label] = [{name: "" if value is None else value for name, value in row.items()} for row in rows]
        for field in kind.model._meta.many_to_many:
            pairs = models.QuerySet(kind.model).exclude(**{field.name: None}).values_list("pk", field.name)
            found[f"{kind.label}.{field.name}"] = sorted(pairs)
    return found
