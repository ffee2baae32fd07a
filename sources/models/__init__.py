"""The rows of this room: the fact book, and who helps."""

from sources.models.base import Compared, Dated, Keyed, Scheme
from sources.models.book import Correction, Fact, Organization, Quantity, Source, Term, TermWording
from sources.models.helping import Contact, Service

__all__ = [
    "Compared", "Contact", "Correction", "Dated", "Fact", "Keyed", "Organization", "Quantity", "Scheme", "Service", "Source",
    "Term", "TermWording",
]  # fmt: skip
