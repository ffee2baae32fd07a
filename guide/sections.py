"""The sections of a page: paragraphs, the block below them, and the computed line that says on what they rest."""

from guide import blocks, queries
from guide.addresses import page_url
from guide.words import Words
from sources.lines import source_line
from sources.queries import cited


def sections(page: str, words: Words) -> list[dict]:
    """The sections of a page in order, as templates show them; an empty list for a page without any in this language."""
    reading = words.reading
    found = [_section(section, words, page) for section in queries.sections(page, reading.language)]
    known = cited((fact for section in found for fact in section["facts"]), reading.language)
    for section in found:
        facts = [known[fact] for fact in dict.fromkeys(section.pop("facts")) if fact in known]
        more = f"{page_url(reading.language, 'sources/' + facts[0]['group'].lower())}#{facts[0]['key']}" if facts else ""
        section["sources"] = source_line(facts, reading.language, reading.day, more)
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
    }
