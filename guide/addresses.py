"""How the addresses of pages are made, from keys and languages. Pure."""

from collections.abc import Iterable

from config.languages import Language

HOME = "home"


def page_url(language: Language, page: str) -> str:
    """The address of a page by its key, below the site: /vi/flow/, and /vi/ for the home page."""
    return f"/{language.code}/" if page == HOME else f"/{language.code}/{page}/"


def check_url(language: Language, answers: Iterable[str]) -> str:
    """The address of "Which rules apply to you?" after these answers: /km/check/abroad/unknown/."""
    return page_url(language, "check") + "".join(f"{answer}/" for answer in answers)


def in_language(path: str, language: Language) -> str:
    """The same page in another language: only the first part of an address names the language."""
    _, _, rest = path.lstrip("/").partition("/")
    return f"/{language.code}/{rest}"


def paired(path: str, second: Language) -> str:
    """The address of a page with a second language beside it: /vi/flow/with/ja/."""
    return f"{path}with/{second.code}/"
