"""The seed: fills an empty database, upgrades a used one, and never touches what an editor wrote (law 8)."""

import shutil
from pathlib import Path

import polib
import pytest
import yaml
from django.conf import settings as active
from django.core.management import CommandError, call_command
from django.db import models
from snapshots import content

from config.languages import LANGUAGES
from delivery.door import writing
from delivery.models import content_version
from guide.models import HelpLevel, Page, Paragraph, Section, Step, StepPoint
from sources.models import Contact, Fact, Source, Term, TermWording
from stats.models import Edition, Figure
from translations import seeding
from translations.content import kinds
from translations.fixtures import FixtureError, dump, dump_words
from translations.models import SeededValue
from translations.seeding import seed

pytestmark = pytest.mark.django_db

POINT = "offer-ask-partner"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Fixtures:
    """A copy of the shipped fixtures that a test can change, as a new release would."""

    def __init__(self, root: Path):
        self.root = root
        shutil.copytree(active.FIXTURE_ROOT, root)

    def read(self, file: str) -> list[dict]:
        return yaml.load((self.root / file).read_text(encoding="utf-8"), Loader=LOADER)

    def write(self, file: str, rows: object) -> None:
        text = yaml.dump(rows, Dumper=DUMPER, allow_unicode=True, sort_keys=False)
        (self.root / file).write_text(text, encoding="utf-8")

    def change(self, file: str, key: str, **values) -> None:
        rows = self.read(file)
        next(row for row in rows if row["key"] == key).update(values)
        self.write(file, rows)

    def add(self, file: str, **row) -> None:
        self.write(file, [*self.read(file), row])

    def remove(self, file: str, *keys: str) -> None:
        rows = self.read(file)
        assert set(keys) <= {row["key"] for row in rows}
        self.write(file, [row for row in rows if row["key"] not in keys])

    def translate(self, language: str, context: str, text: str, source: str = "") -> None:
        path = self.root / "text" / f"{language}.po"
        catalog = polib.pofile(str(path))
        entry = next((entry for entry in catalog if entry.msgctxt == context), None)
        if entry is None:
            entry = polib.POEntry(msgctxt=context, msgid=source)
            catalog.append(entry)
        entry.msgstr = text
        catalog.save(str(path))


@pytest.fixture
def release(tmp_path):
    return Fixtures(tmp_path / "fixtures")


def state() -> dict:
    """All content, what is remembered of it, and its version."""
    seeded = SeededValue.objects.order_by("item", "field", "language").values_list("item", "field", "language", "value")
    return content() | {"seeded": list(seeded), "version": content_version()}


def files() -> dict:
    """The fixtures that the database would write."""
    return {kind.label: dump(kind) for kind in kinds()} | {row.code: dump_words(row.code) for row in LANGUAGES[1:]}


def edit(model, key: str, **values) -> None:
    """What an editor does in the admin: one row, through the door."""
    with writing():
        row = models.QuerySet(model).get(key=key)
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


def delete(model, **where) -> None:
    with writing():
        model.objects.filter(**where).delete()


def point(key: str = POINT) -> StepPoint:
    return StepPoint.objects.get(key=key)


def total(report) -> int:
    return sum((report.created + report.changed + report.removed).values())


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


# --- law 8: what an editor did stays ---


def test_what_an_editor_wrote_stays_and_is_listed_and_the_rest_of_the_row_follows(release):
    edit(StepPoint, POINT, text_en="Written by the editor.", order=77)
    release.change("guide/step_point.yaml", POINT, text="Written by the release.", order=15, kind="know")
    release.translate("vi", f"guide.steppoint/{POINT}/text", "Của bản phát hành.")
    report = seed(release.root)
    row = point()
    assert (row.text_en, row.order) == ("Written by the editor.", 77)
    assert (row.kind, row.text_vi) == ("know", "Của bản phát hành.")
    assert sorted(report.kept) == [
        f"guide.steppoint/{POINT}/order: edited here, kept", f"guide.steppoint/{POINT}/text/en: edited here, kept",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_word_of_an_editor_stays_in_any_language(release, language):
    edit(StepPoint, POINT, **{f"text_{language.code.replace('-', '_')}": "by the editor"})
    release.change("guide/step_point.yaml", POINT, text="by the release")
    for other in LANGUAGES[1:]:
        release.translate(other.code, f"guide.steppoint/{POINT}/text", "by the release")
    report = seed(release.root)
    texts = {each.code: getattr(point(), f"text_{each.code.replace('-', '_')}") for each in LANGUAGES}
    assert texts == {each.code: "by the editor" if each == language else "by the release" for each in LANGUAGES}
    assert report.kept == [f"guide.steppoint/{POINT}/text/{language.code}: edited here, kept"]


def test_what_an_editor_wrote_stays_through_every_later_release(release):
    edit(StepPoint, POINT, text_en="Written by the editor.")
    for text in ("First release.", "Second release.", "Third release."):
        release.change("guide/step_point.yaml", POINT, text=text)
        report = seed(release.root)
        assert point().text_en == "Written by the editor."
        assert f"guide.steppoint/{POINT}/text/en: edited here, kept" in report.kept


def test_an_editor_who_comes_back_to_the_shipped_text_follows_again(release):
    shipped = point().text_en
    edit(StepPoint, POINT, text_en="Written by the editor.")
    seed(release.root)
    edit(StepPoint, POINT, text_en=shipped)
    release.change("guide/step_point.yaml", POINT, text="Written by the release.")
    assert seed(release.root).kept == []
    assert point().text_en == "Written by the release."


def test_a_release_that_takes_over_the_words_of_the_editor_leads_on_from_there(release):
    edit(StepPoint, POINT, text_en="The better sentence.")
    release.change("guide/step_point.yaml", POINT, text="The better sentence.")
    assert seed(release.root).kept == []
    release.change("guide/step_point.yaml", POINT, text="A still better one.")
    assert seed(release.root).kept == []
    assert point().text_en == "A still better one."


def test_what_an_editor_emptied_stays_empty(release):
    assert point().facts
    edit(StepPoint, POINT, text_vi="", facts=[])
    release.translate("vi", f"guide.steppoint/{POINT}/text", "Của bản phát hành.")
    report = seed(release.root)
    assert (point().text_vi, point().facts) == ("", [])
    assert len(report.kept) == 2


def test_a_figure_that_an_editor_corrected_stays(release):
    figure = Figure.objects.select_related("edition", "category").first()
    with writing():
        Figure.objects.filter(pk=figure.pk).update(value=7)
    rows = release.read("stats/figure.yaml")
    next(row for row in rows if row["edition"] == figure.edition.key)["values"][figure.category.key] = 8
    release.write("stats/figure.yaml", rows)
    report = seed(release.root)
    figure.refresh_from_db()
    assert figure.value == 7
    assert report.kept == [f"stats.figure/{figure.edition.key}:{figure.category.key}/value: edited here, kept"]


def test_a_day_on_which_an_editor_compared_a_fact_stays(release):
    fact = Fact.objects.exclude(sources=None).order_by("number").first()
    other = Source.objects.exclude(facts=fact).order_by("key").first()
    with writing():
        fact.checked_on = "2027-01-15"
        fact.save()
        fact.sources.add(other)
    sources = {source.key for source in fact.sources.all()}
    release.change("sources/fact.yaml", fact.key, checked_on="2027-02-20", sources=[])
    report = seed(release.root)
    fact.refresh_from_db()
    assert fact.checked_on.isoformat() == "2027-01-15"
    assert {source.key for source in fact.sources.all()} == sources
    assert sorted(report.kept) == [
        f"sources.fact/{fact.key}/checked_on: edited here, kept",
        f"sources.fact/{fact.key}/sources: edited here, kept",
    ]


def test_a_row_that_an_editor_made_stays(release):
    with writing():
        StepPoint.objects.create(key="by-the-editor", step=Step.objects.first(), order=1, kind="ask", text_en="Mine.")
    report = seed(release.root)
    assert point("by-the-editor").text_en == "Mine."
    assert total(report) == 0


def test_a_row_that_an_editor_made_is_not_overwritten_by_a_new_one_with_the_same_key(release):
    with writing():
        StepPoint.objects.create(key="same-key", step=Step.objects.first(), order=1, kind="ask", text_en="Mine.")
    release.add("guide/step_point.yaml", key="same-key", step="job-offer", order=2, kind="know", text="Theirs.", facts=["P-20"])
    for _ in range(2):
        report = seed(release.root)
        row = point("same-key")
        assert (row.text_en, row.order, row.kind, row.facts) == ("Mine.", 1, "ask", [])
        assert "guide.steppoint/same-key/text/en: edited here, kept" in report.kept


def test_a_row_that_an_editor_deleted_is_not_brought_back(release):
    delete(StepPoint, key=POINT)
    release.change("guide/step_point.yaml", POINT, text="Here again?")
    for _ in range(2):
        report = seed(release.root)
        assert not StepPoint.objects.filter(key=POINT).exists()
        assert report.kept == [f"guide.steppoint/{POINT}: deleted here, not brought back"]
        assert total(report) == 0


def test_a_row_that_was_edited_and_is_no_longer_shipped_is_kept_and_listed(release):
    edit(StepPoint, POINT, text_ja="編集者の文")
    release.remove("guide/step_point.yaml", POINT)
    for _ in range(2):
        report = seed(release.root)
        assert point().text_ja == "編集者の文"
        assert report.kept == [f"guide.steppoint/{POINT}: no longer in the fixtures, but edited here, kept"]
        assert total(report) == 0


def test_what_an_edited_row_belongs_to_is_kept_with_it(release):
    section = Section.objects.filter(paragraph__isnull=False).order_by("pk").first()
    kept, *others = [row.key for row in Paragraph.objects.filter(section=section)]
    edit(Paragraph, kept, text_en="By the editor.")
    release.remove("guide/paragraph.yaml", kept, *others)
    release.remove("guide/section.yaml", section.key)
    report = seed(release.root)
    assert Paragraph.objects.get(key=kept).section.key == section.key
    assert not Paragraph.objects.filter(key__in=others).exists()
    assert len(report.kept) == 2
    assert report.kept[0].startswith(f"guide.paragraph/{kept}: ")
    assert report.kept[1].startswith(f"guide.section/{section.key}: ")


def test_a_figure_of_an_editor_is_not_lost_with_an_edition_that_leaves(release):
    rows = release.read("stats/figure.yaml")
    edition = rows[-1]["edition"]
    figure = Figure.objects.filter(edition__key=edition).first()
    with writing():
        Figure.objects.filter(pk=figure.pk).update(value=7)
    release.write("stats/figure.yaml", rows[:-1])
    release.remove("stats/edition.yaml", edition)
    report = seed(release.root)
    assert [row.value for row in Figure.objects.filter(edition__key=edition)] == [7]
    assert len(report.kept) == 2


def test_a_source_that_an_editor_cites_is_not_lost_from_the_fact(release):
    fact = Fact.objects.exclude(sources=None).order_by("number").first()
    release.add(
        "sources/source.yaml", key="new-source", site="example.org", kind="press", url="https://example.org/a", exact=True
    )
    seed(release.root)
    with writing():
        fact.sources.add(Source.objects.get(key="new-source"))
    release.remove("sources/source.yaml", "new-source")
    report = seed(release.root)
    assert "new-source" in {source.key for source in fact.sources.all()}
    assert any(line.startswith("sources.source/new-source: ") for line in report.kept)


def test_a_new_row_below_one_that_an_editor_deleted_does_not_stop_the_upgrade(release):
    term = Term.objects.first()
    delete(TermWording, term=term)
    delete(Term, key=term.key)
    release.add("sources/term_wording.yaml", key="new-wording", term=term.key, language="en", wording="new words")
    release.change("guide/step_point.yaml", POINT, text="Written by the release.")
    report = seed(release.root)
    assert not TermWording.objects.filter(key="new-wording").exists()
    assert any(line.startswith("sources.termwording/new-wording: ") and term.key in line for line in report.kept)
    assert point().text_en == "Written by the release."
    with writing():  # once the editor has made it again, it comes
        Term.objects.create(key=term.key, japanese="語", title_en="again")
    seed(release.root)
    assert TermWording.objects.get(key="new-wording").term.key == term.key


def test_a_whole_new_branch_below_a_deleted_row_waits_with_it(release):
    page = Page.objects.filter(page=None, notice=None).last()  # a leaf
    delete(Paragraph, section__page=page)
    delete(Section, page=page)
    delete(Page, pk=page.pk)
    release.add("guide/section.yaml", key="new-section", page=page.key, order=10, title="New")
    release.add("guide/paragraph.yaml", key="new-paragraph", section="new-section", order=10, text="New.", facts=["P-20"])
    report = seed(release.root)
    assert not Section.objects.filter(key="new-section").exists()
    assert {line.partition(":")[0] for line in report.kept} >= {"guide.section/new-section", "guide.paragraph/new-paragraph"}


def test_an_unedited_row_does_not_move_below_one_that_an_editor_deleted(release):
    gone, other = Term.objects.first().key, Term.objects.last()
    delete(Term, key=gone)
    wording = TermWording.objects.filter(term=other).first().key
    release.change("sources/term_wording.yaml", wording, term=gone)
    report = seed(release.root)
    assert TermWording.objects.get(key=wording).term == other
    assert any(line.startswith(f"sources.termwording/{wording}/term: ") for line in report.kept)


def test_a_new_fact_may_rest_on_a_source_that_an_editor_deleted(release):
    gone, kept = Source.objects.filter(organization=None, facts__isnull=False)[:2]
    with writing():
        Contact.objects.filter(printed_by=gone).update(printed_by=None)
        gone.delete()
    release.add(
        "sources/fact.yaml",
        key="P-9001",
        number=9001,
        group="A",
        status="confirmed",
        statement="New.",
        sources=[gone.key, kept.key],
    )
    seed(release.root)
    assert [source.key for source in Fact.objects.get(key="P-9001").sources.all()] == [kept.key]


# --- whole or not at all ---

BROKEN = {
    "not YAML": ("guide/step.yaml", lambda text: text + "\n- key: [", ("guide/step.yaml",)),
    "a tab where none can stand": ("guide/role.yaml", lambda text: "\t" + text, ("guide/role.yaml",)),
    "a list of words": ("guide/step.yaml", lambda text: "- a\n- b\n", ("guide/step.yaml", "row 1")),
    "a mapping": ("guide/step.yaml", lambda text: "key: a\n", ("guide/step.yaml",)),
    "a single number": ("guide/step.yaml", lambda text: "5\n", ("guide/step.yaml",)),
    "a row without a key": ("guide/step.yaml", lambda text: "- number: 1\n" + text, ("guide/step.yaml", "row 1")),
    "a key that is no text": ("guide/step.yaml", lambda text: "- key: 5\n" + text, ("guide/step.yaml", "row 1")),
    "a key that stands twice": ("guide/step.yaml", lambda text: text + "\n- key: job-offer\n  number: 9\n", ("guide/step.yaml", "job-offer", "twice")),
    "a field that stands twice": (
        "guide/step_point.yaml", lambda text: text.replace("  kind: ask\n", "  kind: ask\n  kind: know\n", 1), ("guide/step_point.yaml", "kind"),
    ),
    "an unknown field": ("guide/step.yaml", lambda text: text.replace("number:", "nummer:", 1), ("guide/step.yaml", "job-offer", "nummer")),
    "a word of a language in the structure": (
        "guide/step.yaml", lambda text: text.replace("\n  number:", "\n  title_vi: x\n  number:", 1), ("guide/step.yaml", "job-offer", "title_vi"),
    ),
    "a reference that leads nowhere": (
        "guide/step_point.yaml", lambda text: text.replace("step: job-offer", "step: no-such-step", 1), ("guide/step_point.yaml", POINT, "no-such-step"),
    ),
    "one of many references that leads nowhere": (
        "sources/fact.yaml", lambda text: text + "\n- key: P-9001\n  number: 9001\n  group: A\n  status: single\n  statement: s\n  sources: [no-such]\n",
        ("sources/fact.yaml", "P-9001", "no-such"),
    ),
    "a day that is none": (
        "guide/page.yaml", lambda text: text + "\n- key: new\n  group: more\n  title: N\n  label: N\n  summary: N\n  reviewed_on: '2026-02-30'\n",
        ("guide/page.yaml", "new", "reviewed_on"),
    ),
    "a number that is none": ("guide/step.yaml", lambda text: text.replace("number: 1", "number: one", 1), ("guide/step.yaml", "job-offer", "number")),
    "a word that is no text": (
        "guide/step_point.yaml", lambda text: text + "\n- key: new\n  step: job-offer\n  kind: ask\n  text: 5\n", ("guide/step_point.yaml", "new", "text"),
    ),
    "a word that is a list": (
        "guide/step_point.yaml", lambda text: text + "\n- key: new\n  step: job-offer\n  kind: ask\n  text: [a, b]\n", ("guide/step_point.yaml", "new", "text"),
    ),
    "a figure of no edition": ("stats/figure.yaml", lambda text: text + "- edition: residents/1066-12\n  values:\n    total: 1\n", ("stats/figure.yaml", "residents/1066-12")),
    "an edition without figures": ("stats/figure.yaml", lambda text: text + "- edition: residents/1066-12\n", ("stats/figure.yaml", "residents/1066-12")),
    "a figure that is no number": (
        "stats/figure.yaml", lambda text: text.replace("residents-total: ", "residents-total: about ", 1), ("stats/figure.yaml", "residents/2025-12", "about"),
    ),
    "a PO file that is none": ("text/vi.po", lambda text: text + "\ngarbage\n", ("text/vi.po",)),
    "a word that is translated twice": (
        "text/vi.po", lambda text: text + f'\nmsgctxt "guide.steppoint/{POINT}/text"\nmsgid "x"\nmsgstr "y"\n', ("text/vi.po", f"guide.steppoint/{POINT}/text"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_release_changes_nothing_and_says_where_it_is_broken(release, broken):
    file, damage, named = BROKEN[broken]
    release.change("sources/organization.yaml", "otit", title="Changed before the broken row")
    path = release.root / file
    text = path.read_text(encoding="utf-8")
    path.write_text(damage(text), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text
    before = state()
    with pytest.raises(FixtureError) as error:
        seed(release.root)
    assert [word for word in named if word not in str(error.value)] == []
    assert state() == before


def test_a_fixture_that_is_not_utf_8_is_refused_by_name(release):
    for file in ("guide/step.yaml", "text/vi.po"):
        path = release.root / file
        text = path.read_bytes()
        path.write_bytes(text + b"\n# \xff\n")
        before = state()
        with pytest.raises(FixtureError, match=file):
            seed(release.root)
        assert state() == before
        path.write_bytes(text)


@pytest.mark.parametrize("label", ["sources.fact", "stats.figure", "guide.paragraph", "guide.rule"])
@pytest.mark.parametrize("step", ["bring", "remember"])
def test_a_seed_that_is_interrupted_leaves_everything_as_it_was(release, monkeypatch, label, step):
    release.change("sources/organization.yaml", "otit", title="Changed before")
    release.change("guide/step_point.yaml", POINT, text="Changed before or after.")
    release.remove("guide/step_point.yaml", "offer-keep-names")
    before, original = state(), getattr(seeding._Seeding, step)

    def interrupted(self, *arguments):
        if self.kind.label == label:
            raise KeyboardInterrupt
        return original(self, *arguments)

    monkeypatch.setattr(seeding._Seeding, step, interrupted)
    with pytest.raises(KeyboardInterrupt):
        seed(release.root)
    assert state() == before


def test_one_seed_is_one_version(release):
    before = content_version()
    release.change("guide/step_point.yaml", POINT, text="Written by the release.")
    release.add("guide/step_point.yaml", key="new-point", step="job-offer", order=99, kind="ask", text="New?", facts=["P-20"])
    seed(release.root)
    assert content_version() == before + 1


# --- the command ---


def test_the_command_tells_what_it_did_and_what_it_kept(release, capsys):
    edit(StepPoint, POINT, text_en="Written by the editor.")
    release.change("guide/step_point.yaml", POINT, text="Written by the release.")
    release.remove("guide/step_point.yaml", "offer-keep-names")
    release.change("guide/step_point.yaml", "job-ask-years", text="Changed.")
    release.add("guide/step_point.yaml", key="new-point", step="job-offer", order=99, kind="ask", text="New?", facts=["P-20"])
    call_command("seed", root=release.root)
    assert capsys.readouterr().out.splitlines() == [
        "created: 1 rows", "changed: 1 rows", "removed: 1 rows", f"kept: guide.steppoint/{POINT}/text/en: edited here, kept",
    ]  # fmt: skip


def test_the_command_says_that_nothing_was_changed(release):
    release.write("guide/step.yaml", "broken")
    with pytest.raises(CommandError, match=r"Nothing was changed: guide/step\.yaml"):
        call_command("seed", root=release.root)


def test_a_page_may_stand_in_its_file_before_the_page_that_it_belongs_to(release):
    rows = release.read("guide/page.yaml")
    new = {"order": 999, "group": "more", "title": "New", "label": "New", "summary": "New.", "reviewed_on": "2026-11-23"}
    release.write("guide/page.yaml", [{"key": "new/a", "parent": "new", **new}, *rows, {"key": "new", **new}])
    seed(release.root)
    assert Page.objects.get(key="new/a").parent.key == "new"


def test_a_folder_that_is_not_there_is_no_release_without_content(tmp_path):
    before = state()
    with pytest.raises(CommandError, match="no-such-folder"):
        call_command("seed", root=tmp_path / "no-such-folder")
    assert state() == before
    assert HelpLevel.objects.exists()
    assert Edition.objects.exists()


def test_a_seed_that_has_nothing_to_do_makes_no_page_anew():
    from delivery.models import content_version

    before = content_version()
    seed()
    assert content_version() == before
