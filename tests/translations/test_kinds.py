"""The kinds of content: how a row becomes text and back."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.models import Page, Paragraph, Step
from sources.models import Contact, Fact, Quantity, Service
from stats.models import Figure
from translations.content import (
    MODES,
    Kind,
    as_text,
    column,
    default,
    from_text,
    is_default,
    kind_for,
    kinds,
    mode,
    register,
    set_vocabulary,
    vocabulary,
)


def field(model, name):
    return model._meta.get_field(name)


ROUND_TRIPS = [
    (
        field(Quantity, "amount"),
        st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12),
    ),
    (field(Quantity, "day"), st.dates() | st.none()),
    (field(Fact, "checked_on"), st.dates() | st.none()),
    (field(Fact, "recheck"), st.booleans()),
    (field(Service, "free"), st.none() | st.booleans()),
    (field(Page, "order"), st.integers(0, 32767)),
    (field(Figure, "value"), st.none() | st.integers(0, 2**31 - 1)),
    (field(Fact, "statement"), st.text()),
    (field(Contact, "phone"), st.text()),
    (field(Paragraph, "facts"), st.lists(st.from_regex(r"P-[1-9][0-9]{0,2}", fullmatch=True), unique=True)),
]


@pytest.mark.parametrize(("field", "values"), ROUND_TRIPS, ids=lambda value: getattr(value, "name", None))
def test_a_value_comes_back_from_its_text(field, values):
    @given(values)
    def check(value):
        text = as_text(field, value)
        assert isinstance(text, str)
        assert from_text(field, text) == value
        assert as_text(field, from_text(field, text)) == text

    check()


@pytest.mark.parametrize(("field", "forms", "text"), [
    (field(Quantity, "amount"), ["25", 25, Decimal("25.00"), "25.0"], "25"),
    (field(Quantity, "amount"), [0, "0.00", Decimal("0E+3")], "0"),
    (field(Quantity, "amount"), ["1E+6", 1_000_000], "1000000"),
    (field(Quantity, "day"), ["2027-04-01", date(2027, 4, 1)], "2027-04-01"),
    (field(Quantity, "day"), [None, ""], ""),
    (field(Service, "free"), [True, "True", 1], "yes"),
    (field(Service, "free"), [False, "False", 0], "no"),
    (field(Service, "free"), [None], ""),
    (field(Paragraph, "facts"), [["P-2", "P-1"], "P-2 P-1", ["P-2", "P-1", "P-2"]], "P-2 P-1"),
    (field(Paragraph, "facts"), [[], None, ""], ""),
    (field(Fact, "sources"), [["b", "a"], ["a", "b"]], "a b"),
    (field(Step, "number"), [1, "1"], "1"),
])  # fmt: skip
def test_all_forms_of_one_value_are_one_text(field, forms, text):
    assert [as_text(field, form) for form in forms] == [text] * len(forms)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.label)
def test_what_is_left_out_of_a_fixture_is_what_the_model_fills_in(kind):
    for each in kind.plain:
        if (
            each.many_to_many
            or each.has_default()
            or each.null
            or (each.blank and each.get_internal_type() in ("CharField", "TextField"))
        ):
            assert is_default(each, default(each)), each.name


def test_a_required_field_is_never_left_out():
    assert not is_default(field(Page, "group"), "")
    assert not is_default(field(Page, "reviewed_on"), None)


@pytest.mark.parametrize(("label", "file"), [
    ("guide.step", "guide/step.yaml"), ("guide.steppoint", "guide/step_point.yaml"), ("sources.termwording", "sources/term_wording.yaml"),
])  # fmt: skip
def test_the_file_of_a_kind_is_named_after_its_model(label, file):
    assert Kind(label).file == file


def test_words_are_only_in_the_five_fields_and_in_the_order_of_the_model():
    for kind in kinds():
        assert set(kind.words) <= {"title", "summary", "text", "label", "note"}
        assert not set(kind.words) & {each.name for each in kind.plain}
    assert kind_for(Step).words == ("title", "label", "summary", "text")


def test_a_row_names_only_rows_of_kinds_that_are_seeded_before_it_or_with_it():
    order = [kind.model for kind in kinds()]
    for kind in kinds():
        for each in kind.plain:
            if each.is_relation:
                assert order.index(each.related_model) <= order.index(kind.model), (kind.label, each.name)


def test_the_grammar_reads_each_field_in_its_own_way():
    assert MODES == {"text": "block", "summary": "inline"}
    assert (mode("title"), mode("label"), mode("note")) == ("line", "line", "line")
    assert kind_for(Page).mode("summary") == "line", "it goes into the head of the page"
    assert kind_for(Step).mode("summary") == "inline"


def test_the_column_of_a_word_is_named_by_its_language():
    assert column("title", "vi") == "title_vi"
    assert column("text", "zh-hans") == "text_zh_hans"


@pytest.fixture
def _registry():
    from translations import content

    kinds_before, vocabulary_before = dict(content._kinds), list(content._vocabulary)
    yield
    content._kinds.clear()
    content._kinds.update(kinds_before)
    content._vocabulary[:] = vocabulary_before


@pytest.mark.usefixtures("_registry")
def test_a_kind_registered_twice_is_one_kind_and_the_last_vocabulary_counts():
    before = kinds()
    register(before[0])
    assert kinds() == before
    set_vocabulary(lambda: "first")
    set_vocabulary(lambda: "second")
    assert vocabulary() == "second"
