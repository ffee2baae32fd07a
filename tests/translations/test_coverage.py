"""What is wrong with the content: found, placed and named; and nothing of it in what is shipped."""

import pytest
from django.core.management import CommandError, call_command
from django.db import models

from config.languages import LANGUAGES, SOURCE, by_code, live
from delivery.door import writing
from guide.models import Page, Paragraph
from sources.models import Contact, Fact
from translations.content import Vocabulary, column, kind_for, kind_named, kinds
from translations.coverage import DIFFERENT, INVALID, MISSING, Trouble, content_troubles, row_troubles, word_troubles

pytestmark = pytest.mark.django_db

PARAGRAPH = kind_for(Paragraph)
VIETNAMESE, JAPANESE = by_code("vi"), by_code("ja")
KNOWN = Vocabulary(frozenset({"trainees.total", "date.change"}), lambda kind, key: key in ("help", "otit"))


def codes(text: str, source: str = "", language=VIETNAMESE, field: str = "text", kind=PARAGRAPH) -> list[str]:
    return [code for code, _ in word_troubles(kind, field, language, text, source, KNOWN)]


# --- what is shipped ---


@pytest.mark.letters
def test_nothing_is_wrong_with_the_content_of_any_live_language():
    """No statistic, money, telephone number or date as digits; every link and value known; every word there, in equal marks."""
    languages = {language.code for language in live()}
    assert [str(trouble) for trouble in content_troubles() if trouble.language in languages] == []


@pytest.mark.letters
def test_the_check_has_looked_at_every_word(monkeypatch):
    seen = []
    monkeypatch.setattr(
        "translations.coverage.word_troubles",
        lambda kind, field, language, *rest: seen.append((kind.label, field, language.code)) or (),
    )
    list(content_troubles())
    words = {(kind.label, field, SOURCE.code) for kind in kinds() for field in kind.words if models.QuerySet(kind.model).exists()}
    assert words - set(seen) <= {("stats.category", "label", "en")}, "a kind of word that stands nowhere"
    assert len(seen) > 1000


# --- one word ---


@pytest.mark.letters
@pytest.mark.parametrize(("text", "source", "what"), [
    ("{trainees.total} và {date.change}", "{date.change} and {trainees.total}", []),
    ("Có {trainees.total}.", "There are {trainees.total}, {trainees.total}.", ["values"]),
    ("Không có.", "There are {trainees.total}.", ["values"]),
    ("Có {date.change}.", "There are.", ["values"]),
    ("[đây](page:help)", "[here](page:help)", []),
    ("đây", "[here](page:help)", ["links"]),
    ("[đây](org:otit)", "[here](page:help)", ["links"]),
    ("**Gọi** 110", "**Call**", ["digits"]),
    ("Gọi", "**Call**", ["strongs"]),
    ("Một.\n\nHai.", "One. Two.", ["paragraphs"]),
    ("- một\n- hai", "- one\n- two\n- three", ["items"]),
    ("", "One.", []),
    ("Một.", "", []),
])  # fmt: skip
def test_a_translation_has_the_values_links_and_marks_of_its_source(text, source, what):
    found = list(word_troubles(PARAGRAPH, "text", VIETNAMESE, text, source, KNOWN))
    assert [detail.partition(":")[0] if code == DIFFERENT else code for code, detail in found] == what


def test_the_source_is_compared_with_nothing():
    assert codes("One.", "{trainees.total}", language=SOURCE) == []


def test_a_translation_may_write_a_plain_number_of_its_source_but_the_source_gives_itself_no_leave():
    assert codes("Có 300 giờ.", "There are 300 lessons.") == []
    assert codes("Có 300 bài.", "There are lessons.") == ["digits"]
    text = "There are 300 lessons."
    assert codes(text, text, language=SOURCE) == ["digits"]
    row = Paragraph.objects.first()
    row.text_en = row.text_vi = row.text_ja = text
    assert [trouble.code for trouble in troubles(row) if trouble.language == "en"] == ["digits"]


def test_a_difference_says_what_is_missing_and_what_is_too_much():
    ((_, detail),) = word_troubles(PARAGRAPH, "text", VIETNAMESE, "{date.change}", "{trainees.total}", KNOWN)
    assert detail == "values: missing ['trainees.total'], superfluous ['date.change']"
    ((_, detail),) = word_troubles(PARAGRAPH, "text", VIETNAMESE, "{date.change}", "{date.change} {date.change}", KNOWN)
    assert detail == "values: another number of times"


@pytest.mark.letters
@pytest.mark.parametrize(("text", "code"), [
    ("{no.such}", "unknown-value"), ("[a](page:nowhere)", "unknown-link"), ("<b>a</b>", "raw-html"), ("https://example.org", "raw-url"),
    ("456,618 people", "digits"), ("12.5%", "digits"), ("¥500,000", "digits"), ("0120-250-168", "digits"), ("1 April 2027", "digits"),
    ("# a", "heading"), ("a\tb", "control-character"), ("漢字《かんじ》", "reading-outside-japanese"),
])  # fmt: skip
def test_the_grammar_is_checked_with_what_a_text_may_name(text, code):
    assert code in codes(text, language=SOURCE)


def test_a_field_is_read_as_its_kind_says():
    assert codes("a\n\nb", language=SOURCE) == []
    assert codes("**a**", language=SOURCE, field="title", kind=kind_for(Page)) == ["marks-in-line"]
    assert codes("**a**", language=SOURCE, field="summary", kind=kind_for(Page)) == ["marks-in-line"]
    assert codes("**a**", language=SOURCE, field="summary", kind=kind_named("guide.step")) == []


def test_readings_are_for_every_kind_of_japanese_and_for_no_other_language():
    from dataclasses import replace

    assert JAPANESE.japanese
    assert replace(JAPANESE, code="ja-simple").japanese
    assert not any(language.japanese for language in LANGUAGES if language.code.split("-")[0] != "ja")
    assert codes("漢字《かんじ》", "Letters", language=JAPANESE) == []


# --- one row ---


@pytest.fixture
def row():
    return Paragraph.objects.exclude(facts="").first()


def troubles(row) -> list[Trouble]:
    from translations.content import vocabulary

    return list(row_troubles(kind_for(type(row)), row, vocabulary()))


def test_a_word_without_its_translation_is_missing_in_that_language(row):
    for language in LANGUAGES:
        setattr(row, column("text", language.code), "One.")
    row.text_vi, row.text_ja = "", None
    place = f"guide.paragraph/{row.key}/text"
    assert troubles(row) == [Trouble("ja", place, MISSING), Trouble("vi", place, MISSING)]


def test_a_required_word_without_its_source_is_missing_too(row):
    row.text_en, row.text_vi, row.text_ja = "", "", ""
    assert troubles(row) == [Trouble("en", f"guide.paragraph/{row.key}/text", MISSING)]


@pytest.mark.parametrize("facts", [["P-9999"], ["P-1", "no-fact"]])
def test_a_fact_that_is_unknown_is_found(row, facts):
    row.facts = facts
    (trouble,) = troubles(row)
    assert (trouble.language, trouble.place, trouble.code) == ("en", f"guide.paragraph/{row.key}/facts", INVALID)
    assert facts[-1] in trouble.detail


def test_an_open_fact_is_never_to_be_stated(row):
    fact = models.QuerySet(Fact).filter(status="open").first()
    row.facts = [fact.key]
    (trouble,) = troubles(row)
    assert trouble.code == INVALID
    assert fact.key in trouble.detail


@pytest.mark.parametrize(
    ("field", "value"),
    [("days", "monday"), ("opens", "9am"), ("printed_on", "last year"), ("channel", "pigeon"), ("url", "otit")],
)
def test_a_field_that_does_not_hold_what_it_should_is_found(field, value):
    row = models.QuerySet(Contact).first()
    setattr(row, field, value)
    assert [(trouble.place.rpartition("/")[2], trouble.code) for trouble in troubles(row)] == [(field, INVALID)]


@pytest.mark.letters
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_word_that_is_longer_than_its_column_is_found_in_its_language(language):
    row = Page.objects.first()
    setattr(row, column("label", language.code), "a " * 31)
    (trouble,) = (trouble for trouble in troubles(row) if trouble.code == INVALID)
    assert (trouble.language, trouble.place) == (language.code, f"guide.page/{row.key}/label")


def test_a_trouble_is_one_line():
    assert str(Trouble("vi", "guide.step/interview/title", MISSING)) == "vi: guide.step/interview/title: missing"
    assert str(Trouble("vi", "a/b/c", "digits", "12,5%")) == "vi: a/b/c: digits (12,5%)"


# --- the command ---


def test_the_command_fails_when_a_live_language_is_not_whole(capsys):
    with writing():
        Paragraph.objects.filter(pk=Paragraph.objects.first().pk).update(text_vi="")
    with pytest.raises(CommandError):
        call_command("check_content")
    out = capsys.readouterr().out
    assert f"vi: guide.paragraph/{Paragraph.objects.first().key}/text: missing" in out
    assert all(f"\n{language.code}: " in f"\n{out}" for language in LANGUAGES)


@pytest.mark.letters
def test_the_command_can_fill_the_database_first(capsys):
    call_command("check_content", fixtures=True)
    assert "en: 0 missing, 0 behind, 0 unknown, 0 different, 0 other" in capsys.readouterr().out


@pytest.mark.letters
def test_a_row_of_every_kind_can_be_named():
    for kind in kinds():
        row = next(iter(kind.rows()))
        assert all(hasattr(row, column(field, language.code)) for field in kind.words for language in LANGUAGES)
        assert isinstance(list(row_troubles(kind, row, KNOWN)), list)
