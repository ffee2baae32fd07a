"""Four tables, each in its own way: whose course it shows, in which orders it stands, what is counted in another row already."""

import re
from datetime import date
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from config import addresses
from config.languages import live
from delivery.door import writing
from stats import figures, pages, queries, statements, telling
from stats.kinds import BY_NAME, BY_PLACE, KINDS, TABLES
from stats.models import Category, Figure, Table
from translations import ordering

pytestmark = pytest.mark.django_db
STAGES = ["stage-1", "stage-2", "stage-3"]


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


def names(rows: list[dict]) -> list[str]:
    return [row["name"] for row in rows if row["name"]]


def test_every_table_has_its_kind():
    assert set(Table.objects.values_list("key", flat=True)) == set(TABLES)
    for table, kind in KINDS.items():
        assert set(kind.followed) <= set(Category.objects.filter(table__key=table).values_list("key", flat=True))


def test_what_is_counted_in_a_part_already_is_in_no_sum(reading_in):
    snapshot = queries.snapshot("stages", (2025, 6), reading_in("en"))
    assert list(snapshot.figures.parts) == STAGES
    assert sum(snapshot.figures.parts.values()) == snapshot.figures.total == 449_432
    for stage, rows in snapshot.figures.details.items():
        assert sum(rows.values()) == snapshot.figures.parts[stage]
    assert not snapshot.figures.check()


def test_details_stand_below_their_part_and_have_no_bar(reading_in):
    reading = reading_in("en")
    snapshot = queries.snapshot("stages", (2025, 6), reading)
    rows = pages.table_rows(snapshot, reading.language)
    assert [row["is_detail"] for row in rows] == [False, True, True] * 3 + [False]
    assert [bar["key"] for bar in pages.bar_chart(snapshot, reading.language)["bars"]] == STAGES


def test_some_details_have_their_share_of_the_total_and_none_where_one_is_unknown():
    table = figures.Table(date(2025, 12, 31), 10, {"a": 6, "b": 4}, {"a": {"a1": 5, "a2": 1}, "b": {"b1": 2, "b2": None}})
    found = statements.together(table, ["a1", "b1"])
    assert (found.count, found.share) == (7, Fraction(7, 10))
    assert statements.together(table, ["a1", "b"]).count == 9
    assert statements.together(table, ["a1", "b2"]) is None
    assert statements.together(table, ["a1", "c1"]) is None


def test_details_that_are_more_than_their_part_do_not_add_up():
    table = figures.Table(date(2025, 6, 30), 10, {"a": 6, "b": 4}, {"a": {"a1": 5, "a2": 2}, "b": {"b1": None, "b2": -1}})
    assert {(problem.kind, problem.key) for problem in table.check()} == {("above-whole", "a"), ("negative", "b2")}


@pytest.mark.parametrize(("role", "whole"), [("of-which", None), ("part", "stage-2"), ("total", "stage-2")])
def test_only_an_of_which_names_the_row_in_which_it_is_counted(role, whole):
    with pytest.raises(IntegrityError), transaction.atomic(), writing():
        Category.objects.create(
            key="x", table=Table.objects.get(key="stages"), role=role, whole=Category.objects.filter(key=whole).first()
        )


@pytest.mark.parametrize("code", ["en", "vi", "th", "ja", "ja-simple", "mn"])
def test_by_name_all_rows_stand_in_the_alphabet_of_the_language(reading_in, code):
    reading = reading_in(code)
    snapshot = queries.snapshot("trainees", (2025, 12), reading)
    rows = pages.table_rows(snapshot, reading.language, BY_NAME)
    assert names(rows) == ordering.ordered(names(rows), reading.language)
    assert len(names(rows)) == sum(1 for value in snapshot.figures.parts.values() if value)
    assert not any(row["is_rest"] for row in rows)


def test_prefectures_stand_from_north_to_south_with_all_their_people(reading_in):
    reading = reading_in("en")
    rows = pages.table_rows(queries.snapshot("prefectures", (2025, 12), reading), reading.language, BY_PLACE)
    assert (names(rows)[0], names(rows)[46], names(rows)[47]) == ("Hokkaido", "Okinawa", "Prefecture not known")
    assert sum(int(row["count"].replace(",", "")) for row in rows[:-1]) == 456_618


def test_all_others_together_have_no_bar_that_dwarfs_the_largest(reading_in):
    reading = reading_in("en")
    snapshot = queries.snapshot("prefectures", (2025, 12), reading)
    assert pages.bar_chart(snapshot, reading.language)["bars"][0]["bar"].length == 320
    assert any(row["is_rest"] for row in pages.table_rows(snapshot, reading.language))


def test_another_order_is_a_view_of_the_page_and_not_a_page_of_its_own(client):
    paths = set(addresses.paths_of(addresses.VIEW))
    assert len(paths) == 29 * len(live())
    assert not paths & set(addresses.paths_of(addresses.PAGE))
    sitemap = client.get("/sitemap.xml").content.decode()
    for path in [path for path in paths if "2025-12" in path]:
        answer = client.get(path)
        html = answer.content.decode()
        main = re.sub(r"by-[a-z]+/$", "", path)
        assert answer.status_code == 200, path
        assert re.search(rf'<link rel="canonical" href="[^"]*{main}"', html), path
        assert "noindex" in html, path
        assert f'href="{main}"' in html, path
        assert path not in sitemap


@pytest.mark.parametrize("path", ["residents/2025-12/by-place/", "stages/2024-12/by-name/", "trainees/2018-12/by-name/",
                                  "trainees/2025-12/by-color/", "trainees/by-name/", "prefectures/2025-06/"])  # fmt: skip
def test_an_order_that_a_table_does_not_have_is_no_page(client, path):
    assert client.get(f"/en/statistics/{path}").status_code == 404


def test_a_table_with_one_edition_has_no_course(client):
    html = client.get("/en/statistics/prefectures/").content.decode()
    assert 'id="years"' not in html
    assert html.count("<svg") < client.get("/en/statistics/trainees/").content.decode().count("<svg")


def test_three_stages_have_three_courses_on_one_scale(client):
    html = client.get("/en/statistics/stages/").content.decode()
    years = html[html.index('id="years"') :]
    assert re.findall(r"<h3>(.*?)</h3>", years)[:3] == ["No. 1", "No. 2", "No. 3"]
    assert years.count(">300,000</text>") == 3


def test_what_has_no_course_does_not_set_the_scale_of_those_that_are_drawn():
    days = date(2024, 12, 31), date(2025, 12, 31)
    drawn = figures.Series("drawn", tuple(zip(days, (5, 7), strict=True)))
    alone = figures.Series("alone", tuple(zip(days, (None, 9000), strict=True)))
    assert pages.largest([drawn, alone]) == 7
    assert pages.largest([alone]) == pages.largest([]) == 0


def test_a_june_page_tells_of_junes(client):
    html = client.get("/en/statistics/trainees/2025-06/").content.decode()
    assert "From June 2022 to June 2025, the number of trainees rose by 37.2%, from 327,689 to 449,432." in html
    assert "end of" not in html[html.index('id="years"') : html.index('id="use"')]


def test_the_highest_month_is_told_with_how_many_were_compared(reading_in):
    reading = reading_in("en")
    series = queries.series("stages", ("stage-3",), reading)["stage-3"]
    found = telling.course(series, reading.language)["peak"]
    assert found == {"month": "December 2022", "value": "75,561", "number": 6}


def test_the_stages_are_told_only_where_all_of_them_are_known(reading_in):
    reading = reading_in("en")
    found = telling.stages(queries.snapshot("stages", (2024, 12), reading), reading.language)
    assert found == {"first": "142,301", "second": "284,772", "third": "29,522", "share": "98.4%"}
    assert telling.stages(queries.snapshot("trainees", (2024, 12), reading), reading.language) is None


@pytest.mark.parametrize("row", ["stage-2", "technical-intern-training-2-supervising-organization", "stages-total"])
def test_the_stages_are_not_told_where_a_figure_is_missing(reading_in, row):
    with writing():
        Figure.objects.filter(edition__key="stages/2024-12", category__key=row).update(value=None)
    reading = reading_in("en")
    assert telling.stages(queries.snapshot("stages", (2024, 12), reading), reading.language) is None
