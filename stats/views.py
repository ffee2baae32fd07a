"""The pages of statistics. A view sees a Reading and its address, nothing else."""

from django.http import Http404

from delivery.page import FileResponse, PageResponse, public
from delivery.reading import Reading
from delivery.sentences import Sentence
from delivery.snapshot import once
from stats import pages, picturing, queries, table_page, taking, telling
from stats.downloads import file_name
from stats.kinds import BY_SIZE, KINDS
from stats.queries import Snapshot
from translations import formats


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
    """A table in its newest December edition."""
    snapshot = once((queries.latest, reading), lambda: queries.latest(reading)).get(table)
    if snapshot is None:
        raise Http404(table)
    return _edition(reading, snapshot)


@public
def edition(reading: Reading, table: str, as_of: tuple[int, int], order: str = BY_SIZE) -> PageResponse:
    """A table in one edition, its rows in an order that the table has."""
    snapshot = queries.snapshot(table, as_of, reading) if order in (BY_SIZE, *KINDS[table].orders) else None
    if snapshot is None:
        raise Http404(f"{table} {as_of} {order}")
    page = _edition(reading, snapshot, order)
    shown = page.context_data["table"]
    page.context_data["here"] = f"{shown['caption']} ({shown['date']})"
    if order != BY_SIZE:
        page.context_data["variant_of"] = f"/{reading.language.code}/statistics/{table}/{as_of[0]}-{as_of[1]:02}/"
    return page


def _edition(reading: Reading, snapshot: Snapshot, order: str = BY_SIZE) -> PageResponse:
    keys = tuple(dict.fromkeys((snapshot.total, *KINDS[snapshot.table].followed)))
    courses, days = queries.courses(snapshot.table, keys, reading, snapshot.as_of.month)
    context = table_page.context(snapshot, courses, days, reading, order)
    return PageResponse(reading, f"statistics/{snapshot.table}", "stats/table.html", context)


@public
def origin(reading: Reading, country: str) -> PageResponse:
    """The trainees from one country: how many, which share, which place, and the course of the years."""
    language, snapshot = reading.language, once((queries.latest, reading), lambda: queries.latest(reading)).get("trainees")
    series = queries.of_country(country, snapshot.total, reading) if snapshot else None
    if series is None:
        raise Http404(country)
    name = formats.country(country.upper(), language)
    context = {
        "here": Sentence("statements/from_title.html", country=name),
        "country": name,
        "statement": telling.from_country(snapshot, country, name, language),
        "course": telling.course(series[country], language)
        | {
            "chart": pages.line_chart(series[country], language),
            "files": picturing.links_of_origin(snapshot, series[country], country, language),
        },
        "years": {"names": [], "rows": pages.year_rows(series[snapshot.total], [series[country]], language)},
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
    *columns, total = taking.words("stats/download_words.html", reading.language, table=table)
    found = taking.download(snapshot, reading.language, tuple(columns), total)
    return FileResponse(reading, taking.WRITERS[suffix](found), taking.TYPES[suffix], file_name(found, suffix), reading.language)


@public
def bars(reading: Reading, table: str, as_of: tuple[int, int], kind: str) -> FileResponse:
    """The bars of an edition as a picture."""
    snapshot = queries.snapshot(table, as_of, reading)
    if snapshot is None:
        raise Http404(f"{table} {as_of}")
    found = picturing.of_edition(snapshot, pages.bar_chart(snapshot, reading.language), reading.language)
    return _picture(reading, found, kind, f"{table}-{as_of[0]}-{as_of[1]:02}-{reading.language.code}")


@public
def years(reading: Reading, table: str, as_of: tuple[int, int], kind: str, row: str = "") -> FileResponse:
    """The course of the years on the page of an edition as a picture; of one row where the page follows several."""
    snapshot, followed = queries.snapshot(table, as_of, reading), KINDS[table].followed
    if snapshot is None or row not in (followed if len(followed) > 1 else ("",)):
        raise Http404(f"{table} {as_of} {row}")
    wanted = row or followed[0]
    series = queries.series(table, followed, reading, snapshot.as_of.month)
    found = picturing.of_years(snapshot, series[wanted], reading.language, pages.largest(series.values()))
    name = f"{table}-{as_of[0]}-{as_of[1]:02}-{reading.language.code}-years" + (f"-{row}" if row else "")
    return _picture(reading, found, kind, name)


@public
def origin_years(reading: Reading, country: str, kind: str) -> FileResponse:
    """The course of the trainees from one country as a picture."""
    if country not in queries.countries_of_origin(reading):
        raise Http404(country)
    snapshot, series = queries.latest(reading)["trainees"], queries.series("trainees", (country,), reading)
    found = picturing.of_origin(snapshot, series[country], country, reading.language)
    return _picture(reading, found, kind, f"trainees-from-{country}-{reading.language.code}")


def _picture(reading: Reading, picture: picturing.Picture | None, kind: str, name: str) -> FileResponse:
    """The file of a picture; 404 where there is none, or no font for it."""
    content = picturing.file(picture, kind)
    if content is None:
        raise Http404(name)
    return FileResponse(reading, content, picturing.TYPES[kind], f"{name}.{kind}", reading.language)
