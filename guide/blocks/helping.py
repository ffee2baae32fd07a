"""The ladder of help, what to watch and read."""

from config.languages import live
from guide import drawings, queries
from guide.addresses import page_url
from guide.blocks.base import Block, Loader, block, facts_of, filled
from guide.words import Words
from sources import help as helping


@block("ladder")
def ladder(words: Words, page: str) -> Block:
    rows = [row for row in words.once(queries.help_levels) if row["audience"] == "in-japan"]
    rungs = [(words.drawn(row["label"]), row["tone"] == "danger") for row in rows]
    return Block({"drawing": drawings.ladder(rungs)})


def _help(audience: str) -> Loader:
    def levels(words: Words, page: str) -> Block:
        reading = words.reading
        rows = [row for row in words.once(queries.help_levels) if row["audience"] == audience]
        every = tuple(key for row in words.once(queries.help_levels) for key in row["services"])
        found = words.once(helping.services, every, reading.day)
        printed: set[str] = set()

        def named(row: dict) -> list[dict]:
            return [found[key] for key in row["services"] if key in found]

        shown = [
            filled(row, words)
            | {
                "number": number,
                "services": [_elsewhere(_once(filled(found[key], words), printed)) for key in row["services"] if key in found],
            }
            for number, row in enumerate(rows, start=1)
        ]
        return Block({"levels": shown}, facts_of(rows, *(named(row) for row in rows)))

    return levels


def _once(service: dict, printed: set[str]) -> dict:
    """The service with each number printed once on the page: where it stood before, `same` says so in its place."""
    lines = []
    for line in service["own"]:
        same = line["phone"] in printed
        printed |= {line["phone"]} - {""}
        lines.append(line | {"same": same} | ({"phone": "", "href": ""} if same else {}))
    return service | {"own": lines}


def _elsewhere(service: dict) -> dict:
    """The service with its other languages, each with the page of help in that language if the guide has one."""
    live_codes = {language.code: language for language in live()}
    others = [
        other | {"url": page_url(live_codes[code], "help") if (code := other["language_code"].lower()) in live_codes else ""}
        for other in service["others"]
    ]
    return service | {"others": others}


block("help-in-japan")(_help("in-japan"))
block("help-at-home")(_help("at-home"))


def _links(*groups: str) -> Loader:
    def links(words: Words, page: str) -> Block:
        rows = [row for row in words.once(queries.reading_links) if row["group"] in groups]
        shown = [
            filled(row, words) | {"url": row["source__url"] if row["source__exact"] else row["source__organization__url"]}
            for row in rows
        ]
        return Block({"links": shown}, facts_of(rows))

    return links


block("films")(_links("films"))
block("learning")(_links("learning", "reading"))
