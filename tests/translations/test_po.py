"""The words of a language as a PO file: written, read and brought back the same, with what a translator has to know."""

from io import StringIO

import polib
import pytest
from django.core.management import CommandError, call_command
from hypothesis import example, given
from hypothesis import strategies as st
from legs import languages
from releases import POINT, edit, point
from snapshots import content

from config.languages import LANGUAGES, SOURCE, by_code
from delivery.door import writing
from guide.models import Page, Paragraph, StepPoint
from translations import origins, po
from translations.content import column, kinds
from translations.incoming import bring_in
from translations.models import MadeFrom

VIETNAMESE = by_code("vi")
NAME = f"guide.steppoint/{POINT}/text"
every_language = pytest.mark.parametrize("language", languages(LANGUAGES[1:]))

ODD = [
    "\u2028", "a\u2028b", "a\u2029b", "a\u0085b", "a\x0bb", "a\x0cb", "a\x1cb\x1db\x1eb", "a\rb", "a\r\nb", "a\tb", "a\bb", "\ufeffa", "a\u00a0",
    "a\n\nb", "\na", "a\n", "a\n\n", " a ", "\u3000a", '"', '""', '\\"', 'a"b"', "\\", "\\\\", "\\n", "a\\", "#", "#, fuzzy", "#| msgid \"a\"", "#~ a",
    'msgid "a"', "🙂", "e\u0301", "ភាសា\u200bខ្មែរ", "اردو", "x" * 5000, "word " * 500, "- a\n- b\n\nc",
]  # fmt: skip


def entries(language=VIETNAMESE) -> dict[str, polib.POEntry]:
    return {entry.msgctxt: entry for entry in polib.pofile(po.dump(language))}


def catalog_in(path, *, msgid: str, msgstr: str, before: str | None = None) -> polib.POEntry:
    """One entry, written as `dump` writes and read again."""
    catalog = polib.POFile(wrapwidth=0)
    flags = ["fuzzy"] if before is not None else []
    catalog.append(polib.POEntry(msgctxt="a/b/c", msgid=msgid, msgstr=msgstr, previous_msgid=before, flags=flags))
    path.write_text(f"{catalog}\n", encoding="utf-8")
    (entry,) = po.parse(path)
    return entry


def forget_everything(language) -> None:
    """A database in which a language has no word yet."""
    with writing():
        for kind in kinds():
            if kind.words:
                kind.model.objects.update(**{column(field, language.code): "" for field in kind.words})
    MadeFrom.objects.filter(language=language.code).delete()


# --- out and in again ---


@pytest.mark.django_db
class TestOutAndIn:
    @every_language
    def test_what_was_exported_and_brought_in_is_exported_the_same_byte_for_byte(self, language, tmp_path):
        path, before, known = tmp_path / f"{language.code}.po", content(), origins.known()
        call_command("export_text", language.code, to=path)
        first = path.read_bytes()
        intake = bring_in(path)
        assert (intake.changed, intake.behind, intake.empty) == ([], [], [])
        assert (content(), origins.known()) == (before, known)
        assert po.dump(language).encode() == first

    @every_language
    def test_a_language_is_whole_again_from_its_export_with_what_is_behind(self, language, tmp_path):
        words = column("text", language.code)
        edit(StepPoint, POINT, text_en="Another question?", **{words: "{date.change}\n\n- 1\n- 2"})
        edit(StepPoint, "offer-keep-names", **{words: ""})
        origins.record({f"guide.steppoint/{POINT}": {("text", language.code): "{date.change}\n\n- one\n- two"}})
        origins.record({"guide.page/flow": {("title", language.code): ""}})
        MadeFrom.objects.filter(item="guide.steppoint/offer-keep-names", language=language.code).delete()
        before, known, path = content(), origins.known(), tmp_path / "words.po"
        path.write_text(po.dump(language), encoding="utf-8")
        forget_everything(language)
        assert content() != before
        intake = bring_in(path)
        assert sorted(intake.behind) == sorted(["guide.page/flow/title", NAME])
        assert intake.empty == ["guide.steppoint/offer-keep-names/text"]
        assert (content(), origins.known()) == (before, known)
        assert po.dump(language).encode() == path.read_bytes()

    def test_odd_letters_survive_in_the_english_in_the_translation_and_in_what_it_was_made_from(self, tmp_path):
        keys = list(Paragraph.objects.values_list("key", flat=True)[: len(ODD)])
        assert len(keys) == len(ODD)
        for key, text in zip(keys, ODD, strict=True):
            edit(Paragraph, key, text_en=text, text_vi=f"vi {text}")
            origins.record({f"guide.paragraph/{key}": {("text", "vi"): f"old {text}"}})
        path = tmp_path / "vi.po"
        path.write_text(po.dump(VIETNAMESE), encoding="utf-8")
        found = po.load(path)
        for key, text in zip(keys, ODD, strict=True):
            entry = found[f"guide.paragraph/{key}/text"]
            assert (entry.msgid, entry.msgstr, entry.previous_msgid) == (text, f"vi {text}", f"old {text}")
            assert po.origin(entry) == f"old {text}"


letters = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@given(letters, letters, st.none() | letters)
@example('a\\"b', "a\u2028b\nc", "\n  a\u2028\n")
def test_every_letter_is_read_as_it_was_written(tmp_path_factory, msgid, msgstr, before):
    entry = catalog_in(tmp_path_factory.getbasetemp() / "one.po", msgid=f"x{msgid}", msgstr=msgstr, before=before)
    assert (entry.msgid, entry.msgstr, entry.previous_msgid) == (f"x{msgid}", msgstr, before)
    assert po.origin(entry) == (f"x{msgid}" if before is None else before)


def test_a_file_of_another_system_is_read_too(tmp_path):
    catalog_in(tmp_path / "a.po", msgid="One.", msgstr="Một.\nHai.")
    (tmp_path / "b.po").write_bytes(b"\xef\xbb\xbf" + (tmp_path / "a.po").read_bytes().replace(b"\n", b"\r\n"))
    (entry,) = po.parse(tmp_path / "b.po")
    assert (entry.msgctxt, entry.msgid, entry.msgstr) == ("a/b/c", "One.", "Một.\nHai.")


# --- what a translator has to know ---


@pytest.mark.letters
@pytest.mark.django_db
class TestEntries:
    def test_a_translation_that_is_not_behind_is_not_fuzzy(self):
        assert not any(entry.fuzzy or entry.previous_msgid is not None for entry in entries().values())

    def test_a_translation_that_is_behind_is_fuzzy_and_has_the_english_that_it_was_made_from(self):
        old, text = point().text_en, point().text_vi
        edit(StepPoint, POINT, text_en="Another question?")
        found = entries()
        entry = found.pop(NAME)
        assert (entry.msgid, entry.msgstr, entry.previous_msgid, entry.flags) == ("Another question?", text, old, ["fuzzy"])
        assert po.origin(entry) == old
        assert not any(entry.fuzzy for entry in found.values())

    def test_a_translation_of_which_the_english_is_not_known_is_fuzzy_without_it(self):
        origins.record({f"guide.steppoint/{POINT}": {("text", "vi"): ""}})
        entry = entries()[NAME]
        assert (entry.fuzzy, entry.previous_msgid, po.origin(entry)) == (True, None, "")
        assert not entries(by_code("ja"))[NAME].fuzzy

    def test_a_word_that_is_not_translated_is_empty_and_not_fuzzy(self):
        edit(StepPoint, POINT, text_en="Another question?", text_vi="")
        entry = entries()[NAME]
        assert (entry.msgid, entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("Another question?", "", False, None)

    def test_a_word_without_english_is_not_written(self):
        edit(StepPoint, POINT, text_en="")
        assert NAME not in entries()

    @pytest.mark.parametrize(("name", "comment"), [
        ("guide.page/flow/title", "/flow/: one line"),
        ("guide.page/flow/label", "/flow/: one line, at most 30 letters"),
        ("guide.page/flow/summary", "/flow/: one line, at most 180 letters"),
        ("guide.page/home/title", "/: one line"),
        ("guide.step/lectures/summary", "/flow/#lectures: one paragraph"),
        ("guide.step/lectures/text", "/flow/#lectures: paragraphs and lists"),
        ("guide.step/lectures/label", "/flow/#lectures: one line, at most 40 letters"),
        (NAME, f"/flow/#{POINT}: paragraphs and lists"),
        ("sources.organization/otit/title", "/sources/: one line"),
    ])  # fmt: skip
    def test_a_comment_tells_where_a_word_stands_what_shape_it_has_and_how_long_it_may_be(self, name, comment):
        assert entries()[name].comment == comment

    def test_every_word_has_such_a_comment(self):
        shapes = "|".join(po.SHAPES.values())
        found = {kind.label: kind for kind in kinds()}
        for name, entry in entries().items():
            most = found[name.partition("/")[0]].most.get(name.rpartition("/")[2])
            assert entry.comment.endswith(f", at most {most} letters") == bool(most), name
            assert any(shape in entry.comment for shape in shapes.split("|")), name
            assert entry.comment.startswith("/"), name

    def test_the_head_names_the_language(self):
        for language in LANGUAGES[1:]:
            assert polib.pofile(po.dump(language)).metadata["Language"] == language.code


# --- the command ---


@pytest.mark.letters
@pytest.mark.django_db
class TestCommand:
    def test_it_prints_the_file_or_writes_it(self, tmp_path, capsys):
        call_command("export_text", "vi")
        assert capsys.readouterr().out == po.dump(VIETNAMESE)
        call_command("export_text", "vi", to=tmp_path / "vi.po")
        assert (tmp_path / "vi.po").read_bytes() == po.dump(VIETNAMESE).encode()
        assert "vi.po" in capsys.readouterr().err

    @pytest.mark.parametrize("code", [SOURCE.code, "xx", "zh", ""])
    def test_a_language_into_which_nothing_is_translated_is_refused_with_those_that_there_are(self, code):
        with pytest.raises(CommandError, match=rf"no such language to translate into: {code}\. .*ja, ja-simple, vi"):
            call_command("export_text", code)

    def test_a_file_that_cannot_be_written_is_told(self, tmp_path):
        with pytest.raises(CommandError, match="nowhere"):
            call_command("export_text", "vi", to=tmp_path / "nowhere" / "vi.po")

    def test_nothing_is_changed_by_an_export(self):
        before = content(), Page.objects.count(), origins.known()
        call_command("export_text", "vi", stdout=StringIO())
        assert (content(), Page.objects.count(), origins.known()) == before
