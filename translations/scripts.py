"""Letters that do not belong: another script, Zawgyi, digits of a script, kanji without a reading, English left over. Pure.

It returns codes and what was found, never words for an editor. What the grammar prints as it stands is looked at; keys of
values and links are not.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from config.languages import SOURCE, Language
from translations.grammar import tokens
from translations.parsing import KANJI, parse

MOST_KANJI = 4

WRONG_SCRIPT = "wrong-script"
MIXED_SCRIPTS = "mixed-scripts"  # a word with letters of two alphabets that look alike
ZAWGYI = "zawgyi"  # Burmese as an old font stored it: other signs for any program and for most phones
NATIVE_DIGITS = "native-digits"
NO_READING = "no-reading"  # kanji without one where every run of kanji carries it
LONG_READING = "long-reading"  # of more kanji than a line on a small phone may hold together: each word carries its own
ENGLISH = "english"
TOO_MANY_LETTERS = "too-many-letters"

_WORD = re.compile(r"[^\W\d_]+")
_LOOK_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK"})
_ANYWHERE = frozenset({"LATIN", "COMBINING", "MODIFIER", "FEMININE", "MASCULINE", "MICRO"})
# In Unicode a vowel sign or a medial never begins a word, E follows its consonant, and virama joins two consonants.
_ZAWGYI = re.compile(
    "(?:^|[^\u1000-\u109f])[\u102b-\u103e]|\u1031\u103b|\u1039(?![\u1000-\u1021])|[\u1033\u1034\u105a\u1060-\u1097]"
    "|\u1031(?=[\u1000-\u1021]\u103a?[\u103b-\u103e])\u1031|\u103a\u1039(?![\u1000-\u1021])"
)
_KANJI_RUN = re.compile(f"[{KANJI}]+")
# Words that make English of a sentence and are none in the other languages of Latin letters.
_ENGLISH = {
    "the", "of", "and", "you", "your", "is", "are", "was", "were", "for", "with", "from", "this", "that", "which", "must", "not",
    "have", "has", "will", "they",
}  # fmt: skip
_NAME = re.compile(r"[A-Z][\w-]*(?:[ ,]+(?:(?:of|for|and|the|or|in|with) )*[A-Z][\w-]*)+")  # of an office, left in English
_GAPS = {"softbreak": "\n", "value": " "}
_LATIN_RUN = re.compile(r"[A-Za-z][a-z]+(?:[ ,]+[A-Za-z][a-z]+){3,}")


@cache
def script(letter: str) -> str:
    """The script of a letter as the first word of its name in Unicode; Japanese marks count as what they stand with."""
    name = unicodedata.name(letter, "UNKNOWN").replace("HALFWIDTH ", "").replace("KATAKANA-HIRAGANA", "KATAKANA")
    return "CJK" if name.startswith("IDEOGRAPHIC") else name.split(" ")[0]


def visible(text: str) -> str:
    """What stands on the page of a text: no keys, no marks; readings behind their kanji are left out, values are gaps."""
    blocks = (block.children for block in parse(text) if block.children)
    return "\n".join("".join(_GAPS.get(token.type, token.content) for token in children) for children in blocks)


def letters(text: str) -> int:
    """How many letters a text has as readers count them: signs above, below and around a letter are part of it."""
    return sum(unicodedata.category(sign)[0] != "M" for sign in visible(text))


def problems(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """(code, what was found) for all letters of a text that do not belong into the language."""
    seen = unicodedata.normalize("NFC", visible(text))
    yield from wrong_scripts(seen, language)
    if digits := sorted({sign for sign in seen if unicodedata.category(sign) == "Nd" and sign not in "0123456789"}):
        yield NATIVE_DIGITS, "".join(digits)
    if "MYANMAR" in language.scripts and (found := _ZAWGYI.search(seen)):
        yield ZAWGYI, seen[max(0, found.start() - 5) : found.end() + 5]
    if language.readings:
        yield from ((NO_READING, run) for run in without_reading(text))
        yield from ((LONG_READING, run) for run, _ in tokens(text).readings if len(run) > MOST_KANJI)
    if language != SOURCE and (left := english(seen, language)):
        yield ENGLISH, left


def wrong_scripts(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """Words with letters of a script in which the language is not written. Latin names may stand anywhere."""
    for word in _WORD.findall(text):
        scripts = {script(letter) for letter in word}
        if wrong := scripts - _ANYWHERE - set(language.scripts):
            yield WRONG_SCRIPT, f"{word} ({', '.join(sorted(wrong))})"
        elif len(scripts & _LOOK_ALIKE) > 1:
            yield MIXED_SCRIPTS, word


def without_reading(text: str) -> list[str]:
    """The runs of kanji in a text that carry no reading."""
    tokens = (token for block in parse(text) for token in block.children or [] if token.type == "text")
    return [run for token in tokens for run in _KANJI_RUN.findall(token.content)]


def english(seen: str, language: Language) -> str:
    """The English that stands in a translation, or nothing: in another script four Latin words in a row, else telling words.

    Names of offices and programs are left in English in some languages.
    """
    if language.scripts == ("LATIN",):
        telling = {word.lower() for word in _WORD.findall(_NAME.sub("", seen))} & _ENGLISH
        return seen[:60] if len(telling) > 1 else ""
    found = _LATIN_RUN.search(seen)
    telling = found and {word.lower() for word in _WORD.findall(found[0])} & _ENGLISH
    return found[0] if telling else ""
