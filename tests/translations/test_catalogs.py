"""The catalogs in locale/: whole, kept up to date, compiled without gettext's programs."""

import gettext
import os
from dataclasses import replace

import polib
import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import trans_real

from config.languages import LANGUAGES, by_code
from translations import catalogs
from translations.catalogs import compile_all, problems, translated, update, wanted
from translations.ui import Message, catalog_path, messages

VIETNAMESE, JAPANESE = by_code("vi"), by_code("ja")

TEMPLATE = """{% translate "Help" %}{% translate "May" context "month" %}
{% blocktranslate with a=b %}From {{ a }}{% endblocktranslate %}
{% blocktranslate count n=rows %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}"""


@pytest.fixture
def project(settings, tmp_path):
    """A project with four readers' messages and one of editors."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "templates").mkdir()
    (tmp_path / "guide").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    (tmp_path / "guide" / "models.py").write_text("_('section')")
    return tmp_path


def translate(language, texts: dict[str, str | dict[int, str]]) -> None:
    path = update(language)
    catalog = polib.pofile(str(path))
    for entry in catalog:
        text = texts.get(entry.msgid, f"{language.code}:{entry.msgid}")
        if entry.msgid_plural:
            entry.msgstr_plural = text if isinstance(text, dict) else dict.fromkeys(entry.msgstr_plural, f"{text}")
        else:
            entry.msgstr = text
    catalog.save(str(path))


@pytest.mark.parametrize("language", [language for language in translated() if language.live], ids=lambda language: language.code)
def test_the_catalog_of_a_live_language_is_whole(language):
    assert problems(language) == []


def test_every_language_but_the_source_has_a_catalog():
    assert [language.code for language in translated()] == [language.code for language in LANGUAGES[1:]]


def test_editors_words_are_wanted_only_where_the_admin_speaks_the_language(project):
    assert [message.msgid for message in wanted(VIETNAMESE)] == ["Help", "May", "From %(a)s", "%(n)s row"]
    assert [message.msgid for message in wanted(JAPANESE)] == ["Help", "May", "From %(a)s", "%(n)s row", "section"]


class TestUpdate:
    def test_a_new_catalog_holds_every_message_untranslated(self, project):
        catalog = polib.pofile(str(update(VIETNAMESE)))
        assert [(entry.msgid, entry.msgctxt, entry.msgstr) for entry in catalog if not entry.msgid_plural] == [
            ("Help", None, ""), ("May", "month", ""), ("From %(a)s", None, ""),
        ]  # fmt: skip
        assert catalog.metadata["Language"] == "vi"
        assert next(entry.occurrences for entry in catalog) == [("templates/page.html", "")], "line numbers would stir every diff"

    def test_what_was_translated_stays_and_what_is_no_longer_said_goes(self, project):
        translate(VIETNAMESE, {"Help": "Trợ giúp", "%(n)s row": "%(n)s hàng"})
        (project / "templates" / "page.html").write_text(TEMPLATE.replace("May", "June"))
        catalog = {entry.msgid: entry for entry in polib.pofile(str(update(VIETNAMESE)))}
        assert catalog["Help"].msgstr == "Trợ giúp"
        assert catalog["%(n)s row"].msgstr_plural == {0: "%(n)s hàng"}
        assert catalog["June"].msgstr == ""
        assert "May" not in catalog

    def test_a_second_update_changes_nothing(self, project):
        translate(JAPANESE, {})
        first = update(JAPANESE).read_text()
        assert update(JAPANESE).read_text() == first

    def test_a_plural_whose_english_changes_is_translated_anew(self, project):
        translate(VIETNAMESE, {})
        (project / "templates" / "page.html").write_text(TEMPLATE.replace("{{ n }} rows{%", "{{ n }} lines{%"))
        catalog = {entry.msgid: entry for entry in polib.pofile(str(update(VIETNAMESE)))}
        assert catalog["%(n)s row"].msgstr_plural == {0: ""}

    @pytest.mark.parametrize("language", LANGUAGES[1:], ids=lambda language: language.code)
    def test_a_language_has_as_many_plurals_as_it_needs(self, project, language):
        forms = 2 if language.code in ("fil", "ne", "mn") else 1
        catalog = polib.pofile(str(update(language)))
        entry = next(entry for entry in catalog if entry.msgid_plural)
        assert len(entry.msgstr_plural) == forms
        assert f"nplurals={forms};" in catalog.metadata["Plural-Forms"]


class TestProblems:
    def test_a_whole_catalog_has_none(self, project):
        translate(VIETNAMESE, {})
        assert problems(VIETNAMESE) == []

    def test_without_a_catalog_everything_is_missing(self, project):
        assert problems(VIETNAMESE) == [f"vi: not translated: {msgid}" for msgid in ("Help", "May", "From %(a)s", "%(n)s row")]

    @pytest.mark.parametrize(("texts", "expected"), [
        ({"Help": ""}, "vi: not translated: Help"),
        ({"May": ""}, "vi: not translated: May"),
        ({"%(n)s row": {0: ""}}, "vi: not translated: %(n)s row"),
        ({"From %(a)s": "Từ"}, "vi: other placeholders: From %(a)s"),
        ({"From %(a)s": "Từ %(b)s"}, "vi: unknown placeholder: From %(a)s"),
        ({"From %(a)s": "Từ %(a)s %(b)s"}, "vi: unknown placeholder: From %(a)s"),
        ({"%(n)s row": {0: "%(m)s hàng"}}, "vi: unknown placeholder: %(n)s row"),
    ])  # fmt: skip
    def test_what_is_missing_or_different_is_named(self, project, texts, expected):
        translate(VIETNAMESE, texts)
        assert problems(VIETNAMESE) == [expected]

    def test_a_plural_without_its_number_is_named(self, project):
        """One form for every number must say the number."""
        translate(VIETNAMESE, {"%(n)s row": {0: "hàng"}})
        assert problems(VIETNAMESE) == ["vi: other placeholders: %(n)s row"]

    def test_a_doubtful_translation_is_none(self, project):
        translate(VIETNAMESE, {})
        catalog = polib.pofile(str(catalog_path("vi")))
        catalog[0].flags.append("fuzzy")
        catalog.save(str(catalog_path("vi")))
        assert problems(VIETNAMESE) == ["vi: not translated: Help"]

    def test_what_nobody_says_any_more_is_named(self, project):
        translate(VIETNAMESE, {})
        (project / "templates" / "page.html").write_text(TEMPLATE.replace('{% translate "Help" %}', ""))
        assert problems(VIETNAMESE) == ["vi: no longer used: Help"]


class TestCompile:
    def test_a_compiled_catalog_is_what_gettext_reads(self, project):
        translate(VIETNAMESE, {"Help": "Trợ giúp", "May": "tháng Năm", "%(n)s row": {0: "%(n)s hàng"}})
        (written,) = compile_all()
        with written.open("rb") as file:
            words = gettext.GNUTranslations(file)
        assert words.gettext("Help") == "Trợ giúp"
        assert words.pgettext("month", "May") == "tháng Năm"
        assert words.gettext("May") == "May"
        assert [words.ngettext("%(n)s row", "%(n)s rows", n) for n in (1, 2)] == ["%(n)s hàng"] * 2

    def test_only_what_has_changed_is_compiled_again(self, project):
        translate(VIETNAMESE, {})
        translate(JAPANESE, {})
        assert len(compile_all()) == 2
        for path in project.rglob("*.mo"):
            os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 10**9))
        assert compile_all() == []
        source = catalog_path("vi")
        os.utime(source, ns=(source.stat().st_atime_ns, source.stat().st_mtime_ns + 2 * 10**9))
        assert [path.parent.parent.name for path in compile_all()] == ["vi"]

    def test_a_compile_that_is_interrupted_leaves_no_half_catalog(self, project, monkeypatch):
        translate(VIETNAMESE, {"Help": "Trợ giúp"})
        (path,) = compile_all()
        whole = path.read_bytes()
        translate(VIETNAMESE, {"Help": "Giúp đỡ"})
        os.utime(catalog_path("vi"), ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 10**9))
        monkeypatch.setattr(polib.POFile, "to_binary", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            compile_all()
        assert path.read_bytes() == whole


class TestCommand:
    def test_it_fails_and_says_what_is_missing_in_a_live_language(self, project, capsys):
        translate(VIETNAMESE, {"Help": ""})
        translate(JAPANESE, {})
        with pytest.raises(CommandError, match="vi: not translated: Help"):
            call_command("ui_words", check=True)
        assert "ja: 5 messages, 0 problems" in capsys.readouterr().out

    def test_a_draft_may_have_gaps(self, project, monkeypatch):
        translate(JAPANESE, {})
        monkeypatch.setattr(catalogs, "LANGUAGES", (LANGUAGES[0], JAPANESE, replace(VIETNAMESE, live=False)))
        call_command("ui_words", check=True)

    def test_it_collects_the_words_and_compiles_what_was_translated(self, project, capsys):
        call_command("ui_words", update=True)
        assert all(catalog_path(language.folder).exists() for language in translated())
        call_command("compile_words")
        compiled = [line for line in capsys.readouterr().out.splitlines() if line.startswith("compiled")]
        assert sorted(compiled) == sorted(f"compiled {language.folder}" for language in translated())


@pytest.mark.parametrize("language", translated(), ids=lambda language: language.code)
def test_django_speaks_the_words_of_the_catalog(language):
    """The compiled catalogs of this checkout are those of its sources."""
    compile_all()
    words = trans_real.DjangoTranslation(language.code)
    for message in wanted(language):
        if message.readers and not message.plural:
            entry = next(
                e for e in polib.pofile(str(catalog_path(language.folder))) if (e.msgctxt or "", e.msgid) == message.name
            )
            found = words.pgettext(message.context, message.msgid) if message.context else words.gettext(message.msgid)
            assert found == (entry.msgstr or message.msgid)


def test_no_message_is_said_in_two_ways_that_a_catalog_cannot_tell_apart():
    found = list(messages())
    assert len({message.name for message in found}) == len(found)
    assert all(isinstance(message, Message) and message.msgid.strip() for message in found)
