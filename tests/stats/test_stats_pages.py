"""What the pages of statistics show: every number from the figures, nothing typed."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from config.languages import live
from delivery.door import writing
from sources.models import Source
from stats import pages, queries
from stats.models import Category, ChangeSet, Edition, Figure
from translations import formats

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


def number(text: str) -> int:
    return int(text.replace(",", ""))


@pytest.mark.parametrize("table", ["residents", "trainees"])
def test_the_rows_of_every_edition_add_up_to_its_total(reading_in, table):
    reading = reading_in("en")
    days = queries.editions(table, reading)
    for month in (6, 12):
        years = [day.year for day in days if day.month == month]
        assert years == list(range(2025, 2018, -1))
    for day in days:
        snapshot = queries.snapshot(table, (day.year, day.month), reading)
        assert not snapshot.figures.check()
        *parts, total = pages.table_rows(snapshot, reading.language)
        assert total["is_total"]
        assert sum(number(row["count"]) for row in parts) == number(total["count"])
        assert parts[-1]["is_rest"]


def drafted(key: str, values: dict) -> ChangeSet:
    """A change set with one edition, not published."""
    return ChangeSet.objects.create(
        file_name="x.csv", digest="0", layout="template", source=Source.objects.get(key="estat-db"), new={key: values}
    )


def test_only_published_editions_are_read(reading_in):
    reading = reading_in("en")
    for state in ("draft", "withdrawn"):
        with writing():
            Edition.objects.filter(key="trainees/2025-12").update(state=state)
        assert queries.editions("trainees", reading)[0] == date(2025, 6, 30)
        assert queries.snapshot("trainees", (2025, 12), reading) is None
        assert queries.latest(reading)["trainees"].as_of == date(2024, 12, 31)
        assert "statistics/trainees/2025-12/" not in queries.edition_paths()


def test_what_sentences_quote_is_the_newest_december(reading_in):
    with writing():
        Edition.objects.filter(key="residents/2025-12").update(state="withdrawn")
    assert queries.latest(reading_in("en"))["residents"].as_of == date(2024, 12, 31), "June 2025 is newer, and another series"


def test_a_reading_with_a_draft_sees_it_in_place_of_what_is_published(reading_in):
    plain = reading_in("en")
    values = {"trainees-total": 9, "vn": 4, "np": 5}
    draft = replace(plain, figures=frozenset({drafted("trainees/2025-12", values).pk}))
    seen = queries.latest(draft)["trainees"]
    assert (seen.figures.total, seen.figures.parts, seen.as_of) == (9, {"vn": 4, "np": 5}, date(2025, 12, 31))
    assert seen.title == queries.latest(plain)["trainees"].title
    assert queries.snapshot("trainees", (2025, 12), draft) == seen
    assert queries.series("trainees", ("vn",), draft)["vn"].value(date(2025, 12, 31)) == 4
    assert queries.latest(plain)["trainees"].figures.total == 456_618, "nobody else sees it"


def test_a_draft_of_a_new_december_becomes_the_newest_and_one_of_june_does_not(reading_in):
    plain = reading_in("en")
    december = replace(plain, figures=frozenset({drafted("residents/2026-12", {"residents-total": 7}).pk}))
    june = replace(plain, figures=frozenset({drafted("residents/2026-06", {"residents-total": 7}).pk}))
    assert queries.latest(december)["residents"].as_of == date(2026, 12, 31)
    assert queries.latest(june)["residents"].as_of == date(2025, 12, 31)
    assert queries.editions("residents", june)[0] == date(2026, 6, 30)
    assert queries.series("residents", ("residents-total",), june, month=6)["residents-total"].dates[-1] == date(2026, 6, 30)
    assert date(2026, 6, 30) not in queries.series("residents", ("residents-total",), june)["residents-total"].dates


def test_one_figure_changed_changes_table_chart_sentence_and_text_in_every_language(client):
    before = {language.code: client.get(f"/{language.code}/statistics/trainees/").content.decode() for language in live()}
    homes = {language.code: client.get(f"/{language.code}/").content.decode() for language in live()}
    with writing():
        figures = Figure.objects.filter(edition__key="trainees/2025-12")
        vietnam, indonesia = figures.get(category__key="vn"), figures.get(category__key="id")
        vietnam.value, indonesia.value = indonesia.value, vietnam.value
        vietnam.save()
        indonesia.save()
    for language in live():
        html = client.get(f"/{language.code}/statistics/trainees/").content.decode()
        assert html != before[language.code]
        assert html.index(formats.country("id", language)) < html.index(formats.country("vn", language))
        assert client.get(f"/{language.code}/").content.decode() != homes[language.code]


@pytest.mark.parametrize("row", ["student", "residents-total"])
def test_a_row_without_a_name_in_the_language_goes_by_its_japanese_one_marked_as_such(client, row):
    with writing():
        Category.objects.filter(key=row).update(label_vi="")
        japanese = Category.objects.get(key=row).name_ja
    html = client.get("/vi/statistics/residents/2025-12/").content.decode()
    assert html.count(f'<small lang="ja">{japanese}</small>') == (row == "residents-total")
    assert html.count(f'<span lang="ja">{japanese}</span>') == (2 if row == "student" else 0)  # in the table and beside its bar
    assert f'<span lang="ja">{japanese}' not in client.get("/ja/statistics/residents/2025-12/").content.decode()


@pytest.mark.parametrize(("day", "shown"), [(date(2026, 10, 31), False), (date(2026, 11, 1), True)])
def test_newer_figures_are_announced_when_they_must_be_out(reading_in, day, shown):
    reading = reading_in("en", day)
    snapshot = queries.latest(reading)["residents"]
    told = pages.successor(snapshot, reading, snapshot.as_of)
    assert (told is not None) is shown
    if told:
        assert told["due"] == "October 2026"
        assert told["url"].startswith("https://")
    older = queries.snapshot("residents", (2023, 12), reading)
    assert pages.successor(older, reading, snapshot.as_of) is None


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [(date(2025, 12, 31), date(2026, 11, 1)), (date(2025, 6, 30), date(2026, 4, 1)), (date(2026, 12, 31), date(2027, 11, 1))],
)
def test_the_next_edition_is_due_after_its_month_of_release(as_of, expected):
    assert queries.due(as_of, june_release_month=10, december_release_month=3) == expected


@pytest.mark.parametrize("path", ["2018-12", "2026-06", "2025-13", "x", "2025-12-31"])
def test_an_edition_that_is_not_there_is_not_found(client, path):
    assert client.get(f"/en/statistics/trainees/{path}/").status_code == 404
