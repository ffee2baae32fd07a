"""The pages of statistics. A view sees a Reading and its address, nothing else."""

from html import unescape

from django.conf import settings
from django.http import Http404
from django.template.loader import render_to_string
from django.utils import translation

from delivery.page import FileResponse, PageResponse, public
from delivery.reading import Reading
from delivery.sentences import Sentence
from stats import pages, queries, statements, taking, telling
from stats.downloads import file_name
from stats.queries import Snapshot
from stats.values import TRAINEES
from translations import formats, readings

TABLES = ("residents", "trainees")


@public
def index(reading: Reading) -> PageResponse:
    """What figures there are, with the newest of each."""
    found = queries.latest(reading)
    context = {
        "headline": telling.headline(found.get("residents"), reading.language),
        "tables": [_entry(snapshot, reading) for snapshot in found.values()],
    }
    return PageResponse(reading, "statistics", "stats/index.html", context)


def _entry(snapshot: Snapshot, reading: Reading) -> dict:
    language = reading.language
    return {
        "key": snapshot.table,
        "title": snapshot.title,
        "url": f"/{language.code}/statistics/{snapshot.table}/",
        "total": formats.number(snapshot.figures.total, language),
        "date": formats.day(snapshot.as_of, language),
    }


@public
def table(reading: Reading, table: str) -> PageResponse:
    """A table in its newest edition."""
    return _edition(reading, table, None)


@public
def edition(reading: Reading, table: str, as_of: tuple[int, int]) -> PageResponse:
    """A table in one edition."""
    return _edition(reading, table, as_of)


def _edition(reading: Reading, table: str, wanted: tuple[int, int] | None) -> PageResponse:
    days = queries.editions(table, reading)
    decembers = [day for day in days if day.month == queries.DECEMBER]
    chosen = wanted or ((decembers[0].year, decembers[0].month) if decembers else None)
    snapshot = queries.snapshot(table, chosen, reading) if chosen else None
    if snapshot is None:
        raise Http404(f"{table} {wanted}")
    language, base = reading.language, f"/{reading.language.code}/statistics/{table}/"
    keys = (snapshot.total, TRAINEES) if table == "residents" else (snapshot.total,)
    series = queries.series(table, keys, reading, snapshot.as_of.month)
    followed = series[keys[-1]]
    date = formats.day(snapshot.as_of, language)
    rows = pages.table_rows(snapshot, language)
    context = {
        "here": f"{snapshot.title} ({date})" if wanted else None,
        "table": {"key": table, "caption": snapshot.title, "date": date, "rows": rows},
        "chart": pages.bar_chart(snapshot, rows),
        "trend": pages.line_chart(followed, language),
        "years": pages.year_rows(series, snapshot.total, TRAINEES if table == "residents" else None, language),
        "editions": pages.dates(days, snapshot.as_of, base, language),
        "statements": telling.of_edition(snapshot, language),
        "changes": [telling.change(span, language) for span in trend.spans] if (trend := statements.trend(followed)) else [],
        "sources": pages.source_line(snapshot, language),
        "files": taking.links(snapshot, language),
        "cite": taking.citation(snapshot, language),
        "successor": pages.successor(snapshot, reading, decembers[0]),
        "jsonld": [
            pages.dataset(
                snapshot,
                snapshot.title,
                f"{snapshot.title}, {date}",
                f"{settings.SITE_ADDRESS}{base}{snapshot.as_of:%Y-%m}/",
                taking.dataset_files(snapshot),
            )
        ],
    }
    return PageResponse(reading, f"statistics/{table}", "stats/table.html", context)


@public
def origin(reading: Reading, country: str) -> PageResponse:
    """The trainees from one country: how many, which share, which place, and the course of the years."""
    if country not in queries.countries_of_origin():
        raise Http404(country)
    language, snapshot = reading.language, queries.latest(reading)["trainees"]
    series = queries.series("trainees", (snapshot.total, country), reading)
    name = formats.country(country.upper(), language)
    trend = statements.trend(series[country])
    context = {
        "here": Sentence("statements/from_title.html", country=name),
        "country": name,
        "statement": telling.from_country(snapshot, country, name, language),
        "trend": pages.line_chart(series[country], language),
        "changes": [telling.change(span, language) for span in trend.spans] if trend else [],
        "years": pages.year_rows(series, snapshot.total, country, language),
        "sources": pages.source_line(snapshot, language),
        "all_url": f"/{language.code}/statistics/trainees/",
    }
    return PageResponse(reading, "statistics/trainees", "stats/origin.html", context)


@public
def data(reading: Reading, table: str, as_of: tuple[int, int], suffix: str) -> FileResponse:
    """An edition to take away, with the words of the language in its address."""
    snapshot = queries.snapshot(table, as_of, reading)
    if snapshot is None:
        raise Http404(f"{table} {as_of}")
    with translation.override(reading.language.code):
        words = render_to_string("stats/download_words.html", {"table": table}, using="pages").splitlines()
    *columns, total = (readings.bare(unescape(word)) for word in words)
    found = taking.download(snapshot, reading.language, tuple(columns), total)
    return FileResponse(reading, taking.WRITERS[suffix](found), taking.TYPES[suffix], file_name(found, suffix))
