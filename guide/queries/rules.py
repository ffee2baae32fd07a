"""What the schemes say, the days of the change, the questions and what comes out of them."""

from datetime import date

from config.languages import Language
from guide import models
from guide.queries.pages import over
from translations.columns import rows


def comparison(day: date, language: Language) -> list[dict]:
    """The aspects in order, each with what each scheme says on a day or from a later one: {key, title, rules: {scheme: rule}}.

    A rule is {text, facts, valid_from, valid_to}. One that is over is left out; of two, the later that holds counts.
    """
    plain = ("key", "rule__scheme", "rule__facts", "rule__valid_from", "rule__valid_to")
    found: dict[str, dict] = {}
    every = rows(models.Aspect, language, words=("rule__text", "title"), plain=plain, order=("order", "key", "rule__key"))
    # Databases disagree on whether a day that is not there comes first or last.
    for row in sorted(every, key=lambda row: row["rule__valid_from"] or date.min):
        aspect = found.setdefault(row["key"], {"key": row["key"], "title": row["title"], "rules": {}})
        known = aspect["rules"].get(row["rule__scheme"])
        begun = row["rule__valid_from"] is None or row["rule__valid_from"] <= day
        if row["rule__text"] and not over(row, day, "rule__") and (begun or known is None):
            names = ("text", "facts", "valid_from", "valid_to")
            aspect["rules"][row["rule__scheme"]] = {name: row[f"rule__{name}"] for name in names}
    places = {row["key"]: place for place, row in enumerate(every)}
    return sorted(found.values(), key=lambda aspect: places[aspect["key"]])


def milestones(language: Language) -> list[dict]:
    """The days of the change in order: {key, day, scheme, title, label, text, facts}."""
    found = rows(models.Milestone, language, words=("title", "label", "text"), plain=("key", "scheme", "facts", "day__day"))
    return [row | {"day": row.pop("day__day")} for row in found]


def questions(language: Language) -> dict[str, dict]:
    """The questions by name, in order, each with its answers by theirs: {name: {title, answers: {answer: title}}}."""
    found: dict[str, dict] = {}
    order = ("order", "key", "answer__order", "answer__key")
    for row in rows(models.Question, language, words=("answer__title", "title"), plain=("key", "answer__key"), order=order):
        question = found.setdefault(row["key"], {"title": row["title"], "answers": {}})
        if row["answer__title"]:
            question["answers"][row["answer__key"].removeprefix(f"{row['key']}-")] = row["answer__title"]
    return found


def outcomes(language: Language) -> dict[str, dict]:
    """What the rules say, by name, in order: {key, scheme, title, text, facts, advice: [{key, kind, text, facts, …}]}."""
    advice = ("key", "kind", "facts", "valid_from", "valid_to")
    plain = ("key", "scheme", "facts", *(f"advice__{name}" for name in advice))
    found: dict[str, dict] = {}
    order = ("order", "key", "advice__order", "advice__key")
    for row in rows(models.Outcome, language, words=("advice__text", "title", "text"), plain=plain, order=order):
        own = {name: row[name] for name in ("key", "scheme", "facts", "title", "text")}
        outcome = found.setdefault(row["key"], own | {"advice": []})
        if row["advice__text"]:
            outcome["advice"].append({name: row[f"advice__{name}"] for name in (*advice, "text")})
    return found
