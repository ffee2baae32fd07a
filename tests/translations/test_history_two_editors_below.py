"""Two editors on rows that stand in the form of another one: what is told of each, figures too, and how much that asks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from editor_forms import errors_of, fields_of
from history_forms import figure_names, figures, form
from releases import delete, edit, point
from snapshots import content
from two_editors import opened, refused, saved, sent

from delivery.door import writing
from delivery.models import content_version
from guide.models import Step, StepPoint
from sources.models import Contact
from stats import changes as publishing
from stats.models import Category, ChangeSet, Edition, Figure

pytestmark = pytest.mark.django_db


# --- rows below another ---


def test_a_row_below_that_changed_was_added_or_deleted_is_told_and_saving_all_the_same_leaves_no_half(first, second):
    step = Step.objects.get(pk=point().step_id)
    rows = list(StepPoint.objects.filter(step=step).order_by("pk"))
    fields = opened(second, step)
    edit(StepPoint, rows[0].key, text_en="Changed below?")
    delete(StepPoint, key=rows[1].key)
    with writing():
        StepPoint.objects.create(key="added-below", step=step, kind=rows[0].kind, order=990, text_en="Added?")
    before, version = content(), content_version()
    response = sent(second, step, fields, label_en="Mine")
    told = {line[0]: line[1:3] for line in refused(response, before, version)}
    name = StepPoint._meta.verbose_name
    assert told == {
        "How long, short, English": ("Mine", step.label_en),
        f"{name}: {rows[0].key} – Text, English": (rows[0].text_en, "Changed below?"),
        f"{name}: {rows[1].key}": ("there", "not there"),
        f"{name}: added-below": ("", "there"),
    }
    saved(second, step, fields_of(response.content.decode()), _all_the_same="on")
    now = dict(StepPoint.objects.filter(step=step).values_list("key", "text_en"))
    assert now == {**{row.key: row.text_en for row in rows}, "added-below": "Added?"}


def test_a_row_below_that_is_edited_in_its_own_form_is_told_to_the_form_above_and_the_other_way_round(first, second):
    step = Step.objects.get(pk=point().step_id)
    above, below = opened(second, step), opened(second, point())
    saved(first, point(), opened(first, point()), text_en="The first was here?")
    before, version = content(), content_version()
    refused(sent(second, step, above), before, version)
    refused(sent(second, point(), below), before, version)


# --- figures ---


class TestFigures:
    def test_two_editors_on_the_figures_of_one_edition(self, first, second, edition):
        old, one, other = figures(edition), opened(first, edition), opened(second, edition)
        names = figure_names(edition, one)
        saved(first, edition, one, **{f"{names['vn']}-value": str(old["vn"] + 5), f"{names['id']}-value": str(old["id"] - 5)})
        before, version = content(), content_version()
        mine = {f"{names['vn']}-value": str(old["vn"] + 9), f"{names['np']}-value": str(old["np"] - 9)}
        response = sent(second, edition, other, **mine)
        told = {line[0]: line[1:] for line in refused(response, before, version)}
        assert {name: line[:2] for name, line in told.items()} == {
            "People: vn": (str(old["vn"] + 9), str(old["vn"] + 5)),
            "People: id": (str(old["id"]), str(old["id"] - 5)),
            "People: np": (str(old["np"] - 9), str(old["np"])),
        }
        assert [told[f"People: {key}"][2][:6] for key in ("vn", "id", "np")] == ["first ", "first ", "–"]
        saved(second, edition, fields_of(response.content.decode()), _all_the_same="on")
        assert figures(edition) == {**old, "vn": old["vn"] + 9, "np": old["np"] - 9}

    def test_figures_that_were_published_meanwhile_are_told_and_mine_can_be_saved_over_them(self, first, second, edition):
        """Publishing makes each figure anew: the form knows them by their category."""
        old, fields = figures(edition), opened(second, edition)
        names, new = figure_names(edition, fields), {**figures(edition), "vn": old["id"], "id": old["vn"]}
        del new["np"]
        change = ChangeSet.objects.create(
            file_name="x",
            digest="0",
            layout="template",
            source=edition.source,
            new={edition.key: new},
            before=publishing.present([edition.key]),
        )
        publishing.publish(change, None)
        before, version = content(), content_version()
        response = sent(
            second, edition, fields, **{f"{names['vn']}-value": str(old["vn"] + 9), f"{names['np']}-value": str(old["np"] - 9)}
        )
        told = {line[0]: line[1:3] for line in refused(response, before, version)}
        assert told == {
            "People: vn": (str(old["vn"] + 9), str(old["id"])),
            "People: id": (str(old["id"]), str(old["vn"])),
            "People: np": (str(old["np"] - 9), "not there"),
        }
        saved(second, edition, fields_of(response.content.decode()), _all_the_same="on")
        assert figures(edition) == {**old, "vn": old["vn"] + 9, "np": old["np"] - 9}

    def test_a_figure_that_came_meanwhile_goes_when_mine_is_saved_so_that_the_sum_stays_right(self, second, edition):
        with writing():  # another total is possible only where no other table counts trainees on this day
            Edition.objects.filter(as_of=edition.as_of).exclude(pk=edition.pk).update(state="withdrawn")
        figure = Figure.objects.get(edition=edition, category__key="vn")
        with writing():
            figure.delete()
        old, fields = figures(edition), opened(second, edition)
        with writing():
            Figure.objects.create(edition=edition, category=figure.category, value=figure.value)
        before, version = content(), content_version()
        response = sent(second, edition, fields)
        assert [line[:3] for line in refused(response, before, version)] == [("People: vn", "not there", str(figure.value))]
        total = next(key for key in old if key.endswith("-total"))
        again = fields_of(response.content.decode())
        wrong = sent(second, edition, again, _all_the_same="on")
        assert "The parts add up to" in errors_of(wrong)
        rows = figure_names(edition, again)
        assert f"{rows['vn']}-DELETE" in again
        saved(second, edition, again, _all_the_same="on", **{f"{rows[total]}-value": str(old[total] - figure.value)})
        assert figures(edition) == {**old, total: old[total] - figure.value}


@pytest.mark.parametrize("garbage", ["", "x", "-1", "99999999999"])
def test_a_broken_count_of_rows_is_no_failure_of_the_server(second, edition, garbage):
    fields, before = opened(second, edition), content()
    for name in ("figure_set-TOTAL_FORMS", "figure_set-INITIAL_FORMS"):
        assert sent(second, edition, {**fields, name: garbage, "_fingerprint": "0-0"}).status_code == 200
    assert content() == before


def test_what_is_ours_asks_no_more_for_sixty_figures_than_for_one(second, edition):
    """Django's form asks for each figure: once for its name to show it, three times to check it. Nothing of ours goes by figures."""

    def asked(fields: dict | None = None, **changes) -> int:
        with CaptureQueriesContext(connection) as captured:
            response = second.get(form(edition)) if fields is None else sent(second, edition, fields, **changes)
        assert response.status_code in (200, 302)
        return len(captured)

    with writing():
        more = [Category(key=f"more-{number}", table=edition.table, role="part", order=900 + number) for number in range(25)]
        Category.objects.bulk_create(more)
        Figure.objects.bulk_create(Figure(edition=edition, category=category, value=0) for category in more)
    rows = Figure.objects.filter(edition=edition).count()
    assert rows >= 60
    fields = opened(second, edition)
    assert asked() <= rows + 20
    assert asked(fields, note_editors="why") <= 3 * rows + 40
    assert asked(fields, note_editors="mine") <= 4 * rows + 40  # told, and shown once more
    with CaptureQueriesContext(connection) as captured:
        second.get(reverse("admin:stats_edition_history", args=[edition.pk]))
    assert len(captured) <= 10


def test_contacts_in_the_form_of_their_service_count_too(first, second):
    contact = Contact.objects.select_related("service").first()
    fields = opened(second, contact.service)
    edit(Contact, contact.key, phone="0120-000-000")
    before, version = content(), content_version()
    (line,) = refused(sent(second, contact.service, fields), before, version)
    assert line[1:3] == (contact.phone, "0120-000-000")
