"""What is compared, paid and agreed between countries."""

from guide import queries
from guide.blocks.base import Block, block, facts_of
from guide.words import Words
from translations import formats
from translations.ordering import ordered


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
    language = words.reading.language
    names = ordered((formats.country(quantity["country"], language) for quantity in found), language)
    return Block({"countries": names}, list(dict.fromkeys(quantity["fact_id"] for quantity in found)))


@block("comparison")
def comparison(words: Words, page: str) -> Block:
    aspects, facts = [], []
    for aspect in words.once(queries.comparison):
        rules = aspect["rules"]
        facts += facts_of(list(rules.values()))
        cells = {
            scheme: words.block(rules[scheme]["text"]) if scheme in rules else "" for scheme in ("trainee", "transition", "esd")
        }
        aspects.append({"key": aspect["key"], "title": words.line(aspect["title"]), **cells})
    return Block({"aspects": aspects}, facts)
