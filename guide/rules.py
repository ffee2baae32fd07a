"""Which scheme applies to whom: the questions, where each answer leads, and what comes out on a day. Pure, over dated facts.

Nothing here judges a person: an outcome names the rule that speaks to who answers so. The words stand in rows of the same names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

# question → answer → the next question, or None where the rules speak
TREE: Mapping[str, Mapping[str, str | None]] = {
    "where": {"in-japan": "stage", "abroad": "start", "new-program": None, "returned": None, "unknown": None},
    "stage": {"no-1": "begun", "no-2": "begun", "no-3": None, "unknown": None},
    "begun": {"by-limit": None, "after-limit": None, "unknown": None},
    "start": {"before-change": "plan", "after-change": "plan", "later": None, "unknown": "plan"},
    "plan": {"filed": None, "not-filed": None, "unknown": None},
}
FIRST = "where"
Answers = tuple[str, ...]


@dataclass(frozen=True)
class Dates:
    """The days on which the rules turn, as the fact book has them."""

    change: date  # the new program takes the place of technical intern training
    last_plan: date  # last day to apply for a new training plan
    last_entry: date  # last day on which the training under such a plan may start
    no_3_limit: date  # who began No. 2 by this day can reach No. 3: one year before the change


@dataclass(frozen=True)
class Decision:
    """What the rules say: the name of the outcome, and since which day the answers lie in the past (None while they do not)."""

    outcome: str
    past_since: date | None = None


class NoSuchPath(ValueError):
    """These answers do not follow from one another."""


def question(answers: Answers) -> str | None:
    """The question that comes after these answers; None where the rules speak. NoSuchPath for answers that nobody can give."""
    asked: str | None = FIRST
    for answer in answers:
        if asked is None or answer not in TREE[asked]:
            raise NoSuchPath("/".join(answers))
        asked = TREE[asked][answer]
    return asked


def asked(answers: Answers) -> list[tuple[str, str]]:
    """Each question on the way with the answer to it."""
    return [(question(answers[:place]), answer) for place, answer in enumerate(answers)]


def paths(answers: Answers = ()) -> Iterator[Answers]:
    """Every sequence of answers, those on the way and those at its end; the empty one is left out."""
    if answers:
        yield answers
    if (name := question(answers)) is not None:
        for answer in TREE[name]:
            yield from paths((*answers, answer))


def decide(answers: Answers, day: date, dates: Dates) -> Decision:
    """What the rules say on a day to who has answered all questions so."""
    if question(answers) is not None:
        raise NoSuchPath("/".join(answers))
    match answers:
        case ("unknown",):
            return Decision("ask-where")
        case ("returned",) | ("new-program",):
            return Decision(answers[0])
        case ("in-japan", *stage):
            return _in_japan(stage, day, dates)
        case ("abroad", "later"):
            return Decision("newcomer")
        case ("abroad", start, plan):
            return Decision(_abroad(plan, day, dates), _start_is_past(start, day, dates))


def _in_japan(stage: list[str], day: date, dates: Dates) -> Decision:
    """A trainee goes on; which stages are left depends on when the present one began."""
    match stage:
        case ["unknown"]:
            return Decision("ask-stage")
        case ["no-3"]:
            return Decision("stage-3")
        case [_, "unknown"]:
            return Decision("ask-begun")
        case ["no-1", "by-limit"]:
            name, over = "stage-1-early", _years(dates.no_3_limit, 1)
        case ["no-1", _]:
            name, over = "stage-1-late", _years(dates.last_entry, 1)
        case ["no-2", "by-limit"]:
            name, over = "stage-2-early", _years(dates.no_3_limit, 2)
        case _:  # No. 2 after the latest No. 1
            name, over = "stage-2-late", _years(dates.last_entry, 3)
    return Decision(name, over if day >= over else None)


def _abroad(plan: str, day: date, dates: Dates) -> str:
    """Who starts by the last day under a plan that was applied for in time comes as a trainee; everybody else does not."""
    if plan == "filed" and day <= dates.last_entry:
        return "plan-filed"
    if plan == "not-filed" and day <= dates.last_plan:
        return "plan-not-filed"
    if plan == "unknown" and day <= dates.last_entry:
        return "ask-plan"
    return "newcomer"


def _start_is_past(start: str, day: date, dates: Dates) -> date | None:
    """Since when nobody can start any more at the time that was answered."""
    match start:
        case "before-change":
            return dates.change if day >= dates.change else None
        case "after-change":
            return next_day(dates.last_entry) if day > dates.last_entry else None
        case _:
            return None


def offered(answers: Answers, day: date, dates: Dates) -> bool:
    """Whether a page offers its last answer on a day: not before it can be true, nor when all that it leads to is past.

    An answer that is not offered keeps its address.
    """
    if answers == ("new-program",):
        return day >= dates.change
    ends = [path for path in (answers, *paths(answers)) if question(path) is None]
    return any(decide(path, day, dates).past_since is None for path in ends)


def newcomers(day: date, dates: Dates) -> str:
    """The scheme under which people start anew on a day, as Scheme names it: it stands first on the site."""
    return "esd" if day >= dates.change else "trainee"


def _years(day: date, count: int) -> date:
    """The first day after so many years that began on `day`; where a year has no 29 February, the 1 March."""
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + count, 3, 1) if leap and count % 4 else day.replace(year=day.year + count)


def next_day(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
