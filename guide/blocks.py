"""The structured rows below a section: each block loads its rows, fills in their words, and says on which facts they rest."""

from collections.abc import Callable
from dataclasses import dataclass, field

from guide import drawings, queries
from guide.addresses import page_url
from guide.words import Words
from sources import help as helping
from sources import queries as sources
from stats.pages import headline
from translations import formats


@dataclass
class Block:
    """What stands below a section: the data for its template and the facts that it rests on."""

    data: dict
    facts: list[str] = field(default_factory=list)


Loader = Callable[[Words, str], Block]
LOADERS: dict[str, Loader] = {}


def block(name: str) -> Callable[[Loader], Loader]:
    """Register the loader of a block under the name that sections use."""

    def keep(loader: Loader) -> Loader:
        LOADERS[name] = loader
        return loader

    return keep


def load(name: str, words: Words, page: str) -> Block:
    """The block of that name on that page; an empty one for a section without."""
    return LOADERS[name](words, page) if name else Block({})


def _filled(row: dict, words: Words) -> dict:
    """A row with its texts as HTML beside the plain ones: text → html, summary → summary_html."""
    filled = dict(row)
    if "name_ja" in row and words.japanese:
        filled["name_ja"] = ""  # a Japanese page says it already
    for name, value in (("title", "title"), ("label", "label")):
        if name in row:
            filled[value] = words.line(row[name])
    if "summary" in row:
        filled["summary_html"] = words.inline(row["summary"])
    if "text" in row:
        filled["html"] = words.block(row["text"])
    return filled


def _facts(*groups: list[dict]) -> list[str]:
    return [key for group in groups for row in group for key in row["facts"]]


@block("stages")
def stages(words: Words, page: str) -> Block:
    rows = words.once(queries.stages)
    gates = [row["gate"] for row in rows if row["gate"]]
    shown = [_filled(row, words) | {"gate": _filled(row["gate"], words) if row["gate"] else None} for row in rows]
    return Block({"stages": shown}, _facts(rows, gates))


@block("stages-line")
def stages_line(words: Words, page: str) -> Block:
    """The stages as a line, with the exams as gates; the new program leaves it as a line of its own."""
    rows = words.once(queries.stages)
    labels = [words.plain(row["label"]) for row in rows]
    gates = [words.plain(row["gate"]["label"]) if row["gate"] else "" for row in rows]
    return Block({"drawing": drawings.stages_line(labels, gates, words.term("employment-for-skill-development"))}, _facts(rows))


@block("actors")
def actors(words: Words, page: str) -> Block:
    rows = words.once(queries.actors)
    return Block({"actors": [_filled(row, words) for row in rows]}, _facts(rows))


@block("who-is-who")
def who_is_who(words: Words, page: str) -> Block:
    rows = words.once(queries.actors)
    return Block({"drawing": drawings.who_is_who([(row["key"], words.plain(row["label"])) for row in rows])}, _facts(rows))


@block("steps")
def steps(words: Words, page: str) -> Block:
    rows = words.once(queries.steps)
    shown = [
        _filled(row, words) | {kind: [_filled(point, words) for point in row[kind]] for kind in ("ask", "know", "keep")}
        for row in rows
    ]
    return Block({"steps": shown}, _facts(rows, *(row[kind] for row in rows for kind in ("ask", "know", "keep"))))


@block("roles")
def roles(words: Words, page: str) -> Block:
    rows = words.once(queries.roles)
    return Block({"roles": [_filled(row, words) for row in rows]}, _facts(rows))


@block("ladder")
def ladder(words: Words, page: str) -> Block:
    rows = [row for row in words.once(queries.help_levels) if row["audience"] == "in-japan"]
    rungs = [(words.plain(row["label"]), row["tone"] == "danger") for row in rows]
    return Block({"drawing": drawings.ladder(rungs)})


def _help(audience: str) -> Loader:
    def levels(words: Words, page: str) -> Block:
        reading = words.reading
        rows = [row for row in words.once(queries.help_levels) if row["audience"] == audience]
        every = tuple(key for row in words.once(queries.help_levels) for key in row["services"])
        found = words.once(helping.services, every, reading.day)
        shown = [
            _filled(row, words)
            | {"number": number, "services": [_filled(found[key], words) for key in row["services"] if key in found]}
            for number, row in enumerate(rows, start=1)
        ]
        return Block({"levels": shown}, _facts(rows, [found[key] for row in rows for key in row["services"] if key in found]))

    return levels


block("help-in-japan")(_help("in-japan"))
block("help-at-home")(_help("at-home"))


@block("payments")
def payments(words: Words, page: str) -> Block:
    """The survey of what people paid, by country, the highest first, all together last."""
    language = words.reading.language
    found = words.quantities_with("money.survey-total-")
    rows = [
        {
            "name": formats.country(total["country"], language),
            "total": words.amount(key),
            "sender": words.amount(key.replace("total", "sender")),
        }
        for key, total in sorted(found.items(), key=lambda item: -item[1]["amount"])
    ]
    everyone = {"name": "", "total": words.amount("money.survey-total"), "sender": words.amount("money.survey-sender")}
    return Block({"rows": rows, "everyone": everyone}, list(dict.fromkeys(quantity["fact_id"] for quantity in found.values())))


@block("memorandum")
def memorandum(words: Words, page: str) -> Block:
    found = words.quantities_with("date.memorandum-").values()
    names = sorted(formats.country(quantity["country"], words.reading.language) for quantity in found)
    return Block({"countries": names}, list(dict.fromkeys(quantity["fact_id"] for quantity in found)))


@block("countries")
def countries(words: Words, page: str) -> Block:
    rows = queries.country_notes(page, words.reading.language)
    shown: dict[str, dict] = {}
    for row in rows:
        country = shown.setdefault(
            row["country"],
            {"iso": row["country"], "name": formats.country(row["country"], words.reading.language), "notes": []},
        )
        country["notes"].append(_filled(row, words))
    return Block({"countries": list(shown.values())}, _facts(rows))


@block("comparison")
def comparison(words: Words, page: str) -> Block:
    aspects, facts = [], []
    for aspect in words.once(queries.comparison):
        rules = aspect["rules"]
        facts += _facts(list(rules.values()))
        cells = {
            scheme: words.block(rules[scheme]["text"]) if scheme in rules else "" for scheme in ("trainee", "transition", "esd")
        }
        aspects.append({"key": aspect["key"], "title": words.line(aspect["title"]), **cells})
    return Block({"aspects": aspects}, facts)


def _links(*groups: str) -> Loader:
    def links(words: Words, page: str) -> Block:
        rows = [row for row in words.once(queries.reading_links) if row["group"] in groups]
        shown = [
            _filled(row, words) | {"url": row["source__url"] if row["source__exact"] else row["source__organization__url"]}
            for row in rows
        ]
        return Block({"links": shown}, _facts(rows))

    return links


block("films")(_links("films"))
block("learning")(_links("learning", "reading"))


@block("fact-groups")
def fact_groups(words: Words, page: str) -> Block:
    counts = sources.group_counts()
    language = words.reading.language
    pages = {row["key"]: row for row in words.once(queries.pages)}
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
    labels = {row["key"]: words.line(row["label"]) for row in words.once(queries.pages)}
    used: dict[str, dict[str, dict]] = {}
    for place, anchor, named in queries.citations():
        for key in named:
            if place in labels:
                used.setdefault(key, {}).setdefault(
                    place, {"label": labels[place], "url": f"{page_url(language, place)}#{anchor}"}
                )
    found = sources.facts_of_group(page.rpartition("/")[2], language).values()
    shown = [_fact(fact, language) | {"used": list(used.get(fact["key"], {}).values())} for fact in found]
    return Block({"facts": shown})


def _fact(fact: dict, language) -> dict:
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
        {"key": group, "items": [_filled(row, words) | {"number": row["key"]} for row in rows if row["group"] == group]}
        for group in dict.fromkeys(row["group"] for row in rows)
    ]
    return Block({"groups": groups})


@block("languages")
def languages(words: Words, page: str) -> Block:
    return Block({})


@block("contents")
def contents(words: Words, page: str) -> Block:
    return Block({})


@block("figure-headline")
def figure_headline(words: Words, page: str) -> Block:
    return Block({"headline": headline(words.figures, words.reading.language)}, ["P-10"])
