"""The registry of languages: every row is a language that Django, CLDR and browsers know in the same way."""

import re
from dataclasses import FrozenInstanceError, replace

import pytest
from babel import Locale
from django.conf import settings as active
from django.core.management import call_command
from django.utils.translation import to_locale
from hypothesis import given
from hypothesis import strategies as st

from config.languages import ALIASES, LANGUAGES, SOURCE, Language, by_code, live
from translations.content import column, kinds

each = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)


def test_english_is_the_source_and_stands_first():
    assert LANGUAGES[0] is SOURCE
    assert SOURCE.code == "en"
    assert SOURCE.live


def test_codes_and_endonyms_are_unique():
    for name in ("code", "endonym", "english"):
        values = [getattr(language, name) for language in LANGUAGES]
        assert len(set(values)) == len(values)


@each
def test_a_row_is_whole_and_cannot_be_changed(language):
    assert re.fullmatch(r"[a-z]{2,3}(-[a-z]+)?", language.code)
    assert language.endonym.strip()
    assert language.switcher == language.switcher.strip()
    locale = Locale.parse(language.locale)
    assert {"left-to-right": "ltr", "right-to-left": "rtl"}[locale.character_order] == language.direction
    assert locale.language == language.code.split("-")[0]
    assert by_code(language.fallback) is not None
    assert language.fallback != language.code or language == SOURCE
    with pytest.raises(FrozenInstanceError):
        language.live = False


@each
def test_a_language_has_its_catalog_its_words_and_its_columns(language):
    for kind in kinds():
        for field in kind.words:
            assert kind.model._meta.get_field(column(field, language.code))
    if language != SOURCE:
        assert (active.BASE_DIR / "locale" / language.folder / "LC_MESSAGES" / "django.po").exists()
        assert (active.FIXTURE_ROOT / "text" / f"{language.code}.po").exists()


def test_no_catalog_or_file_of_words_is_of_a_language_that_is_not_registered():
    folders = {path.name for path in (active.BASE_DIR / "locale").iterdir() if path.is_dir()}
    files = {path.stem for path in (active.FIXTURE_ROOT / "text").glob("*.po")}
    assert folders == {language.folder for language in LANGUAGES[1:]}
    assert files == {language.code for language in LANGUAGES[1:]}


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize(
    ("code", "folder"), [("vi", "vi"), ("zh-hans", "zh_Hans"), ("ja-simple", "ja_Simple"), ("pt-br", "pt_BR")]
)
def test_the_folder_of_a_catalog_is_spelled_as_gettext_wants_it(code, folder):
    assert replace(SOURCE, code=code).folder == folder


@given(st.from_regex(r"[a-z]{2,3}(-[a-z]{2,8})?", fullmatch=True))
def test_django_looks_for_a_catalog_in_the_same_folder(code):
    assert replace(SOURCE, code=code).folder == to_locale(code)


def test_only_live_languages_are_offered_and_in_the_order_of_the_registry():
    rows = tuple(replace(SOURCE, code=code, live=code != "b") for code in ("a", "b", "c"))
    assert [language.code for language in live(rows)] == ["a", "c"]
    assert set(live()) <= set(LANGUAGES)


def test_a_language_is_found_by_its_code_live_or_not():
    draft = Language("xx", "X", "X", locale="en", switcher="x", live=False)
    assert by_code("xx", (SOURCE, draft)) is draft
    assert by_code("EN") is None
    assert by_code("") is None


def test_an_old_or_regional_name_never_hides_a_language_of_ours():
    codes = {language.code for language in LANGUAGES}
    assert not codes & set(ALIASES)
    assert all(alias == alias.lower() and code == code.lower() for alias, code in ALIASES.items())
    assert not set(ALIASES.values()) & set(ALIASES), "an alias of an alias is followed once only"
