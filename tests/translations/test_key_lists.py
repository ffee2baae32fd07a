"""A short list of keys in one column."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from translations.fields import KeyListField, KeyListFormField, split

keys = st.lists(st.from_regex(r"[A-Za-z0-9./-]{1,10}", fullmatch=True))


class Fruits(KeyListField):
    def known(self, keys):
        return {"apple", "pear"} & set(keys)

    def refusal(self, keys):
        return f"unknown: {', '.join(keys)}"


@given(keys)
def test_keys_keep_their_order_and_stand_once(given_keys):
    found = split(given_keys)
    assert found == sorted(set(given_keys), key=given_keys.index)
    assert split(" ".join(given_keys)) == found == split("\n ".join(given_keys))
    field = KeyListField()
    assert field.from_db_value(field.get_prep_value(given_keys), None, None) == found
    assert field.to_python(field.get_prep_value(given_keys)) == found


@pytest.mark.parametrize("nothing", [None, "", "  \n ", []])
def test_nothing_is_an_empty_list(nothing):
    assert split(nothing) == []
    assert KeyListField().get_prep_value(nothing) == ""


def test_every_unknown_key_is_named_and_known_ones_are_not():
    field = Fruits()
    field.validate(["pear", "apple"], None)
    field.validate([], None)
    with pytest.raises(ValidationError, match=r"^\['unknown: plum, fig'\]$"):
        field.validate(["plum", "apple", "fig"], None)


class FruitForm(forms.Form):
    fruits = KeyListFormField(required=False)


@pytest.mark.parametrize("typed", ["pear apple", "pear, apple", "pear,apple", " pear\tapple ", "pear apple pear"])
def test_an_editor_may_type_spaces_or_commas(typed):
    form = FruitForm({"fruits": typed}, initial={"fruits": ["pear", "apple"]})
    assert form.is_valid()
    assert form.cleaned_data["fruits"] == ["pear", "apple"]
    assert not form.has_changed()


def test_the_form_shows_the_keys_in_one_line_and_knows_when_their_order_changes():
    form = FruitForm({"fruits": "apple pear"}, initial={"fruits": ["pear", "apple"]})
    assert 'value="apple pear"' in str(form["fruits"])
    assert 'value="pear apple"' in str(FruitForm(initial={"fruits": ["pear", "apple"]})["fruits"])
    assert form.has_changed()
    assert not FruitForm({}, initial={"fruits": []}).has_changed()


def test_a_field_without_known_keys_of_its_own_must_say_what_it_refuses():
    with pytest.raises(NotImplementedError):
        KeyListField().refusal(["x"])
