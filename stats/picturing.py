"""The charts of the pages as files: what each picture shows, its addresses, and which kinds there are of it."""

from datetime import date

from django.conf import settings

from config.languages import Language
from stats import charts, taking
from stats.figures import Series
from stats.kinds import KINDS as TABLES
from stats.pictures import Course, Picture, Row, fonts_for, measuring, png_bytes, svg_bytes
from stats.queries import Snapshot
from stats.values import category_name
from translations import formats, readings

KINDS = {"svg": "SVG", "png": "PNG"}
TYPES = {"svg": "image/svg+xml", "png": "image/png"}
HEIGHT, APART = 320, 10  # of a course, and at least from number to number


def of_edition(snapshot: Snapshot, chart: dict, language: Language) -> Picture | None:
    """The bars of an edition, `chart` as its page has them, or None where there are none."""
    rest, _ = taking.words("stats/picture_words.html", language, table=snapshot.table)
    rows = [_row(row, chart["geometry"].width, rest) for row in chart["bars"]]
    if not rows:
        return None
    return Picture(
        title=readings.bare(snapshot.title),
        subtitle=readings.bare(formats.day(snapshot.as_of, language)),
        source_address=snapshot.source["url"],
        rows=tuple(rows),
        **_about(snapshot, taking.page_address(snapshot, language), language),
    )


def _row(row: dict, width: int, rest: str) -> Row:
    label = f"{rest} ({row['others']})" if row["is_rest"] else readings.bare(row["name"])
    length = None if row["bar"].value is None else row["bar"].length / width
    return Row(label, row["count"], row["share"], length, row["is_rest"])


def of_years(snapshot: Snapshot, series: Series, language: Language, most: int | None = None) -> Picture | None:
    """The course of the years in the month of an edition, or None where there are no two numbers; `most` sets its scale."""
    if len(series.known) < 2:
        return None
    _, title = taking.words("stats/picture_words.html", language, table=snapshot.table)
    name = readings.bare(category_name(snapshot, series.key, language)) if _several(snapshot) else ""
    return _course(series, title, _about(snapshot, taking.page_address(snapshot, language), language), language, name, most)


def _several(snapshot: Snapshot) -> bool:
    """Whether the page draws the course of more than one row, each of which is then named."""
    return len(TABLES[snapshot.table].followed) > 1


def of_origin(snapshot: Snapshot, series: Series, country: str, language: Language) -> Picture | None:
    """The course of the trainees from one country, or None where no number is known."""
    [title] = taking.words("statements/from_title.html", language, country=formats.country(country.upper(), language))
    address = f"{settings.SITE_ADDRESS}/{language.code}/statistics/trainees/from/{country}/"
    return _course(series, title, _about(snapshot, address, language), language)


def _course(
    series: Series, title: str, about: dict, language: Language, name: str = "", most: int | None = None
) -> Picture | None:
    if not series.known:
        return None

    def room(*numbers: int) -> float:
        return max(measuring.width(formats.number(number, language), 12, bold=True) for number in numbers)

    number = round(room(*series.known.values()))
    left = round(room(charts.round_ticks(max(*series.known.values(), most or 0))[-1])) + number // 2 + 14
    gap = number + APART
    chart = charts.lines(series, 592, HEIGHT, left=left, right=gap // 2, year_gap=gap, maximum=most)
    course = Course(
        chart,
        ticks=tuple(formats.number(tick.value, language) for tick in chart.ticks),
        years=tuple(str(year.date.year) for year in chart.years),
        points=tuple(formats.number(point.value, language) for point in chart.points),
        values=tuple((_plain_month(day, language), formats.number(value, language)) for day, value in series.points),
    )
    span = " – ".join(dict.fromkeys(_plain_month(day, language) for day in (series.dates[0], series.dates[-1])))
    return Picture(title=title, subtitle=" · ".join(filter(None, (name, span))), source_address="", course=course, **about)


def _plain_month(day: date, language: Language) -> str:
    return readings.bare(formats.month(day, language))


def _about(snapshot: Snapshot, address: str, language: Language) -> dict:
    """What every picture says of itself: who published the numbers, where it stands, in which language."""
    return {
        "source": readings.bare(snapshot.source["label"]),
        "address": address,
        "language": language.code,
        "direction": language.direction,
    }


def file(picture: Picture | None, kind: str) -> bytes | None:
    """The picture as a file of that kind; None where there is no picture, or no font for its letters."""
    if picture is None:
        return None
    if kind == "svg":
        return svg_bytes(picture)
    fonts = fonts_for(picture.text, settings.CHART_FONT_FOLDERS)
    return png_bytes(svg_bytes(picture), fonts) if fonts else None


def links(picture: Picture | None, address: str) -> list[dict]:
    """The files of a picture: {name, url}; `address` is that of each without its suffix."""
    if picture is None:
        return []
    drawn = fonts_for(picture.text, settings.CHART_FONT_FOLDERS) is not None
    return [{"name": name, "url": f"{address}.{kind}"} for kind, name in KINDS.items() if kind != "png" or drawn]


def links_of_edition(snapshot: Snapshot, chart: dict, language: Language) -> list[dict]:
    """The files of the bars of an edition: /data/residents/2025-12/vi.svg."""
    return links(of_edition(snapshot, chart, language), taking.address(snapshot, language))


def links_of_years(snapshot: Snapshot, series: Series, language: Language) -> list[dict]:
    """The files of the course of a row over the years: vi-years.svg, vi-years-stage-1.svg where there are several."""
    row = f"-{series.key}" if _several(snapshot) else ""
    return links(of_years(snapshot, series, language), f"{taking.address(snapshot, language)}-years{row}")


def links_of_origin(snapshot: Snapshot, series: Series, country: str, language: Language) -> list[dict]:
    """The files of the course of one country: /data/trainees/from/np/vi.svg."""
    return links(of_origin(snapshot, series, country, language), f"/data/trainees/from/{country}/{language.code}")
