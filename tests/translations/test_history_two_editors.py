"""Two editors on one row: the second is told, shown both, loses nothing that was typed, and saves over the first only on purpose."""

import html
import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from editor_forms import errors_of, fields_of
from releases import POINT, delete, edit, point
from snapshots import content

from delivery.door import writing
from delivery.models import content_version
from guide.models import Paragraph, Step, StepPoint
from sources.models import Contact, Fact, Quantity, Source
from stats import changes as publishing
from stats.models import Category, ChangeSet, Edition, Figure
from translations.content import kind_for, kinds
from translations.models import Change

pytestmark = pytest.mark.django_db

EDITED = tuple(kind.model for kind in kinds() if admin.site.is_registered(kind.model))


@pytest.fixture
def first(django_user_model):
    return browser_of(django_user_model.objects.create_superuser("first", password="x"))


@pytest.fixture
def second(django_user_model):
    return browser_of(django_user_model.objects.create_superuser("second", password="x"))


@pytest.fixture
def edition():
    return Edition.objects.filter(table__key="trainees", as_of__month=12).order_by("-as_of").first()


def browser_of(user) -> Client:
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(user)
    return browser


def form(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def opened(browser, row) -> dict[str, list[str]]:
    return fields_of(browser.get(form(row)).content.decode())


def sent(browser, row, fields: dict, **changes):
    """Send a form that was opened before, with changes; a value of None takes a field away."""
    data = {**fields, **changes, "_save": "Save"}
    return browser.post(form(row), {name: value for name, value in data.items() if value is not None})


def saved(browser, row, fields: dict, **changes) -> None:
    response = sent(browser, row, fields, **changes)
    assert response.status_code == 302, errors_of(response)


def table(response) -> list[tuple[str, str, str, str]]:
    """(field, what I wrote, what is there now, who and when) as the refused form shows it."""
    section = re.search(r'<section class="changes conflict".*?</section>', response.content.decode(), re.S)
    assert section, "no conflict is shown"
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", section[0], re.S)
    cells = [(name, *re.findall(r"<td[^>]*>(.*?)</td>", rest, re.S)) for name, rest in rows]
    return [tuple(html.unescape(re.sub(r"<br>|\s+", " ", cell)) for cell in row) for row in cells]


def refused(response, before: dict, version: int) -> list[tuple[str, str, str, str]]:
    """A form that was not saved: nothing was written. What its table shows."""
    assert response.status_code == 200
    assert "This row is not as it was when you opened it" in html.unescape(response.content.decode())
    assert "Nothing is saved yet" in errors_of(response)
    assert (content(), content_version()) == (before, version)
    return table(response)


def figure_names(edition, fields: dict) -> dict[str, str]:
    """Under which name a form that was opened has the figure of each category."""
    keys = dict(models.QuerySet(Figure).filter(edition=edition).values_list("pk", "category__key"))
    return {keys[int(fields[name][0])]: name.removesuffix("-id") for name in fields if name.endswith("-id") and fields[name][0]}


def figures(edition) -> dict[str, int | None]:
    return dict(models.QuerySet(Figure).filter(edition=edition).values_list("category__key", "value"))


# --- a text ---


class TestText:
    def test_the_second_is_told_and_shown_both_and_what_was_typed_is_still_there(self, first, second):
        row, fields = point(), opened(second, point())
        saved(first, row, opened(first, row), text_en="The first was here?", order="77")
        before, version = content(), content_version()
        response = sent(second, row, fields, text_en="The second was here?", text_vi="Người thứ hai?")
        (order, text, vietnamese) = refused(response, before, version)
        assert order[:3] == ("Order", str(row.order), "77")
        assert text[:3] == ("Text, English", "The second was here?", "The first was here?")
        assert vietnamese[:3] == ("Text, Tiếng Việt", "Người thứ hai?", row.text_vi)
        assert [re.fullmatch(r"first \d{4}-\d\d-\d\d \d\d:\d\d", row[3]) is not None for row in (order, text)] == [True, True]
        assert vietnamese[3] == "–"
        again = fields_of(response.content.decode())
        assert (again["text_en"], again["text_vi"]) == (["The second was here?"], ["Người thứ hai?"])
        assert list(Change.objects.values_list("made_by__username", flat=True)) == ["first"]

    def test_saving_again_without_a_word_is_refused_again(self, first, second):
        row, fields = point(), opened(second, point())
        saved(first, row, opened(first, row), text_en="The first was here?")
        before, version = content(), content_version()
        again = fields_of(sent(second, row, fields, text_en="The second was here?").content.decode())
        (text,) = refused(sent(second, row, again), before, version)
        assert text[1:3] == ("The second was here?", "The first was here?")
        assert text[3].startswith("first ")

    def test_save_mine_all_the_same_writes_over_and_stays_in_the_history(self, first, second):
        row, fields = point(), opened(second, point())
        saved(first, row, opened(first, row), text_en="The first was here?")
        again = fields_of(sent(second, row, fields, text_en="The second was here?").content.decode())
        saved(second, row, again, _all_the_same="on")
        assert point().text_en == "The second was here?"
        change = Change.objects.first()
        assert change.made_by.username == "second"
        assert (change.before, change.after) == ({"text_en": "The first was here?"}, {"text_en": "The second was here?"})

    def test_a_third_change_in_between_is_told_as_well(self, first, second):
        row, fields = point(), opened(second, point())
        saved(first, row, opened(first, row), text_en="The first was here?")
        again = fields_of(sent(second, row, fields, text_en="The second was here?").content.decode())
        saved(first, row, opened(first, row), text_en="The first was here again?")
        before, version = content(), content_version()
        (text,) = refused(sent(second, row, again, _all_the_same="on"), before, version)
        assert text[2] == "The first was here again?"

    def test_all_the_same_counts_only_from_who_was_told(self, first, second):
        row, fields = point(), opened(second, point())
        saved(first, row, opened(first, row), text_en="The first was here?")
        before, version = content(), content_version()
        refused(sent(second, row, fields, text_en="The second was here?", _all_the_same="on"), before, version)

    def test_two_tabs_of_one_editor_are_two_editors(self, first):
        row, one, other = point(), opened(first, point()), opened(first, point())
        saved(first, row, one, text_en="In one tab?")
        before, version = content(), content_version()
        (text,) = refused(sent(first, row, other, text_en="In the other?"), before, version)
        assert text[3].startswith("first ")

    def test_a_change_past_the_admin_is_told_without_a_name(self, second):
        row, fields = point(), opened(second, point())
        edit(StepPoint, POINT, text_en="By a command?")
        before, version = content(), content_version()
        assert refused(sent(second, row, fields), before, version) == [("Text, English", row.text_en, "By a command?", "–")]

    def test_who_wrote_the_same_is_told_too(self, first, second):
        row, fields = point(), opened(second, point())
        saved(first, row, opened(first, row), text_en="The same?")
        before, version = content(), content_version()
        response = sent(second, row, fields, text_en="The same?")
        assert refused(response, before, version) == []
        assert "What you wrote is what is there now." in response.content.decode()

    def test_who_opens_the_form_afterwards_saves_as_ever(self, first, second):
        saved(first, point(), opened(first, point()), text_en="The first was here?")
        saved(second, point(), opened(second, point()), text_en="The second was here?")
        assert point().text_en == "The second was here?"

    def test_what_is_wrong_in_it_is_told_and_then_it_can_be_saved(self, first, second):
        fields = opened(second, point())
        response = sent(second, point(), fields, text_en="{no.such}")
        assert "conflict" not in response.content.decode()
        saved(second, point(), fields_of(response.content.decode()), text_en="Now it is right?")
        again = opened(second, point())
        edit(StepPoint, POINT, text_en="By a command?")
        told = sent(second, point(), again, text_en="{no.such}")
        assert "There is no value with this name" in errors_of(told)
        wrong = sent(second, point(), fields_of(told.content.decode()), _all_the_same="on")
        assert "conflict" not in wrong.content.decode()
        saved(second, point(), fields_of(wrong.content.decode()), text_en="Mine?")

    def test_a_text_is_no_html_of_the_table(self, second):
        fields = opened(second, point())
        edit(StepPoint, POINT, text_en="<script>alert(1)</script>")
        assert "<script>alert(1)" not in sent(second, point(), fields, text_vi="<script>alert(1)</script>").content.decode()


# --- fingerprints ---


@pytest.mark.parametrize(
    "forged", [None, "", "0", "-", "0-", "x-y", "²-0", f"{'9' * 40}-0", "-1-0", "0-" + "0" * 64, "\x00", "é", "1e9-0", "9" * 5000]
)
def test_a_fingerprint_that_is_missing_or_forged_is_refused_the_same_way(second, forged):
    row, before, version = point(), content(), content_version()
    response = sent(second, row, opened(second, row), text_en="Mine?", _fingerprint=forged, _all_the_same="on")
    assert [line[:3] for line in refused(response, before, version)] == [("Text, English", "Mine?", row.text_en)]
    saved(second, row, fields_of(response.content.decode()), _all_the_same="on")


def test_the_fingerprint_of_another_row_or_of_another_moment_is_refused(second):
    row, other = point(), StepPoint.objects.exclude(key=POINT).first()
    before, version = content(), content_version()
    fields = opened(second, row)
    refused(sent(second, row, fields, _fingerprint=opened(second, other)["_fingerprint"][0]), before, version)
    number, _dash, digest = fields["_fingerprint"][0].partition("-")
    refused(sent(second, row, fields, _fingerprint=f"{int(number) + 1}-{digest}"), before, version)


def test_a_form_without_a_fingerprint_says_so(second):
    response = sent(second, point(), opened(second, point()), _fingerprint=None)
    assert "Your form does not say what it was opened with" in response.content.decode()


@pytest.mark.parametrize("model", EDITED, ids=lambda model: model._meta.label)
def test_every_form_of_a_row_carries_one_and_no_form_of_a_new_row(second, model):
    row = models.QuerySet(model).first()
    assert len(opened(second, row)["_fingerprint"][0]) > 64
    add = second.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add"))
    assert "_fingerprint" not in fields_of(add.content.decode())
    before, version = content(), content_version()
    refused(sent(second, row, opened(second, row), _fingerprint=None), before, version)


@pytest.mark.parametrize("model", EDITED, ids=lambda model: model._meta.label)
def test_a_difference_in_any_field_is_one(second, model):
    """Each column of the row, of whatever sort, changed past the form."""
    row = models.QuerySet(model).first()
    kind = kind_for(model)
    seen = {opened(second, row)["_fingerprint"][0]}
    columns = [field for field in model._meta.concrete_fields if not field.primary_key and not field.is_relation]
    columns = [field for field in columns if field.name not in ("key", *kind.words)]
    for field in columns:
        old = getattr(row, field.name)
        text = isinstance(field, models.CharField | models.TextField)
        new = (["x"] if isinstance(old, list) else "x" if old != "x" else "y") if text else None
        if isinstance(field, models.BooleanField):
            new = not old
        elif isinstance(field, models.IntegerField | models.DecimalField):
            new = (old or 0) + 9
        elif isinstance(field, models.DateField):
            new = "2001-02-03"
        elif isinstance(field, models.TimeField):
            new = "01:02"
        with writing():
            models.QuerySet(model).filter(pk=row.pk).update(**{field.name: new})
        now = opened(second, row)["_fingerprint"][0]
        assert now not in seen, field.name
        seen.add(now)
        with writing():
            models.QuerySet(model).filter(pk=row.pk).update(**{field.name: old})


def test_a_row_that_is_opened_by_another_name_is_compared_too(second):
    """A window beside a form opens a row by the field that the form points to."""
    quantity = Quantity.objects.select_related("fact").filter(fact__isnull=False).first()
    path = f"{reverse('admin:sources_fact_change', args=[quantity.fact.key])}?_to_field=key&_popup=1"
    fields = fields_of(second.get(path).content.decode())
    assert "_fingerprint" in fields
    edit(Fact, quantity.fact.key, statement="By a command.")
    before = content()
    response = second.post(path, {**fields, "statement": "Mine.", "_save": "Save"})
    assert ("By a command." in str(table(response)), content()) == (True, before)


def test_a_relation_to_many_that_changed_is_told_by_the_keys(first, second):
    fact = Fact.objects.filter(sources__isnull=False).first()
    other, fields = Source.objects.exclude(facts=fact).first(), opened(second, fact)
    with writing():
        fact.sources.add(other)
    before, version = content(), content_version()
    (line,) = refused(sent(second, fact, fields), before, version)
    assert other.key not in line[1]
    assert other.key in line[2]


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


# --- who may, and how much it asks ---


def test_who_may_only_look_is_told_nothing_and_saves_nothing(django_user_model):
    reader = django_user_model.objects.create_user("reader", password="x", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_steppoint"))
    browser, before = browser_of(reader), content()
    assert browser.get(form(point())).status_code == 200
    assert browser.post(form(point()), {"text_en": "Mine?"}).status_code == 403
    assert content() == before


def test_a_row_that_is_gone_is_told_as_before(second):
    row, fields = Paragraph.objects.first(), opened(second, Paragraph.objects.first())
    path = form(row)
    delete(Paragraph, key=row.key)
    response = second.post(path, {**fields, "_save": "Save"}, follow=True)
    assert "doesn’t exist" in html.unescape(response.content.decode())


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
