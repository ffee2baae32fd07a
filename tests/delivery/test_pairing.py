"""Two columns of numbered lines: no letter is lost or said twice, and the same text stands beside the same text."""

import re
from collections import Counter
from html import escape, unescape
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delivery.pairing import Line, lines, units

many = settings(max_examples=200)

# What is drawn is a pair: the HTML, and the letters of it that a reader must find again.
Piece = tuple[str, str]
signs = st.text(st.sampled_from("aběあ漢က0 <>&'\"="), min_size=1, max_size=6).filter(str.strip)
plain = signs.map(lambda text: (escape(text), text))


def joined(pieces: list[Piece]) -> Piece:
    return "".join(html for html, _ in pieces), "".join(text for _, text in pieces)


def within(start: str, end: str, inner: st.SearchStrategy[Piece]) -> st.SearchStrategy[Piece]:
    return inner.map(lambda piece: (f"{start}{piece[0]}{end}", piece[1]))


marks = st.sampled_from(
    [("<strong>", "</strong>"), ('<span lang="ja">', "</span>"), ('<a href="/en/">', "</a>"), ("<b>", "<br></b>")]
)
inline = st.lists(
    plain | st.builds(lambda mark, piece: (mark[0] + piece[0] + mark[1], piece[1]), marks, plain), min_size=1, max_size=3
).map(joined)
leaves = st.one_of(
    *(
        within(f"<{tag}{more}>", f"</{tag}>", inline)
        for tag in ("p", "h2", "h3", "h4")
        for more in ("", ' id="@"', ' class="src"')
    )
)
wholes = within('<table id="@"><tr><td>', "</td></tr></table>", inline) | within(
    "<figure><svg><text>", "</text></svg></figure>", inline
)
ways = st.one_of(
    within('<nav aria-label="x"><p>', "</p></nav>", inline),
    within('<ol class="six"><li>', "</li></ol>", inline),
    within('<a class="hero" href="/en/">', "</a>", inline),
    within('<div class="bars" aria-hidden="true"><p>', "</p></div>", inline),
)
left_out = ways.map(lambda piece: (piece[0], ""))


def containers(inner: st.SearchStrategy[Piece]) -> st.SearchStrategy[Piece]:
    """Blocks that hold blocks. One that has an id begins with a heading, as every section of a page does."""
    pieces = st.lists(inner, min_size=1, max_size=4).map(joined)
    headed = st.tuples(within("<h2>", "</h2>", inline), pieces).map(joined)
    return st.one_of(
        within('<section id="@">', "</section>", headed),
        within('<aside class="warn">', "</aside>", pieces),
        within('<div class="hint">', "</div>", pieces),
        within("<ul><li>", "</li></ul>", pieces),
        within('<ol><li id="@">', "</li></ol>", inline),
        within("<details><summary>", "</summary></details>", inline),
        within("<dl><dt>", "</dt></dl>", inline),
    )


def numbered(piece: Piece) -> Piece:
    """The ids are told apart only at the end."""
    parts = piece[0].split("@")
    return "".join(f"{part}id-{place}" if place < len(parts) - 1 else part for place, part in enumerate(parts)), piece[1]


blocks = st.recursive(leaves | wholes | left_out | inline, containers, max_leaves=12)
pages = st.lists(blocks, max_size=4).map(joined).map(numbered)


def letters(html: str) -> str:
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


@many
@given(pages, pages)
def test_every_letter_of_both_texts_is_there_once_except_those_of_the_ways_through_the_page(one, other):
    found = lines(one[0], other[0])
    assert letters("".join(line.first for line in found)) == "".join(one[1].split())
    assert Counter(letters("".join(line.second for line in found))) == Counter("".join(other[1].split()))


@many
@given(pages, pages)
def test_every_id_of_the_first_text_is_kept_once_and_none_stands_in_a_column(one, other):
    found = lines(one[0], other[0])
    assert [anchor for line in found for anchor in line.anchors] == re.findall(r'<[^>]*\sid="([^"]*)"', one[0])
    assert not re.search(r'<[^>]*\sid="', "".join(line.first + line.second for line in found))


@many
@given(pages, pages)
def test_each_line_is_whole_by_itself_and_the_numbers_rise_by_one(one, other):
    found = lines(one[0], other[0])
    for line in found:
        assert line.first.strip() or line.second.strip()
        for side in (line.first, line.second):
            ElementTree.fromstring(f"<x>{side.replace('<br>', '<br/>')}</x>")
    numbers = [line.number for line in found if line.number]
    assert numbers == list(range(1, len(numbers) + 1))


@given(pages)
def test_a_text_beside_itself_is_the_same_line_by_line(page):
    assert all(line.first == line.second for line in lines(page[0], page[0]))
    assert lines(page[0], "") == [
        Line(*(line.number, line.first, "", line.tone, line.anchors)) for line in lines(page[0], page[0])
    ]


@given(st.text(max_size=60) | st.text("<>/pli d=\"'&;!-", max_size=60), st.text("<>/pli d=\"'&;!-", max_size=60))
def test_no_text_whatever_makes_it_fail(one, other):
    assert isinstance(lines(one, other), list)


def page(language: str, *missing: str) -> str:
    """A page in a language: a title and three paragraphs with ids in each of two sections, some left out."""
    said = {
        f"{section}-{place}": f'<p id="{section}-{place}">{language} {section}-{place}</p>' for section in "ab" for place in "123"
    }
    kept = {key: html for key, html in said.items() if key not in missing}
    return "".join(
        f'<section id="{section}"><h2>{language} {section}</h2>{"".join(html for key, html in kept.items() if key[0] == section)}</section>'
        for section in "ab"
    )


KEYS = [f"{section}-{place}" for section in "ab" for place in "123"]


@given(st.sets(st.sampled_from(KEYS)), st.sets(st.sampled_from(KEYS)))
def test_a_line_that_is_missing_in_one_column_moves_no_other(ours, theirs):
    found = lines(page("vi", *ours), page("ja", *theirs))
    said = [(letters(line.first)[2:], letters(line.second)[2:]) for line in found]
    assert all(first == second for first, second in said if first and second)
    assert {first or second for first, second in said} == {"a", "b", *KEYS} - (ours & theirs)
    for column in zip(*said, strict=True):
        assert [text for text in column if text] == sorted(text for text in column if text)


@pytest.mark.parametrize(
    ("first", "second", "beside"),
    [
        # a sentence that only one language has stands before the line of sources
        ('<p>x 1</p><p class="src">x S</p>', '<p>y 1</p><p>y 2</p><p class="src">y S</p>', {"1": "1", "S": "S", "": "2"}),
        # one office has more numbers in one language than in the other; another office follows
        (
            '<h4>x A</h4><ul><li class="call">x A1</li></ul><h4>x B</h4><ul><li class="call">x B1</li></ul>',
            '<h4>y A</h4><ul><li class="call">y A1</li><li class="call">y A2</li></ul><h4>y B</h4><ul><li class="call">y B1</li></ul>',
            {"A": "A", "A1": "A1", "": "A2", "B": "B", "B1": "B1"},
        ),
    ],
    ids=["another kind of line", "below the next heading"],
)
def test_a_line_without_a_key_of_its_own_moves_none_of_another_kind_or_below_another_heading(first, second, beside):
    found = lines(f'<section id="s">{first}</section>', f'<section id="s">{second}</section>')
    assert {letters(line.first)[1:]: letters(line.second)[1:] for line in found} == beside


def test_the_numbers_are_those_of_the_first_column_whatever_stands_beside_it():
    alone = lines(page("vi", "a-2"), "")
    for beside in (page("ja"), page("ja", "a-1", "b-3"), page("ja", "a-2")):
        found = lines(page("vi", "a-2"), beside)
        assert [(line.number, line.first) for line in found if line.first] == [(line.number, line.first) for line in alone]


def test_only_what_is_read_as_a_sentence_has_a_number():
    html = "<h2>t</h2><p>one</p><ul><li>two</li></ul><dl><dt>word</dt><dd>three</dd></dl><table><tr><td>x</td></tr></table>four<h3>u</h3><svg><path/></svg>"
    found = [(line.number, letters(line.first)) for line in lines(html, html)]
    assert [(number, text) for number, text in found if number] == [(1, "one"), (2, "two"), (3, "three"), (4, "four")]
    assert [text for number, text in found if not number] == ["t", "word", "x", "u", ""]


def test_a_tone_is_that_of_the_nearest_element_that_has_one():
    html = '<aside class="box warn"><p>a</p><p class="hint">b</p></aside><p>c</p>'
    assert [(letters(line.first), line.tone) for line in lines(html, html)] == [("a", "warn"), ("b", "hint"), ("c", "")]


def test_the_ids_of_what_holds_a_line_begin_with_it():
    html = '<section id="s"><ol><li id="l"><h3 id="h">t</h3><p>x</p></li></ol></section>'
    assert [(line.anchors, letters(line.first)) for line in lines(html, "")] == [(("s", "l", "h"), "t"), ((), "x")]


def test_an_item_of_a_list_becomes_a_paragraph_that_looks_like_one():
    (unit,) = units('<ul><li class="call">a <b>b</b></li></ul>')
    assert unit.html == '<p class="li call">a <b>b</b></p>'


def test_a_table_and_a_figure_stand_in_one_piece():
    html = "<table><tr><td><ul><li>a</li><li>b</li></ul></td></tr></table><figure><p>c</p><p>d</p></figure>"
    assert [unit.html for unit in units(html)] == [html[: html.index("<figure>")], html[html.index("<figure>") :]]


def test_signs_are_kept_as_they_were_written():
    html = '<p>a &amp; b &lt;i&gt; &#x27;c&#39; &nbsp;<br>d <img src="/x.svg" alt=""></p>'
    assert [unit.html for unit in units(html)] == [html]
