"""The seed fills an empty database and brings a used one up to date."""

import pytest
import yaml
from django.conf import settings as active
from django.db import models
from releases import LOADER, POINT, files, point, total
from snapshots import content

from delivery.door import writing
from guide.models import Page, Paragraph, Section, Step, StepPoint
from sources.models import Fact, Source
from stats.models import Figure
from translations.content import kinds
from translations.models import SeededValue
from translations.seeding import seed

pytestmark = pytest.mark.django_db


# --- an empty database, and one that is up to date ---


def test_everything_that_is_shipped_is_in_the_database():
    for kind in kinds():
        rows = yaml.load((active.FIXTURE_ROOT / kind.file).read_text(encoding="utf-8"), Loader=LOADER)
        expected = sum(len(row["values"]) for row in rows) if kind.fold else len(rows)
        assert models.QuerySet(kind.model).count() == expected > 0, kind.label


def test_a_second_seed_changes_nothing():
    before, seeded = content(), SeededValue.objects.count()
    report = seed()
    assert total(report) == 0
    assert report.kept == []
    assert content() == before
    assert SeededValue.objects.count() == seeded


def test_an_empty_database_is_filled_and_a_row_that_points_to_another_of_its_kind_finds_it(release):
    before = files()
    with writing():
        for kind in reversed(kinds()):
            for row in sorted(kind.rows(), key=lambda row: getattr(row, "parent_id", None) is None):
                row.delete()
        SeededValue.objects.all().delete()
    assert not any(models.QuerySet(kind.model).exists() for kind in kinds())
    report = seed(release.root)
    assert files() == before
    assert sum(report.created.values()) == sum(models.QuerySet(kind.model).count() for kind in kinds())
    assert Page.objects.get(key="statistics/residents").parent.key == "statistics"


# --- a new release over what nobody edited ---


def test_what_nobody_edited_follows_the_release(release):
    release.change("guide/step_point.yaml", POINT, text="Who stands behind you?", kind="know", order=15, facts=["P-20"])
    release.translate("vi", f"guide.steppoint/{POINT}/text", "Ai đứng sau bạn?")
    release.translate("ja", f"guide.steppoint/{POINT}/text", "だれがいますか。")
    report = seed(release.root)
    row = point()
    assert (row.text_en, row.text_vi, row.text_ja) == ("Who stands behind you?", "Ai đứng sau bạn?", "だれがいますか。")
    assert (row.kind, row.order, row.facts) == ("know", 15, ["P-20"])
    assert dict(+report.changed) == {"guide.steppoint": 1}
    assert total(report) == 1
    assert report.kept == []


def test_relations_to_one_and_to_many_follow_the_release(release):
    fact = Fact.objects.exclude(sources=None).order_by("number").first()
    other = Source.objects.exclude(facts=fact).order_by("key").first()
    release.change("sources/fact.yaml", fact.key, sources=[other.key], checked_on="2027-01-15")
    step = Step.objects.exclude(key=point().step.key).last()
    release.change("guide/step_point.yaml", POINT, step=step.key)
    seed(release.root)
    fact.refresh_from_db()
    assert [source.key for source in fact.sources.all()] == [other.key]
    assert fact.checked_on.isoformat() == "2027-01-15"
    assert point().step == step


def test_a_new_row_comes_with_its_words_in_every_language(release):
    release.add(
        "guide/step_point.yaml", key="new-point", step="job-offer", order=99, kind="ask", text="Is it true?", facts=["P-20"]
    )
    release.translate("vi", "guide.steppoint/new-point/text", "Có thật không?", source="Is it true?")
    report = seed(release.root)
    row = point("new-point")
    assert (row.text_en, row.text_vi, row.text_ja, row.step.key) == ("Is it true?", "Có thật không?", "", "job-offer")
    assert dict(+report.created) == {"guide.steppoint": 1}
    assert total(report) == 1


def test_a_row_that_the_release_no_longer_has_is_gone_if_nobody_edited_it(release):
    release.remove("guide/step_point.yaml", POINT)
    report = seed(release.root)
    assert not StepPoint.objects.filter(key=POINT).exists()
    assert not SeededValue.objects.filter(item=f"guide.steppoint/{POINT}").exists()
    assert dict(+report.removed) == {"guide.steppoint": 1}
    assert report.kept == []


def test_a_row_leaves_together_with_all_that_belongs_to_it(release):
    section = Section.objects.filter(paragraph__isnull=False).order_by("pk").first()
    paragraphs = [row.key for row in Paragraph.objects.filter(section=section)]
    release.remove("guide/paragraph.yaml", *paragraphs)
    release.remove("guide/section.yaml", section.key)
    report = seed(release.root)
    assert not Section.objects.filter(key=section.key).exists()
    assert dict(+report.removed) == {"guide.section": 1, "guide.paragraph": len(paragraphs)}


def test_a_row_moves_from_one_that_leaves_to_another(release):
    section = Section.objects.filter(paragraph__isnull=False).order_by("pk").first()
    other = Section.objects.exclude(pk=section.pk).first()
    paragraphs = [row.key for row in Paragraph.objects.filter(section=section)]
    for key in paragraphs:
        release.change("guide/paragraph.yaml", key, section=other.key)
    release.remove("guide/section.yaml", section.key)
    seed(release.root)
    assert not Section.objects.filter(key=section.key).exists()
    assert set(paragraphs) <= {row.key for row in Paragraph.objects.filter(section=other)}


def test_a_page_and_the_pages_below_it_leave_together(release):
    release.add(
        "guide/page.yaml", key="new", order=999, group="more", title="New", label="New", summary="New.", reviewed_on="2026-11-23"
    )
    release.add(
        "guide/page.yaml",
        key="new/a",
        parent="new",
        order=999,
        group="more",
        title="A",
        label="A",
        summary="A.",
        reviewed_on="2026-11-23",
    )
    seed(release.root)
    assert Page.objects.get(key="new/a").parent.key == "new"
    release.remove("guide/page.yaml", "new", "new/a")
    report = seed(release.root)
    assert dict(+report.removed) == {"guide.page": 2}


def test_a_figure_follows_the_release_and_one_that_becomes_unknown_is_empty(release):
    rows = release.read("stats/figure.yaml")
    edition, values = rows[0]["edition"], rows[0]["values"]
    first, second = list(values)[:2]
    values[first], values[second] = 42, None
    release.write("stats/figure.yaml", rows)
    report = seed(release.root)
    figures = {
        figure.category.key: figure.value for figure in Figure.objects.filter(edition__key=edition).select_related("category")
    }
    assert (figures[first], figures[second]) == (42, None)
    assert dict(+report.changed) == {"stats.figure": 2}


def test_a_language_that_is_new_is_brought_to_a_database_that_has_been_in_use(release):
    """Before a language was registered its columns were empty, and the seed has never written into them."""
    before = StepPoint.objects.filter(key="offer-keep-names").values("text_en", "text_ja").get()
    with writing():
        StepPoint.objects.all().update(text_vi=None)
        StepPoint.objects.filter(key="offer-keep-names").update(text_vi="của biên tập viên")
    SeededValue.objects.filter(item__startswith="guide.steppoint/", language="vi").delete()
    release.translate("vi", f"guide.steppoint/{POINT}/text", "Tổ chức nào?")
    release.translate("vi", "guide.steppoint/offer-keep-names/text", "Tên đầy đủ")
    report = seed(release.root)
    assert point().text_vi == "Tổ chức nào?"
    assert point("offer-keep-names").text_vi == "của biên tập viên"
    assert report.kept == ["guide.steppoint/offer-keep-names/text/vi: edited here, kept"]
    assert StepPoint.objects.filter(key="offer-keep-names").values("text_en", "text_ja").get() == before
