"""The seed never touches what an editor wrote, added or deleted (law 8)."""

import pytest
from legs import languages
from releases import POINT, delete, edit, point, total

from config.languages import LANGUAGES
from delivery.door import writing
from guide.models import Page, Paragraph, Section, Step, StepPoint
from sources.models import Contact, Fact, Source, Term, TermWording
from stats.models import Figure
from translations.content import column
from translations.seeding import seed

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("language", languages(LANGUAGES))
def test_a_word_of_an_editor_stays_in_any_language(release, language):
    edit(StepPoint, POINT, **{column("text", language.code): "by the editor"})
    release.change("guide/step_point.yaml", POINT, text="by the release")
    for other in LANGUAGES[1:]:
        release.translate(other.code, f"guide.steppoint/{POINT}/text", "by the release")
    report = seed(release.root)
    texts = {each.code: getattr(point(), column("text", each.code)) for each in LANGUAGES}
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
