"""What the page of a table in one edition shows, as data for its template."""

from datetime import date

from config.languages import Language
from delivery.reading import Reading
from stats import pages, picturing, taking, telling
from stats.figures import Series
from stats.kinds import BY_SIZE, KINDS
from stats.queries import DECEMBER, Snapshot
from stats.values import category_name
from translations import formats

Courses = dict[str, Series]  # the total and the rows that a table follows, by key


def context(snapshot: Snapshot, courses: Courses, days: list[date], reading: Reading, order: str = BY_SIZE) -> dict:
    """All that the template is given. `days` are those of all editions of the table, the newest first."""
    language = reading.language
    base = f"/{language.code}/statistics/{snapshot.table}/"
    chart = pages.bar_chart(snapshot, language)
    newest = next(day for day in days if day.month == DECEMBER)
    return {
        "table": table(snapshot, language, order),
        "orders": pages.orders(snapshot, order, f"{base}{snapshot.as_of:%Y-%m}/"),
        "chart": chart,
        "chart_files": picturing.links_of_edition(snapshot, chart, language),
        "statements": telling.of_edition(snapshot, language) | ({"remainder": None} if order != BY_SIZE else {}),
        "sources": pages.source_line(snapshot, language),
        "editions": pages.dates(days, snapshot.as_of, base, language),
        "courses": followed(snapshot, courses, language),
        "years": years(snapshot, courses, language),
        "files": taking.links(snapshot, language),
        "cite": taking.citation(snapshot, language),
        "successor": pages.successor(snapshot, reading, newest),
        "jsonld": [taking.dataset(snapshot, language)],
    }


def table(snapshot: Snapshot, language: Language, order: str) -> dict:
    """The table itself, its rows in an order."""
    return {
        "key": snapshot.table,
        "caption": snapshot.title,
        "date": formats.day(snapshot.as_of, language),
        "rows": pages.table_rows(snapshot, language, order),
    }


def followed(snapshot: Snapshot, courses: Courses, language: Language) -> list[dict]:
    """The course of each row that the table follows, all on one scale; none where there is but one edition to show.

    With several rows each has its name; what changed and when is told of one row only.
    """
    series = [courses[key] for key in KINDS[snapshot.table].followed if len(courses[key].known) > 1]
    most = pages.largest(series)
    return [
        telling.course(one, language)
        | {
            "name": category_name(snapshot, one.key, language) if len(series) > 1 else "",
            "chart": pages.line_chart(one, language, most),
            "files": picturing.links_of_years(snapshot, one, language),
        }
        | ({"changes": []} if len(series) > 1 else {})
        for one in series
    ]


def years(snapshot: Snapshot, courses: Courses, language: Language) -> dict:
    """The table of the years: names of the rows beside the total, and the rows."""
    parts = [key for key in KINDS[snapshot.table].followed if key != snapshot.total]
    names = [category_name(snapshot, key, language) for key in parts]
    return {
        "names": names if len(names) > 1 else [],
        "rows": pages.year_rows(courses[snapshot.total], [courses[key] for key in parts], language),
    }
