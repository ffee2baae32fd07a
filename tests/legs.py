"""Parameters that the first leg of `make test` goes through one by one, and the leg on PostgreSQL by examples (the mark `letters`)."""

from collections.abc import Collection, Iterable

import pytest
from django.db import models

from config.languages import Language

EXAMPLES = ("en", "vi", "ja-simple")


def examples(values: Iterable, on_every_leg: Collection, name=str) -> list:
    """These values as parameters; those that are no example stand on the first leg only."""
    return [pytest.param(one, id=name(one), marks=() if one in on_every_leg else pytest.mark.letters) for one in values]


def languages(found: Iterable[Language]) -> list:
    """Languages as parameters: their columns are all of one sort."""
    found = list(found)
    return examples(found, [one for one in found if one.code in EXAMPLES], lambda one: one.code)


def kinds_of_content(found: Iterable[type[models.Model]]) -> list:
    """Models as parameters; an example is each that has a sort of field which none before it has."""
    found, seen, chosen = list(found), set(), []
    for model in found:
        sorts = {type(field).__name__ for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}
        if not sorts <= seen:
            chosen.append(model)
            seen |= sorts
    return examples(found, chosen, lambda model: model._meta.label)
