"""The official files as they are: what is read of them, and what is left out."""

from datetime import date

import pytest

from stats.importing.headers import DATABASE, LONG, LONG_PURPOSE
from stats.importing.reading import read_file
from tests.stats.importing.official import (
    DAYS,
    DECEMBER,
    HEAD,
    JUNE,
    KEPT,
    csv_bytes,
    database_rows,
    expected,
    long_rows,
    vocabulary,
    xlsx_bytes,
)
from tests.stats.importing.places import LEAVES, OLD_STATUSES, STATUSES

# Lines of the real database table: their sums are a check on the reading that no invented figures can be.
REAL_STATUSES = STATUSES
REAL = {
    (
        "2025年6月",
        "総数",
    ): """3956619 7827 751 4919 196 31644 2766 22923 4085 1870 *** 44760 172 2780 1339 15263 *** *** 458109 19747
        13949 2839 50947 336196 333123 3073 449432 3369 144146 3507 270747 322 27341 3020 435203 754 325401 116141 932090 151806 55128
        225914 270292""",
    (
        "2019年6月",
        "総数",
    ): """2829416 7401 469 4266 217 *** 1768 10355 473 442 *** 26148 153 2298 1519 12769 *** *** 256414 18141 499
        2477 40361 *** 20 0 *** 5749 162718 3766 180289 440 14747 2934 336847 1300 191017 61675 783513 143246 39537 197599 317849""",
    (
        "2025年6月",
        "ベトナム",
    ): """660483 140 0 254 8 911 92 766 17 36 *** 2803 0 321 41 15 *** *** 117094 1552 5922 2 1105 148486 146270
        2216 198417 798 55464 1069 127330 87 13669 59 46058 90 70536 18794 30097 7380 2926 7466 6""",
}


def everything(days):
    return {key: values for day in days for key, values in expected(day).items()}


def test_whole_database_table_is_read():
    found = read_file("FEH_00250012_260710061045.csv", csv_bytes(database_rows(DAYS)), vocabulary())
    assert found.layout == DATABASE
    assert found.editions == everything(KEPT)
    assert (found.unknown, found.troubles) == ((), ())
    assert found.older == len(DAYS) - len(KEPT) == 13
    assert found.without_trainees == len(LEAVES) - len(expected(JUNE)["trainees", JUNE]) + 1


@pytest.mark.parametrize("day", [DECEMBER, JUNE, date(2019, 12, 31)])
def test_first_table_is_read(day):
    found = read_file("24-12-01-1.xlsx", xlsx_bytes(long_rows(day)), vocabulary())
    assert found.layout == LONG
    assert found.editions == everything([day])
    assert (found.unknown, found.troubles, found.older) == ((), (), 0)


def test_first_table_with_purposes_is_read_where_they_are_together():
    day = date(2022, 12, 31)
    found = read_file("22-12-01-1.csv", csv_bytes(long_rows(day, purposes=True)), vocabulary())
    assert found.layout == LONG_PURPOSE
    assert found.editions == everything([day])
    assert (found.unknown, found.troubles) == ((), ())


def test_real_lines_add_up():
    rows = database_rows(())
    for (day, place), figures in REAL.items():
        rows.append(["01", "", "人数【人】", "", "", day, "", "", place, "", *figures.split()])
    found = read_file("FEH.csv", csv_bytes(rows), vocabulary())
    assert (found.unknown, found.troubles) == ((), ())
    for day in (JUNE, date(2019, 6, 30)):
        residents, stages = dict(found.editions["residents", day]), dict(found.editions["stages", day])
        assert residents["residents-total"] * 2 == sum(residents.values())
        assert stages["stages-total"] * 2 == sum(stages.values())
        assert stages["stages-total"] == residents["technical-intern-training"]
    assert found.editions["residents", date(2019, 6, 30)]["technical-intern-training"] == 367709
    assert found.editions["residents", date(2019, 6, 30)]["specified-skilled-worker"] == 20
    assert found.editions["residents", JUNE]["highly-skilled-professional"] == 31644
    assert found.editions["trainees", JUNE] == {"trainees-total": 449432, "vn": 198417}


def test_days_before_the_first_that_is_asked_for_are_counted_and_left_out():
    rows = database_rows((date(2014, 12, 31), date(2018, 12, 31), JUNE))
    found = read_file("FEH.csv", csv_bytes(rows), vocabulary())
    assert ({day for _, day in found.editions}, found.older) == ({JUNE}, 2)


def test_older_statuses_are_unknown_only_if_older_days_are_asked_for():
    rows = database_rows((date(2014, 12, 31), JUNE))
    assert read_file("FEH.csv", csv_bytes(rows), vocabulary()).unknown == ()
    found = read_file("FEH.csv", csv_bytes(rows), vocabulary(), since=date(2012, 1, 1))
    assert tuple(unknown.label for unknown in found.unknown) == OLD_STATUSES
    assert found.older == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_letters_separators_and_ends_of_lines_make_no_difference(encoding, separator, end):
    for quote in (True, False):
        data = csv_bytes(database_rows((JUNE,)), separator, encoding, end, quote)
        assert read_file("any", data, vocabulary()).editions == everything([JUNE])


def test_database_table_as_a_workbook_and_first_table_as_csv():
    assert read_file("a.xlsx", xlsx_bytes(database_rows((JUNE,))), vocabulary()).editions == everything([JUNE])
    assert read_file("a.csv", csv_bytes(long_rows()), vocabulary()).editions == everything([DECEMBER])


@pytest.mark.parametrize("name", ["FEH.csv", "FEH.xlsx", "FEH.pdf", "FEH", "", "在留.txt"])
def test_what_a_file_is_its_bytes_say(name):
    assert read_file(name, csv_bytes(database_rows((JUNE,))), vocabulary()).editions == everything([JUNE])


def test_thousands_may_be_set_apart_in_a_whole_file():
    rows = database_rows((JUNE,))
    rows[11:] = [
        [f"{int(cell):,}" if place > 9 and cell.isdigit() else cell for place, cell in enumerate(row)] for row in rows[11:]
    ]
    assert read_file("FEH.csv", csv_bytes(rows), vocabulary()).editions == everything([JUNE])


@pytest.mark.parametrize("ticked", ["none", "codes", "units", "notes", "more lines"])
def test_what_was_ticked_at_download_makes_no_difference(ticked):
    rows = database_rows((JUNE,))
    codes = [place for place, label in enumerate(HEAD) if label.endswith("コード") or label == "表章項目"]
    if ticked == "none":
        rows = [[cell for place, cell in enumerate(row) if place not in codes] for row in rows[10:]]
    elif ticked == "codes":
        rows = rows[:8] + rows[10:]
    elif ticked == "units":
        rows = rows[:10] + [[*row[:9], "単位" if row is rows[10] else "人", *row[9:]] for row in rows[10:]]
    elif ticked == "notes":
        rows[10:] = [[*row, "国籍・地域 注釈" if row is rows[10] else "1)"] for row in rows[10:]]
        rows += [[], ["（注）", ""], ["※ 総在留外国人は第1表の2を参照"], ["注1 " + "長い注釈。" * 100]]
    else:
        rows.insert(4, ["（注）総在留外国人は第1表の2を参照"])
        rows = [["注釈：", "長い注釈。" * 100]] * 40 + rows
    found = read_file("FEH.csv", csv_bytes(rows), vocabulary())
    assert (found.editions, found.unknown, found.troubles) == (everything([JUNE]), (), ())
