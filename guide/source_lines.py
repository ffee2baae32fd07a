"""The computed line below what is stated: on which facts it rests, with the way to them in the fact book."""

from collections.abc import Iterable

from guide.addresses import page_url
from guide.words import Words
from sources.lines import source_line


def sources_of(keys: Iterable[str], known: dict[str, dict], words: Words) -> dict | None:
    """The line on what these facts rest, of which `known` holds what the fact book says; None if they are none."""
    reading = words.reading
    facts = [known[key] for key in dict.fromkeys(keys) if key in known]
    more = f"{page_url(reading.language, 'sources/' + facts[0]['group'].lower())}#{facts[0]['key']}" if facts else ""
    return source_line(facts, reading.language, reading.day, more)
