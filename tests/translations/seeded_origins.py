"""One word of a release: what a release and a translator make of it, and from which English the database says it was made."""

from releases import POINT, point

from config.languages import LANGUAGES, SOURCE
from guide.models import StepPoint
from translations import origins
from translations.content import kind_for

ITEM = f"guide.steppoint/{POINT}"
NAME = f"{ITEM}/text"
OLD = "With which supervising organization in Japan do you work?"
TRANSLATED = [language.code for language in LANGUAGES if language != SOURCE]
UNCHANGED = object()


def english(release, text: str) -> None:
    release.change("guide/step_point.yaml", POINT, text=text)


def say(release, *, msgid=UNCHANGED, msgstr=UNCHANGED, fuzzy: bool = False, before: str | None = None, code: str = "vi") -> None:
    """What a translator writes into the file of a release for one word."""
    entry = release.entry(code, NAME)
    entry.msgid = entry.msgid if msgid is UNCHANGED else msgid
    entry.msgstr = entry.msgstr if msgstr is UNCHANGED else msgstr
    entry.flags, entry.previous_msgid = ["fuzzy"] if fuzzy else [], before
    release.put(code, entry)


def say_everywhere(release, **values) -> None:
    for code in TRANSLATED:
        say(release, code=code, **values)


def behind() -> list[str]:
    """The languages in which the one word that these tests change is behind."""
    found = list(origins.behind())
    assert {late.name for late in found} <= {NAME}
    return [late.language.code for late in found]


def made_from(code: str = "vi") -> str | None:
    return origins.known([ITEM], code).get(ITEM, {}).get(("text", code))


def still_correct(*codes: str) -> None:
    """What the button of the admin does."""
    origins.made(point(), {("text", code) for code in codes}, kind_for(StepPoint))
