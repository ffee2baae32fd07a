"""Every public address of the guide, in one place: links, sitemap, weighing and tests ask here."""

from collections.abc import Iterable, Iterator

from config.languages import Language, live
from delivery.reading import Reading

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


def variants() -> Iterator[str]:
    """The address of every page that shows another one in another order; its canonical address is that of the other."""
    from stats.queries import ordered_paths

    yield from (f"/{language.code}/{path}" for language in live() for path in ordered_paths())


def public_addresses(reading: Reading | None = None) -> Iterator[str]:
    """The address of every page that readers can reach, in every live language; with a reading's drafts, if there is one."""
    from guide.queries import page_keys
    from guide.rules import paths
    from stats.queries import edition_paths

    for language in live():
        yield from (page_url(language, key) for key in page_keys())
        yield from (check_url(language, answers) for answers in paths())
        yield from (f"/{language.code}/{path}" for path in edition_paths(reading))
