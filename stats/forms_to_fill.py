"""The table of an edition to fill in, as CSV and as a workbook; what is typed on a page becomes the same CSV."""

import csv
import io
from collections.abc import Mapping
from datetime import date

from openpyxl import Workbook

from sources.models import Source
from stats import half_years
from stats.downloads.workbook import still
from stats.models import Category, Edition, Table


def tables() -> list[dict]:
    """Every table with the half year that follows its newest edition: {key, title, next}."""
    newest = dict(Edition.objects.order_by("as_of").values_list("table__key", "as_of"))
    return [
        {"key": table.key, "title": table.title, "next": half_years.after(newest[table.key])}
        for table in Table.objects.all()
        if table.key in newest
    ]


def published(table: str) -> list[date]:
    """The days of a table's public editions, the newest first."""
    found = Edition.objects.filter(table__key=table, state=Edition.State.PUBLISHED).order_by("-as_of")
    return list(found.values_list("as_of", flat=True))


def usual_source(table: str) -> Source | None:
    """The source of the newest public edition of a table: what an editor most likely brings in next."""
    found = (
        Edition.objects.filter(table__key=table, state=Edition.State.PUBLISHED).select_related("source").order_by("as_of").last()
    )
    return found and found.source


def labels(table: str) -> dict[str, str]:
    """The name of every row, in Japanese and English, in the order of the table."""
    rows = Category.objects.filter(table__key=table).order_by("order", "key")
    return {row.key: row.named for row in rows}


def names() -> dict[str, str]:
    """The name of every table and every row by key, as an editor reads it."""
    tables = {table.key: table.title for table in Table.objects.all()}
    return tables | {row.key: row.named for row in Category.objects.all()}


def lines(table: str, as_of: date, values: Mapping[str, str]) -> list[list[str]]:
    """The lines of the template: which table, which day, the headings, and a line a row with the value that is given."""
    rows = [[key, label, values.get(key, "")] for key, label in labels(table).items()]
    return [["table", table], ["as_of", as_of.isoformat()], ["key", "label", "value"], *rows]


def csv_bytes(table: str, as_of: date, values: Mapping[str, str]) -> bytes:
    """The template as CSV that spreadsheets open: UTF-8 with its mark."""
    out = io.StringIO()
    csv.writer(out).writerows(lines(table, as_of, values))
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(table: str, as_of: date, values: Mapping[str, str]) -> bytes:
    """The template as a workbook; the day is text, so that no spreadsheet writes it in another way."""
    workbook = Workbook()
    sheet = workbook.active
    for line in lines(table, as_of, values):
        sheet.append([int(cell) if place == 2 and cell.isdigit() else cell or None for place, cell in enumerate(line)])
    for column, width in {"A": 50, "B": 60, "C": 14}.items():
        sheet.column_dimensions[column].width = width
    return still(workbook)
