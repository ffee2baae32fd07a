"""Two editors on one row: what a form was opened with, whether the row is still that, and what to show to who comes second."""

import json
from dataclasses import dataclass, field

from django.contrib.admin import ModelAdmin
from django.db import models
from django.db.models import Q
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import _get_foreign_key
from django.http import QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from config.languages import SOURCE, Language
from translations.content import Kind, kind_for
from translations.history.differences import ABSENT, State, flat, same
from translations.history.forms import renewed, written
from translations.history.recording import VALUES, Item, Recorder, states
from translations.history.words import label, row_label, shown, word_of
from translations.models import Change

SEEN, TOLD = "the row as it was opened", "the row as the second editor was told"
FIELD, ALL_THE_SAME = "_fingerprint", "_all_the_same"
MOST = 500  # changes that are looked through for who wrote what


@dataclass
class Conflict:
    """A row that is not as a form was opened with it: what is there now, and since which change this editor has not looked."""

    now: dict[Item, State]
    since: int
    fingerprint: str
    known: bool  # whether the form said what it was opened with
    renewed: QueryDict = field(default_factory=QueryDict)


@dataclass(frozen=True)
class Difference:
    """One field in which what was written and what is there now differ, and the change that made it so, if one is known."""

    label: str
    language: Language
    mine: str
    now: str
    change: Change | None


def newest() -> int:
    """The number of the last change of the history."""
    return Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def below(model_admin: ModelAdmin) -> list[tuple[Kind, str]]:
    """The rows of content that stand in the form of a row: their kinds, and by which field; not what is folded into it."""
    found = []
    for inline in model_admin.inlines:
        kind = kind_for(inline.model)
        if kind and not kind.fold:
            pointer = _get_foreign_key(model_admin.model, inline.model, fk_name=inline.fk_name)
            found.append((kind, pointer.name))
    return found


def look(model_admin: ModelAdmin, row: models.Model) -> dict[Item, State]:
    """A row as its form shows it, with the rows of its inlines."""
    stands = [(kind_for(model_admin.model), Q(pk=row.pk)), *((kind, Q(**{name: row})) for kind, name in below(model_admin))]
    return {(kind, key): state for kind, where in stands for key, state in states(kind, where).items()}


def hold(model_admin: ModelAdmin, row: models.Model, recorder: Recorder) -> dict[Item, State]:
    """The same before it is written: nobody else can change these rows until the transaction ends."""
    found = recorder.watch(model_admin.model, where=Q(pk=row.pk))
    for kind, name in below(model_admin):
        found |= recorder.watch(kind.model, where=Q(**{name: row}))
    return {item: state for item, state in found.items() if state is not None}


def fingerprint(now: dict[Item, State], since: int, salt: str = SEEN) -> str:
    """What stands for a row as it was shown, and since when: nobody can make one for a row that they have not seen."""
    plain = {kind.item(key): state for (kind, key), state in now.items()}
    text = json.dumps([since, plain], sort_keys=True, ensure_ascii=False)
    return f"{since}-{salted_hmac(salt, text, algorithm='sha256').hexdigest()}"


def conflict(sent: QueryDict, now: dict[Item, State]) -> Conflict | None:
    """What keeps a form from being saved; None if the row is as the editor saw it, or was told it and wants it all the same."""
    given = sent.get(FIELD, "")
    number = given.partition("-")[0]
    known = number.isascii() and number.isdigit() and len(number) < 19
    since = int(number) if known else 0
    accepted = [SEEN, *([TOLD] if sent.get(ALL_THE_SAME) else [])]
    if any(constant_time_compare(given, fingerprint(now, since, salt)) for salt in accepted):
        return None
    return Conflict(now, since, fingerprint(now, since, TOLD), known, sent)


def renew(found: Conflict, model_admin: ModelAdmin, row: models.Model) -> None:
    """Send the rows of the inlines for what is there now: figures that were published anew have other ids."""
    for inline in model_admin.inlines:
        pointer = _get_foreign_key(model_admin.model, inline.model, fk_name=inline.fk_name)
        kind, prefix = kind_for(inline.model), pointer.remote_field.get_accessor_name(model=inline.model).replace("+", "")
        rows = models.QuerySet(inline.model).filter(**{pointer.name: row})
        if kind and kind.fold:
            names = ("pk", kind.fold.child, kind.fold.value)
            there = [[("" if one is None else str(one)) for one in values] for values in rows.values_list(*names)]
            present = {child: pk for pk, child, _value in there}
            others = {pk: {pointer.name: str(row.pk), names[1]: child, names[2]: value} for pk, child, value in there}
            found.renewed = renewed(found.renewed, prefix, kind.fold.child, present, others)
        elif kind:
            present = {key: str(pk) for key, pk in rows.values_list("key", "pk")}
            found.renewed = renewed(found.renewed, prefix, "key", present, {})


def differences(found: Conflict, kind: Kind, form, formsets) -> list[Difference]:
    """In which fields what was written differs from what is there now; saving would write the one over the other."""
    (item, now), mine = next(one for one in found.now.items() if one[0][0] is kind), written(form, kind)
    told: dict[Item, tuple[State | None, State | None]] = {}
    for formset in formsets:
        inline = kind_for(formset.model)
        if inline and inline.fold:
            mine[VALUES] = _folded(formset, inline)
        elif inline:
            told |= _rows_below(found, formset, inline)
    told = {item: (mine, {name: now[name] for name in mine if name in now}), **told}
    changes = _changes(found, told)
    return [one for item, (mine, now) in told.items() for one in _of_row(item, mine, now, changes, main=item[0] is kind)]


def _folded(formset, kind: Kind) -> dict[str, object]:
    """The rows of a formset as one mapping, without those that are deleted in it."""
    found = {}
    for form in formset.forms:
        child = getattr(form, "cleaned_data", {}).get(kind.fold.child)
        if child is not None and not _leaves(form):
            child = child if isinstance(child, models.Model) else getattr(form.instance, kind.fold.child)  # a form to look at
            found[child.key] = written(form, kind)[kind.fold.value]
    return found


def _leaves(form) -> bool:
    """Whether a row is deleted in its form, also where something else in the forms is wrong."""
    return bool(getattr(form, "cleaned_data", {}).get(DELETION_FIELD_NAME))


def _rows_below(found: Conflict, formset, kind: Kind) -> dict[Item, tuple[State | None, State | None]]:
    """(what was written, what is there now) for each row of an inline: None where it is not, nothing for one not shown."""
    told, present = {}, {key: state for (one, key), state in found.now.items() if one is kind}
    for form in formset.forms:
        mine = written(form, kind) if form.instance.pk or form.has_changed() else None
        key = form.instance.key if form.instance.pk else (mine or {}).get("key", "")
        if mine is None or (_leaves(form) and key not in present):
            continue
        now = present.get(key)
        told[kind, key] = (
            None if _leaves(form) else mine,
            {name: now[name] for name in mine if name in now} if now else None,
        )
    return told | {(kind, key): ({}, state) for key, state in present.items() if (kind, key) not in told}


def _changes(found: Conflict, told: dict[Item, object]) -> dict[tuple[str, str, str], Change]:
    """The last change of each field since the form was opened, by item, column and row in it; of a whole row by item alone."""
    items = [kind.item(key) for kind, key in {**found.now, **told}]
    rows = Change.objects.filter(item__in=items, pk__gt=found.since).select_related("made_by").order_by("-pk")[:MOST]
    last: dict[tuple[str, str, str], Change] = {}
    for change in reversed(rows):
        for name, child in {**flat(change.before), **flat(change.after)}:
            last[change.item, name, child] = change
        if change.before is None or change.after is None:
            last[change.item, "", ""] = change
    return last


def _of_row(item: Item, mine: State | None, now: State | None, changes: dict, main: bool) -> list[Difference]:
    kind, name = item[0], item[0].item(item[1])
    if not mine or now is None:
        one, other = (_("not there") if state is None else _("there") if state else "" for state in (mine, now))
        return [] if mine is now else [Difference(row_label(*item), SOURCE, one, other, changes.get((name, "", "")))]
    old, new, found = flat(now), flat(mine), []
    for slot in {**new, **old}:
        here, written_here = old.get(slot, ABSENT), new.get(slot, ABSENT)
        if here is written_here or (ABSENT not in (here, written_here) and same(here, written_here)):
            continue
        word = word_of(kind, slot[0])
        text = label(kind, slot) if main else f"{row_label(*item)} – {label(kind, slot)}"
        texts = shown(kind, slot, written_here), shown(kind, slot, here)
        found.append(Difference(text, word[1] if word else SOURCE, *texts, changes.get((name, *slot))))
    return found
