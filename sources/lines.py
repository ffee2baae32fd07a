"""The computed line under each section: on what it rests, from when that is, whether it was compared with the official page."""

from collections.abc import Iterable
from datetime import date, timedelta

from config.languages import Language
from sources.queries import oldest_check
from translations import formats

SHOWN = 3  # sources that the line names; the page of sources has them all
CHECK_HOLDS = timedelta(days=180)
RULES = "rules-"


def source_line(facts: Iterable[dict], language: Language, day: date, more_url: str = "") -> dict | None:
    """What a template needs for the line, in the reader's formats; None for a section that rests on no fact.

    Official pages stand before others, and what a fact with a single source rests on before what others confirm.
    """
    facts = [fact for fact in facts if fact["sources"] or fact["as_of"]]
    if not facts:
        return None
    items = _items(facts, language)
    shown = list({item["label"]: item for item in reversed(items)}.values())[::-1][:SHOWN]  # each body once
    recheck = any(fact["recheck"] for fact in facts)
    checked_on = oldest_check(facts) if recheck else None
    state = "" if not recheck else "no" if checked_on is None else "old" if day - checked_on > CHECK_HOLDS else "yes"
    until = [fact["as_of"].removeprefix(RULES) for fact in facts if fact["as_of"].startswith(RULES)]
    return {
        "items": shown,
        "more": len(items) - len(shown),
        "more_url": more_url,
        "checked": state,
        "checked_on": formats.day(checked_on, language) if checked_on else "",
        "rules_until": formats.partial_date(min(until), language) if until else "",
        "rules_over": bool(until) and min(until) < day.isoformat(),
        "single": any(fact["status"] == "single" for fact in facts),
        "inferred": any(fact["status"] == "inferred" for fact in facts),
    }


def _items(facts: list[dict], language: Language) -> list[dict]:
    weighed: dict[tuple[str, str], tuple[tuple, dict]] = {}
    for position, fact in enumerate(facts):
        for source in fact["sources"].values():
            if not source["label"]:
                continue
            item = {
                "label": source["label"],
                "url": source["url"],
                "as_of": formats.partial_date(source["as_of"], language),
                "site": not source["organization"],
            }
            weight = (
                not source["official"],
                fact["status"] != "single",
                not source["exact"],
                source["label"].startswith("xn--"),
                position,
            )
            same = (item["label"], item["url"])
            if same not in weighed or weight < weighed[same][0]:
                weighed[same] = (weight, item)
    return [item for _, item in sorted(weighed.values(), key=lambda pair: pair[0])]
