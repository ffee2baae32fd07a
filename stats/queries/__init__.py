"""What pages read of the official figures. One query a function; what comes back is arithmetic without a database."""

from stats.queries.counting import Count, arithmetic
from stats.queries.drafts import Draft, categories, drafts, edition_key, last_day
from stats.queries.editions import (
    DECEMBER,
    ENOUGH,
    Snapshot,
    countries_of_origin,
    courses,
    due,
    edition_paths,
    editions,
    latest,
    of_country,
    ordered_paths,
    series,
    snapshot,
)
from stats.queries.files import files

__all__ = [
    "DECEMBER", "ENOUGH", "Count", "Draft", "Snapshot", "arithmetic", "categories", "countries_of_origin", "courses", "drafts",
    "due", "edition_key", "edition_paths", "editions", "files", "last_day", "latest", "of_country", "ordered_paths", "series",
    "snapshot",
]  # fmt: skip
