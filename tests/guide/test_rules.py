"""Which scheme applies to whom: the tree of questions, and what comes out on every day on which it turns."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.rules import FIRST, TREE, Dates, Decision, NoSuchPath, asked, decide, newcomers, offered, paths, question

DATES = Dates(change=date(2027, 4, 1), last_plan=date(2027, 3, 31), last_entry=date(2027, 6, 30), no_3_limit=date(2026, 4, 1))
DAY = timedelta(1)
OPEN, EVE, CHANGE, LAST_ENTRY, OVER = date(2026, 12, 1), date(2027, 3, 31), date(2027, 4, 1), date(2027, 6, 30), date(2027, 7, 1)
ENDS = [path for path in paths() if question(path) is None]


# --- the questions ---


def test_every_answer_leads_to_a_question_that_exists_or_to_an_end():
    for answers in TREE.values():
        assert {name for name in answers.values() if name} <= set(TREE)


def test_every_question_can_be_reached_and_every_one_takes_i_do_not_know():
    assert {question(path) for path in [(), *paths()]} - {None} == set(TREE)
    assert all("unknown" in answers for answers in TREE.values())


def test_nobody_is_asked_more_than_three_questions():
    assert max(map(len, paths())) == 3
    assert len(set(paths())) == len(list(paths())) == 28


def test_the_questions_on_the_way_are_told_with_the_answers():
    assert asked(("in-japan", "no-2", "unknown")) == [("where", "in-japan"), ("stage", "no-2"), ("begun", "unknown")]
    assert asked(()) == []
    assert question(()) == FIRST


@pytest.mark.parametrize(
    "answers",
    [("no-2",), ("abroad", "no-1"), ("returned", "unknown"), ("abroad", "later", "filed"), ("",), ("Abroad",), ("plan",)],
)
def test_answers_that_do_not_follow_from_one_another_are_no_path(answers):
    with pytest.raises(NoSuchPath):
        question(answers)


@pytest.mark.parametrize("answers", [(), ("abroad",), ("in-japan", "no-1")])
def test_nothing_is_decided_before_all_is_answered(answers):
    with pytest.raises(NoSuchPath):
        decide(answers, OPEN, DATES)


# --- what comes out, on each side of every day on which something turns ---

# path: what comes out first, then (from this day on, what comes out, since when the answers are past)
TURNS = {
    ("unknown",): ["ask-where"],
    ("returned",): ["returned"],
    ("new-program",): ["new-program"],
    ("in-japan", "unknown"): ["ask-stage"],
    ("in-japan", "no-3"): ["stage-3"],
    ("in-japan", "no-1", "unknown"): ["ask-begun"],
    ("in-japan", "no-2", "unknown"): ["ask-begun"],
    ("in-japan", "no-1", "by-limit"): ["stage-1-early", (CHANGE, "stage-1-early", CHANGE)],
    ("in-japan", "no-1", "after-limit"): ["stage-1-late", (date(2028, 6, 30), "stage-1-late", date(2028, 6, 30))],
    ("in-japan", "no-2", "by-limit"): ["stage-2-early", (date(2028, 4, 1), "stage-2-early", date(2028, 4, 1))],
    ("in-japan", "no-2", "after-limit"): ["stage-2-late", (date(2030, 6, 30), "stage-2-late", date(2030, 6, 30))],
    ("abroad", "later"): ["newcomer"],
    ("abroad", "before-change", "filed"): ["plan-filed", (CHANGE, "plan-filed", CHANGE), (OVER, "newcomer", CHANGE)],
    ("abroad", "before-change", "not-filed"): ["plan-not-filed", (CHANGE, "newcomer", CHANGE)],
    ("abroad", "before-change", "unknown"): ["ask-plan", (CHANGE, "ask-plan", CHANGE), (OVER, "newcomer", CHANGE)],
    ("abroad", "after-change", "filed"): ["plan-filed", (OVER, "newcomer", OVER)],
    ("abroad", "after-change", "not-filed"): ["plan-not-filed", (CHANGE, "newcomer", None), (OVER, "newcomer", OVER)],
    ("abroad", "after-change", "unknown"): ["ask-plan", (OVER, "newcomer", OVER)],
    ("abroad", "unknown", "filed"): ["plan-filed", (OVER, "newcomer", None)],
    ("abroad", "unknown", "not-filed"): ["plan-not-filed", (CHANGE, "newcomer", None)],
    ("abroad", "unknown", "unknown"): ["ask-plan", (OVER, "newcomer", None)],
}


def expected(path, day) -> Decision:
    first, *turns = TURNS[path]
    found = Decision(first)
    for start, outcome, past_since in turns:
        if day >= start:
            found = Decision(outcome, past_since)
    return found


def test_the_table_has_every_path():
    assert set(TURNS) == set(ENDS)


@pytest.mark.parametrize("path", ENDS, ids="/".join)
def test_on_the_eve_and_on_the_day_of_each_turn(path):
    days = {OPEN, EVE, CHANGE, LAST_ENTRY, OVER, *(turn[0] for turn in TURNS[path][1:])}
    for day in sorted({one + step for one in days for step in (-DAY, 0 * DAY, DAY)}):
        assert decide(path, day, DATES) == expected(path, day), day


@given(st.sampled_from(ENDS), st.dates(date(2026, 1, 1), date(2033, 12, 31)))
def test_on_any_day(path, day):
    assert decide(path, day, DATES) == expected(path, day)


@given(st.sampled_from(ENDS), st.dates(date(2026, 1, 1), date(2033, 12, 31)), st.integers(1, 2000))
def test_what_is_past_stays_past(path, day, days):
    before, after = (decide(path, one, DATES).past_since for one in (day, day + timedelta(days)))
    assert before is None or after == before


@given(st.dates(date(2027, 1, 1), date(2032, 12, 31)), st.sampled_from(ENDS))
def test_if_the_days_move_the_rules_move_with_them(change, path):
    moved = Dates(change, change - DAY, change + timedelta(90), change - timedelta(365))
    assert decide(("abroad", "unknown", "not-filed"), change - DAY, moved).outcome == "plan-not-filed"
    assert decide(("abroad", "unknown", "not-filed"), change, moved).outcome == "newcomer"
    assert decide(path, change, moved).outcome


def test_a_year_from_a_leap_day_ends_where_the_next_year_has_none():
    leap = Dates(date(2029, 3, 1), date(2029, 2, 28), date(2028, 2, 29), date(2028, 2, 29))
    path = ("in-japan", "no-1", "by-limit")
    assert decide(path, date(2029, 2, 28), leap).past_since is None
    assert decide(path, date(2029, 3, 1), leap).past_since == date(2029, 3, 1)


# --- what is offered ---


@pytest.mark.parametrize(
    ("answers", "days"),
    [
        (("new-program",), {EVE: False, CHANGE: True}),
        (("abroad", "before-change"), {EVE: True, CHANGE: False}),
        (("abroad", "after-change"), {CHANGE: True, LAST_ENTRY: True, OVER: False}),
        (("abroad", "later"), {OPEN: True, OVER: True}),
        (("in-japan", "no-1"), {OPEN: True, OVER: True}),
        (("in-japan", "no-1", "by-limit"), {EVE: True, CHANGE: False}),
        (("abroad",), {OPEN: True, OVER: True}),
        (("unknown",), {OPEN: True, OVER: True}),
    ],
)
def test_an_answer_is_offered_while_it_can_be_true(answers, days):
    assert {day: offered(answers, day, DATES) for day in days} == days


@given(st.dates(date(2026, 1, 1), date(2033, 12, 31)))
def test_every_question_always_has_an_answer_to_choose(day):
    for path in [(), *(path for path in paths() if question(path) is not None)]:
        assert offered((*path, "unknown"), day, DATES) or not offered(path, day, DATES)


@pytest.mark.parametrize(("day", "scheme"), [(EVE, "trainee"), (CHANGE, "esd")])
def test_people_start_anew_under_the_new_program_from_its_first_day(day, scheme):
    assert newcomers(day, DATES) == scheme
