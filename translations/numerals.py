"""Digits in a text that belong into a value: statistics, money, percentages, telephone numbers, calendar dates.

Refused, in the digits of any script:
- a number of three digits or more, or with a separator or a fraction (456,618 · 12.5 · 110);
- any number with a percent sign, a currency or a word such as million (5% · 3割 · 20 yen · 50万);
- a day with its month, a date in figures, a Japanese era, any four-digit year from 1900 to 2100.

Let through, since they are words more than figures:
- one or two digits: ages, hours a day, small counts, levels, No. 1, fractions such as 1/6, times such as 17:00;
- a duration (160 hours, 1.5 years) and the number of an article, an act or a form (Article 119, 第108条);
- a year after "fiscal year" or before 年度, or in the words of a link, where it belongs to the title of a document;
- in a translation, a plain number that its source text writes too. A date or an amount of money never is.

Units and months are known here for English, Japanese and Vietnamese. Another language needs no list of its own: what
its source writes is let through, and what its source has as a value it must have as a value too.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator

MARK = "\0"  # stands for each letter of a mark of the grammar, which may stand between a number and its unit

_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June|July|Aug(?:ust|\.)"
    r"|Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_SIGN = "[¥￥$＄€£₫₱฿៛₮₹৳₨₭]"
_CURRENCY = (
    r"yen|dollars?|euros?|dong|rupiah|pesos?|baht|kyats?|riels?|rupees?|yuan|đồng(?!\s(?:nghiệp|hương|thời))|円|ドル|元"
    "|JPY|USD|EUR|VND|IDR|PHP|MMK|KHR|THB|NPR|MNT|CNY|RMB|LKR|BDT|INR|LAK|UZS|PKR"
)
_SCALE = "thousand|million|billion|trillion|nghìn|ngàn|triệu|tỷ|[千万億兆亿]"
_SHARE = r"[%％٪‰]|per\s?cent|phần\străm|パーセント|割(?![引り])"
# Possessive and begun at its first digit only: twenty thousand digits in a row take no longer than their number.
_NUMBER = r"(?<!\d)(?<!\d[.,])(?>\d+(?:[.,'’٫٬\u00a0\u202f]\d+)*(?:[ ]\d{3}(?!\d))*)"
_KANJI_DIGIT = "[〇一二三四五六七八九十百千万億]"
_GAP = rf"[\s{MARK}-]*"

_NEVER = re.compile(
    rf"""
      \d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?![a-z])(?:,?\s\d{{4}})?
    | \b{_MONTH}\s\d{{1,4}}(?:,\s\d{{4}})?
    | \d{{1,4}}(?P<separator>[./-])\d{{1,2}}(?P=separator)\d{{1,4}}
    | (?<!\d)\d++\s?年\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?
    | \d{{1,2}}\s?月\s?\d{{1,2}}\s?日
    | (?:令和|平成|昭和)\s?(?:\d+|元|{_KANJI_DIGIT}+)\s?年
    | \bngày\s\d{{1,2}}\stháng\s\d{{1,2}}(?:\snăm\s\d{{4}})?
    | \btháng\s\d{{1,2}}\snăm\s\d{{4}}
    | \+?\d(?:[\s()‑–.-]{{0,2}}\d){{6,}}
    | (?:{_SIGN}|[%％]|\b(?:JPY|USD|VND|IDR|PHP))\s?\d(?:[\d.,]*\d)?
    | {_NUMBER}{_GAP}(?:{_SHARE}|{_SIGN}|(?i:{_SCALE}|{_CURRENCY})(?![A-Za-z]))
    | (?<!{_KANJI_DIGIT})(?<![数何]){_KANJI_DIGIT}++(?:円|ドル)
    """,
    re.VERBOSE,
)
_FIGURE = re.compile(_NUMBER)
_DURATION = re.compile(
    rf"{_GAP}(?:(?:hour|minute|day|week|month|year)s?\b|時間|分|日|週間|[かヶカ箇]月|(?:phút|giờ|tiếng|ngày|tuần|tháng)\b)"
)
_NUMBERED = re.compile(r"(?:\bNos?\.?|\bArt(?:icles?|\.)|\bActs?|\bForm|\bSection|\bParagraph|№|§|第|\bĐiều)\s*\Z")
_FISCAL_BEFORE = re.compile(r"(?:(?:fiscal|financial)\syears?|\bJ?FY|năm\stài\schính)\s*\Z", re.IGNORECASE)
_FISCAL_AFTER = re.compile(r"\s?年度")


def figures(text: str, titles: Collection[range] = (), source: str = "") -> Iterator[tuple[int, str]]:
    """(position, what stands there) of each number that should be a value.

    `titles` are the parts of the text that are the words of links; `source` is the text that this one translates.
    """
    written = {_amount(found[0]) for found in _FIGURE.finditer(source)}
    refused = [found.span() for found in _NEVER.finditer(text)]
    taken = {position for span in refused for position in range(*span)}
    for found in _FIGURE.finditer(text):
        is_title = any(found.start() in title for title in titles)
        if found.start() not in taken and _amount(found[0]) not in written and not _may_stand(text, found, is_title):
            refused.append(found.span())
    for start, end in sorted(refused):
        yield start, text[start:end].replace(MARK, "")


def _may_stand(text: str, number: re.Match, is_title: bool) -> bool:
    before, after = text[max(0, number.start() - 30) : number.start()], text[number.end() : number.end() + 80]
    if len(number[0]) <= 2 or _NUMBERED.search(before):
        return True
    if len(number[0]) == 4 and number[0].isdecimal() and 1900 <= int(number[0]) <= 2100:
        return is_title or bool(_FISCAL_BEFORE.search(before) or _FISCAL_AFTER.match(after))
    return bool(_DURATION.match(after))


def _amount(number: str) -> str:
    """A number's digits alone, in ASCII: those of "1,600", "1.600" and "१,६००" are all "1600"."""
    return "".join(str(unicodedata.decimal(letter)) for letter in number if letter.isdecimal())
