"""What the pages of statistics show: every number from the figures, nothing typed."""

from datetime import date

import pytest
from django.test import Client

from config.languages import live
from delivery.door import writing
from stats import pages, queries
from stats.models import Edition, Figure
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
    assert [day.year for day in days] == list(range(days[0].year, 2018, -1))
    for day in days:
        snapshot = queries.snapshot(table, (day.year, day.month), reading)
        assert not snapshot.figures.check()
        *parts, total = pages.table_rows(snapshot, reading.language)
        assert total["is_total"]
        assert sum(number(row["count"]) for row in parts) == number(total["count"])
        assert parts[-1]["is_rest"]


def test_only_published_december_editions_are_read_unless_the_reading_names_a_draft(reading_in):
    reading = reading_in("en")
    with writing():
        edition = Edition.objects.get(key="trainees/2025-12")
        edition.published = False
        edition.save()
    assert queries.editions("trainees", reading)[0] == date(2024, 12, 31)
    draft = type(reading)(reading.language, reading.day, frozenset({edition.pk}))
    assert queries.editions("trainees", draft)[0] == date(2025, 12, 31)


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


@pytest.mark.parametrize("path", ["2018-12", "2025-06", "2025-13", "x", "2025-12-31"])
def test_an_edition_that_is_not_there_is_not_found(client, path):
    assert client.get(f"/en/statistics/trainees/{path}/").status_code == 404


def test_a_june_draft_is_followed_by_junes_only(reading_in):
    from stats.models import Category, Table

    with writing():
        table = Table.objects.get(key="trainees")
        source = Edition.objects.get(key="trainees/2025-12").source
        june = Edition.objects.create(key="trainees/2026-06", table=table, as_of=date(2026, 6, 30), source=source)
        Figure.objects.create(edition=june, category=Category.objects.get(key="trainees-total"), value=5)
        Figure.objects.create(edition=june, category=Category.objects.get(key="vn"), value=5)
    published = reading_in("en")
    draft = type(published)(published.language, published.day, frozenset({june.pk}))
    assert queries.series("trainees", ("trainees-total",), draft, month=6)["trainees-total"].dates == (date(2026, 6, 30),)
    assert date(2026, 6, 30) not in queries.series("trainees", ("trainees-total",), draft)["trainees-total"].dates
    assert queries.snapshot("trainees", (2026, 6), published) is None
    assert queries.snapshot("trainees", (2026, 6), draft).figures.total == 5
