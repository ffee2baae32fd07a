"""What texts of editors claim of the figures without quoting them, such as "one of the largest groups": does it hold? Pure.

A section names its claim; before new figures become public, what would no longer hold is told.
"""

from collections.abc import Callable, Mapping

from stats import statements
from stats.figures import Table

TRAINEES = "technical-intern-training"


def trainees_among_largest(tables: Mapping[str, Table]) -> bool | None:
    """Whether trainees are one of the five largest statuses; None where the figures do not say."""
    found = statements.rank(tables["residents"], TRAINEES) if "residents" in tables else None
    return None if found is None else found.rank <= 5


CLAIMS: Mapping[str, Callable[[Mapping[str, Table]], bool | None]] = {
    "trainees-among-largest": trainees_among_largest,
}


def failing(names: set[str], tables: Mapping[str, Table]) -> set[str]:
    """The claims of these names that do not hold for these tables; what the figures do not say holds."""
    return {name for name in names if CLAIMS[name](tables) is False}
