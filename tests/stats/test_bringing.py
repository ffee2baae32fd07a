"""Official files against what is public: the fixtures to the digit, and only what is new or different is brought in."""

import pytest

from sources.models import Source
from stats import bringing, changes
from stats.models import ChangeSet, Figure
from tests.stats.importing.official import DAYS, KEPT, csv_bytes, database_rows, long_rows, xlsx_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return Source.objects.get(key="estat-db")


def bring(name, data, source):
    change = bringing.bring_in(name, data, source, None)
    found = bringing.reread(change)
    assert (found.unknown, found.troubles) == ((), ())
    return change


def test_the_whole_database_since_2012_reproduces_every_half_year_to_the_digit(source):
    data = csv_bytes(database_rows(DAYS))
    found = bringing.read_file("FEH_00250012.csv", data, bringing.vocabulary())
    assert found.older == len(DAYS) - len(KEPT)
    for table, days in {"residents": KEPT, "trainees": KEPT, "stages": KEPT[:-1]}.items():
        for day in days:
            key = f"{table}/{day:%Y-%m}"
            known = dict(Figure.objects.filter(edition__key=key).values_list("category__key", "value"))
            assert bringing.whole(table, found.editions[table, day]) == known, key
    new = bring("FEH_00250012.csv", data, source).new
    assert list(new) == ["stages/2025-12"], "the stages of the newest half year are in no fixture; nothing else changes"


def test_the_official_workbook_of_one_half_year_changes_nothing_either(source):
    assert bring("24-12-01-1.xlsx", xlsx_bytes(long_rows()), source).new == {}


def test_a_half_year_that_is_missing_is_brought_in_by_the_whole_file_and_nothing_else(source):
    from delivery.door import writing
    from stats.models import Edition

    with writing():
        for table in ("residents", "trainees"):
            Edition.objects.filter(key=f"{table}/2024-12").update(state="withdrawn")
    change = bring("FEH_00250012.csv", csv_bytes(database_rows(KEPT)), source)
    assert sorted(change.new) == ["residents/2024-12", "stages/2025-12", "trainees/2024-12"]
    assert not [check for check in bringing.checked(change, KEPT[-1]) if check.level == "block"]
    changes.publish(change, None, "It was taken back.", warned=True)
    again = bring("FEH_00250012.csv", csv_bytes(database_rows(KEPT)), source)
    assert again.new == {}
    assert ChangeSet.objects.count() == 2
