"""What was found in a file. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from stats.importing.troubles import Trouble

Editions = Mapping[tuple[str, date], Mapping[str, int | None]]


@dataclass(frozen=True)
class Unknown:
    """A label that nobody knows, as printed, and the first row where it stands: an editor says what it is."""

    kind: str  # status, country or key
    label: str
    row: int


@dataclass(frozen=True)
class Found:
    """What a file says. An edition is a table on a day; a value of None is unknown, which is not zero.

    without_trainees  how many nationalities were left out: not in the vocabulary, and with nobody in training on any day
    older             how many days were left out, being before the first that is asked for
    """

    layout: str
    editions: Editions = field(hash=False)
    unknown: tuple[Unknown, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    without_trainees: int = 0
    older: int = 0
