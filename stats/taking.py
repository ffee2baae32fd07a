"""An edition to take away: its addresses, its citation, and what its files hold."""

from collections.abc import Iterator
from html import unescape

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from config.languages import SOURCE, Language
from stats.downloads import Download, Row, csv_bytes, json_bytes, xlsx_bytes
from stats.downloads.contents import Role
from stats.kinds import KINDS as TABLES
from stats.queries import Snapshot
from stats.values import category_name
from translations import formats, readings

KINDS = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}
WRITERS = {"csv": csv_bytes, "xlsx": xlsx_bytes, "json": json_bytes}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def address(snapshot: Snapshot, language: Language) -> str:
    """Where the files of an edition are, below the site and without their suffix: /data/residents/2025-12/vi."""
    return f"/data/{snapshot.table}/{snapshot.as_of:%Y-%m}/{language.code}"


def words(template: str, language: Language, **values: str) -> list[str]:
    """The lines of a template in the language, as plain text: what a file says that no row does."""
    with translation.override(language.code):
        lines = render_to_string(template, values, using="pages")
    return [readings.bare(unescape(line)) for line in lines.strip().splitlines()]


def links(snapshot: Snapshot, language: Language) -> list[dict]:
    """The files of an edition: {name, url}."""
    return [{"name": name, "url": f"{address(snapshot, language)}.{suffix}"} for suffix, name in KINDS.items()]


def citation(snapshot: Snapshot, language: Language) -> str:
    """Who published the figures, what they are, as of which day, and where they stand here."""
    day = formats.day(snapshot.as_of, language)
    return f"{snapshot.source['label']}: {snapshot.title}, {day}. {page_address(snapshot, language)}"


def page_address(snapshot: Snapshot, language: Language) -> str:
    return f"{settings.SITE_ADDRESS}/{language.code}/statistics/{snapshot.table}/{snapshot.as_of:%Y-%m}/"


def download(snapshot: Snapshot, language: Language, columns: tuple[str, str, str, str], total: str) -> Download:
    """What the files of an edition hold; `columns` and `total` are words of the reader's language."""
    return Download(
        table=snapshot.table,
        title=readings.bare(snapshot.title),
        as_of=snapshot.as_of,
        language=language.code,
        direction=language.direction,
        source=readings.bare(snapshot.source["label"]),
        source_url=snapshot.source["url"],
        cite=readings.bare(citation(snapshot, language)),
        address=page_address(snapshot, language),
        columns=columns,
        rows=tuple(
            Row(
                key,
                total if role == "total" else readings.bare(category_name(snapshot, key, language)),
                snapshot.categories[key]["name_ja"],
                value,
                role,
            )
            for key, value, role in _figures(snapshot)
        ),
    )


def _figures(snapshot: Snapshot) -> Iterator[tuple[str, int | None, Role]]:
    """Every figure of an edition: the total, then the parts, each with what is counted in it already behind it.

    The largest part is the first, but in a table that always stands in its own order.
    """
    table = snapshot.figures
    in_order = [key for key in snapshot.categories if key in table.parts]
    yield snapshot.total, table.total, "total"
    for part in in_order if TABLES[snapshot.table].in_order else table.ordered():
        yield part, table.parts[part], "part"
        yield from ((key, value, "of-which") for key, value in table.details.get(part, {}).items())


def dataset(snapshot: Snapshot, language: Language) -> dict:
    """schema.org Dataset of the edition; the labels in its files are in the source language."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": snapshot.title,
        "description": f"{snapshot.title}, {formats.day(snapshot.as_of, language)}",
        "url": page_address(snapshot, language),
        "temporalCoverage": snapshot.as_of.isoformat(),
        "spatialCoverage": "Japan",
        "isBasedOn": snapshot.source["url"],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": kind.partition(";")[0],
                "contentUrl": f"{settings.SITE_ADDRESS}{address(snapshot, SOURCE)}.{suffix}",
            }
            for suffix, kind in TYPES.items()
        ],
        "creator": {"@type": "Organization", "name": snapshot.source["label"]},
    }
