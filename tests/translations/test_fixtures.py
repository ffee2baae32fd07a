"""The fixtures: what is exported is what was seeded, byte for byte, whatever an editor writes."""

import polib
import pytest
import yaml
from django.conf import settings as active
from django.core.management import call_command
from django.db import models
from hypothesis import example, given
from hypothesis import strategies as st
from legs import languages

from config.languages import LANGUAGES, SOURCE, by_code
from delivery.door import writing
from guide.models import Page, Paragraph
from translations import fixtures, po
from translations.content import column, kind_for, kinds
from translations.fixtures import dump, load, write
from translations.models import SeededValue
from translations.seeding import seed

VIETNAMESE = by_code("vi")

NASTY = [
    "yes", "no", "null", "~", "1", "1.0", "0x1F", "2027-03-31", "12:30", "=", "<<", "!tag", "&anchor", "*alias", "a: b", "a #b", "- a\n- b",
    "- a", "? a", "'", '"', "'a' \"b\"", "\\", "\\n", "a\\nb", "{a}", "[a]", "%", "@", "`", "|", ">", "---", "...", "a\n\nb", "a\n\n\nb",
    "a\n  b", " a", "a ", "a \nb", "\na", "a\n", "a\n\n", "🙂", "e\u0301", "a\u200bb", "a\u00a0b", "\u2028", "a\tb", "ភាសា\u200bខ្មែរ", "اردو",
    "x" * 12_000, "word " * 3000, "a\n- key: b\n  text: c",
]  # fmt: skip


def shipped() -> dict[str, bytes]:
    root = active.FIXTURE_ROOT
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def written(root) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def depth(row) -> int:
    """How many rows of its own kind stand above a row."""
    above = getattr(row, "parent", None)
    return 0 if above is None else 1 + depth(above)


@pytest.mark.django_db
class TestRoundTrip:
    def test_seed_and_export_give_the_shipped_fixtures_byte_for_byte(self, tmp_path):
        write(tmp_path)
        ours, theirs = written(tmp_path), shipped()
        assert set(ours) == set(theirs), "a file that nothing reads, or a kind that is not shipped"
        assert [name for name in theirs if ours[name] != theirs[name]] == []

    def test_what_an_editor_wrote_comes_back_from_the_export_letter_by_letter(self, tmp_path):
        keys = [row.key for row in Paragraph.objects.all()][: len(NASTY)]
        assert len(keys) == len(NASTY)
        for key, text in zip(keys, NASTY, strict=True):
            with writing():
                row = Paragraph.objects.get(key=key)
                row.text_en, row.text_vi, row.text_ja = text, f"{text} vi", text
                row.save()
        write(tmp_path)
        rows = {row["key"]: row.get("text") for row in load(kind_for(Paragraph), tmp_path)}
        assert [rows[key] for key in keys] == NASTY
        vietnamese = po.load(tmp_path / "text" / "vi.po")
        assert [vietnamese[f"guide.paragraph/{key}/text"].msgstr for key in keys] == [f"{text} vi" for text in NASTY]
        assert [vietnamese[f"guide.paragraph/{key}/text"].msgid for key in keys] == NASTY

    def test_an_edited_database_is_made_again_from_its_export(self, tmp_path):
        with writing():
            page = Page.objects.create(
                key="new/below",
                order=0,
                group="more",
                title_en="A",
                label_en="B",
                summary_en="C",
                title_ja="い",
                reviewed_on="2026-11-23",
            )
            page.parent = Page.objects.get(key="statistics/residents")
            page.save()
            Paragraph.objects.filter(key=Paragraph.objects.first().key).delete()
        write(tmp_path / "first")
        with writing():
            for kind in reversed(kinds()):
                for row in sorted(kind.rows(), key=depth, reverse=True):
                    row.delete()
            SeededValue.objects.all().delete()
        assert seed(tmp_path / "first").kept == []
        write(tmp_path / "second")
        assert written(tmp_path / "second") == written(tmp_path / "first")
        assert b"new/below" in written(tmp_path / "second")["guide/page.yaml"]

    @pytest.mark.letters
    def test_an_export_over_the_same_files_touches_none_of_them(self, tmp_path):
        assert len(write(tmp_path)) == len(shipped())
        times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
        assert write(tmp_path) == []
        assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == times

    @pytest.mark.letters
    def test_an_export_names_the_files_that_an_edit_changes(self, tmp_path, capsys):
        write(tmp_path)
        with writing():
            Paragraph.objects.filter(pk=Paragraph.objects.first().pk).update(text_vi="Khác")
        call_command("export", root=tmp_path)
        assert capsys.readouterr().out.splitlines() == ["wrote text/vi.po"]
        call_command("export", root=tmp_path)
        assert "nothing to write" in capsys.readouterr().out

    def test_a_word_that_was_never_written_is_as_one_that_is_empty(self):
        before = {kind.label: dump(kind) for kind in kinds()}, po.dump(VIETNAMESE)
        with writing():
            Paragraph.objects.filter(text_vi="").update(text_vi=None)
            Page.objects.filter(pk=Page.objects.first().pk).update(label_ja=None)
            Page.objects.filter(pk=Page.objects.first().pk).update(label_ja="")
        assert ({kind.label: dump(kind) for kind in kinds()}, po.dump(VIETNAMESE)) == before

    @pytest.mark.parametrize("language", languages(LANGUAGES[1:]))
    def test_a_po_file_has_every_word_once_under_its_permanent_name_with_its_english(self, language):
        catalog = polib.pofile(po.dump(language))
        names = [entry.msgctxt for entry in catalog]
        expected = {
            f"{kind.item(row.key)}/{field}": getattr(row, column(field, SOURCE.code))
            for kind in kinds() if kind.words for row in kind.rows() for field in kind.words
        }  # fmt: skip
        assert len(names) == len(set(names))
        assert {entry.msgctxt: entry.msgid for entry in catalog} == {name: text for name, text in expected.items() if text}
        assert catalog.metadata["Language"] == language.code


class TestShipped:
    @pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.file)
    def test_a_file_reads_well_in_a_review(self, kind):
        """One row, one block; no letters hidden behind escapes; no line ends of another system."""
        text = (active.FIXTURE_ROOT / kind.file).read_text(encoding="utf-8")
        assert text.endswith("\n")
        assert "\r" not in text
        assert "\\u" not in text
        assert "\\x" not in text
        if not kind.fold:
            assert text.count("\n\n- ") == len(load(kind)) - 1
            assert all(next(iter(row)) == "key" for row in load(kind))

    def test_the_words_of_a_language_name_only_rows_that_are_there(self):
        known = {kind.item(row["key"]) for kind in kinds() if not kind.fold for row in load(kind)}
        for language in LANGUAGES[1:]:
            assert {name.rpartition("/")[0] for name in po.load(active.FIXTURE_ROOT / "text" / f"{language.code}.po")} <= known

    def test_files_that_are_not_there_hold_nothing(self, tmp_path):
        assert load(kinds()[0], tmp_path) == []
        assert po.load(tmp_path / "text" / "vi.po") == {}


def yaml_of(rows: list) -> str:
    return yaml.dump(rows, Dumper=fixtures._Dumper, allow_unicode=True, sort_keys=False, width=10_000)


printable = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"))


@given(st.lists(st.tuples(printable, st.lists(st.from_regex(r"[A-Za-z0-9-]{1,8}", fullmatch=True), max_size=3)), max_size=4))
@example([("- a\n\n- b", ["no", "1"])])
def test_rows_are_read_as_they_were_written(rows):
    mappings = [{"key": f"k{number}", "facts": keys, "text": text} for number, (text, keys) in enumerate(rows)]
    text = yaml_of(mappings).replace("\n- ", "\n\n- ")  # as dump does
    assert (yaml.load(text, Loader=fixtures._Loader) or []) == mappings


def test_a_text_of_several_lines_is_a_block_and_a_list_of_keys_one_line():
    assert yaml_of([{"key": "a", "text": "one\n\n- two", "facts": ["P-1", "P-2"]}]) == (
        "- key: a\n  text: |-\n    one\n\n    - two\n  facts: [P-1, P-2]\n"
    )


@pytest.mark.django_db
def test_what_the_model_fills_in_is_not_written():
    kind = kind_for(Paragraph)
    with writing():
        section = models.QuerySet(Paragraph).first().section
        Paragraph.objects.all().delete()
        Paragraph.objects.create(key="plain", section=section, text_en="A.")
        Paragraph.objects.create(key="rich", section=section, order=5, kind="warning", text_en="B.", facts=["P-1", "P-2"])
    assert yaml.load(dump(kind), Loader=fixtures._Loader) == [
        {"key": "plain", "section": section.key, "text": "A."},
        {"key": "rich", "section": section.key, "order": 5, "kind": "warning", "facts": ["P-1", "P-2"], "text": "B."},
    ]
