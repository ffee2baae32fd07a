"""The languages of the guide, one frozen row each. Pure: anyone may import this module.

A language is a row here, a catalog in locale/, a file in fixtures/text/ and a migration; CONTRIBUTING.md has the recipe.
`live` says whether readers can reach it: the checks refuse a live language whose words are not whole.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """One language: `code` as in addresses (BCP 47, lower case), `locale` as CLDR knows it, `fallback` for words of the frame."""

    code: str
    endonym: str
    english: str
    locale: str
    switcher: str  # the word "language" in this language, for the label of the switcher
    direction: str = "ltr"
    fallback: str = "en"
    live: bool = True
    draft: bool = True  # no native reader has checked its words yet; every page of the language says so

    @property
    def folder(self) -> str:
        """The name of its folder in locale/, as gettext wants it: zh-hans → zh_Hans."""
        head, *tail = self.code.split("-")
        return "_".join([head, *(part.upper() if len(part) == 2 else part.title() for part in tail)])


SOURCE = Language("en", "English", "English", locale="en", switcher="Language", draft=False)

LANGUAGES: tuple[Language, ...] = (
    SOURCE,
    Language("ja", "日本語", "Japanese", locale="ja", switcher="言語"),
    Language("vi", "Tiếng Việt", "Vietnamese", locale="vi", switcher="Ngôn ngữ"),
)

# What a browser asks for, and the code that we would serve it under, whether or not that language is live yet:
# old names (RFC 5646), and Chinese by script and region. Traditional Chinese readers read the simplified page
# more easily than the English one.
ALIASES = {
    "tl": "fil",
    "in": "id",
    "zh": "zh-hans",
    "zh-cn": "zh-hans",
    "zh-sg": "zh-hans",
    "zh-tw": "zh-hans",
    "zh-hk": "zh-hans",
}


def live(languages: tuple[Language, ...] = LANGUAGES) -> tuple[Language, ...]:
    """The languages that readers can reach, in the order of the registry."""
    return tuple(language for language in languages if language.live)


def by_code(code: str, languages: tuple[Language, ...] = LANGUAGES) -> Language | None:
    """The language with this code, live or not, or None."""
    return next((language for language in languages if language.code == code), None)
