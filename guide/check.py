"""Which rules apply to you? What guide.rules decides, in the words of the reader's language."""

from collections.abc import Iterable
from datetime import date

from django.http import Http404

from guide import queries, rules
from guide.addresses import check_url, page_url
from guide.blocks.base import turning
from guide.blocks.rules import dates, shown_rule
from guide.source_lines import sources_of
from guide.words import Words
from sources.queries import cited
from sources.validity import holds
from translations import formats

TOLD = ("length", "jobs-and-fields", "changing-employer", "japanese", "fees")  # the aspects that an outcome tells
KINDS = ("next", "ask", "decides", "open")  # of advice, in the order in which a reader needs it


def checked(answers: rules.Answers, words: Words) -> dict:
    """The page after these answers: {title, given, question or outcome, sections}. 404 where the language lacks the words."""
    language = words.reading.language
    questions = words.once(queries.questions)
    name = rules.question(answers)
    found = {
        "given": given(answers, words),
        "again_url": page_url(language, "check"),
        "all_url": page_url(language, "check/all"),
        "compare_url": page_url(language, "changes-2027") + "#side-by-side",
    }
    if name is None:
        return found | _outcome(answers, words)
    if name not in questions:
        raise Http404(name)
    return found | {"question": question(answers, words), "title": words.line(questions[name]["title"]), "sections": []}


def given(answers: rules.Answers, words: Words) -> list[dict]:
    """The questions so far with the reader's answers, each with the way back to it."""
    questions, found = words.once(queries.questions), []
    for place, (name, answer) in enumerate(rules.asked(answers)):
        if name not in questions or answer not in questions[name]["answers"]:
            raise Http404(name)  # a new answer appears in a language once its words exist there
        title, said = questions[name]["title"], questions[name]["answers"][answer]
        url = check_url(words.reading.language, answers[:place])
        found.append({"title": words.line(title), "answer": words.line(said), "url": url})
    return found


def question(answers: rules.Answers, words: Words) -> dict:
    """The question after these answers, with the way on from each: {key, title, answers: [{key, title, url}]}."""
    name = rules.question(answers)
    found = words.once(queries.questions)[name]
    return {
        "key": name,
        "title": words.line(found["title"]),
        "answers": [
            {"key": key, "title": words.line(title), "url": check_url(words.reading.language, (*answers, key))}
            for key, title in found["answers"].items()
            if key in rules.TREE[name] and rules.offered((*answers, key), words.reading.day, dates(words))
        ],
    }


def _outcome(answers: rules.Answers, words: Words) -> dict:
    reading = words.reading
    decision = rules.decide(answers, reading.day, dates(words))
    row = words.once(queries.outcomes).get(decision.outcome)
    if row is None:
        raise Http404(decision.outcome)
    told = _told(row["scheme"], words)
    advice = [one for one in row["advice"] if holds(one, reading.day)]
    groups = {
        kind: [{"key": one["key"], "html": words.block(one["text"])} for one in advice if one["kind"] == kind] for kind in KINDS
    }
    facts = [key for part in (row, *(rule for _, rule in told), *advice) for key in part["facts"]]
    section = {"days": [*turning(row["advice"]), *_turns(answers, words)]}
    return {
        "title": words.line(row["title"]),
        "outcome": {
            "key": row["key"],
            "scheme": row["scheme"],
            "html": words.block(row["text"]),
            "aspects": [{"title": words.line(title), **shown_rule(row["scheme"], rule, words)} for title, rule in told],
            "advice": [{"kind": kind, "items": items} for kind, items in groups.items() if items],
            "past_since": formats.day(decision.past_since, reading.language) if decision.past_since else "",
        },
        "sources": sources_of(facts, cited(facts, reading.language), words),
        "sections": [section],
    }


def _told(scheme: str, words: Words) -> list[tuple[str, dict]]:
    """(aspect, rule) of a scheme; who goes on as a trainee is under the rules for trainees where there is none of their own."""
    if not scheme:
        return []
    aspects = {aspect["key"]: aspect for aspect in words.once(queries.comparison, words.reading.day)}
    found = []
    for key in TOLD:
        said = aspects[key]["rules"] if key in aspects else {}
        rule = said.get(scheme) or (said.get("trainee") if scheme == "transition" else None)
        if rule:
            found.append((aspects[key]["title"], rule))
    return found


def _turns(answers: rules.Answers, words: Words) -> Iterable[date]:
    """The days on which the answer to these answers becomes another one."""
    known = dates(words)
    candidates = {day for one in (known.change, known.last_plan, known.last_entry) for day in (one, rules.next_day(one))}
    return [day for day in candidates if rules.decide(answers, day, known) != rules.decide(answers, _before(day), known)]


def _before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def everything(words: Words) -> dict:
    """All questions and all outcomes, each with a number, and where each answer leads, for paper.

    {questions: [{number, key, title, answers: [{title, leads: [{number, key, when}]}]}], outcomes: [{number, key, …}]}

    `when`: the answers before, where what an answer leads to depends on them.
    """
    day, known = words.reading.day, dates(words)
    questions, outcomes = words.once(queries.questions), words.once(queries.outcomes)
    named = {(name, answer) for name, question in questions.items() for answer in question["answers"]}
    numbers = {name: number for number, name in enumerate((*questions, *outcomes), start=1)}
    leads: dict[tuple[str, str], dict[str, list[str]]] = {}
    for answers in rules.paths():
        whole = set(rules.asked(answers)) <= named
        if whole and all(rules.offered(answers[:end], day, known) for end in range(1, len(answers) + 1)):
            to = rules.question(answers) or rules.decide(answers, day, known).outcome
            when = given(answers[:-1], words)[-1]["answer"] if answers[1:] else ""
            leads.setdefault((rules.question(answers[:-1]), answers[-1]), {}).setdefault(to, []).append(when)

    def further(found: dict[str, list[str]]) -> list[dict]:
        told = {to: when for to, when in found.items() if to in numbers}
        return [{"key": to, "number": numbers[to], "when": when if len(told) > 1 else []} for to, when in told.items()]

    return {
        "questions": [
            {
                "key": name,
                "number": numbers[name],
                "title": words.line(question["title"]),
                "answers": [
                    {"title": words.line(title), "leads": further(leads[name, answer])}
                    for answer, title in question["answers"].items()
                    if (name, answer) in leads
                ],
            }
            for name, question in questions.items()
        ],
        "outcomes": [row | {"number": numbers[name]} for name, row in outcomes.items()],
    }
