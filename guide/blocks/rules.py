"""What is compared, paid and agreed between countries."""

from datetime import date, timedelta

from config.languages import Language
from guide import queries
from guide.blocks.base import Block, block, facts_of, filled, turning
from guide.change_line import Stop, change_line
from guide.rules import Dates, newcomers
from guide.words import Words
from translations import formats, readings
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
    """The aspects, each with what the schemes say: the one under which people start on the day first."""
    reading = words.reading
    found = words.once(queries.comparison, reading.day)
    order = (
        ("esd", "transition", "trainee") if newcomers(reading.day, dates(words)) == "esd" else ("trainee", "transition", "esd")
    )
    aspects = [
        {
            "key": aspect["key"],
            "title": words.line(aspect["title"]),
            "rules": [shown_rule(scheme, aspect["rules"][scheme], words) for scheme in order if scheme in aspect["rules"]],
        }
        for aspect in found
    ]
    rules = [rule for aspect in found for rule in aspect["rules"].values()]
    return Block({"aspects": aspects}, facts_of(rules), days=turning(rules))


def shown_rule(scheme: str, rule: dict, words: Words) -> dict:
    """A rule as templates show it, with the day from which it holds if that is still to come, and its last day if it has one."""
    day, language = words.reading.day, words.reading.language
    start, end = rule["valid_from"], rule["valid_to"]
    return {
        "scheme": scheme,
        "html": words.block(rule["text"]),
        "begins": formats.day(start, language) if start and start > day else "",
        "ends": formats.day(end, language) if end else "",
    }


def dates(words: Words) -> Dates:
    """The days on which the rules turn."""
    return Dates(
        change=words.date("date.change"),
        last_plan=words.date("date.last-plan"),
        last_entry=words.date("date.last-entry"),
        no_3_limit=words.date("date.no-3-limit"),
    )


@block("milestones")
def milestones(words: Words, page: str) -> Block:
    """The days of the change as a line, with the day of the page among them, and what each means."""
    reading, language = words.reading, words.reading.language
    rows = words.once(queries.milestones)
    shown, stops, here = [], [], False
    for number, row in enumerate(rows, start=1):
        day = formats.day(row["day"], language)
        if not here and reading.day < row["day"]:
            here = True
            stops.append(_this_day(words))
        stops.append(Stop(f"{_drawn_day(row['day'], language)}: {words.drawn(row['label'])}", row["scheme"], str(number)))
        shown.append(filled(row, words) | {"number": number, "day": day, "past": row["day"] < reading.day})
    if not here:
        stops.append(_this_day(words))
    ends = words.term("technical-intern-training"), words.term("employment-for-skill-development")
    days = [row["day"] + timedelta(days=1) for row in rows]
    return Block({"milestones": shown, "drawing": change_line(stops, ends)}, facts_of(rows), days=days)


def _this_day(words: Words) -> Stop:
    return Stop(_drawn_day(words.reading.day, words.reading.language), "", "")


def _drawn_day(day: date, language: Language) -> str:
    """A day as a drawing shows it, without readings, which it has no room for."""
    return readings.spoken(formats.day(day, language)) if language.readings else formats.day(day, language)
