"""The figures that editors put into texts by name: `{trainees.total}`. From the newest edition, in the reader's format."""

from config.languages import Language
from stats import statements
from stats.kinds import TRAINEES
from stats.queries import Snapshot
from translations import formats

NAMES = frozenset(
    {
        "trainees.total",
        "trainees.date",
        "trainees.share",
        "trainees.top3",
        "trainees.first",
        "trainees.rank",
        "residents.total",
        "residents.date",
    }
)


def category_name(snapshot: Snapshot, key: str, language: Language) -> str:
    """The name of a category for readers: a country's from CLDR, a status's from the table, and in Japanese until it has one."""
    category = snapshot.categories[key]
    return formats.country(category["iso"], language) if category["iso"] else category["label"] or category["name_ja"]


def is_named(snapshot: Snapshot, key: str) -> bool:
    """Whether a category has a name in the reader's language; without one it goes by its Japanese name."""
    return bool(snapshot.categories[key]["iso"] or snapshot.categories[key]["label"])


def texts_of(snapshots: dict[str, Snapshot], language: Language) -> dict[str, str]:
    """Every name in NAMES with its text, for these editions. What is unknown is an en dash."""
    residents, trainees = snapshots.get("residents"), snapshots.get("trainees")
    if residents is None or trainees is None:
        return dict.fromkeys(NAMES, "–")
    share = statements.share(residents.figures, TRAINEES, of=residents.total)
    rank = statements.rank(residents.figures, TRAINEES)
    first = statements.ranking(trainees.figures, 3)
    names = [category_name(trainees, key, language) for key in first.keys] if first else ["–"]
    return {
        "trainees.total": formats.number(trainees.figures.total, language),
        "trainees.date": formats.day(trainees.as_of, language),
        "trainees.share": formats.percent(share.share if share else None, language),
        "trainees.top3": formats.listed(names, language),
        "trainees.first": names[0],
        "trainees.rank": formats.number(rank.rank if rank else None, language),
        "residents.total": formats.number(residents.figures.total, language),
        "residents.date": formats.day(residents.as_of, language),
    }
