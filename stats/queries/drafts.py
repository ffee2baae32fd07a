"""Figures that are not published yet, read in place of those that are: what a Reading with drafts sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from config.languages import Language
from delivery.reading import Reading
from stats import half_years, models
from translations.columns import rows

Values = Mapping[str, int | None]


@dataclass(frozen=True)
class Draft:
    """The figures of one edition as a change set has them, and the source that it names: {label, url, as_of}."""

    values: Values
    source: dict


def edition_key(table: str, as_of: date) -> str:
    """The permanent key of an edition: residents/2026-12."""
    return f"{table}/{as_of:%Y-%m}"


def last_day(key: str) -> tuple[str, date]:
    """The table and the day of an edition by its key."""
    table, _, month = key.partition("/")
    year, number = map(int, month.split("-"))
    return table, half_years.end(year, number)


def drafts(reading: Reading) -> dict[tuple[str, date], Draft]:
    """The drafted editions that a Reading names, by table and day; of two the later counts. No query without."""
    if not reading.figures:
        return {}
    plain = ("new", "source__url", "source__exact", "source__as_of", "source__organization__url")
    words = ("source__organization__label",)
    found: dict[tuple[str, date], Draft] = {}
    for row in rows(
        models.ChangeSet, reading.language, words=words, plain=plain, where=Q(pk__in=reading.figures), needs=(), order=("pk",)
    ):
        url = row["source__url"] if row["source__exact"] else row["source__organization__url"]
        source = {"label": row["source__organization__label"] or "", "url": url or "", "as_of": row["source__as_of"]}
        found |= {last_day(key): Draft(values, source) for key, values in row["new"].items()}
    return found


def categories(table: str, language: Language) -> list[dict]:
    """All categories of a table in order, with what a snapshot tells of the table: {key, role, iso, name_ja, label, table__…}."""
    plain = ("key", "role", "whole__key", "iso", "name_ja", "table__key", "table__june_release_month",
             "table__december_release_month", "table__index__url")  # fmt: skip
    return rows(
        models.Category,
        language,
        where=Q(table__key=table),
        words=("table__title", "label"),
        plain=plain,
        needs=(),
        order=("order", "key"),
    )
