import re
from html import escape

import pytest
from grammar_texts import VALUES, Generous, Known, check_shape, nasty
from hypothesis import example, given
from hypothesis import strategies as st

from translations import grammar
from translations.grammar import Link, Tokens, UnknownToken, plain, tokens
from translations.readings import ruby


def block(text, resolver):
    """As it stands on a page, where readings are finished."""
    return ruby(grammar.block(text, resolver))


def inline(text, resolver):
    return ruby(grammar.inline(text, resolver))


def line(text, resolver):
    return ruby(grammar.line(text, resolver))


RUBY = "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>"
SO = '<a href="/vi/#so">tổ chức quản lý</a> <span lang="ja">(監理団体)</span>'

BLOCKS = {
    "": "",
    " \n\n ": "",
    "One.": "<p>One.</p>",
    "One\nline.": "<p>One line.</p>",
    "One.  \nNo break.": "<p>One. No break.</p>",
    "One.\r\n\r\nTwo.": "<p>One.</p><p>Two.</p>",
    "- a\n- b": "<ul><li>a</li><li>b</li></ul>",
    "- a\n  more\n- b": "<ul><li>a more</li><li>b</li></ul>",
    "- a\n\n- b": "<ul><li>a</li><li>b</li></ul>",
    "- a\n\n  c\n- b": "<ul><li><p>a</p><p>c</p></li><li>b</li></ul>",
    "Ask:\n- a\n- b\n\nThen go.": "<p>Ask:</p><ul><li>a</li><li>b</li></ul><p>Then go.</p>",
    # what is no mark of ours stays as it was typed
    "- a\n  - b": "<ul><li>a - b</li></ul>",
    "- - a": "<ul><li>- a</li></ul>",
    "* a\n+ b\n1. c": "<p>* a + b 1. c</p>",
    "# a\n---\n> b": "<p># a --- &gt; b</p>",
    "<b>&amp;</b> `c` *d* _e_ __f__": "<p>&lt;b&gt;&amp;amp;&lt;/b&gt; `c` *d* _e_ __f__</p>",
    "![x](page:help) [a]: /b": '<p>!<a href="/vi/help/">x</a> [a]: /b</p>',
    # strong
    "**Call.** Now": "<p><strong>Call.</strong> Now</p>",
    "**危険です。**すぐに「**電話**」を": "<p><strong>危険です。</strong>すぐに「<strong>電話</strong>」を</p>",
    "**{phone.police}**": '<p><strong><a href="tel:110">110</a></strong></p>',
    "** a ** **** **b": "<p>** a ** **** **b</p>",
    # links
    "[help](page:help#danger)": '<p><a href="/vi/help/#danger">help</a></p>',
    "[r](page:statistics/residents)": '<p><a href="/vi/statistics/residents/">r</a></p>',
    "[o](source:isa-outline)": '<p><a href="https://www.moj.go.jp/isa/?a=1&amp;b=2" hreflang="ja">o</a></p>',
    "[tổ chức quản lý](term:supervising-organization).": f"<p>{SO}.</p>",
    "[団体](term:wide)は": '<p>団体<span lang="ja">（監理団体）</span>は</p>',
    "**[a](page:help)** [**b**](page:help)": (
        '<p><strong><a href="/vi/help/">a</a></strong> <a href="/vi/help/"><strong>b</strong></a></p>'
    ),
    "[call {phone.police}](page:help)": '<p><a href="/vi/help/">call 110</a></p>',
    "[a [b](page:help) c](page:help)": '<p>[a <a href="/vi/help/">b</a> c](page:help)</p>',
    "[a](org:otit) [b](source:bare-host) {bad-address}": "<p>a b x</p>",
    "[a](javascript:x) [b](//c) [](page:help) [ ](page:help)": ("<p>[a](javascript:x) [b](//c) [](page:help) [ ](page:help)</p>"),
    "[a](page:help 't') [b](<page:help>) [c](term:wide#x) [d](PAGE:help)": (
        "<p>[a](page:help 't') [b](&lt;page:help&gt;) [c](term:wide#x) [d](PAGE:help)</p>"
    ),
    # values
    "{trainees.total} and {date.change}": "<p>456,618 and 1 April 2027</p>",
    "{term.ja}": '<p><span lang="ja">監理団体</span></p>',
    "{odd}": '<p>&lt;script&gt;"&amp;\ufffd</p>',
    "{ a } {} {A} {a": "<p>{ a } {} {A} {a</p>",
    # readings
    "漢字《かんじ》": f"<p>{RUBY}</p>",
    "この漢字《かんじ》です": f"<p>この{RUBY}です</p>",
    "**漢字《かんじ》** [漢字《かんじ》](page:help)": (f'<p><strong>{RUBY}</strong> <a href="/vi/help/">{RUBY}</a></p>'),
    "漢\n字《かんじ》": f"<p>{RUBY}</p>",
    "かな《かな》 漢字《kanji》 漢字《》 漢字 《かんじ》": "<p>かな《かな》 漢字《kanji》 漢字《》 漢字 《かんじ》</p>",
    # line ends between letters that take no space
    "監理団体は\n会社です。\n**電話**": "<p>監理団体は会社です。<strong>電話</strong></p>",
    "会社は{date.change}\nから\n{date.change}まで": "<p>会社は1 April 2027から1 April 2027まで</p>",
    "会社\nOTIT\n{date.change}\n{date.change}": "<p>会社 OTIT 1 April 2027 1 April 2027</p>",
    "a\x00b\x0bc\ud800": "<p>a\ufffdb\ufffdc\ufffd</p>",
}


@pytest.mark.parametrize(("text", "html"), BLOCKS.items())
def test_a_text_is_printed_as_this_html(text, html):
    assert block(text, Known()) == html
    check_shape(html, is_block=True)


def test_inline_text_makes_no_paragraphs_and_no_lists():
    assert inline("- a **b**\n\n[c](page:help)", Known()) == '- a <strong>b</strong> <a href="/vi/help/">c</a>'


def test_a_line_prints_values_and_readings_and_leaves_marks_and_telephone_numbers_unlinked():
    assert line(" 漢字《かんじ》: {phone.police} ", Known()) == f"{RUBY}: 110"
    assert line("{term.ja} & **b**\n[c](page:help)", Known()) == ('<span lang="ja">監理団体</span> &amp; **b** [c](page:help)')


def test_plain_text_has_no_marks_and_no_readings_and_asks_for_no_link():
    resolver = Known()
    text = "**漢字《かんじ》** & [help](page:help):\n\n- {trainees.total}\n- [b](page:no-such)"
    assert plain(text, resolver) == "漢字 & help: 456,618 b"
    assert resolver.links == []


@pytest.mark.parametrize("show", [block, inline, line, plain])
def test_an_unknown_value_is_an_error_that_names_it(show):
    with pytest.raises(UnknownToken) as error:
        show("a {no.such} b", Known())
    assert (error.value.kind, error.value.key) == ("value", "no.such")


@pytest.mark.parametrize("show", [block, inline])
def test_an_unknown_link_is_an_error_that_names_it(show):
    with pytest.raises(UnknownToken, match="term:no-such"):
        show("[a](term:no-such)", Known())


@pytest.mark.parametrize("href", ["javascript:x", " javascript:x", "data:text/html,x", "//evil.jp", "/\\evil.jp", "a.jp", ""])
def test_an_address_that_is_none_prints_the_words_without_a_link(href):
    resolver = Known()
    resolver.link = lambda kind, key: Link(href)
    assert block("[a](org:b)", resolver) == "<p>a</p>"


def test_tokens_name_what_a_translation_must_keep():
    text = "**a** {x.y}\n\nb [c {z}](page:d#e)\n\n- **漢字《かんじ》**\n- [f](org:g)\n\n  h {x.y}"
    assert tokens(text) == Tokens(
        values=["x.y", "z", "x.y"],
        links=[("page", "d#e"), ("org", "g")],
        readings=[("漢字", "かんじ")],
        strongs=2,
        paragraphs=2,
        items=2,
    )


@given(nasty | st.text())
@example("- ")
@example("[\n](page:help)")
@example("- a\n\n\n  b\n-\n\n- c")
def test_any_text_makes_well_formed_html_of_the_allowed_elements_only(text):
    check_shape(block(text, Generous()), is_block=True)
    check_shape(inline(text, Generous()), is_block=False)
    root = check_shape(line(text, Generous()), is_block=False)
    assert {element.tag for element in root} <= {"ruby", "span"}
    assert "\n" not in block(text, Generous()) + line(text, Generous()) + plain(text, Generous())


@given(nasty)
def test_rendering_asks_for_what_tokens_name_and_for_nothing_else(text):
    resolver, named = Generous(), tokens(text)
    html = block(text, resolver)
    assert (resolver.values, resolver.links) == (named.values, named.links)
    assert html.count("<li>") == named.items
    assert html.count("<strong>") == named.strongs
    assert html.count("<ruby>") == len(named.readings)


@given(st.text("ab c.,:;!?'\"<>&/#=+~|\\`_@%€áあ漢。《》{[\n\t", max_size=60))
def test_text_without_marks_loses_no_letter(text):
    def letters(words):
        return re.sub(r"\s", "", words)

    assert letters("".join(check_shape(block(text, Known()), is_block=True).itertext())) == letters(text)
    assert letters(plain(text, Known())) == letters(text)


@given(st.text("漢字々ヶ〆かなカー。a &<《《》》", max_size=40))
@example("漢字《かんじ》字《じ》かな漢《かん》")
def test_readings_agree_with_a_naive_replacement(text):
    naive = re.sub(
        "([漢字々ヶ〆]+)《([かなカーヶんじ]+)》",
        r"<ruby>\1<rp>(</rp><rt>\2</rt><rp>)</rp></ruby>",
        escape(text.strip(), quote=False),
    )
    assert line(text, Known()) == naive


word = st.text("abcあ漢é", min_size=1, max_size=5)
name = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)?", fullmatch=True)
piece = st.one_of(
    word.map(lambda words: (words, words, None)),
    st.sampled_from(sorted(VALUES)).map(lambda key: ("{" + key + "}", None, ("value", key))),
    word.map(lambda words: (f"**{words}**", None, ("strong", words))),
    st.tuples(word, st.sampled_from(["page", "source", "term", "org"]), name).map(
        lambda link: (f"[{link[0]}]({link[1]}:{link[2]})", None, ("link", link[1:]))
    ),
    st.tuples(st.text("漢字々", min_size=1, max_size=3), st.text("かんじー", min_size=1, max_size=4)).map(
        lambda reading: (f"{reading[0]}《{reading[1]}》", None, ("reading", reading))
    ),
)
run = st.lists(piece, min_size=1, max_size=6)


@given(st.lists(st.tuples(st.booleans(), run), max_size=6))
def test_a_text_written_from_tokens_gives_these_tokens_back(blocks):
    text = "\n\n".join(("- " if is_item else "") + " ".join(part[0] for part in parts) for is_item, parts in blocks)
    written = [part[2] for _, parts in blocks for part in parts if part[2]]
    assert tokens(text) == Tokens(
        values=[key for kind, key in written if kind == "value"],
        links=[key for kind, key in written if kind == "link"],
        readings=[key for kind, key in written if kind == "reading"],
        strongs=sum(kind == "strong" for kind, _ in written),
        paragraphs=sum(not is_item for is_item, _ in blocks),
        items=sum(is_item for is_item, _ in blocks),
    )
