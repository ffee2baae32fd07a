"""The fact book and the site itself: facts with their sources, corrections, languages, contents, the headline."""

from config.languages import Language, live
from guide import queries
from guide.addresses import page_url
from guide.blocks.base import Block, block, filled
from guide.words import Words
from sources import queries as sources
from stats.telling import headline, origin, readers
from translations import formats


@block("fact-groups")
def fact_groups(words: Words, page: str) -> Block:
    counts = sources.group_counts()
    language = words.reading.language
    pages = {row["key"]: row for row in words.once(queries.pages, words.reading.day)}
    groups = [
        {
            "letter": letter,
            "title": words.line(pages[f"sources/{letter.lower()}"]["title"]),
            "url": page_url(language, f"sources/{letter.lower()}"),
            "count": count,
        }
        for letter, count in counts.items()
        if f"sources/{letter.lower()}" in pages
    ]
    return Block({"groups": groups})


@block("facts")
def facts(words: Words, page: str) -> Block:
    """The facts of one group, with all their sources and with the places of the guide that rest on them."""
    language = words.reading.language
    labels = {row["key"]: words.line(row["label"]) for row in words.once(queries.pages, words.reading.day)}
    used: dict[str, dict[str, dict]] = {}
    for place, anchor, named in queries.citations(words.reading.day):
        for key in named:
            if place in labels:
                used.setdefault(key, {}).setdefault(
                    place, {"label": labels[place], "url": f"{page_url(language, place)}#{anchor}"}
                )
    found = sources.facts_of_group(page.rpartition("/")[2], language).values()
    shown = [_fact(fact, language) | {"used": list(used.get(fact["key"], {}).values())} for fact in found]
    return Block({"facts": shown})


def _fact(fact: dict, language: Language) -> dict:
    rules = fact["as_of"].startswith("rules-")
    as_of = formats.partial_date(fact["as_of"].removeprefix("rules-"), language)
    named = [
        source | {"as_of": formats.partial_date(source["as_of"], language)}
        for source in fact["sources"].values()
        if source["label"]
    ]
    return {
        "key": fact["key"],
        "status": fact["status"],
        "as_of": "" if rules else as_of,
        "rules_until": as_of if rules else "",
        "checked_on": formats.day(fact["checked_on"], language) if fact["checked_on"] else "",
        "recheck": fact["recheck"],
        "sources": named,
    }


@block("corrections")
def corrections(words: Words, page: str) -> Block:
    rows = sources.corrections(words.reading.language)
    groups = [
        {"key": group, "items": [filled(row, words) | {"number": row["key"]} for row in rows if row["group"] == group]}
        for group in dict.fromkeys(row["group"] for row in rows)
    ]
    return Block({"groups": groups})


@block("languages")
def languages(words: Words, page: str) -> Block:
    return Block({"readers": readers(words.figures.get("trainees"), live(), words.reading.language)})


@block("contents")
def contents(words: Words, page: str) -> Block:
    return Block({})


@block("figure-headline")
def figure_headline(words: Words, page: str) -> Block:
    language, figures = words.reading.language, words.figures
    shown = {"headline": headline(figures.get("residents"), language), "origin": origin(figures.get("trainees"), language)}
    return Block(shown, ["P-10"])
