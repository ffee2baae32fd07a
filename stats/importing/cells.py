"""What a single cell of an official file says: a day, or a number of people. Pure."""

import re
from datetime import date

from stats.half_years import LAST_DAYS
from stats.importing.labels import normal
from stats.importing.troubles import EMPTY_CELL, NEGATIVE, NOT_A_NUMBER, TOO_LARGE

MOST_PEOPLE = 99_999_999
UNKNOWN = "***"
DASHES = frozenset("-‐‑‒–—―−")

# Only these: NFKC would make a digit of the mark of a footnote, and 1234² a number of five digits.
_NARROW = str.maketrans("０１２３４５６７８９，－＊＋　", "0123456789,-*+ ")
_PEOPLE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
_BELOW = re.compile(r"[-‐−–△▲]\s*[0-9][0-9,]*(?:\.[0-9]+)?|\([0-9][0-9,]*\)")

_ERAS = {"令和": (2018, 99), "平成": (1988, 30)}
_JAPANESE = re.compile(r"(?:(令和|平成)(元|[0-9]{1,2})|([0-9]{4}))年([0-9]{1,2})月(?:末日?|([0-9]{1,2})日)?(?:現在)?")
_NUMERIC = re.compile(r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})")


def people(text: str, dash: int | None = None) -> tuple[int | None, str]:
    """How many people a cell counts, and the code of what is wrong with it, if anything.

    `***` is unknown (None), which is not zero; what a dash alone means is for the caller to say. An empty cell is
    unknown too, but nobody meant it. Thousands may be set apart by commas. What is wrong is unknown.
    """
    plain = text.translate(_NARROW).strip()
    if plain == UNKNOWN:
        return None, ""
    if plain in DASHES:
        return dash, ""
    if not plain:
        return None, EMPTY_CELL
    if _PEOPLE.fullmatch(plain):
        count = plain.replace(",", "").lstrip("0") or "0"
        return (int(count), "") if len(count) <= len(str(MOST_PEOPLE)) else (None, TOO_LARGE)
    return None, NEGATIVE if _BELOW.fullmatch(plain) else NOT_A_NUMBER


def says_nothing(text: str) -> bool:
    """Whether the cell is empty or only says that there is no figure."""
    plain = text.translate(_NARROW).strip()
    return not plain or plain == UNKNOWN or plain in DASHES


def edition_day(text: str) -> date | None:
    """The last day of June or December that a cell names, in one of the ways of official files; None for all else.

    令和6年12月末, 令和元年6月末, 平成30年12月末, 2025年6月, 2024-12-31, 2024/12/31; digits of any width.
    """
    plain = normal(text)
    japanese, numeric = _JAPANESE.fullmatch(plain), _NUMERIC.fullmatch(plain)
    if numeric:
        year, month, day = int(numeric[1]), int(numeric[3]), int(numeric[4])
    elif japanese:
        era, of_era, western, month, day = japanese.groups()
        year = int(western) if western else _year(era, 1 if of_era == "元" else int(of_era))
        month, day = int(month), int(day) if day else LAST_DAYS.get(int(month), 0)
    else:
        return None
    return date(year, month, day) if year and LAST_DAYS.get(month) == day else None


def _year(era: str, of_era: int) -> int:
    """0 for a year in whose June the era was over or not begun."""
    start, last = _ERAS[era]
    return start + of_era if 1 <= of_era <= last else 0
