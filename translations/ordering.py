"""The alphabetical order of a language: its own alphabet, or that of Unicode where it is the same. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from config.languages import Language
from translations.readings import of_name, spoken

_LETTERS = re.compile(r"\((\w+)\)|(\w)")
_BEFORE = "เแโใไ"  # Thai vowels that are written before the consonant by which a word is sorted
_THAI = re.compile(f"([{_BEFORE}])([ก-ฮ])")


def ordered(names: Iterable[str], language: Language) -> list[str]:
    """The names as a dictionary of the language would have them."""
    return sorted(names, key=lambda name: key(name, language))


def key(name: str, language: Language) -> tuple:
    """What a name is sorted by in a language; only comparable with keys of the same one.

    Chinese by sound: the codes of GB 2312 follow pinyin. Japanese by kana, names of countries and languages by their reading.
    Case, and accents that make no letter of their own, count only between names that are else the same.
    """
    if language.scripts == ("CJK",):
        return (name.encode("gb18030"), name)
    text = _THAI.sub(r"\2\1", (_kana(name) if language.japanese else name).casefold())
    letters = _alphabet(language.order)
    longest = max(map(len, letters), default=1)
    found, place = [], 0
    while place < len(text):
        piece = next((text[place : place + size] for size in range(longest, 0, -1) if text[place : place + size] in letters), "")
        letter = piece or _base(text[place], letters)
        found.append((letters.get(letter, len(letters)), letter))
        place += len(piece) or 1
    return (found, text, name)


@cache
def _alphabet(order: str) -> dict[str, int]:
    """The letters of an alphabet with their places; those of two signs stand in brackets."""
    return {found[1] or found[2]: place for place, found in enumerate(_LETTERS.finditer(order))}


def _base(letter: str, letters: dict[str, int]) -> str:
    """The letter without the accents that make no letter of the alphabet: ậ as â in Vietnamese, é as e."""
    plain, *marks = unicodedata.normalize("NFD", letter)
    kept = (unicodedata.normalize("NFC", plain + mark) for mark in marks)
    return next((one for one in kept if one in letters), plain)


def _kana(name: str) -> str:
    """A Japanese name by its sound, in hiragana."""
    sound = spoken(name if "《" in name else of_name(name)).replace("\u200b", "")
    return "".join(chr(ord(sign) - 0x60) if "ァ" <= sign <= "ヶ" else sign for sign in sound)
