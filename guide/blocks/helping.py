"""The ladder of help, what to watch and read."""

from config.languages import live
from guide import drawings, queries
from guide.addresses import page_url
from guide.blocks.base import Block, Loader, block, facts_of, filled, gone, holding, turning
from guide.words import Words
from sources import help as helping


@block("ladder")
def ladder(words: Words, page: str) -> Block:
    rows = [row for row in holding(words.once(queries.help_levels), words) if row["audience"] == "in-japan"]
    rungs = [(words.drawn(row["label"]), row["tone"] == "danger") for row in rows]
    return Block({"drawing": drawings.ladder(rungs)})


def _help(audience: str) -> Loader:
    def levels(words: Words, page: str) -> Block:
        reading = words.reading
        everywhere = words.once(queries.help_levels)
        every = [row for row in everywhere if row["audience"] == audience]
        rows = holding(every, words)
        keys = tuple(dict.fromkeys(key for row in everywhere for key in row["services"]))
        found = words.once(helping.services, keys, reading.day)
        have_one = [service for service in found.values() if service["answers"]]
        printed: set[str] = set()

        def named(row: dict) -> list[dict]:
            """The services of a level, those whose lines are over last."""
            return sorted((found[key] for key in row["services"] if key in found), key=lambda service: service["over"])

        def shown(service: dict) -> dict:
            own = helping.once(service["own"], printed)
            return _elsewhere(filled(service, words)) | {"own": own, "have_one": have_one if service["gap"] == "none" else []}

        shown_levels = [
            filled(row, words) | {"number": number, "services": [shown(service) for service in named(row)]}
            for number, row in enumerate(rows, start=1)
        ]
        services = [service for row in rows for service in named(row)]
        return Block(
            {"levels": shown_levels},
            facts_of(rows, *(named(row) for row in rows)),
            gone(every, words),
            turning(every) + [day for service in services for day in service["days"]],
        )

    return levels


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
        every = [row for row in words.once(queries.reading_links) if row["group"] in groups]
        rows = holding(every, words)
        shown = [
            filled(row, words) | {"url": row["source__url"] if row["source__exact"] else row["source__organization__url"]}
            for row in rows
        ]
        return Block({"links": shown}, facts_of(rows), gone(every, words), turning(every))

    return links


block("films")(_links("films"))
block("learning")(_links("learning", "reading"))
