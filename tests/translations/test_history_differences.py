"""What differs between two states of a row."""

import pytest

from translations.history.differences import ABSENT, changed_since, differences, flat, pairs, restored, same

ROW = {"order": 10, "title_en": "One", "facts": ["P-1"], "values": {"vn": 3, "np": None}}


def with_(**changes) -> dict:
    return {**ROW, **changes}


def test_nothing_differs_between_equal_states_or_between_no_rows():
    assert differences(ROW, with_()) is None
    assert differences(None, None) is None


def test_only_the_columns_that_changed_are_kept():
    assert differences(ROW, with_(title_en="Two", order=20)) == (
        {"title_en": "One", "order": 10},
        {"title_en": "Two", "order": 20},
    )


def test_of_figures_only_those_that_changed_are_kept_and_unknown_is_not_zero_nor_absent():
    assert differences(ROW, with_(values={"vn": 3, "np": 0})) == ({"values": {"np": None}}, {"values": {"np": 0}})
    assert differences(ROW, with_(values={"vn": 3})) == ({"values": {"np": None}}, {"values": {}})
    assert differences(ROW, with_(values={**ROW["values"], "id": None})) == ({"values": {}}, {"values": {"id": None}})


def test_a_row_that_is_new_or_deleted_is_kept_whole():
    assert differences(None, ROW) == (None, ROW)
    assert differences(ROW, None) == (ROW, None)


AFTER = with_(title_en="Two", values={"vn": 4, "id": 1})


@pytest.mark.parametrize(
    ("present", "fields"),
    [
        (AFTER, []),
        ({**AFTER, "order": 99}, []),
        ({**AFTER, "values": {**AFTER["values"], "th": 7}}, []),
        ({**AFTER, "title_en": "Three"}, [("title_en", "")]),
        ({**AFTER, "title_en": "One"}, [("title_en", "")]),
        ({**AFTER, "values": {"vn": 5, "id": 1}}, [("values", "vn")]),
        ({**AFTER, "values": {"vn": 4}}, [("values", "id")]),
        ({**AFTER, "values": {**AFTER["values"], "np": None}}, [("values", "np")]),
        ({name: value for name, value in AFTER.items() if name != "title_en"}, []),
    ],
)
def test_a_field_that_is_not_as_the_change_left_it_is_named(present, fields):
    assert changed_since(present, *differences(ROW, AFTER)) == fields


def test_of_a_row_that_was_new_every_field_counts_also_one_that_came_later():
    assert changed_since(ROW, None, ROW) == []
    assert changed_since({**ROW, "title_km": ""}, None, ROW) == []
    assert changed_since({**ROW, "title_km": "filled"}, None, ROW) == [("title_km", "")]
    assert changed_since({**ROW, "values": {**ROW["values"], "id": 1}}, None, ROW) == [("values", "id")]


def test_putting_back_what_a_change_replaced_gives_the_state_before_and_leaves_the_rest():
    assert restored(AFTER, *differences(ROW, AFTER)) == ROW
    assert restored({**AFTER, "order": 99}, *differences(ROW, AFTER)) == with_(order=99)
    assert restored({"order": 1}, {"gone": "x"}, {"gone": "y"}) == {"order": 1}


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("a ", "a", True),
        ("", None, True),
        ([], "", True),
        (0, None, False),
        (0, "", False),
        (False, None, False),
        ("a", "b", False),
    ],
)
def test_nothing_written_is_nothing_and_zero_is_something(one, other, equal):
    assert same(one, other) is equal


def test_a_reader_of_a_change_sees_what_is_filled_on_one_side():
    assert flat(None) == {}
    assert list(pairs(None, {"title_en": "One", "title_vi": "", "free": False})) == [
        (("title_en", ""), ABSENT, "One"),
        (("free", ""), ABSENT, False),
    ]
    assert list(pairs({"values": {"np": None}}, {"values": {}})) == [(("values", "np"), None, ABSENT)]
