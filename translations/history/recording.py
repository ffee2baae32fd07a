"""The history: every change of content that is made inside `recording()` is kept, with who and what was before and after."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.dispatch import receiver

from config.languages import LANGUAGES, SOURCE
from translations import origins
from translations.content import Kind, column, kind_for, kinds, stored
from translations.history.differences import State, differences
from translations.models import Change

VALUES = "values"  # the column of a state that holds the rows which are folded into it, as in the fixtures
Item = tuple[Kind, str]  # a row by its kind and key


def folded_into(kind: Kind) -> Kind | None:
    """The kind whose rows are written as one mapping in each row of this one."""
    return next((one for one in kinds() if one.fold and parent_of(one) is kind), None)


def parent_of(folded: Kind) -> Kind:
    """The kind into whose rows a folded one is written."""
    return kind_for(folded.model._meta.get_field(folded.fold.parent).related_model)


def states(kind: Kind, where: Q) -> dict[str, State]:
    """The rows of a kind as plain values by column, by key: what is no word as in a fixture, words in every language."""
    found: dict[str, State] = {}
    for row in kind.rows().filter(where):
        found[row.key] = {field.name: stored(row, field) for field in kind.plain} | {
            column(word, language.code): origins.word(row, word, language.code) for word in kind.words for language in LANGUAGES
        }
    if found and (folded := folded_into(kind)):
        fold = folded.fold
        for state in found.values():
            state[VALUES] = {}
        rows = models.QuerySet(folded.model).filter(**{f"{fold.parent}__key__in": list(found)})
        rows = rows.order_by(*folded.model._meta.ordering)
        for parent, child, value in rows.values_list(f"{fold.parent}__key", f"{fold.child}__key", fold.value):
            found[parent][VALUES][child] = value
    return found


class Recorder:
    """What the rows that a block of code touches were before it."""

    def __init__(self):
        self.before: dict[Item, State | None] = {}
        self.made_from: dict[Item, dict[str, str]] = {}
        self.folded: set[tuple] = set()

    def watch(self, model: type[models.Model], keys: Iterable[str] = (), where: Q | None = None) -> dict[Item, State | None]:
        """Remember rows by key or condition, and hold them until the transaction ends: their states, None for one that is not."""
        kind = kind_for(model)
        wanted = {(kind, key) for key in keys}
        if where is not None or wanted - self.before.keys():
            where = where if where is not None else Q(key__in=[key for _kind, key in wanted])
            held = models.QuerySet(model).filter(where).order_by("pk").select_for_update().values_list("key", flat=True)
            wanted |= {(kind, key) for key in held}
            self._read(kind, [key for _kind, key in wanted - self.before.keys()])
        return {item: self.before[item] for item in wanted}

    def _read(self, kind: Kind, keys: list[str]) -> None:
        found = states(kind, Q(key__in=keys)) if keys else {}
        known = origins.known(kind.item(key) for key in found) if kind.words and found else {}
        for key in keys:
            self.before[kind, key] = state = found.get(key)
            self.made_from[kind, key] = _made_from(kind, state, known.get(kind.item(key), {})) if state else {}

    def touch(self, row: models.Model) -> None:
        """Remember a row, or the row into which it is folded, before it is written."""
        kind = kind_for(type(row))
        if kind is None:
            return
        if kind.fold:
            parent = type(row)._meta.get_field(kind.fold.parent)
            folded = parent, getattr(row, parent.attname)
            if folded in self.folded:
                return
            self.folded.add(folded)
            row, kind = getattr(row, kind.fold.parent), parent_of(kind)
        if (kind, row.key) not in self.before:
            self.watch(kind.model, [row.key], Q(key=row.key) | Q(pk=row.pk))  # also under the name that it had

    def touch_what_points_to(self, row: models.Model) -> None:
        """Remember the rows that lose what they point to when this one is deleted, though nobody saves them."""
        for relation in row._meta.related_objects:
            left = relation.many_to_many or relation.on_delete is models.SET_NULL
            if left and kind_for(relation.related_model):
                self.watch(relation.related_model, where=Q(**{relation.field.name: row.pk}))

    def changes(self, user, origin: str) -> list[Change]:
        """What has become of the rows since, one change for each that is not as it was."""
        by_kind: dict[Kind, list[str]] = {}
        for kind, key in self.before:
            by_kind.setdefault(kind, []).append(key)
        now = {kind: states(kind, Q(key__in=keys)) for kind, keys in by_kind.items()}
        found = []
        for (kind, key), state in self.before.items():
            if different := differences(state, now[kind].get(key)):
                before, after = different
                made_from = {name: text for name, text in self.made_from[kind, key].items() if before and name in before}
                one = Change(item=kind.item(key), kind=kind.label, made_by_id=user and user.pk, origin=origin)
                one.before, one.after, one.made_from = before, after, made_from
                found.append(one)
        return found


def _made_from(kind: Kind, state: State, known: dict[origins.Slot, str]) -> dict[str, str]:
    """From which English each translation of a row was made: as it is remembered, otherwise the row's own."""
    return {
        column(word, language.code): known.get((word, language.code), state[column(word, SOURCE.code)])
        for word in kind.words
        for language in LANGUAGES
        if language != SOURCE and state[column(word, language.code)]
    }


_recorder: ContextVar[Recorder | None] = ContextVar("the history is written", default=None)


@contextmanager
def recording(user, origin: str) -> Iterator[Recorder]:
    """Keep every change of content that the block makes, in its transaction. Within another one, the outer one keeps it.

    What is saved and deleted row by row, or related to many, is seen by itself; what is written in bulk must be watched before.
    """
    if (outer := _recorder.get()) is not None:
        yield outer
        return
    with transaction.atomic():
        recorder = Recorder()
        token = _recorder.set(recorder)
        try:
            yield recorder
        finally:
            _recorder.reset(token)
        Change.objects.bulk_create(recorder.changes(user, origin), batch_size=500)


@receiver(pre_save, dispatch_uid="history: before a row is saved")
def _saved(sender, instance, **kwargs) -> None:
    if recorder := _recorder.get():
        recorder.touch(instance)


@receiver(pre_delete, dispatch_uid="history: before a row is deleted")
def _deleted(sender, instance, **kwargs) -> None:
    if recorder := _recorder.get():
        recorder.touch(instance)
        if kind_for(sender):
            recorder.touch_what_points_to(instance)


@receiver(m2m_changed, dispatch_uid="history: before a row is related to many")
def _related(sender, instance, action, reverse, model, pk_set, **kwargs) -> None:
    recorder = _recorder.get()
    if recorder is None or not action.startswith("pre_"):
        return
    if not reverse:
        recorder.touch(instance)
    elif pk_set is None:
        recorder.touch_what_points_to(instance)
    elif kind_for(model):
        recorder.watch(model, where=Q(pk__in=pk_set))
