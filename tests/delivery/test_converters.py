"""The first part of every public address."""

from dataclasses import replace

import pytest

from config import languages
from config.languages import LANGUAGES, live
from delivery import converters
from delivery.converters import LanguageConverter


@pytest.mark.parametrize("language", live(), ids=lambda language: language.code)
def test_a_live_language_is_found_by_its_code_and_back(language):
    converter = LanguageConverter()
    assert converter.to_python(language.code) is language
    assert converter.to_url(language) == converter.to_url(language.code) == language.code


@pytest.mark.parametrize("word", ["xx", "go", "EN", "en-"])
def test_another_word_is_no_language(word):
    with pytest.raises(ValueError, match=word):
        LanguageConverter().to_python(word)


def test_a_language_that_is_a_draft_cannot_be_reached(monkeypatch):
    rows = (*LANGUAGES[:-1], replace(LANGUAGES[-1], live=False))
    monkeypatch.setattr(converters, "live", lambda: languages.live(rows))
    monkeypatch.setattr(converters, "by_code", lambda code: languages.by_code(code, rows))
    assert LanguageConverter().to_python(rows[0].code) == rows[0]
    with pytest.raises(ValueError, match=rows[-1].code):
        LanguageConverter().to_python(rows[-1].code)
