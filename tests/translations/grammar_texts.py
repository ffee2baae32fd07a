"""What the tests of the grammar share: a resolver, the shape that all HTML must have, and hostile texts."""

from xml.etree import ElementTree

from hypothesis import strategies as st

from translations.grammar import Link, Value

VALUES = {
    "trainees.total": Value("456,618"),
    "date.change": Value("1 April 2027"),
    "phone.police": Value("110", href="tel:110"),
    "term.ja": Value("監理団体", lang="ja"),
    "odd": Value('<script>"&\x00'),
    "bad-address": Value("x", href="javascript:alert(1)"),
}
LINKS = {
    ("page", "help"): Link("/vi/help/"),
    ("page", "help#danger"): Link("/vi/help/#danger"),
    ("page", "statistics/residents"): Link("/vi/statistics/residents/"),
    ("source", "isa-outline"): Link("https://www.moj.go.jp/isa/?a=1&b=2", lang="ja"),
    ("source", "bare-host"): Link("www.moj.go.jp"),
    ("term", "supervising-organization"): Link("/vi/#so", after="(監理団体)", after_lang="ja"),
    ("term", "wide"): Link("", after="（監理団体）", after_lang="ja"),
    ("org", "otit"): Link('javascript:alert("1")'),
}


class Known:
    """Knows VALUES and LINKS, and remembers what it was asked for."""

    def __init__(self):
        self.values, self.links = [], []

    def value(self, key):
        self.values.append(key)
        return VALUES.get(key)

    def link(self, kind, key):
        self.links.append((kind, key))
        return LINKS.get((kind, key))


class Generous(Known):
    """Knows every key."""

    def value(self, key):
        return super().value(key) or Value(key)

    def link(self, kind, key):
        return super().link(kind, key) or Link(f"/en/{key}")


PIECES = [
    *("{trainees.total}", "{phone.police}", "{odd}", "{no-such}", "{", "}", "{A b}"),
    *("漢字《かんじ》", "《", "》", "《かな》", "字《zi》", "監理団体", "々", "かな", "。", "「"),
    *("**", "*", "_", "`", "[", "]", "](", "(", ")", "](page:help#danger)", "](term:wide)", "](org:otit)"),
    *("[words](source:isa-outline)", "[x](javascript:alert(1))", "[y](https://a.jp)", "[z][1]", "[1]: /u"),
    *("\n", "\n\n", "\n- ", "- ", "\n  - ", "\n  ", "\n* ", "\n1. ", "\n# ", "\n---\n", "\n> ", "\n    ", "\t"),
    *("\r\n", "  \n", "<b>", "</p>", "<!--", "&amp;", "&#x41;", "\\", "&", "![i](page:help)"),
    *("\x00", "\x0b", "\x85", "\u2028", "\ufffe", "\ud800", "\u200b", "\u00a0", "\u3000", "e\u0301"),
    *("words", " ", "100", "5", "%", "円", "年"),
]
nasty = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)

ATTRIBUTES = {"a": {"href", "hreflang", "lang"}, "span": {"lang"}}
PHRASES = {"strong", "a", "span", "ruby"}
INSIDE = {
    "x": {"p", "ul"},
    "ul": {"li"},
    "li": {"p"} | PHRASES,
    "p": PHRASES,
    "strong": PHRASES - {"strong"},
    "a": PHRASES - {"a"},
    "span": set(),
    "ruby": {"rp", "rt"},
    "rp": set(),
    "rt": set(),
}
ADDRESSES = ("/", "https://", "tel:")


def check_shape(html, *, is_block):
    """The HTML as a tree, which has only the elements, attributes and addresses that text may have."""
    root = ElementTree.fromstring(f"<x>{html}</x>")
    for parent in root.iter():
        allowed = PHRASES if parent is root and not is_block else INSIDE[parent.tag]
        assert {child.tag for child in parent} <= allowed, html
        assert set(parent.attrib) <= ATTRIBUTES.get(parent.tag, set())
        assert parent.get("href", "/").startswith(ADDRESSES)
    assert not root.findall(".//a//a")
    return root
