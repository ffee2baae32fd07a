"""The pages of statistics. A view sees a Reading and its address, nothing else."""

from django.conf import settings
from django.http import Http404

from delivery.page import PageResponse, public
from delivery.reading import Reading
from stats import pages, queries, statements
from stats.queries import Snapshot
from stats.values import TRAINEES, category_name
from translations import formats

TABLES = ("residents", "trainees")


@public
def index(reading: Reading) -> PageResponse:
    """What figures there are, with the newest of each."""
    found = queries.latest(reading)
    context = {
        "headline": pages.headline(found, reading.language),
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
    chosen = wanted or ((days[0].year, days[0].month) if days else None)
    snapshot = queries.snapshot(table, chosen, reading) if chosen else None
    if snapshot is None:
        raise Http404(f"{table} {wanted}")
    language, base = reading.language, f"/{reading.language.code}/statistics/{table}/"
    keys = (snapshot.total, TRAINEES) if table == "residents" else (snapshot.total,)
    series = queries.series(table, keys, reading, snapshot.as_of.month)
    followed = series[keys[-1]]
    date = formats.day(snapshot.as_of, language)
    context = {
        "here": f"{snapshot.title} ({date})" if wanted else None,
        "table": {"key": table, "caption": snapshot.title, "date": date, "rows": pages.table_rows(snapshot, language)},
        "chart": pages.bar_chart(snapshot, language),
        "trend": pages.line_chart(followed, language),
        "years": pages.year_rows(series, snapshot.total, TRAINEES if table == "residents" else None, language),
        "editions": [
            {"label": formats.month(day, language), "url": f"{base}{day:%Y-%m}/", "current": day == snapshot.as_of}
            for day in days
        ],
        "statements": _statements(snapshot, reading),
        "changes": [pages.change_words(span, language) for span in trend.spans] if (trend := statements.trend(followed)) else [],
        "sources": pages.source_line(snapshot, language),
        "successor": pages.successor(snapshot, reading, days[0]),
        "jsonld": [
            pages.dataset(
                snapshot,
                snapshot.title,
                f"{snapshot.title}, {date}",
                f"{settings.SITE_ADDRESS}{base}{snapshot.as_of:%Y-%m}/",
            )
        ],
    }
    return PageResponse(reading, f"statistics/{table}", "stats/table.html", context)


def _statements(snapshot: Snapshot, reading: Reading) -> dict:
    """What can be said of this edition, as mappings of formatted values for the templates of statements; None for what cannot."""
    language, table = reading.language, snapshot.figures
    share = statements.share(table, TRAINEES, of=snapshot.total) if snapshot.table == "residents" else None
    rank = statements.rank(table, TRAINEES) if snapshot.table == "residents" else None
    ranking = statements.ranking(table, 3)
    rest = statements.remainder(table, pages.shown(snapshot))
    date = formats.day(snapshot.as_of, language)
    return {
        "headline": {
            "date": date,
            "total": formats.number(share.part, language),
            "share": formats.percent(share.share, language),
        }
        if share
        else None,
        "rank": {
            "date": date,
            "rank": rank.rank,
            "among": formats.number(rank.among, language),
            "ahead": formats.listed([category_name(snapshot, key, language) for key in rank.ahead], language)
            if rank.ahead
            else "",
        }
        if rank
        else None,
        "ranking": {
            "date": date,
            "names": formats.listed([category_name(snapshot, key, language) for key in ranking.keys], language),
            "first": category_name(snapshot, ranking.keys[0], language),
            "first_count": formats.number(ranking.counts[0], language),
            "first_share": formats.percent(ranking.shares[0], language),
        }
        if ranking
        else None,
        "remainder": {
            "date": date,
            "others": rest.others,
            "count": formats.number(rest.count, language),
            "share": formats.percent(rest.share, language),
        }
        if rest and rest.others
        else None,
    }
