"""Every line that helps, by language and hour, and sentences in Japanese to show."""

from config.languages import by_code
from guide import queries
from guide.blocks.base import Block, block, gone, holding, turning
from guide.words import Words
from sources import help as helping
from translations import formats

SPEAKS = "{language}"  # in a Japanese sentence: the reader's language


@block("directory")
def directory(words: Words, page: str) -> Block:
    """All lines by language, the reader's own first, with the days of the week on which its offices answer."""
    reading = words.reading
    found = helping.directory(reading.day, reading.language)
    today = formats.WEEKDAYS[reading.day.weekday()]
    week = [{"key": day, "name": formats.days(day, reading.language), "today": day == today} for day in formats.WEEKDAYS]
    own = [line for language in found["languages"] if language["own"] for line in language["lines"] if line["week"]]
    rows = {(line["office"], line["hours"], *line["week"]): line for line in own}
    return Block({"languages": found["languages"], "week": week, "rows": list(rows.values())}, found["facts"], days=found["days"])


@block("phrases")
def phrases(words: Words, page: str) -> Block:
    """The sentences with their readings; on a Japanese page the meaning stands there already."""
    every, language = words.once(queries.phrases), words.reading.language
    rows = [row for row in holding(every, words) if not (language.japanese and SPEAKS in row["japanese"])]
    spoken = formats.language_name(language.code, by_code("ja-simple"))
    shown = [
        {
            "key": row["key"],
            "group": row["group"],
            "japanese": row["japanese"].replace(SPEAKS, spoken),
            "reading": "" if language.japanese else row["reading"],
            "title": "" if language.japanese else words.line(row["title"]),
        }
        for row in rows
    ]
    return Block({"phrases": shown}, gone=gone(every, words), days=turning(every))
