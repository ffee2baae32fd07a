"""What is due: by day, by reason, with the official page to compare it with."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from delivery.door import writing
from delivery.models import content_version
from sources.due import AGES, ENDS, EXPIRED, EXPIRES, NEVER, OLD, STATES, WITHIN, due
from sources.lines import CHECK_HOLDS
from sources.models import Contact, Dated, Fact

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)
CHANGE = date(2027, 4, 1)
OTIT = "otit-consultation-vi"


def states(day: date, key: str, within: timedelta = WITHIN) -> list[str]:
    return [one.state for one in due(day, within) if one.key == key]


@pytest.fixture
def fact() -> Fact:
    return Fact.objects.filter(recheck=True, status=Fact.Status.CONFIRMED).first()


def test_all_that_may_change_was_never_compared_when_the_guide_ships():
    found = due(DAY)
    assert {one.state for one in found} == {NEVER}
    facts = Fact.objects.filter(recheck=True).exclude(status=Fact.Status.OPEN)
    assert {one.key for one in found if one.model == "fact"} == set(facts.values_list("key", flat=True))
    contacts = Contact.objects.exclude(status=Fact.Status.OPEN)
    assert {one.key for one in found if one.model == "contact"} == set(contacts.values_list("key", flat=True))
    assert all(one.says for one in found)


def test_an_open_fact_is_never_due():
    keys = set(Fact.objects.filter(status=Fact.Status.OPEN).values_list("key", flat=True))
    assert keys
    assert not keys & {one.key for one in due(CHANGE)}


@pytest.mark.parametrize(("day", "expected"), [
    (date(2026, 12, 30), [NEVER]), (date(2026, 12, 31), [EXPIRES]), (date(2027, 3, 31), [EXPIRES]), (CHANGE, [EXPIRED]),
])  # fmt: skip
def test_the_numbers_of_otit_expire_with_the_program(day, expected):
    """They hold until 31 March 2027: told for ninety days before, and as expired from the next day on."""
    assert states(day, OTIT) == expected


def test_a_comparison_holds_falls_due_and_is_too_old(fact):
    assert Fact.seen(fact.key, DAY)
    end = DAY + CHECK_HOLDS
    assert states(DAY, fact.key) == []
    assert states(end - WITHIN - timedelta(days=1), fact.key) == []
    assert states(end - WITHIN, fact.key) == [AGES]
    assert states(end, fact.key) == [AGES]
    assert states(end + timedelta(days=1), fact.key) == [OLD]
    assert states(end - timedelta(days=10), fact.key, timedelta(days=9)) == []


def test_what_presses_most_stands_first(fact):
    with writing():
        Fact.objects.filter(key=fact.key).update(checked_on=date(2020, 1, 1))
    found = [STATES.index(one.state) for one in due(CHANGE)]
    assert found == sorted(found)
    assert len(set(found)) >= 3


def test_seeing_a_row_raises_the_content_version_and_a_row_that_is_gone_is_told(fact):
    before = content_version()
    assert Contact.seen(OTIT, DAY)
    assert Contact.objects.get(key=OTIT).checked_on == DAY
    assert content_version() == before + 1
    assert not Fact.seen("P-9999", DAY)
    assert content_version() == before + 1, "nothing was written"


def test_the_command_tells_a_cron_job_by_its_exit_code(capsys):
    call_command("due", on=DAY)
    told = capsys.readouterr().out
    assert told.splitlines()[-1].startswith("2026-11-23: 0 expired, 0 expires, 0 old, 0 ages, ")
    with pytest.raises(CommandError):
        call_command("due", on=DAY, never=True)
    with pytest.raises(CommandError):
        call_command("due", on=CHANGE)
    assert f"expired  2027-03-31 contact {OTIT}: " in capsys.readouterr().out
    call_command("due", on=date(2027, 3, 1), within=29)
    with pytest.raises(CommandError):
        call_command("due", on=date(2027, 3, 1), within=30)


@pytest.mark.parametrize(("day", "told"), [
    (date(2026, 12, 30), False), (date(2026, 12, 31), True), (date(2027, 3, 31), True), (CHANGE, False),
])  # fmt: skip
def test_a_text_that_ends_within_ninety_days_is_told_until_it_has_ended(day, told):
    found = [one for one in due(day) if one.key == "scheme-ends"]
    assert [(one.state, one.on, one.room, one.model) for one in found] == (
        [(ENDS, date(2027, 3, 31), "guide", "paragraph")] if told else []
    )
    assert all(one.says.startswith("**First find out") for one in found)


def test_every_kind_of_row_that_can_end_is_told():
    from translations.content import kinds

    told = {(one.room, one.model) for one in due(date(2027, 3, 31)) if one.state == ENDS}
    ending = {
        tuple(kind.label.split("."))
        for kind in kinds()
        if issubclass(kind.model, Dated)
        and kind.model is not Contact
        and kind.model.objects.filter(valid_to=date(2027, 3, 31)).exists()
    }
    assert told == ending
    assert {("guide", "paragraph"), ("guide", "helplevel"), ("guide", "notice")} <= told


def test_a_text_that_ends_as_planned_is_no_failure_of_the_command(capsys):
    with writing():
        Contact.objects.filter(valid_to=date(2027, 3, 31)).update(valid_to=None)
    call_command("due", on=date(2027, 3, 1))
    assert "ends     2027-03-31 paragraph scheme-ends" in capsys.readouterr().out
