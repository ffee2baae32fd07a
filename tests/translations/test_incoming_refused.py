"""A translator's PO file that is broken: refused with the place and the reason, and nothing is changed."""

import pytest
from django.core.management import CommandError, call_command
from snapshots import content

from delivery.models import content_version
from translations.incoming import LARGEST, Refused, bring_in
from translations.models import MadeFrom

pytestmark = pytest.mark.django_db

HEAD = 'msgid ""\nmsgstr "Language: {}\\n"\n\n'
GOOD = 'msgctxt "guide.page/flow/label"\nmsgid "Six steps"\nmsgstr "{}"\n\n'
LABELS = {"vi": "Sáu bước đi", "ne": "छ कदम", "my": "အဆင့်ခြောက်ခု", "ja-simple": "6つのこと", "mn": "Зургаан шат", "km": "ជំហាន"}
PARAGRAPH = "guide.paragraph/this-guide/text"
POINT = "guide.steppoint/offer-ask-partner/text"
TITLE = "guide.page/flow/title"
LABEL = "guide.page/flow/label"


def state() -> tuple:
    rows = MadeFrom.objects.order_by("item", "field", "language")
    return content(), list(rows.values_list("pk", "item", "field", "language", "source")), content_version()


def word(name: str, text: str, source: str = "One.", language: str = "vi") -> str:
    """A file whose first word is good and would be changed, and whose second stands on line 8."""
    entry = f'msgctxt "{name}"\nmsgid "{source}"\nmsgstr "{text}"\n'
    return HEAD.format(language) + GOOD.format(LABELS[language]) + entry


def after_good(rest: str) -> str:
    return HEAD.format("vi") + GOOD.format(LABELS["vi"]) + rest


def text(words: str, source: str = "One.", language: str = "vi") -> str:
    return word(POINT, words, source, language)


NO_PO = "this is no PO file: "

BROKEN: dict[str, tuple[str | bytes, int | None, str]] = {
    # what stands in the head
    "an empty file": ("", None, "its head must name a language of the guide other than English, not none"),
    "no head": (GOOD.format("Sáu"), None, "its head must name a language of the guide other than English, not none"),
    "a head without a language": ('msgid ""\nmsgstr "MIME-Version: 1.0\\n"\n\n' + GOOD.format("Sáu"), None, "not none"),
    "a language that is not there": (HEAD.format("xx") + GOOD.format("Sáu"), None, "not xx"),
    "a language by its folder": (HEAD.format("zh_Hans") + GOOD.format("六步"), None, "not zh_Hans"),
    "English": (HEAD.format("en") + GOOD.format("Six"), None, "other than English, not en"),
    "a head and nothing else": (HEAD.format("vi"), None, "there is not one entry in it"),
    "only what is obsolete": (HEAD.format("vi") + '#~ msgctxt "a.b/c/d"\n#~ msgid "a"\n#~ msgstr "b"\n', None, "there is not one entry in it"),
    # what is no PO file
    "letters of another encoding": ((HEAD.format("vi") + GOOD.format("Sáu")).encode("latin-1"), None, "this is no text in UTF-8: "),
    "UTF-16": (text("Một.").encode("utf-16"), None, "this is no text in UTF-8: "),
    "zero bytes": (text("Một.\0"), None, "this is no text"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xd8", None, "this is no text in UTF-8: "),
    "prose": ("Dear editors,\nhere are my words.\n", 1, NO_PO),
    "a page": (HEAD.format("vi") + "<!DOCTYPE html>\n<p>Một.\n", 4, NO_PO),
    "a conflict of git": (after_good("<<<<<<< HEAD\n") + text("Một."), 8, NO_PO),
    "a quote within the text": (text('Một "hai" ba.'), 10, NO_PO),
    "a quote within a further line": (text('"\n"Một "hai" ba.'), 11, NO_PO),
    "a line without its last quote": (after_good(f'msgctxt "{POINT}"\nmsgid "One."\nmsgstr "Một.\n'), 10, NO_PO),
    "English without its last quote": (after_good(f'msgctxt "{POINT}"\nmsgid "One.\nmsgstr "Một."\n'), 9, NO_PO),
    "text without quotes": (after_good(f'msgctxt "{POINT}"\nmsgid "One."\nmsgstr Một.\n'), 10, NO_PO),
    "a further line without its last quote": (after_good(f'msgctxt "{POINT}"\nmsgid "One."\nmsgstr ""\n"Một.\n"Hai."\n'), 11, NO_PO),
    "a file that was cut off": (text("Một hai ba bốn năm.")[:-9], 10, NO_PO),
    "no translation before the next entry": (after_good(f'msgctxt "{POINT}"\nmsgid "One."\n\nmsgctxt "{TITLE}"\n'), 11, NO_PO),
    "a translation of nothing": (after_good('msgstr "Một."\n'), 8, NO_PO),
    "two translations": (text("Một.") + 'msgstr "Hai."\n', 11, NO_PO),
    "two English texts": (after_good(f'msgctxt "{POINT}"\nmsgid "One."\nmsgid "Two."\nmsgstr "Một."\n'), 10, NO_PO),
    "two names": (after_good(f'msgctxt "{POINT}"\nmsgctxt "{TITLE}"\nmsgid "One."\nmsgstr "Một."\n'), 9, NO_PO),
    "a line that continues nothing": (HEAD.format("vi") + '#. Note\n"Một."\n', 5, NO_PO),
    "a previous English without its last quote": (after_good('#, fuzzy\n#| msgid "Once.\n' + f'msgctxt "{POINT}"\nmsgid "One."\nmsgstr "Một."\n'), 9, NO_PO),
    "a word that PO has not": (after_good('msgtext "Một."\n'), 8, NO_PO),
    "a previous word that PO has not": (after_good('#| msgtext "One."\n' + text("Một.")), 8, NO_PO),
    # which word it is
    "a name that no word has": (word("guide.step/no-such-step/title", "Một."), 8, "guide.step/no-such-step/title: no word of the guide has this name"),
    "a kind that is none": (word("guide.nothing/flow/title", "Một."), 8, "no word of the guide has this name"),
    "a field that is no word": (word("guide.page/flow/order", "1"), 8, "no word of the guide has this name"),
    "a language in the name": (word("guide.page/flow/title_vi", "Một"), 8, "no word of the guide has this name"),
    "no name": (after_good('msgid "One."\nmsgstr "Một."\n'), 8, "an entry: no word of the guide has this name"),
    "a word that stands twice": (word(LABEL, "Sáu", "Six steps"), 8, f"{LABEL}: stands twice"),
    "a word that stands twice, once empty": (word(LABEL, "", "Six steps"), 8, f"{LABEL}: stands twice"),
    "no English": (word(POINT, "Một.", ""), 8, f"{POINT}: the English is missing"),
    "plural forms": (after_good(f'msgctxt "{POINT}"\nmsgid "One."\nmsgid_plural "Many."\nmsgstr[0] "Một."\n'), 8, "no plural forms"),
    # what is wrong with the words
    "a value that is not there": (text("Có {no.such}.", "One {no.such}."), 8, "unknown-value (no.such)"),
    "a value that was left out": (text("Từ nay.", "From {date.change}."), 8, "different (values: missing ['date.change'], superfluous [])"),
    "a value too many": (text("Từ {date.change}."), 8, "different (values: missing [], superfluous ['date.change'])"),
    "a link that leads nowhere": (text("[đây](page:nowhere)", "[here](page:nowhere)"), 8, "unknown-link (page:nowhere)"),
    "another link": (text("[đây](page:help)", "[here](page:rights)"), 8, "different (links: "),
    "a mark that was left out": (text("Gọi ngay.", "**Call** now."), 8, "different (strongs: 0 instead of 1)"),
    "a paragraph too many": (text("Một.\\n\\nHai."), 8, "different (paragraphs: 2 instead of 1)"),
    "an item that was left out": (text("- một", "- one\\n- two"), 8, "different (items: 1 instead of 2)"),
    "HTML": (text("<b>Một</b>."), 8, "raw-html (<b>)"),
    "an address": (text("Xem https://example.org"), 8, "raw-url (https://example.org)"),
    "money": (text("Mất 500.000 yên."), 8, "digits (500.000)"),
    "a telephone number": (text("Gọi 0120-250-168."), 8, "digits (0120-250-168)"),
    "a heading": (text("# Một"), 8, "heading (#)"),
    "a bracket that is not closed": (text("Có {trainees.total"), 8, "unclosed-brace ({)"),
    "a reading outside Japanese": (text("漢字《かんじ》"), 8, "reading-outside-japanese"),
    "a letter that nobody sees": (text("Một\u200bhai."), 8, "zero-width"),
    "a control character": (text("Một\\thai."), 8, "control-character"),
    "another script": (text("Привет"), 8, "wrong-script (Привет (CYRILLIC))"),
    "letters of two alphabets that look alike": (text("Сáu bước", language="mn"), 8, "mixed-scripts"),
    "English that is left over": (text("This is what you must have."), 8, "english (This is what you must have.)"),
    "digits of a script": (text("१ कदम", language="ne"), 8, "native-digits (१)"),
    "Zawgyi": (text("ေျမ", language="my"), 8, "zawgyi"),
    "kanji without a reading": (text("日本に行きます。", language="ja-simple"), 8, "no-reading (日本)"),
    "marks in a title": (word(TITLE, "**Sáu** bước", "**Six** steps"), 8, "marks-in-line (**)"),
    "a label that is too long": (word("guide.page/help/label", "Một " * 11, "Help"), 8, "too-many-letters (43, at most 30)"),
    "a previous English that has other values": (
        after_good(f'#, fuzzy\n#| msgid "From {{date.change}}."\nmsgctxt "{POINT}"\nmsgid "One."\nmsgstr "Một."\n'), 8, "missing ['date.change']",
    ),
}  # fmt: skip


@pytest.mark.letters
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_the_place_and_the_reason_and_changes_nothing(name, tmp_path):
    file, line, reason = BROKEN[name]
    path, before = tmp_path / "from-a-translator.po", state()
    path.write_bytes(file if isinstance(file, bytes) else file.encode())
    with pytest.raises(Refused) as refused:
        bring_in(path)
    place = f"from-a-translator.po, line {line}: " if line else "from-a-translator.po: "
    assert [told for told in refused.value.lines if not told.startswith(place)] == []
    assert any(reason in told for told in refused.value.lines), refused.value.lines
    assert state() == before


def test_at_least_thirty_broken_files_are_tried_and_without_its_fault_such_a_file_is_good(tmp_path):
    assert len(BROKEN) >= 30
    for language, label in LABELS.items():
        path = tmp_path / f"{language}.po"
        path.write_text(HEAD.format(language) + GOOD.format(label), encoding="utf-8")
        assert bring_in(path).changed == [LABEL], language


def test_every_bad_place_of_a_file_is_told_at_once(tmp_path):
    path, before = tmp_path / "vi.po", state()
    again = GOOD.format("Sáu") + 'msgctxt "a.b/c/d"\nmsgid "One."\nmsgstr "Một."\n'
    path.write_text(text("Có {no.such} và <b>.") + "\n" + again, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        bring_in(path)
    assert [told.removeprefix("vi.po, ").partition(" (")[0] for told in refused.value.lines] == [
        f"line 8: {POINT}: unknown-value", f"line 8: {POINT}: raw-html", f"line 8: {POINT}: different",
        f"line 12: {LABEL}: stands twice", "line 16: a.b/c/d: no word of the guide has this name",
    ]  # fmt: skip
    assert state() == before


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    path, before = tmp_path / "vi.po", state()
    path.write_text(text("Một.") + "#" * LARGEST, encoding="utf-8")
    with pytest.raises(Refused, match=r"vi\.po: this is too large"):
        bring_in(path)
    assert state() == before


@pytest.mark.letters
@pytest.mark.parametrize("name", ["nowhere.po", "folder", ""])
def test_a_file_that_is_none_is_refused(tmp_path, name):
    (tmp_path / "folder").mkdir()
    before = state()
    with pytest.raises(Refused, match=name or "PO file"):
        bring_in(tmp_path / name)
    assert state() == before


def test_the_command_says_that_nothing_was_changed_and_why(tmp_path):
    path = tmp_path / "vi.po"
    path.write_text(text("Có {no.such}."), encoding="utf-8")
    with pytest.raises(CommandError) as error:
        call_command("import_text", path)
    first, *rest = str(error.value).splitlines()
    assert first == "Nothing was changed."
    assert len(rest) == 2
    assert all(line.startswith(f"vi.po, line 8: {POINT}: ") for line in rest)
