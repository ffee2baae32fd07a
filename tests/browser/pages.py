"""Which pages the browser looks at: one of each kind in each language, or with EVERY_PAGE=1 every page that readers can reach."""

import os
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from config.languages import Language, live
from guide.rules import paths

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
EVERY_PAGE = os.environ.get("EVERY_PAGE") == "1"
LANGUAGES = live()
MISSING = "no-such-page/"  # the path of the kind "404"


def rows(name: str) -> list[dict]:
    """The rows of a fixture file, by its name below fixtures/."""
    return yaml.safe_load((FIXTURES / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def editions() -> list[str]:
    """The path of every published edition below the language, the oldest first."""
    published = [row for row in rows("stats/edition") if row["state"] == "published"]
    return [f"statistics/{row['table']}/{row['as_of'][:7]}/" for row in sorted(published, key=lambda row: row["as_of"])]


@cache
def countries() -> list[str]:
    """The path of the page of every country with a hundred trainees in any edition."""
    rows_of = {row["key"]: row for row in rows("stats/category") if row["table"] == "trainees" and row.get("iso")}
    known = [row["values"] for row in rows("stats/figure") if row["edition"].startswith("trainees/")]
    return [f"statistics/trainees/from/{key}/" for key in rows_of if max(values.get(key) or 0 for values in known) >= 100]


@cache
def reachable() -> list[str]:
    """The path below the language of every page that the fixtures make."""
    pages = ["" if row["key"] == "home" else f"{row['key']}/" for row in rows("guide/page")]
    return [*pages, *(f"check/{'/'.join(answers)}/" for answers in paths()), *editions(), *countries()]


# One page of each template and of each block, by name.
KINDS = {
    "home": "",
    "stages": "stages/",
    "how-it-works": "how-it-works/",
    "flow": "flow/",
    "union": "union/",
    "help": "help/",
    "rights": "rights/",
    "lines": "help/lines/",
    "card": "help/card/",
    "sending-organizations": "sending-organizations/",
    "check": "check/",
    "outcome": "check/abroad/unknown/unknown/",
    "check-all": "check/all/",
    "changes-2027": "changes-2027/",
    "statistics": "statistics/",
    "residents": "statistics/residents/",
    "edition": editions()[0],
    "trainees": "statistics/trainees/",
    "country": "statistics/trainees/from/np/",
    "trainees-by-stage": "statistics/stages/",
    "trainees-by-prefecture": "statistics/prefectures/2025-12/by-place/",
    "sorted": "statistics/trainees/2025-12/by-name/",
    "careers": "careers/",
    "sources": "sources/",
    "facts": "sources/g/",
    "corrections": "sources/corrections/",
    "about": "about/",
    "both-flow": "flow/with/{second}/",
    "both-help": "help/with/{second}/",
    "both-residents": "statistics/residents/with/{second}/",
    "404": MISSING,
}
NAMES = {path: name for name, path in KINDS.items()}


def looked_at() -> list[str]:
    """The paths below a language that every check looks at."""
    return [*reachable(), MISSING] if EVERY_PAGE else list(KINDS.values())


def address(language: Language, path: str) -> str:
    """The address of a page, below the site; the second language of a page of two is Japanese, with Japanese Burmese."""
    return f"/{language.code}/{path}".format(second="my" if language.code == "ja" else "ja")


def plain(path: str) -> str:
    """The path of a page in its usual order: another order is a view of it, and says its address on paper and to machines."""
    return re.sub(r"by-[a-z]+/$", "", path)


def _name(path: str) -> str:
    return NAMES.get(path) or path.strip("/").replace("/", "-")


# Parameters: each page looked at in each language; each language.
EACH_PAGE = [
    pytest.param(address(language, path), id=f"{language.code}-{_name(path)}") for language in LANGUAGES for path in looked_at()
]
in_each_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)


def one_kind_each(names: list[str]):
    """Parameters: of the kinds named, in turn, one for each language."""
    turns = [(language, names[place % len(names)]) for place, language in enumerate(LANGUAGES)]
    return pytest.mark.parametrize(
        "path", [pytest.param(address(language, KINDS[name]), id=f"{language.code}-{name}") for language, name in turns]
    )
