"""The way to Japan: stages, who takes part, steps, duties, country notes."""

from guide import drawings, queries
from guide.blocks.base import Block, block, facts_of, filled, gone, holding, turning
from guide.words import Words
from translations import formats


@block("stages")
def stages(words: Words, page: str) -> Block:
    rows = words.once(queries.stages)
    gates = [row["gate"] for row in rows if row["gate"]]
    shown = [filled(row, words) | {"gate": filled(row["gate"], words) if row["gate"] else None} for row in rows]
    return Block({"stages": shown}, facts_of(rows, gates))


@block("stages-line")
def stages_line(words: Words, page: str) -> Block:
    """The stages as a line, with the exams as gates; the new program leaves it as a line of its own."""
    rows = words.once(queries.stages)
    labels = [words.drawn(row["label"]) for row in rows]
    gates = [words.drawn(row["gate"]["label"]) if row["gate"] else "" for row in rows]
    return Block({"drawing": drawings.stages_line(labels, gates, words.term("employment-for-skill-development"))}, facts_of(rows))


@block("actors")
def actors(words: Words, page: str) -> Block:
    every = words.once(queries.actors)
    rows = holding(every, words)
    return Block({"actors": [filled(row, words) for row in rows]}, facts_of(rows), gone(every, words), turning(every))


IN_THE_PLACE_OF = {"successor-actor": "otit-actor"}  # who takes over from whom in the drawing


@block("who-is-who")
def who_is_who(words: Words, page: str) -> Block:
    rows = holding(words.once(queries.actors), words)
    named = [(IN_THE_PLACE_OF.get(row["key"], row["key"]), words.drawn(row["label"])) for row in rows]
    watcher = dict(named).get("otit-actor", "")
    return Block({"drawing": drawings.who_is_who(named), "watcher": watcher}, facts_of(rows))


@block("steps")
def steps(words: Words, page: str) -> Block:
    rows = words.once(queries.steps)
    shown = [
        filled(row, words) | {kind: [filled(point, words) for point in row[kind]] for kind in ("ask", "know", "keep")}
        for row in rows
    ]
    return Block({"steps": shown}, facts_of(rows, *(row[kind] for row in rows for kind in ("ask", "know", "keep"))))


@block("roles")
def roles(words: Words, page: str) -> Block:
    every = words.once(queries.roles)
    rows = holding(every, words)
    return Block({"roles": [filled(row, words) for row in rows]}, facts_of(rows), gone(every, words), turning(every))


@block("countries")
def countries(words: Words, page: str) -> Block:
    rows = queries.country_notes(page, words.reading.language)
    shown: dict[str, dict] = {}
    for row in rows:
        country = shown.setdefault(
            row["country"],
            {"iso": row["country"], "name": formats.country(row["country"], words.reading.language), "notes": []},
        )
        country["notes"].append(filled(row, words))
    return Block({"countries": list(shown.values())}, facts_of(rows))
