"""A short list of keys in one column: `P-48 P-54` in the database, a list in Python and in the fixtures."""

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CharField as CharFormField
from django.forms import TextInput


def split(value) -> list[str]:
    """The keys in a text or a list, in order, each once."""
    words = value.split() if isinstance(value, str) else list(value or [])
    return list(dict.fromkeys(words))


class KeyListField(models.TextField):
    """Keys of other rows, in order. One column and no join: a page reads what it cites in one query for the whole page.

    A subclass says in `known(keys)` which of the keys exist; others are refused on saving.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return split(value)

    def to_python(self, value):
        return split(value)

    def get_prep_value(self, value):
        return " ".join(split(value))

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **kwargs):
        return super().formfield(**{**kwargs, "form_class": KeyListFormField, "widget": TextInput(attrs={"size": 80})})

    def known(self, keys: list[str]) -> set[str]:
        """Those of the keys that may be named here."""
        return set(keys)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        unknown = [key for key in value if key not in self.known(value)]
        if unknown:
            raise ValidationError(self.refusal(unknown), code="unknown-key")

    def refusal(self, keys: list[str]) -> str:
        """What an editor is told about keys that may not be named."""
        raise NotImplementedError


class KeyListFormField(CharFormField):
    """The keys in one line, separated by spaces."""

    def prepare_value(self, value):
        return " ".join(split(value))

    def to_python(self, value):
        return split(super().to_python(value).replace(",", " "))

    def has_changed(self, initial, data):
        return split(initial) != split((data or "").replace(",", " "))
