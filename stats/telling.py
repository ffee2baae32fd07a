"""Statements made ready for their templates: the same facts as text, in the reader's formats. Still no words."""

from collections.abc import Iterable

from config.languages import Language
from stats import statements
from stats.figures import Series
from stats.kinds import KINDS, TRAINEES
from stats.pages import shown
from stats.queries import Snapshot
from stats.values import category_name
from translations import formats

SUPERVISED = "-supervising-organization"  # how the keys of the rows of trainees with a supervising organization end


def of_edition(snapshot: Snapshot, language: Language) -> dict[str, dict | None]:
    """What can be said of an edition, by the name of the template in statements/; None for what the figures do not bear."""
    return {
        "headline": headline(snapshot, language),
        "total": total(snapshot, language),
        "stages": stages(snapshot, language),
        "rank": rank(snapshot, language),
        "ranking": None if KINDS[snapshot.table].in_order else ranking(snapshot, language),
        "remainder": remainder(snapshot, language),
    }


def total(snapshot: Snapshot, language: Language) -> dict | None:
    """Trainees in all; None for a table that counts others too."""
    if TRAINEES in snapshot.categories or snapshot.figures.total is None:
        return None
    return {"date": formats.day(snapshot.as_of, language), "total": formats.number(snapshot.figures.total, language)}


def stages(snapshot: Snapshot, language: Language) -> dict | None:
    """How many are in each stage, and the share of those with a supervising organization; None for another table."""
    counts = [snapshot.figures.parts.get(f"stage-{number}") for number in (1, 2, 3)]
    types = [key for rows in snapshot.figures.details.values() for key in rows if key.endswith(SUPERVISED)]
    supervised = statements.together(snapshot.figures, types)
    if None in counts or supervised is None:
        return None
    first, second, third = (formats.number(count, language) for count in counts)
    return {"first": first, "second": second, "third": third, "share": formats.percent(supervised.share, language)}


def headline(snapshot: Snapshot | None, language: Language) -> dict | None:
    """Trainees in all, their share of all residents, where to read on; None for a table that does not count residents."""
    counted = snapshot is not None and TRAINEES in snapshot.categories
    share = statements.share(snapshot.figures, TRAINEES, of=snapshot.total) if counted else None
    if share is None:
        return None
    return {
        "date": formats.day(share.as_of, language),
        "total": formats.number(share.part, language),
        "share": formats.percent(share.share, language),
        "url": f"/{language.code}/statistics/trainees/",
    }


def origin(snapshot: Snapshot | None, language: Language) -> dict | None:
    """How many trainees come from the countries whose language the page is in; None for a language without such countries."""
    found = _from(snapshot, language.countries)
    if found is None or not found.count:
        return None
    names = [category_name(snapshot, key, language) for key in found.keys]
    return {
        "date": formats.day(found.as_of, language),
        "count": formats.number(found.count, language),
        "country": formats.listed(names, language),
    }


def readers(snapshot: Snapshot | None, languages: Iterable[Language], language: Language) -> dict | None:
    """The share of trainees who find a national language of their own among these languages; None without figures."""
    found = _from(snapshot, [iso for one in languages for iso in one.countries])
    if found is None:
        return None
    return {"date": formats.day(found.as_of, language), "share": formats.percent(found.share, language)}


def _from(snapshot: Snapshot | None, countries: Iterable[str]) -> statements.Together | None:
    """The trainees of some countries together; a country that the table does not name has none that are known."""
    if snapshot is None:
        return None
    wanted = set(countries)
    return statements.together(snapshot.figures, [key for key, row in snapshot.categories.items() if row["iso"] in wanted])


def from_country(snapshot: Snapshot, country: str, name: str, language: Language) -> dict:
    """The trainees from one country: how many, which share, which place; none where an unknown count could change it."""
    value, share = snapshot.figures.parts.get(country), snapshot.figures.share(country)
    found = statements.rank(snapshot.figures, country)
    return {
        "date": formats.day(snapshot.as_of, language),
        "count": formats.number(value, language),
        "country": name,
        "share": formats.percent(share, language),
        "rank": formats.number(found.rank, language) if found and value else "",
    }


def rank(snapshot: Snapshot, language: Language) -> dict | None:
    """The place of trainees among all statuses, and which are ahead; None for a table without statuses."""
    found = statements.rank(snapshot.figures, TRAINEES) if TRAINEES in snapshot.categories else None
    if found is None:
        return None
    return {
        "date": formats.day(found.as_of, language),
        "rank": found.rank,
        "among": formats.number(found.among, language),
        "ahead": formats.listed([category_name(snapshot, key, language) for key in found.ahead], language),
    }


def ranking(snapshot: Snapshot, language: Language) -> dict | None:
    """The three largest categories in order, and what the first counts."""
    found = statements.ranking(snapshot.figures, 3)
    if found is None:
        return None
    names = [category_name(snapshot, key, language) for key in found.keys]
    return {
        "date": formats.day(found.as_of, language),
        "names": formats.listed(names, language),
        "first": names[0],
        "first_count": formats.number(found.counts[0], language),
        "first_share": formats.percent(found.shares[0], language),
    }


def remainder(snapshot: Snapshot, language: Language) -> dict | None:
    """How many categories the table does not name, and what they count together; None where it names all."""
    found = statements.remainder(snapshot.figures, shown(snapshot))
    if found is None or not found.others:
        return None
    return {
        "date": formats.day(found.as_of, language),
        "others": found.others,
        "count": formats.number(found.count, language),
        "share": formats.percent(found.share, language),
    }


def course(series: Series, language: Language) -> dict:
    """What is told of the course of one row: its changes, and when it was highest."""
    trend = statements.trend(series)
    return {
        "changes": [change(span, language) for span in trend.spans] if trend else [],
        "peak": peak(statements.peak(series), len(series.points), language),
    }


def peak(found: statements.Peak | None, compared: int, language: Language) -> dict | None:
    """The month with the largest number, and how many were compared."""
    if found is None:
        return None
    return {"month": formats.month(found.as_of, language), "value": formats.number(found.value, language), "number": compared}


def change(span: statements.Change, language: Language) -> dict:
    """A change from one month to a later one; `direction` is rise, fall or level, `relative` has no sign."""
    return {
        "direction": span.direction,
        "start": formats.month(span.start, language),
        "end": formats.month(span.end, language),
        "start_value": formats.number(span.start_value, language),
        "end_value": formats.number(span.end_value, language),
        "relative": formats.percent(abs(span.relative), language),
    }
