"""Which files of the statistics readers can reach: tables to take away, and charts as pictures."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Q, QuerySet

from stats import models
from stats.kinds import KINDS
from stats.queries.editions import countries_of_origin, readable, readable_figures

DATA, PICTURES = ("csv", "xlsx", "json"), ("svg", "png")


def files() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """What stands before and behind the language in the address of a file, and the kinds that there are of it.

    ("residents/2025-12/", "-years", ("svg", "png")): /data/residents/2025-12/vi-years.svg. Two queries. A PNG is there
    only where the server has fonts for the language.
    """
    editions = list(
        QuerySet(models.Edition).filter(readable()).order_by("table__order", "-as_of").values_list("table__key", "as_of")
    )
    followed = {
        key: (table, f"-{key}" if len(kind.followed) > 1 else "") for table, kind in KINDS.items() for key in kind.followed
    }
    known = QuerySet(models.Figure).filter(readable_figures(), Q(category__key__in=followed, value__isnull=False))
    counts = Counter(
        (table, day.month, key)
        for table, day, key in known.values_list("edition__table__key", "edition__as_of", "category__key")
        if followed[key][0] == table
    )
    for table, day in editions:
        place = f"{table}/{day:%Y-%m}/"
        yield place, "", (*DATA, *PICTURES)
        for key, (of, row) in followed.items():
            if of == table and counts[table, day.month, key] > 1:
                yield place, f"-years{row}", PICTURES
    for country in countries_of_origin():
        yield f"trainees/from/{country}/", "", PICTURES
