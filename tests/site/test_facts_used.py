"""Which facts of the fact book the guide rests on, on any of the days on which it changes; what rests nowhere is printed."""

from datetime import date

import pytest

from guide.queries import citations
from sources.models import Correction, Fact, Quantity, Service
from stats.models import Table

pytestmark = pytest.mark.django_db

DAYS = [date(2026, 12, 1), date(2027, 4, 1), date(2027, 7, 1)]

# Known and still used nowhere, with the reason. Whoever uses one takes it away here.
UNUSED = {
    "P-11": "figures of one June in words; the page of that edition computes them",
    "P-18": "trainees by field: no page yet",
    "P-73": "a penalty that no reader needs to know",
    "P-78": "an old outage of a site, years not known",
    "P-87": "number and day of the law",
    "P-91": "dates for those who run a license, one weak source",
    "P-107": "hours of lectures under the new program, one source",
    "P-109": "a share that a host company must keep to",
    "P-118": "an older count of the list of jobs",
    "P-119": "an older count of the list of jobs",
    "P-122": "the newest operations, to be compared with the ordinance first",
    "P-123": "operations without No. 3: with the list of jobs",
    "P-136": "a rule that holds no more",
}


@pytest.fixture
def used() -> set[str]:
    named = {fact for day in DAYS for _, _, facts in citations(day) for fact in facts}
    named |= set(Quantity.objects.values_list("fact_id", flat=True))
    return named | {fact for model in (Service, Correction, Table) for row in model.objects.all() for fact in row.facts}


def test_every_fact_is_used_or_has_a_reason_why_not(used, capsys):
    facts = {fact.key: fact for fact in Fact.objects.all()}
    unused = [key for key, fact in facts.items() if key not in used and fact.status != Fact.Status.OPEN]
    with capsys.disabled():
        print(f"\nfacts used nowhere, of {len(facts)}:", ", ".join(f"{key} ({facts[key].status})" for key in unused))
    assert set(unused) == set(UNUSED)


def test_no_open_fact_is_used(used):
    opened = set(Fact.objects.filter(status=Fact.Status.OPEN).values_list("key", flat=True))
    assert len(opened) >= 9
    assert used & opened == set()
    assert used <= set(Fact.objects.values_list("key", flat=True))
