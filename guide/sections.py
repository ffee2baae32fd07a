"""The sections of a page: paragraphs, the block below them, and the computed line that says on what they rest."""

from guide import blocks, queries
from guide.source_lines import sources_of
from guide.words import Words
from sources.queries import cited


def sections(page: str, words: Words) -> list[dict]:
    """The sections of a page that hold on the day, in order, as templates show them; an empty list for a page without any.

    `days` of a section are those on which something of it begins or ends.
    """
    reading = words.reading
    found = [_section(section, words, page) for section in queries.sections(page, reading.day, reading.language)]
    known = cited((fact for section in found for fact in section["facts"]), reading.language)
    for section in found:
        section["sources"] = sources_of(section.pop("facts"), known, words)
    return found


def _section(section: dict, words: Words, page: str) -> dict:
    block = blocks.load(section["block"], words, page)
    paragraphs = [{**paragraph, "html": words.block(paragraph["text"])} for paragraph in section["paragraphs"]]
    named = [fact for paragraph in paragraphs for fact in paragraph["facts"]]
    return {
        **section,
        "title": words.line(section["title"]),
        "paragraphs": paragraphs,
        "data": block.data,
        "facts": named + block.facts,
        "gone": section["gone"] + block.gone,
        "days": section["days"] + block.days,
    }
