"""The kinds of content: which models hold what readers see, under which key, and how a row becomes text and back.

Other rooms register their models here; seed, export, PO and the checks work on what is registered and know no model by name.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.apps import apps
from django.db import models
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import build_localized_fieldname

MODES = {"text": "block", "summary": "inline"}  # every other word is one line


def mode(field: str) -> str:
    """How the grammar reads a field: as blocks, inline or as one plain line."""
    return MODES.get(field, "line")


@dataclass(frozen=True)
class Fold:
    """Rows without a key of their own, written as one mapping a parent: {edition: …, values: {category: value}}."""

    parent: str
    child: str
    value: str


@dataclass(frozen=True)
class Kind:
    """One model of content. `label` is `guide.step`, the file `fixtures/guide/step.yaml`."""

    label: str
    fold: Fold | None = None
    plain_summary: bool = False  # its summary goes into the head of the page: one plain line
    place: Callable[[models.Model], str | None] = lambda row: None  # where a row stands, below a language: flow/#interview
    most: Mapping[str, int] = field(default_factory=dict, hash=False)  # letters that a word may have where room is scarce

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)

    @property
    def file(self) -> str:
        app, name = self.label.split(".")
        return f"{app}/{self.stem(name)}.yaml"

    def stem(self, name: str) -> str:
        """The model's name in lower case with underscores: steppoint → step_point."""
        camel = self.model.__name__
        return "".join(
            f"_{letter.lower()}" if letter.isupper() and position else letter.lower() for position, letter in enumerate(camel)
        )

    @property
    def words(self) -> tuple[str, ...]:
        """The fields that are words, in the order of the model."""
        try:
            names = set(translator.get_options_for_model(self.model).get_field_names())
        except NotRegistered:
            return ()
        return tuple(field.name for field in self.model._meta.concrete_fields if field.name in names)

    @property
    def plain(self) -> tuple[models.Field, ...]:
        """The fields that are no words: structure, relations, dates. Many-to-many relations come last."""
        words = set(self.words)
        own = [
            field
            for field in self.model._meta.concrete_fields
            if not field.primary_key and field.name not in words and not hasattr(field, "translated_field")
        ]
        return (*own, *self.model._meta.many_to_many)

    def mode(self, field: str) -> str:
        return "line" if self.plain_summary and field == "summary" else mode(field)

    def item(self, key: str) -> str:
        """The permanent name of a row: `guide.step/interview`."""
        return f"{self.label}/{key}"

    def _further(self, name: str) -> list[str]:
        """What a row points to through another one: section__page."""
        return [f"{name}__{further}" for further in pointers(self.model._meta.get_field(name).related_model)]

    def rows(self) -> Iterable[models.Model]:
        """All rows in the model's own order, with what they point to, translated columns as they are stored."""
        related = [name for name in pointers(self.model) for name in (name, *self._further(name))]
        many = [field.name for field in self.model._meta.many_to_many]
        return models.QuerySet(self.model).select_related(*related).prefetch_related(*many).order_by(*self.model._meta.ordering)


def pointers(model: type[models.Model]) -> list[str]:
    """The names of the fields that point to one row each."""
    return [field.name for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def column(field: str, language: str) -> str:
    """The name of the column that holds a word in a language: title, zh-hans → title_zh_hans."""
    return build_localized_fieldname(field, language)


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make models content, in the order in which rows may point to earlier ones."""
    for kind in kinds:
        _kinds[kind.label] = kind


def kinds() -> tuple[Kind, ...]:
    """All kinds of content, those that others point to first."""
    return tuple(_kinds.values())


def kind_for(model: type[models.Model]) -> Kind | None:
    """The kind of content that a model holds; None for what is no content."""
    return next((kind for kind in kinds() if kind.model is model), None)


def kind_named(label: str) -> Kind | None:
    """The kind of this label; None if there is none any more."""
    return _kinds.get(label)


@dataclass(frozen=True)
class Vocabulary:
    """What a text may name: values by key, and links by kind and key."""

    values: frozenset[str]
    links: Callable[[str, str], bool]


_vocabulary: list[Callable[[], Vocabulary]] = []


def set_vocabulary(source: Callable[[], Vocabulary]) -> None:
    """Say where the check finds what a text may name. The room that knows all of it calls this once."""
    _vocabulary[:] = [source]


def vocabulary() -> Vocabulary:
    """What a text may name at this moment, read from the database."""
    return _vocabulary[0]()


def stored(row: models.Model, field: models.Field) -> object:
    """A field that is no word, as it stands in a fixture: keys for relations, text for dates, numbers as they are."""
    if isinstance(field, models.ManyToManyField):
        return sorted(other.key for other in getattr(row, field.name).all())
    if isinstance(field, models.ForeignKey):
        other = getattr(row, field.name)
        return other.key if other is not None else None
    value = getattr(row, field.name)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if hasattr(value, "isoformat") else value


def is_default(field: models.Field, value: object) -> bool:
    """Whether a fixture can leave the field out because the model fills it in."""
    if isinstance(field, models.ManyToManyField):
        return not value
    if field.has_default():
        return value == field.get_default()
    return value is None if field.null else field.blank and value == ""


def default(field: models.Field) -> object:
    """What a fixture means by leaving the field out."""
    if field.many_to_many:
        return []
    return field.get_default() if field.has_default() else None if field.null else ""


def as_text(field: models.Field, value: object) -> str:
    """One value of a field that is no word as text: the form in which two of them are compared and remembered."""
    if value is None or value == "":
        return ""
    if field.is_relation:
        return " ".join(sorted(value)) if field.many_to_many else str(value)
    value = field.to_python(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(value)
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def from_text(field: models.Field, text: str) -> object:
    """The reverse of `as_text` for a field that is no relation."""
    if text == "" and field.null:
        return None
    return text == "yes" if isinstance(field, models.BooleanField) else field.to_python(text)
