"""How pages read rows: only the columns of one language, as plain mappings that can query nothing."""

from collections.abc import Iterable

from django.db import models

from config.languages import Language
from translations.content import column


def rows(
    model: type[models.Model] | models.QuerySet,
    language: Language,
    *,
    words: Iterable[str] = (),
    plain: Iterable[str] = (),
    where: models.Q | None = None,
    order: Iterable[str] | None = None,
    needs: Iterable[str] | None = None,
) -> list[dict]:
    """The rows as mappings of `words` (in the language, without fallback) and `plain` (also across relations: `source__url`).

    One query. A row whose words in `needs` (the last of `words`, if not said) are empty in the language is left out:
    a new item appears in a language once its text exists there.
    """
    words, plain = tuple(words), tuple(plain)
    queryset = models.QuerySet(model).order_by(*(order if order is not None else model._meta.ordering))
    if where is not None:
        queryset = queryset.filter(where)
    columns = {_column(word, language): word for word in words}
    needed = tuple(needs) if needs is not None else words[-1:]
    found = ({columns.get(name, name): value for name, value in row.items()} for row in queryset.values(*plain, *columns))
    return [row for row in found if all(row[word] for word in needed)]


def _column(word: str, language: Language) -> str:
    """The column of a word, also of a related row: title → title_vi, organization__label → organization__label_vi."""
    path, separator, name = word.rpartition("__")
    return f"{path}{separator}{column(name, language.code)}"
