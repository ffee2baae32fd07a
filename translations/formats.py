"""Numbers, dates, percentages, money and country names as the reader's language writes them, from CLDR. Digits stay Latin.

In a language whose kanji carry readings (`translations.readings`), what comes back carries them too.
"""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_time, get_day_names
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from config.languages import Language
from translations import readings

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CURRENCY_SIGN = {"JPY": "¥", "USD": "$"}
_ADDITION = re.compile(r"\s*[(（][^()（）]*[)）]$")  # CLDR's "Myanmar (Burma)", of which a notice prints the first


@cache
def cldr(language: Language) -> Locale:
    """The CLDR locale of a language, with Latin digits."""
    return Locale.parse(language.locale)


def number(value: int | Decimal | None, language: Language) -> str:
    """404556 → 404,556 in English, 404.556 in Vietnamese; an en dash for what is unknown."""
    return "–" if value is None else format_decimal(value, locale=cldr(language), numbering_system="latn")


def percent(value: Fraction | Decimal | float | None, language: Language, pattern: str = "#,##0.0%") -> str:
    """A share of one (0.125) as 12.5%, in Vietnamese 12,5%; an en dash for what is unknown."""
    if value is None:
        return "–"
    exact = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value
    return format_percent(exact, format=pattern, locale=cldr(language), numbering_system="latn")


def money(amount: Decimal | int, currency: str, language: Language) -> str:
    """An amount without fractions: ¥542,311 where the sign says it, elsewhere in words, 542.311 yên Nhật."""
    if language.sign and currency in CURRENCY_SIGN:
        return f"{CURRENCY_SIGN[currency]}{number(int(amount), language)}"
    exact = {"currency_digits": False, "decimal_quantization": False}
    text = format_currency(int(amount), currency, locale=cldr(language), numbering_system="latn", format_type="name", **exact)
    return _read(text, readings.of_money, language)


def _read(text: str, reading: Callable[[str], str], language: Language) -> str:
    """The text with the readings of its kanji, where the language carries them."""
    return reading(text) if language.readings else text


def day(value: date, language: Language) -> str:
    """1 April 2027 in full."""
    return _read(format_date(value, language.day, locale=cldr(language)), readings.of_date, language)


def month(value: date, language: Language) -> str:
    """The month and year of a day."""
    locale = cldr(language)
    text = format_date(value, language.month, locale=locale) if language.month else format_skeleton("yMMMM", value, locale=locale)
    return _read(text, readings.of_date, language)


def partial_date(text: str, language: Language) -> str:
    """2026-02-03, 2026-02 or 2026 in words, as exact as it is; an empty text stays empty."""
    parts = [int(part) for part in text.split("-")] if text else []
    if len(parts) == 3:
        return day(date(*parts), language)
    if len(parts) == 2:
        return month(date(*parts, 1), language)
    return year(parts[0], language) if parts else ""


def year(value: int, language: Language) -> str:
    """A year as a label: 2023, 2023年."""
    return _read(format_skeleton("y", date(value, 1, 1), locale=cldr(language)), readings.of_date, language)


def days(text: str, language: Language) -> str:
    """mon,tue,fri as the language's short names of the days; three or more in a row as first–last."""
    names = get_day_names("abbreviated", context="stand-alone", locale=cldr(language))
    comma = language.joined[0] if language.joined else "、" if language.wide else ", "
    runs: list[list[int]] = []
    for day in sorted(WEEKDAYS.index(name) for name in text.split(",") if name):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = [f"{names[run[0]]}–{names[run[-1]]}" if len(run) > 2 else comma.join(names[day] for day in run) for run in runs]
    return _read(comma.join(parts), readings.of_weekdays, language)


def hours(opens: str, closes: str, language: Language) -> str:
    """09:00 and 17:00 as a span; empty when one is missing."""
    if not (opens and closes):
        return ""
    return "–".join(format_time(time.fromisoformat(text), language.clock, locale=cldr(language)) for text in (opens, closes))


def country(iso: str, language: Language) -> str:
    """The name of a country by its ISO code, as a public notice prints it."""
    return _name(iso.upper(), cldr(language).territories[iso.upper()], language)


def language_name(code: str, language: Language) -> str:
    """The name of another language (BCP 47) in this one; the code itself where CLDR has no name for it."""
    try:
        found = Locale.parse(code.replace("-", "_")).get_display_name(cldr(language)) or code
    except (UnknownLocaleError, ValueError):
        return code
    return _name(code, found, language)


def _name(key: str, found: str, language: Language) -> str:
    """CLDR's name without what it adds in brackets, or the row's own where a notice prints another one."""
    return _read(dict(language.names).get(key) or _ADDITION.sub("", found), readings.of_name, language)


def listed(names: list[str], language: Language) -> str:
    """Names in a row, as the language joins them: A, B and C; by semicolons where a name has a comma of its own."""
    if not names:
        return ""
    if any("," in name for name in names):
        return "; ".join(names)
    if language.joined and len(names) > 1:
        between, last = language.joined
        return last.join([between.join(names[:-1]), names[-1]])
    return format_list(names, style="standard", locale=cldr(language))


def locale_with_territory(language: Language) -> str:
    """The locale with the territory where it is mostly spoken, as Open Graph wants it: vi → vi_VN."""
    known = get_global("likely_subtags")
    likely = (known.get(language.locale) or known[language.locale.partition("_")[0]]).split("_")
    return f"{likely[0]}_{likely[-1]}"
