"""Readings of kanji: from `漢字《かんじ》` to <ruby> on a finished page, and dates and names that carry theirs. Pure.

A reading belongs to the run of kanji before it. Where it is that of more, such as a day with its number, a bar says where
that begins: `｜1日《ついたち》`. Only Japanese is written so: no other text has kana between these brackets.
"""

import re

from translations.parsing import KANA, KANJI

_READ = re.compile(f"(?:｜([^｜《<>]+)|([{KANJI}]+))《([{KANA}]+)》")
_PART = re.compile(r"(<!--.*?-->|<[^>]*>)", re.S)
_OPAQUE = re.compile(r"<(/?)(title|svg|script|style|option)\b")

DAYS = {
    1: "ついたち", 2: "ふつか", 3: "みっか", 4: "よっか", 5: "いつか", 6: "むいか", 7: "なのか", 8: "ようか", 9: "ここのか",
    10: "とおか", 14: "じゅうよっか", 20: "はつか", 24: "にじゅうよっか",
}  # fmt: skip
WEEKDAYS = {"月": "げつ", "火": "か", "水": "すい", "木": "もく", "金": "きん", "土": "ど", "日": "にち"}
NAMES = {  # what the names of countries and languages have of kanji
    "中国": "ちゅうごく", "台湾": "たいわん", "韓国": "かんこく", "日本": "にほん", "東": "ひがし", "南": "みなみ",
    "英語": "えいご", "日本語": "にほんご", "中国語": "ちゅうごくご", "韓国語": "かんこくご", "語": "ご",
}  # fmt: skip


def ruby(html: str) -> str:
    """A finished page with every reading as <ruby>; in attributes, titles and pictures the kanji stand alone."""
    if "《" not in html:
        return html
    parts, opaque = [], ""
    for part in _PART.split(html):
        if not part.startswith("<"):
            parts.append(bare(part) if opaque else _READ.sub(_element, part))
            continue
        found = _OPAQUE.match(part)
        if found and not opaque and not found[1]:
            opaque = found[2]
        elif found and found[1] and found[2] == opaque:
            opaque = ""
        parts.append(bare(part))
    return "".join(parts)


def _element(found: re.Match) -> str:
    return f"<ruby>{found[1] or found[2]}<rp>(</rp><rt>{found[3]}</rt><rp>)</rp></ruby>"


def bare(text: str) -> str:
    """The text without its readings."""
    return _READ.sub(lambda found: found[1] or found[2], text)


def spoken(text: str) -> str:
    """The text with its readings in place of the kanji, for a picture that has no room for both.

    Zero-width spaces tell where a line may end: before what was a run of kanji.
    """
    return _READ.sub(lambda found: f"\u200b{found[3]}", text).removeprefix("\u200b")


def of_date(text: str) -> str:
    """A Japanese date, or a part of one, with its readings: 2027年4月1日."""
    text = re.sub(r"(\d+)日", lambda day: _day(int(day[1])), text)
    return text.replace("月", "月《がつ》").replace("年", "年《ねん》")


def _day(number: int) -> str:
    return f"｜{number}日《{DAYS[number]}》" if number in DAYS else f"{number}日《にち》"


def of_money(text: str) -> str:
    """A sum with the readings of its unit: 542,311円."""
    return text.replace("円", "円《えん》").replace("米ドル", "米《べい》ドル")


def of_weekdays(text: str) -> str:
    """Names of days in one letter with their readings: 月–金."""
    return "".join(f"{letter}《{WEEKDAYS[letter]}》" if letter in WEEKDAYS else letter for letter in text)


def of_name(text: str) -> str:
    """The name of a country or a language with its readings; kanji that are not known stay as they are."""
    return re.sub(f"[{KANJI}]+", lambda run: f"{run[0]}《{NAMES[run[0]]}》" if run[0] in NAMES else run[0], text)
