"""What the pages read. One query a function, only the columns of the reader's language; what comes back can query nothing."""

from guide.queries.anchors import anchors, citations
from guide.queries.pages import claims, over, page_keys, pages, sections
from guide.queries.rules import comparison, milestones, outcomes, questions
from guide.queries.subjects import actors, country_notes, help_levels, phrases, reading_links, roles, stages, steps

__all__ = [
    "actors", "anchors", "citations", "claims", "comparison", "country_notes", "help_levels", "milestones", "outcomes", "over",
    "page_keys", "pages", "phrases", "questions", "reading_links", "roles", "sections", "stages", "steps",
]  # fmt: skip
