"""Where every run of kanji carries its reading, it does so on every page: nothing computed, named or built in is without."""

import re
from html.parser import HTMLParser

import pytest

from config.languages import live
from translations.parsing import KANA, KANJI

pytestmark = [pytest.mark.django_db, pytest.mark.letters]

VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "path", "rect", "circle", "line"}
NOT_READ = {"title", "svg", "script", "style", "option"}  # no element can stand in them, so no reading either
RUN = re.compile(f"[{KANJI}]+")
READ = [language for language in live() if language.readings]


class Runs(HTMLParser):
    """What a page has of kanji outside of <ruby>, and of <ruby> without kana; elements of another language are passed over."""

    def __init__(self, html: str, code: str):
        super().__init__()
        self.code, self.open, self.unread, self.wrong = code, [], [], []
        self.base = self.kana = ""
        self.count = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang") or (self.open[-1][1] if self.open else self.code)))
        if tag == "ruby":
            self.base = self.kana = ""

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        own = not self.open or self.open[-1][1] == self.code
        if tag in [name for name, _ in self.open]:
            while self.open.pop()[0] != tag:
                pass
        if tag == "ruby" and own:
            self.count += 1
            if not re.fullmatch(f"[{KANA}]+", self.kana) or not RUN.search(self.base):
                self.wrong.append(f"{self.base}《{self.kana}》")

    def handle_data(self, data):
        tags = [name for name, _ in self.open]
        if NOT_READ & set(tags) or (self.open and self.open[-1][1] != self.code):
            return
        if "ruby" not in tags:
            self.unread += RUN.findall(data)
            if "《" in data or "｜" in data:
                self.wrong.append(data)
        elif "rt" in tags:
            self.kana += data
        elif "rp" not in tags:
            self.base += data


@pytest.mark.parametrize("language", READ, ids=lambda language: language.code)
def test_every_run_of_kanji_on_every_page_stands_below_its_reading(language, site):
    unread, wrong, count = {}, {}, 0
    for path, answer in site.items():
        if path.startswith(f"/{language.code}/"):
            found = Runs(answer.html, language.code)
            count += found.count
            if found.unread:
                unread[path] = sorted(set(found.unread))
            if found.wrong:
                wrong[path] = sorted(set(found.wrong))
    assert unread == {}
    assert wrong == {}
    assert count > 1000


def test_no_reading_stands_where_no_element_can_be(site):
    for path, answer in site.items():
        inside = re.findall(r"<(title|svg|script|option)\b(.*?)</\1>", answer.html, re.S)
        marks = [mark for _, text in inside for mark in re.findall("<r(?:uby|t|p)>", text)]
        marks += [text for _, text in inside if re.search(f"[{KANJI}]《[{KANA}]+》|｜", text)]
        marks += [tag for tag in re.findall(r"<[a-z][^>]*>", answer.html) if re.search(f"[{KANJI}]《[{KANA}]+》|｜", tag)]
        assert marks == [], path


def test_no_language_without_readings_has_any_but_in_the_name_of_another(site):
    codes = {language.code for language in READ}
    for path, answer in site.items():
        if path.split("/")[1] not in codes:
            shown = (
                re.sub(r'<p lang="ja">.*?</p>', "", answer.html) if path.endswith("/help/card/") else answer.html
            )  # sentences to show
            rest = re.sub(rf'<(\w+)[^>]*\slang="(?:{"|".join(codes)})"[^>]*>.*?</\1>', "", shown, flags=re.S)
            assert "<ruby" not in rest, path


@pytest.mark.parametrize(("html", "unread", "wrong"), [
    ("<p>漢字</p>", ["漢字"], []),
    ("<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>と金</p>", ["金"], []),
    ("<p><ruby>漢字<rp>(</rp><rt>漢</rt><rp>)</rp></ruby></p>", [], ["漢字《漢》"]),
    ("<p><ruby>漢字</ruby></p>", [], ["漢字《》"]),
    ('<p><span lang="ja">漢字</span>金</p>', ["金"], []),
    ('<p><span lang="ja"><b>漢字</b></span><span lang="ja-simple">金</span></p>', ["金"], []),
    ("<title>漢字</title><svg><text>漢字</text></svg><a title='漢字' href='/'>か</a>", [], []),
    ("<p>金《かね》</p>", ["金"], ["金《かね》"]),
    ('<p lang="ja"><ruby>漢字</ruby></p>', [], []),
])  # fmt: skip
def test_this_test_would_see_kanji_without_a_reading(html, unread, wrong):
    found = Runs(html, "ja-simple")
    assert (found.unread, found.wrong) == (unread, wrong)
