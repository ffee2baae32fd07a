"""The quirks of official files, one by one: unknown and zero, sums and parts, what is counted elsewhere, what is new."""

from dataclasses import replace
from datetime import date

import pytest

from stats.importing.labels import normal
from stats.importing.reading import Unknown, read_file
from stats.importing.troubles import PARTS, Trouble
from tests.stats.importing.official import DECEMBER, JUNE, csv_bytes, database_rows, expected, long_rows, vocabulary
from tests.stats.importing.places import STAGES, STATUSES, TRAINING

COLUMN = {status: 10 + place for place, status in enumerate(STATUSES)}
STARS = date(2023, 6, 30)
TOTAL_ROW = 11


def line(rows, place, header=11):
    return next(row for row in rows[header:] if row[8] == place)


def read(rows, words=None):
    return read_file("FEH.csv", csv_bytes(rows), words or vocabulary())


def known(**more):
    words = vocabulary()
    return replace(
        words, **{name: {**getattr(words, name), **{normal(k): v for k, v in add.items()}} for name, add in more.items()}
    )


# Unknown is not zero


def test_sums_that_are_not_printed_are_the_sum_of_their_parts():
    rows = database_rows((STARS,))
    assert {rows[TOTAL_ROW][COLUMN[label]] for label in ("技能実習合計", "特定技能合計", "高度専門職合計")} == {"***"}
    assert read(rows).editions == expected(STARS)


def test_sum_with_an_unknown_part_is_unknown():
    rows = database_rows((STARS,))
    rows[TOTAL_ROW][COLUMN["技能実習３号ロ"]] = "***"
    line(rows, "ベトナム")[COLUMN["技能実習２号ロ"]] = "-"
    found = read(rows)
    assert found.editions["residents", STARS]["technical-intern-training"] is None
    assert found.editions["stages", STARS]["stages-total"] is None
    assert found.editions["stages", STARS][STAGES["技能実習３号ロ"]] is None
    assert found.editions["trainees", STARS]["trainees-total"] is None
    assert found.editions["trainees", STARS]["vn"] is None
    assert found.troubles == ()


def test_printed_sum_stands_even_if_its_parts_do_not():
    rows = database_rows((JUNE,))
    for row in rows:
        for part in TRAINING:
            row[COLUMN[part] : COLUMN[part] + 1] = (
                ["***"] if len(row) > 50 and row is not rows[10] and row[9] == "" else row[COLUMN[part] : COLUMN[part] + 1]
            )
    found = read(rows)
    assert found.editions["trainees", JUNE] == expected(JUNE)["trainees", JUNE]
    assert found.editions["stages", JUNE][STAGES["技能実習１号イ"]] is None
    assert found.editions["stages", JUNE]["stages-total"] == expected(JUNE)["stages", JUNE]["stages-total"]


def test_printed_sum_that_its_parts_do_not_come_to_is_told():
    rows = database_rows((JUNE,))
    vietnam = line(rows, "ベトナム")
    right = int(vietnam[COLUMN["技能実習合計"]])
    vietnam[COLUMN["技能実習合計"]] = str(right + 1)
    assert read(rows).troubles == (Trouble(PARTS, "", rows.index(vietnam) + 1, "技能実習合計", f"{right + 1} {right}"),)


@pytest.mark.parametrize(("day", "value"), [(date(2020, 6, 30), 0), (date(2020, 12, 31), None), (DECEMBER, None)])
def test_dash_in_the_first_table_was_zero_until_june_2020(day, value):
    rows = long_rows(day)
    for row in rows:
        if row[2:3] == ["ペルー"] and row[3].startswith("技能実習"):
            row[4] = "-"
    assert read_file("20-06-01-1.csv", csv_bytes(rows), vocabulary()).editions["trainees", day]["pe"] is value


def test_dash_in_the_database_is_no_figure():
    rows = database_rows((date(2020, 6, 30),))
    for status in TRAINING:
        line(rows, "ペルー")[COLUMN[status]] = "-"
    assert read(rows).editions["trainees", date(2020, 6, 30)]["pe"] is None


def test_zero_is_zero():
    assert read(database_rows((JUNE,))).editions["trainees", JUNE]["ro"] == 0


# What is counted elsewhere, and stateless people


def test_continents_and_parts_of_a_nationality_are_never_counted():
    rows = [
        row
        for row in long_rows()
        if row[2:3] not in (["うち中国〔香港〕"], ["オセアニア"]) and not (row[1:2] == ["アジア"] and row[2] == "総数")
    ]
    assert len(rows) < len(long_rows())
    assert read_file("a.csv", csv_bytes(rows), vocabulary()).editions == expected(DECEMBER)


@pytest.mark.parametrize("spelling", ["北米", "北アメリカ"])
def test_continent_is_known_by_either_name(spelling):
    rows = long_rows()
    for row in rows:
        row[1:3] = [spelling if cell == "北アメリカ" else cell for cell in row[1:3]]
    assert read_file("a.csv", csv_bytes(rows), vocabulary()).editions == expected(DECEMBER)


@pytest.mark.parametrize("ways", [["総数"], ["無国籍"], ["総数", "無国籍"]])
def test_stateless_people_are_counted_once_as_a_region_or_a_nationality(ways):
    rows = [row for row in long_rows() if row[1:2] != ["無国籍"]]
    stateless = [row for row in long_rows() if row[1:2] == ["無国籍"]]
    for row in stateless:
        if row[3].startswith("技能実習"):
            row[4] = 7 if row[3] in ("技能実習合計", "技能実習２号ロ") else 0
    rows += [[row[0], row[1], way, *row[3:]] for way in ways for row in stateless]
    found = read_file("a.csv", csv_bytes(rows), vocabulary())
    assert (found.editions["trainees", DECEMBER]["stateless"], found.troubles) == (7, ())


def test_only_rows_for_all_purposes_together_count():
    rows = long_rows(STARS, purposes=True)
    for row in rows[4:]:
        if row[4] != "計":
            row[5] = "何か"
    found = read_file("a.csv", csv_bytes(rows), vocabulary())
    assert (found.editions, found.troubles) == (expected(STARS), ())


# What nobody knows


def test_new_status_with_figures_stops_and_is_shown():
    rows = database_rows((JUNE,), (*STATUSES, "育成就労"))
    assert read(rows).unknown == (Unknown("status", "育成就労", 11),)
    long = long_rows()
    long += [["令和6年12月末", "総数", "総数", "育成　就労１号", 0], ["令和6年12月末", "アジア", "中国", "育成　就労１号", 5]]
    assert read_file("a.csv", csv_bytes(long), vocabulary()).unknown == (Unknown("status", "育成　就労１号", len(long) - 1),)


@pytest.mark.parametrize("nothing", ["***", "-", "", "＊＊＊"])
def test_new_status_without_any_figure_is_passed_over(nothing):
    rows = database_rows((JUNE,), (*STATUSES, "育成就労"))
    for row in rows[11:]:
        row[-1] = nothing
    assert (read(rows).unknown, read(rows).troubles) == ((), ())


def test_status_that_an_editor_leaves_out_or_maps():
    rows = database_rows((JUNE,), (*STATUSES, "育成就労合計"))
    assert read(rows, replace(vocabulary(), ignored=frozenset({"育成就労合計"}))).unknown == ()
    found = read(rows, known(statuses={"育成就労": "employment-for-skill-development"}))
    assert (found.unknown, found.editions["residents", JUNE]["employment-for-skill-development"]) == ((), 0)


def test_new_part_of_training_stops_since_it_is_a_row_of_its_own():
    rows = database_rows((JUNE,), (*STATUSES, "技能実習４号イ", "特定技能３号"))
    for row in rows[11:]:
        row[-2:] = ["0", "0"]
    assert read(rows).unknown == (Unknown("status", "技能実習４号イ", 11),)


def test_older_name_of_a_status_is_added_to_the_newer():
    words = known(statuses={"投資・経営": "business-manager", "技術": "engineer-humanities-international"})
    rows = database_rows((JUNE,))
    assert read(rows, words).editions == expected(JUNE)
    rows[TOTAL_ROW][COLUMN["技術"]] = "5"
    right = expected(JUNE)["residents", JUNE]["engineer-humanities-international"]
    assert read(rows, words).editions["residents", JUNE]["engineer-humanities-international"] == right + 5


def test_nationality_that_nobody_knows_stops_only_if_it_has_trainees():
    words = vocabulary()
    few = replace(words, countries={label: key for label, key in words.countries.items() if key not in ("vn", "ro")})
    rows = database_rows((JUNE, DECEMBER))
    first = rows.index(line(rows, "ベトナム")) + 1
    found = read(rows, few)
    assert found.unknown == (Unknown("country", "ベトナム", first),)
    assert found.without_trainees == read(rows).without_trainees + 1
    assert "vn" not in found.editions["trainees", JUNE]
    assert read(rows, replace(few, ignored=frozenset({"ベトナム"}))).unknown == ()


def test_nationality_that_is_not_printed_has_no_value():
    rows = [row for row in database_rows((JUNE,)) if row[8:9] != ["ペルー"]]
    assert "pe" not in read(rows).editions["trainees", JUNE]


def test_nationality_without_any_row_for_training_has_no_value():
    rows = [row for row in long_rows() if row[2:3] != ["ペルー"] or not row[3].startswith("技能実習")]
    found = read_file("a.csv", csv_bytes(rows), vocabulary())
    assert "pe" not in found.editions["trainees", DECEMBER]
    assert len(found.editions["trainees", DECEMBER]) == len(expected(DECEMBER)["trainees", DECEMBER]) - 1


def test_two_nationalities_that_are_mapped_to_one_are_added():
    rows = database_rows((JUNE,))
    counts = expected(JUNE)["trainees", JUNE]
    found = read(rows, known(countries={"タイ": "vn"}))
    assert found.editions["trainees", JUNE]["vn"] == counts["vn"] + counts["th"]


def test_rows_of_one_label_or_another():
    rows = database_rows((JUNE,))
    line(rows, "ベトナム")[8] = "ヴェトナム"
    assert read(rows).unknown[0].label == "ヴェトナム"
    assert read(rows, known(countries={"ヴェトナム": "vn"})).editions == expected(JUNE)
