"""The form of an edition: its figures must add up before they can be saved."""

import html

import pytest
from django.db import models
from django.urls import reverse
from editor_forms import errors_of, fields_of, save

from delivery.door import writing
from delivery.models import content_version
from stats.models import Category, Edition, Figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(editor_browser):
    return editor_browser


@pytest.fixture
def edition():
    return models.QuerySet(Edition).filter(table__key="trainees", as_of__month=12).order_by("-as_of").first()


def path(edition) -> str:
    return reverse("admin:stats_edition_change", args=[edition.pk])


def figures(edition) -> dict[str, int | None]:
    return dict(models.QuerySet(Figure).filter(edition=edition).values_list("category__key", "value"))


def field(client, edition, role: str, position: int = 0) -> tuple[str, int]:
    """The name of the field that holds a figure of this role, and its value."""
    fields = fields_of(client.get(path(edition)).content.decode())
    roles = dict(models.QuerySet(Category).values_list("pk", "role"))
    rows = [name.removesuffix("-category") for name in fields if name.endswith("-category") and "__prefix__" not in name]
    wanted = [row for row in rows if roles[int(fields[f"{row}-category"][0])] == role]
    return f"{wanted[position]}-value", int(fields[f"{wanted[position]}-value"][0])


def test_figures_that_add_up_are_saved_as_a_new_version(client, edition):
    first, people = field(client, edition, "part")
    second, others = field(client, edition, "part", 1)
    before = content_version()
    response = save(client, path(edition), **{first: str(people + 7), second: str(others - 7)})
    assert response.status_code == 302, errors_of(response)
    assert content_version() == before + 1
    assert people + 7 in figures(edition).values()


def test_another_total_than_the_other_tables_have_is_refused_while_readers_see_the_edition(client, edition):
    total, all_people = field(client, edition, "total")
    part, people = field(client, edition, "part")
    before, other = figures(edition), {part: str(people + 7), total: str(all_people + 7)}
    response = save(client, path(edition), **other)
    assert "The tables count trainees differently on this day: residents 456,618, trainees 456,625" in errors_of(response)
    assert figures(edition) == before
    edition.state = Edition.State.DRAFT
    with writing():
        edition.save()
    assert save(client, path(edition), **other).status_code == 302


@pytest.mark.letters
@pytest.mark.parametrize(("role", "difference"), [("part", 5), ("part", -5), ("total", 5)])
def test_parts_that_differ_from_the_total_are_refused_with_the_difference(client, edition, role, difference):
    name, people = field(client, edition, role)
    _, total = field(client, edition, "total")
    before = figures(edition)
    response = save(client, path(edition), **{name: str(people + difference)})
    assert response.status_code == 200
    parts, whole = (total + difference, total) if role == "part" else (total, total + difference)
    message = f"The parts add up to {parts}, but the total is {whole}: a difference of {parts - whole}."
    assert message in html.unescape(errors_of(response))
    assert figures(edition) == before


def test_a_figure_that_is_unknown_keeps_the_sum_from_being_checked(client, edition):
    """Empty is unknown, which is not zero: nobody can say then what the parts add up to."""
    name, _ = field(client, edition, "part")
    response = save(client, path(edition), **{name: ""})
    assert response.status_code == 302, errors_of(response)
    assert None in figures(edition).values()


@pytest.mark.letters
@pytest.mark.parametrize("value", ["-1", "1.5", "many", "1,000", "99999999999999999999"])
def test_a_figure_is_a_number_of_people(client, edition, value):
    name, _ = field(client, edition, "part")
    before = figures(edition)
    response = save(client, path(edition), **{name: value})
    assert response.status_code == 200
    assert errors_of(response)
    assert figures(edition) == before


def test_a_category_of_another_table_is_refused(client, edition):
    name, _ = field(client, edition, "part")
    stranger = models.QuerySet(Category).exclude(table=edition.table).filter(role="part").first()
    before = figures(edition)
    response = save(client, path(edition), **{name.replace("-value", "-category"): str(stranger.pk)})
    assert response.status_code == 200
    assert f"These categories belong to another table: {stranger.key}" in errors_of(response)
    assert figures(edition) == before


def test_a_category_that_stands_twice_is_refused(client, edition):
    first, _ = field(client, edition, "part")
    second, _ = field(client, edition, "part", 1)
    category = fields_of(client.get(path(edition)).content.decode())[first.replace("-value", "-category")]
    before = figures(edition)
    response = save(client, path(edition), **{second.replace("-value", "-category"): category})
    assert response.status_code == 200
    assert errors_of(response)
    assert figures(edition) == before


def test_a_part_that_is_taken_out_leaves_a_difference(client, edition):
    name, people = field(client, edition, "part")
    response = save(client, path(edition), **{name.replace("-value", "-DELETE"): "on"})
    assert response.status_code == 200
    assert f"a difference of -{people}." in errors_of(response)


def test_a_table_has_one_edition_a_day(client, edition):
    fields = {
        "key": "trainees/again",
        "table": str(edition.table_id),
        "as_of": str(edition.as_of),
        "source": str(edition.source_id),
    }
    response = save(client, reverse("admin:stats_edition_add"), **fields)
    assert response.status_code == 200
    assert errors_of(response)


@pytest.mark.parametrize(
    ("day", "accepted"),
    [("2024-12-31", True), ("2024-06-30", True), ("2024-12-30", False), ("2024-03-31", False), ("soon", False)],
)
def test_an_edition_is_of_the_end_of_june_or_december(client, edition, day, accepted):
    fields = {"key": "trainees/new", "table": str(edition.table_id), "as_of": day, "source": str(edition.source_id)}
    with writing():
        Figure.objects.filter(edition__table=edition.table).delete()
        Edition.objects.filter(table=edition.table).delete()
    response = save(client, reverse("admin:stats_edition_add"), **fields)
    if accepted:
        assert response.status_code == 302, errors_of(response)
        assert models.QuerySet(Edition).get(key="trainees/new").as_of.isoformat() == day
    else:
        assert response.status_code == 200
        assert not models.QuerySet(Edition).filter(key="trainees/new").exists()
        assert ("Editions are as of 30 June or 31 December." in errors_of(response)) == (day in ("2024-12-30", "2024-03-31"))


def test_known_parts_above_the_total_are_refused_even_while_another_part_is_unknown(client, edition):
    _, total = field(client, edition, "total")
    unknown, _ = field(client, edition, "part")
    part, _ = field(client, edition, "part", position=1)
    before = figures(edition)
    response = save(client, path(edition), **{unknown: "", part: str(total + 1)})
    assert response.status_code == 200
    assert "The parts add up to" in html.unescape(errors_of(response))
    assert figures(edition) == before
