"""Whatever readers see changes the content version in the same breath, and what they do not see leaves it."""

import itertools
from datetime import UTC, datetime

import polib
import pytest
from django.core.management import call_command
from django.db import models
from django.urls import reverse
from editor_forms import errors_of, fields_of, save
from releases import Fixtures, point
from still_day import DAY

from config.languages import by_code
from config.making import made
from delivery.door import writing
from delivery.models import ContentVersion, content_version, version_key
from delivery.store import Generation
from guide.models import StepPoint
from sources.models import Quantity, Source
from stats import changes
from stats.models import Category, ChangeSet, Edition, Figure
from translations import po
from translations.models import Change

pytestmark = pytest.mark.django_db
FIGURES, STEPS = "/vi/statistics/trainees/2025-12/", "/vi/flow/"


def draft(user) -> ChangeSet:
    """New figures on their way in: those of readers, with two countries exchanged."""
    key = "trainees/2025-12"
    before = changes.present([key])
    values = before[key] | {"vn": before[key]["id"], "id": before[key]["vn"]}
    source = Source.objects.get(key="estat-db")
    more = {"file_name": "x.csv", "digest": "0", "layout": "template", "source": source, "made_by": user}
    return ChangeSet.objects.create(new={key: values}, before=before, **more)


class Editor:
    """An editor with a browser, a folder for files, and a user to answer for what is published."""

    def __init__(self, browser, user, folder):
        self.browser, self.user, self.folder = browser, user, folder

    def saves(self, row, **values) -> None:
        response = save(
            self.browser, reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk]), **values
        )
        assert response.status_code == 302, errors_of(response)

    def saves_text(self) -> None:
        self.saves(point(), text_vi="Một câu khác?")

    def saves_figures(self) -> None:
        edition = Edition.objects.get(key="trainees/2025-12")
        rows = Figure.objects.filter(edition=edition).order_by("pk")
        two = list(rows.filter(category__role=Category.Role.PART, value__gt=100)[:2])
        names = self.names_of(edition)
        self.saves(edition, **{names[two[0].pk]: str(two[0].value + 7), names[two[1].pk]: str(two[1].value - 7)})

    def names_of(self, edition) -> dict[int, str]:
        html = self.browser.get(reverse("admin:stats_edition_change", args=[edition.pk])).content.decode()
        fields = fields_of(html)
        return {
            int(fields[name][0]): f"{name.removesuffix('-id')}-value"
            for name in fields
            if name.endswith("-id") and fields[name][0]
        }

    def publishes(self) -> None:
        changes.publish(draft(self.user), self.user)

    def withdraws(self) -> None:
        changes.withdraw(ChangeSet.objects.get(), self.user)

    def reverts(self) -> None:
        url = reverse("admin:translations_change_restore", args=[Change.objects.first().pk])
        assert self.browser.post(url).status_code == 302

    def imports_text(self, after: str | None = "Một câu khác?") -> None:
        path = self.folder / "vi.po"
        path.write_text(po.dump(by_code("vi")), encoding="utf-8")
        catalog = polib.pofile(str(path), wrapwidth=0)
        if after:
            next(entry for entry in catalog if entry.msgctxt == f"guide.steppoint/{point().key}/text").msgstr = after
        catalog.save(str(path))
        call_command("import_text", str(path), verbosity=0)

    def seeds(self) -> None:
        fixtures = Fixtures(self.folder / "fixtures")
        fixtures.translate("vi", f"guide.steppoint/{point().key}/text", "Một câu khác?")
        call_command("seed", root=fixtures.root, verbosity=0)

    def writes_many(self) -> None:
        with writing():
            rows = list(StepPoint.objects.all())
            for row in rows:
                row.text_vi += " x"
            StepPoint.objects.bulk_update(rows, ["text_vi"])

    def updates_many(self) -> None:
        with writing():
            StepPoint.objects.update(text_vi="Một câu khác?")

    def deletes(self) -> None:
        with writing():
            StepPoint.objects.filter(key=point().key).delete()


WAYS = [
    ("saves_text", STEPS, ""),
    ("saves_figures", FIGURES, ""),
    ("publishes", FIGURES, ""),
    ("withdraws", FIGURES, "publishes"),
    ("reverts", STEPS, "saves_text"),
    ("imports_text", STEPS, ""),
    ("seeds", STEPS, ""),
    ("writes_many", STEPS, ""),
    ("updates_many", STEPS, ""),
    ("deletes", STEPS, ""),
]


@pytest.fixture
def editor(editor_browser, django_user_model, tmp_path):
    return Editor(editor_browser, django_user_model.objects.get(username="editor"), tmp_path)


@pytest.mark.parametrize(("way", "path", "first"), WAYS, ids=lambda value: value)
def test_each_way_to_change_what_readers_see_makes_a_new_version_and_a_new_page(editor, way, path, first):
    if first:
        getattr(editor, first)()
    number, key, page = content_version(), version_key(), made(path, DAY).content
    getattr(editor, way)()
    assert content_version() > number
    assert version_key() > key
    assert made(path, DAY).content != page


QUIET = {
    "a look at the admin": lambda editor: editor.browser.get("/admin/"),
    "figures on their way in": lambda editor: draft(editor.user),
    "a seed of what is there": lambda editor: call_command("seed", verbosity=0),
    "an import of what is there": lambda editor: editor.imports_text(after=None),
    "a logout": lambda editor: editor.browser.post("/admin/logout/"),
}


@pytest.mark.parametrize("act", QUIET)
def test_what_no_reader_sees_leaves_the_version(editor, act):
    key = version_key()
    response = QUIET[act](editor)
    assert getattr(response, "status_code", 200) == 200, "it was done"
    assert version_key() == key


# --- the key ---


def put(number: int, moment: datetime) -> str:
    """The key of a content version of that number and moment."""
    models.QuerySet(ContentVersion).filter(pk=1).update(number=number, changed_at=moment)
    return version_key()


MOMENT = datetime(2026, 11, 23, 3, 0, 0, 1000, UTC)


def test_a_later_version_sorts_behind_and_none_is_taken_for_another():
    numbers = [1, 2, 9, 10, 99, 100, 999_999, 1_000_000, 9_999_999_999]
    moments = [MOMENT, MOMENT.replace(microsecond=2000), MOMENT.replace(second=1), MOMENT.replace(year=2060)]
    keys = [put(number, moment) for moment, number in itertools.product(moments, numbers)]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert {Generation.named(f"2026-11-23.{key}.0123456789ab").version for key in keys} == set(keys)


def test_a_database_that_was_restored_and_counts_on_from_less_has_keys_that_sort_behind():
    before = put(50, MOMENT)
    assert put(42, MOMENT.replace(second=1)) > before
    assert put(50, MOMENT.replace(second=1)) > before


def test_each_change_tells_its_moment():
    put(7, MOMENT)
    with writing():
        Quantity.objects.update(country="jp")
    row = models.QuerySet(ContentVersion).get()
    assert row.number == 8
    assert row.changed_at > MOMENT


def test_before_anything_was_written_there_is_a_key_that_comes_first():
    later = version_key()
    models.QuerySet(ContentVersion).delete()
    assert version_key() < later
    assert Generation.named(f"2026-11-23.{version_key()}.0123456789ab") is not None


def test_the_key_is_one_question(django_assert_num_queries):
    with django_assert_num_queries(1):
        version_key()
