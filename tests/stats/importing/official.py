"""Builds the official files: the layouts as described, the figures of the fixtures, invented ones for the days before.

What is built is whole: for each status the nationalities come to the total, and the continents to their own.
"""

import csv
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path

import yaml
from openpyxl import Workbook

from stats.importing.labels import Vocabulary, normal
from tests.stats.importing.places import LEAVES, OLD_STATUSES, PARTS, REGIONS, STAGES, STATELESS, STATUSES, TRAINING, WITHIN

FIXTURES = Path(__file__).parents[3] / "fixtures" / "stats"
SINCE = date(2019, 6, 1)
DAYS = tuple(
    date(year, month, {6: 30, 12: 31}[month]) for year in range(2012, 2026) for month in (6, 12) if (year, month) > (2012, 6)
)
KEPT = tuple(day for day in DAYS if day >= SINCE)
JUNE, DECEMBER = date(2025, 6, 30), date(2024, 12, 31)
TOTAL = "総数"
REST = "米国"  # whoever is not in training is from there, to keep it simple
HEAD = ["表章項目 コード", "表章項目 補助コード", "表章項目", "集計時点（半期毎） コード", "集計時点（半期毎） 補助コード"]
HEAD += ["集計時点（半期毎）", "国籍・地域 コード", "国籍・地域 補助コード", "国籍・地域", "/在留資格"]
LONG_HEAD = ["時点", "州", "国籍・地域", "在留資格", "在留外国人数"]


@cache
def categories(table: str) -> dict[str, str]:
    """Japanese label to key, of the rows of the fixtures that were ever counted."""
    rows = yaml.safe_load((FIXTURES / "category.yaml").read_text())
    counted = {key for values in _figures().values() for key in values}
    return {row["name_ja"]: row["key"] for row in rows if row["table"] == table and row["key"] in counted}


@cache
def vocabulary() -> Vocabulary:
    statuses, countries = (
        {normal(label): key for label, key in categories(table).items()} for table in ("residents", "trainees")
    )
    templates = {"residents": frozenset(statuses.values()), "trainees": frozenset(countries.values())}
    return Vocabulary(statuses, {normal(label): key for label, key in STAGES.items()}, countries, frozenset(), templates)


@cache
def _figures() -> dict[str, dict[str, int]]:
    rows = yaml.safe_load((FIXTURES / "figure.yaml").read_text())
    return {row["edition"]: row["values"] for row in rows}


def _figure(table: str, key: str, day: date) -> int:
    """That of the fixtures; before their first day what they have for that."""
    return _figures()[f"{table}/{max(day, KEPT[0]):%Y-%m}"].get(key) or 0


def _split(count: int, parts: Sequence[str]) -> dict[str, int]:
    """A count over its parts, each half of what is left, the last takes the rest."""
    split = {}
    for part in parts[:-1]:
        split[part] = count // 2
        count -= split[part]
    return split | {parts[-1]: count}


def _taken(count: int, left: dict[str, int]) -> dict[str, int]:
    """A count over the stages, each filled before the next, so that all places together come to what the fixtures have."""
    taken = {}
    for status in left:
        taken[status] = min(count, left[status])
        left[status] -= taken[status]
        count -= taken[status]
    return taken


@cache
def counts(day: date) -> dict[str, dict[str, int]]:
    """People by place (nationalities, うち…, continents, 総数) and by each status that is not a sum."""
    places: dict[str, dict[str, int]] = {}
    trainees = categories("trainees")
    left = {status: _figure("stages", key, day) for status, key in STAGES.items()} if f"stages/{day:%Y-%m}" in _figures() else {}
    for leaf in LEAVES:
        people = _figure("trainees", trainees[leaf], day) if leaf in trainees else 0
        places[leaf] = _taken(people, left) if left else _split(people, TRAINING)
    for label, key in categories("residents").items():
        if label not in (TOTAL, "技能実習"):
            places[REST] |= _split(_figure("residents", key, day), PARTS.get(f"{label}合計", (label,)))
    for within, whole in WITHIN.items():
        places[within] = {status: count // 3 for status, count in places[whole].items()}
    for region, names in REGIONS.items():
        places[region] = _together(places[name] for name in names if name not in WITHIN)
    places[TOTAL] = _together(places[leaf] for leaf in LEAVES)
    return places


def _together(places: Iterable[dict[str, int]]) -> dict[str, int]:
    together: dict[str, int] = {}
    for place in places:
        for status, count in place.items():
            together[status] = together.get(status, 0) + count
    return together


def expected(day: date) -> dict:
    """What an import must find for the day, from the figures and not from a file."""
    everybody = counts(day)[TOTAL]
    residents = {key: _figure("residents", key, day) for label, key in categories("residents").items() if label != TOTAL}
    training = sum(everybody[status] for status in TRAINING)
    residents |= {"technical-intern-training": training}
    residents |= {"residents-total": sum(residents.values())}
    trainees = {key: _figure("trainees", key, day) for label, key in categories("trainees").items() if label != TOTAL}
    stages = {key: everybody[status] for status, key in STAGES.items()}
    return {
        ("residents", day): residents,
        ("stages", day): stages | {"stages-total": training},
        ("trainees", day): trainees | {"trainees-total": training},
    }


def count(place: str, status: str, day: date) -> int:
    """One figure, a sum or not."""
    cell = counts(day)[place]
    return sum(cell.values()) if status == TOTAL else sum(cell.get(part, 0) for part in PARTS.get(status, (status,)))


def _not_counted(status: str, day: date) -> bool:
    """Whether the database prints *** at that day: not yet or no longer a status, or a sum before December 2023."""
    first = {"経営・管理": 2015, "技術・人文知識・国際業務": 2015, "介護": 2017, "技能実習３号イ": 2017, "技能実習３号ロ": 2017}
    first |= dict.fromkeys(PARTS["高度専門職合計"], 2015) | dict.fromkeys(PARTS["特定技能合計"], 2019)
    old = status in OLD_STATUSES
    return (old and day.year >= 2015) or day.year < first.get(status, 0) or (status in PARTS and day < date(2023, 12, 31))


def database_rows(days: Iterable[date] = KEPT, statuses: Sequence[str] = STATUSES) -> list[list[str]]:
    """Layout B: eleven rows of heading, then a row for each day and place, the newest first."""
    return [list(row) for row in _database_rows(tuple(days), tuple(statuses))]


@cache
def _database_rows(days: tuple[date, ...], statuses: tuple[str, ...]) -> list[list[str]]:
    rows = [["統計名：", "在留外国人統計（旧登録外国人統計） 在留外国人統計"], ["表番号：", "01"]]
    rows += [["表題：", "国籍・地域別　在留資格別　在留外国人"], ["実施年月：", "-", "-"], []]
    rows += [["***", "数字が得られないもの"], ["-", "数字が得られないもの"], []]
    rows += [[""] * 9 + ["/在留資格 コード"] + [str(1010 + 10 * place) for place in range(len(statuses))]]
    rows += [[""] * 9 + ["/在留資格 補助コード"] + ["-"] * len(statuses), [*HEAD, *statuses]]
    for day in sorted(days, reverse=True):
        when = ["01", "", "人数【人】", f"{day.year}00{day.month:02}{day.month:02}", "", f"{day.year}年{day.month}月"]
        for code, place in _coded():
            figures = ("***" if _not_counted(status, day) else str(count(place, status, day)) for status in statuses)
            rows.append([*when, code, "", place, "", *figures])
    return rows


@cache
def _coded() -> tuple[tuple[str, str], ...]:
    coded = [("0000", TOTAL)]
    for number, (region, names) in enumerate(REGIONS.items(), 1):
        coded += [(f"{number}000", region), *((f"{number}{place + 1:02}0", name) for place, name in enumerate(names))]
    return (*coded, ("7000", STATELESS))


def long_rows(day: date = DECEMBER, purposes: bool = False, regions: Sequence[str] = tuple(REGIONS)) -> list[list]:
    """Layout A: a row for each place and status that is still counted. Stateless people are a 州; Oceania repeats its name."""
    return [list(row) for row in _long_rows(day, purposes, tuple(regions))]


@cache
def _long_rows(day: date, purposes: bool, regions: tuple[str, ...]) -> list[list]:
    era = f"令和{day.year - 2018}年{day.month}月末".replace("令和1年", "令和元年")
    rows = [["統計名：", "在留外国人統計"], ["統計表番号：", "第1表"], ["表題：", "国籍・地域別　在留資格別　在留外国人"]]
    rows += [[*LONG_HEAD[:4], "在留目的", LONG_HEAD[4]] if purposes else LONG_HEAD]
    places = [(TOTAL, TOTAL, TOTAL)]
    for region in regions:
        places += [
            (region, region if region == "オセアニア" else TOTAL, region),
            *((region, name, name) for name in REGIONS[region]),
        ]
    for region, printed, place in (*places, (STATELESS, TOTAL, STATELESS)):
        for status in STATUSES:
            if status in OLD_STATUSES:
                continue
            people = count(place, status, day)
            if purposes:
                rows += [[era, region, printed, status, purpose, part] for purpose, part in _purposes(people)]
            else:
                rows.append([era, region, printed, status, people])
    return rows


def _purposes(people: int) -> list[tuple[str, int]]:
    return [("計", people), ("調査", people // 2), ("その他", people - people // 2)]


def template_rows(table: str, day: date) -> list[list]:
    values = expected(day)[table, day]
    return [
        ["table", table],
        ["as_of", day.isoformat()],
        ["key", "label", "value"],
        *([key, "", value] for key, value in values.items()),
    ]


def csv_bytes(
    rows: Iterable[Sequence], separator: str = ",", encoding: str = "utf-8", end: str = "\r\n", quote: bool = True
) -> bytes:
    text = StringIO(newline="")
    quoting = csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(*sheets: Iterable[Sequence], titles: Sequence[str] = ("24-12-01m", "other"), change=None) -> bytes:
    """Each argument is a sheet; `change` may do what it likes to the workbook before it is saved."""
    book = Workbook()
    book.remove(book.active)
    for rows, title in zip(sheets, titles, strict=False):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    if change:
        change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def with_parts(data, **parts):
    """The workbook with parts added or put in the place of others; __ stands for / in their names."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name.replace("__", "/"): content for name, content in parts.items()}
        for info in old.infolist():
            new.writestr(info.filename, parts.pop(info.filename, old.read(info)))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def part(data, name):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)
