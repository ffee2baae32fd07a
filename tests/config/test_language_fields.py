"""What a row of the registry says of writing: scripts, plurals, patterns, alphabet, names."""

import gettext
import re
import unicodedata
from datetime import date

import polib
import pytest
from babel import Locale
from babel.dates import format_date
from django.conf import settings as active

from config.languages import LANGUAGES, SOURCE
from translations.readings import bare
from translations.scripts import script

each = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
SHARED = {"COMBINING", "MODIFIER", "LATIN"}


@each
def test_its_own_name_and_its_word_for_language_are_in_its_scripts(language):
    for text in (language.endonym, language.switcher):
        assert {script(letter) for letter in text if letter.isalpha()} <= set(language.scripts)


@each
def test_its_scripts_are_names_that_letters_have(language):
    for name in language.scripts:
        starts = {"CJK": "CJK UNIFIED IDEOGRAPH-4E00", "THAI": "THAI CHARACTER KO KAI"}
        letters = [starts.get(name, ""), f"{name} LETTER A", f"{name} LETTER KA", f"{name} SMALL LETTER A"]
        assert any(script(unicodedata.lookup(letter)) == name for letter in letters if _known(letter))


def _known(name: str) -> bool:
    try:
        return bool(unicodedata.lookup(name))
    except KeyError:
        return False


@each
def test_its_plural_forms_are_a_rule_that_gettext_knows_and_its_catalog_has(language):
    count, rule = re.fullmatch(r"nplurals=(\d); plural=(.+);", language.plural).groups()
    form = gettext.c2py(rule)
    assert {form(number) for number in range(200)} == set(range(int(count)))
    if language != SOURCE:
        catalog = polib.pofile(str(active.BASE_DIR / "locale" / language.folder / "LC_MESSAGES" / "django.po"))
        assert catalog.metadata["Plural-Forms"] == language.plural


@each
def test_its_days_and_months_are_patterns_of_cldr(language):
    value, locale = date(2027, 4, 1), Locale.parse(language.locale)
    shown = format_date(value, language.day, locale=locale)
    assert "2027" in shown
    assert "1" in shown.replace("2027", "")
    if language.month:
        assert re.search("M", re.sub("'[^']*'", "", language.month))
        assert re.search("y", re.sub("'[^']*'", "", language.month))
        assert not re.search("d", re.sub("'[^']*'", "", language.month))
        assert "2027" in format_date(value, language.month, locale=locale)
    assert re.fullmatch(r"HH?[:.]mm", language.clock)


@each
def test_its_countries_and_the_names_it_prefers_are_known_to_cldr_and_differ_from_what_cldr_says(language):
    locale = Locale.parse(language.locale)
    assert all(re.fullmatch("[A-Z]{2}", iso) and iso in locale.territories for iso in language.countries)
    assert len(dict(language.names)) == len(language.names)
    for key, name in language.names:
        known = locale.territories if key.isupper() else locale.languages
        assert key.replace("-", "_").partition("_")[0] in known
        assert name == name.strip() != (known.get(key) or Locale.parse(key.replace("-", "_")).get_display_name(locale))


@each
def test_what_joins_names_is_two_texts_or_none(language):
    assert len(language.joined) in (0, 2)
    assert all(text.strip() for text in language.joined)


@each
def test_its_alphabet_names_each_letter_once_in_lower_case_and_in_its_scripts(language):
    letters = [one or two for one, two in re.findall(r"\((\w+)\)|(\w)", language.order)]
    assert "".join(f"({letter})" if len(letter) > 1 else letter for letter in letters) == language.order
    assert len(set(letters)) == len(letters)
    assert language.order == language.order.lower() == unicodedata.normalize("NFC", language.order)
    assert {script(sign) for letter in letters for sign in letter} <= set(language.scripts)


@each
def test_only_japanese_may_carry_readings_and_its_name_with_them_is_its_name(language):
    assert not language.readings or language.japanese
    assert bare(language.spelled or language.endonym) == language.endonym
    assert bool(language.spelled) is language.readings
    assert language.japanese is (language.scripts == ("CJK", "HIRAGANA", "KATAKANA"))
    assert language.wide is ("CJK" in language.scripts)


def test_only_the_source_needs_no_reader_to_check_it():
    assert [language.code for language in LANGUAGES if not language.draft] == [SOURCE.code]
