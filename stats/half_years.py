"""The half years that official figures are of: each ends with June or December. Pure."""

from datetime import date

LAST_DAYS = {6: 30, 12: 31}


def end(year: int, month: int) -> date:
    """The last day of a half year. KeyError for a month that ends none."""
    return date(year, month, LAST_DAYS[month])


def is_end(day: date) -> bool:
    """Whether a half year ends on this day."""
    return LAST_DAYS.get(day.month) == day.day


def after(day: date) -> date:
    """The end of the half year that follows one."""
    return end(day.year, 12) if day.month < 12 else end(day.year + 1, 6)


def before(day: date) -> date:
    """The end of the half year that one follows."""
    return end(day.year, 6) if day.month > 6 else end(day.year - 1, 12)


def up_to(day: date, most: int) -> list[date]:
    """The last ends up to a day, the newest first, `most` of them."""
    ends = (end(year, month) for year in range(day.year, day.year - most - 1, -1) for month in (12, 6))
    return [one for one in ends if one <= day][:most]
