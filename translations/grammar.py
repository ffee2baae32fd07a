"""The one grammar of the guide's text: a CommonMark subset with values, readings and links by key.

    paragraphs, lists of one level with "-", **strong**, [words](page:help#danger), {trainees.total}, 漢字《かんじ》

A link leads to a key (page, source, term, org), never to an address. Everything else stands on the page as it was
typed; `translations.checking` names it before it is saved. Pure: no database, no Django. What comes back is an
ordinary `str`.
"""

import re
from dataclasses import dataclass
from html import escape
from typing import Protocol

from markdown_it.token import Token

from translations.parsing import clean, parse, parse_inline, parse_line

_ADDRESS = re.compile(r"https?://|tel:|mailto:|/(?![/\\])|\.{1,2}/|[#?]")


@dataclass(frozen=True)
class Value:
    """What stands for `{key}`: plain text in the reader's format, an address (`tel:110`) or a language where needed."""

    text: str
    href: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Link:
    """Where a link leads. An empty href prints the words alone.

    `lang` is the language of what it leads to (hreflang). `after` is plain text that follows the words, its brackets
    included, in the language `after_lang`; a space goes before it, unless it begins with a full-width bracket.
    """

    href: str
    lang: str = ""
    after: str = ""
    after_lang: str = ""


class Resolver(Protocol):
    """What the text is filled with, for one language and one page. None means that the key is unknown."""

    def value(self, key: str) -> Value | None: ...

    def link(self, kind: str, key: str) -> Link | None:
        """The link of kind page, source, term or org; the key of a page may end in `#anchor`."""


@dataclass(frozen=True)
class Tokens:
    """What a translation must have in common with its source. Links are (kind, key), readings (kanji, kana)."""

    values: list[str]
    links: list[tuple[str, str]]
    readings: list[tuple[str, str]]
    strongs: int
    paragraphs: int  # those outside lists
    items: int


class UnknownToken(KeyError):
    """A text names a value or a link that the resolver does not know; the check on saving finds it first."""

    def __init__(self, kind: str, key: str):
        super().__init__(f"{kind}:{key}")
        self.kind, self.key = kind, key


def block(text: str, resolver: Resolver) -> str:
    """HTML of paragraphs and lists, without line ends between them. Raises UnknownToken, and nothing else."""
    parts = []
    for token in parse(text):
        if token.type == "inline":
            parts.append(_html(token, resolver))
        elif not token.hidden:
            parts.append(f"</{token.tag}>" if token.nesting < 0 else f"<{token.tag}>")
    return "".join(parts)


def inline(text: str, resolver: Resolver) -> str:
    """HTML of one run of text, for a place that is a paragraph already. Raises UnknownToken."""
    return "".join(_html(token, resolver) for token in parse_inline(text))


def line(text: str, resolver: Resolver) -> str:
    """HTML of a title or a label: values and readings, no links, not even a telephone number's. Raises UnknownToken."""
    return "".join(_html(token, resolver, linked=True) for token in parse_line(text))


def plain(text: str, resolver: Resolver) -> str:
    """The words alone, on one line and not escaped: no readings, links as their words. UnknownToken for values only."""
    blocks = (token.children for token in parse(text) if token.type == "inline")
    return " ".join(
        "".join(_value(token, resolver).text if token.type == "value" else token.content for token in children)
        for children in blocks
    )


def tokens(text: str) -> Tokens:
    """The values, links, readings and marks of a text, each in its order."""
    blocks = parse(text)
    children = [child for token in blocks for child in token.children or []]
    return Tokens(
        values=[child.meta["key"] for child in children if child.type == "value"],
        links=[(child.meta["kind"], child.meta["key"]) for child in children if child.type == "link_open"],
        readings=[(child.content, child.meta["kana"]) for child in children if child.type == "reading"],
        strongs=sum(child.type == "strong_open" for child in children),
        paragraphs=sum(token.type == "paragraph_open" and token.level == 0 for token in blocks),
        items=sum(token.type == "list_item_open" for token in blocks),
    )


def _html(parent: Token, resolver: Resolver, linked: bool = False) -> str:
    """HTML of an inline token's children; `linked` where a link around them forbids another one inside."""
    parts: list[str] = []
    end, outer = "", linked
    for token in parent.children or []:
        if token.type == "value":
            value = _value(token, resolver)
            parts.append(_element(value.text, "" if linked else _address(value.href), value.lang))
        elif token.type == "reading":
            parts.append(f"{token.content}《{token.meta['kana']}》")  # <ruby> on the finished page: translations.readings
        elif token.type == "link_open":
            start, end = _link(token, resolver)
            linked = linked or bool(start)
            parts.append(start)
        elif token.type == "link_close":
            linked = outer
            parts.append(end)
        elif token.nesting:
            parts.append(f"<{'/' if token.nesting < 0 else ''}{token.tag}>")
        else:
            parts.append(_escape(token.content))
    return "".join(parts)


def _link(token: Token, resolver: Resolver) -> tuple[str, str]:
    """What stands before the words of a link and what stands after them."""
    kind, key = token.meta["kind"], token.meta["key"]
    link = resolver.link(kind, key)
    if link is None:
        raise UnknownToken(kind, key)
    after = _element(link.after, "", link.after_lang)
    if after and not re.match(r"[\s（［〔「]", link.after):
        after = " " + after
    href = _address(link.href)
    if not href:
        return "", after
    lang = _attribute("hreflang", link.lang)
    return f"<a{_attribute('href', href)}{lang}>", "</a>" + after


def _value(token: Token, resolver: Resolver) -> Value:
    value = resolver.value(token.meta["key"])
    if value is None:
        raise UnknownToken("value", token.meta["key"])
    return value


def _element(text: str, href: str, lang: str) -> str:
    """Text, in <a> or <span> only where an address or a language asks for it."""
    attributes = _attribute("href", href) + _attribute("lang", lang)
    tag = "a" if href else "span"
    return f"<{tag}{attributes}>{_escape(text)}</{tag}>" if attributes and text else _escape(text)


def _address(href: str) -> str:
    """The address, or "" where it is none that a reader may be led to (javascript:, data:, a bare host name)."""
    return href if _ADDRESS.match(href) else ""


def _escape(text: str) -> str:
    return escape(clean(text), quote=False)


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(clean(value))}"' if value else ""
