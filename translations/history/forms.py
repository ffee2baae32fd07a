"""Between forms and states: what a browser would send for a row as it should be, and what a form that was sent makes of a row."""

import re

from django import forms
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from translations.content import Fold, Kind, as_text, from_text, stored
from translations.history.differences import State


class PointsNowhere(ValueError):
    """A row names another one that is not there any more; the text is that one's name."""


def put(row: models.Model, kind: Kind, state: State) -> dict[str, list]:
    """Put plain values on a row, unsaved; its relations to many, which only a form can hold. PointsNowhere if one is gone."""
    plain, many = {field.name: field for field in kind.plain}, {}
    for name, value in state.items():
        field = plain.get(name)
        if field is None:
            if hasattr(row, name):
                setattr(row, name, value)
        elif field.many_to_many:
            many[name] = list(_targets(field, value, "pk").values())
        elif field.is_relation:
            target = field.target_field.name
            setattr(row, field.attname, _targets(field, [value], target)[value] if value else None)
        else:
            setattr(row, name, from_text(field, as_text(field, value)))
    return many


def _targets(field: models.Field, keys: list[str], column: str) -> dict[str, object]:
    found = dict(models.QuerySet(field.related_model).filter(key__in=keys).values_list("key", column))
    if gone := [key for key in keys if key not in found]:
        raise PointsNowhere(f"{field.related_model._meta.verbose_name}: {', '.join(gone)}")
    return found


def submitted(form: forms.ModelForm) -> MultiValueDict:
    """What a browser would send for a form that nobody has touched."""
    sent = MultiValueDict()
    for bound in form:
        widget, value = getattr(bound.field.widget, "widget", bound.field.widget), bound.value()
        if isinstance(widget, forms.CheckboxInput):
            if widget.check_test(value):
                sent[bound.html_name] = "on"
            continue
        text = widget.format_value(value)
        sent.setlist(bound.html_name, [str(one) for one in text] if isinstance(text, list | tuple) else [text or ""])
    return sent


def folded_data(fold: Fold, model: type[models.Model], parent: models.Model, values: dict, prefix: str) -> MultiValueDict:
    """What a browser would send for the rows that are folded into `parent` to become these values, whatever is there now."""
    category = model._meta.get_field(fold.child).related_model
    present = dict(models.QuerySet(model).filter(**{fold.parent: parent.pk}).values_list(f"{fold.child}__key", "pk"))
    known = dict(models.QuerySet(category).filter(key__in={*present, *values}).values_list("key", "pk"))
    if gone := [key for key in values if key not in known]:
        raise PointsNowhere(f"{category._meta.verbose_name}: {', '.join(gone)}")
    rows = [*present, *(key for key in values if key not in present)]
    sent = MultiValueDict()
    sent[f"{prefix}-TOTAL_FORMS"], sent[f"{prefix}-INITIAL_FORMS"] = str(len(rows)), str(len(present))
    for number, key in enumerate(rows):
        row = f"{prefix}-{number}"
        sent[f"{row}-id"] = str(present.get(key, ""))
        sent[f"{row}-{fold.parent}"] = "" if parent.pk is None else str(parent.pk)
        sent[f"{row}-{fold.child}"] = str(known[key])
        value = values.get(key)
        sent[f"{row}-{fold.value}"] = "" if value is None else str(value)
        if key not in values:
            sent[f"{row}-{DELETION_FIELD_NAME}"] = "on"
    return sent


def written(form: forms.ModelForm, kind: Kind) -> State:
    """What a form that was sent and checked holds, by column; what could not be read stays as it was typed."""
    plain, cleaned = {field.name: field for field in kind.plain}, getattr(form, "cleaned_data", {})
    found: State = {}
    for name in form.fields:
        if name in ("id", DELETION_FIELD_NAME) or (name not in plain and not hasattr(form.instance, name)):
            continue
        if name in form.errors or name not in cleaned:
            typed = form[name].data
            found[name] = typed.replace("\r\n", "\n") if isinstance(typed, str) else typed
        elif name not in plain:
            found[name] = (cleaned[name] or "").replace("\r\n", "\n").strip()
        elif plain[name].many_to_many:
            found[name] = sorted(other.key for other in cleaned[name])
        else:
            found[name] = stored(form.instance, plain[name])
    return found


def renewed(sent: QueryDict, prefix: str, by: str, present: dict[str, str], others: dict[str, dict[str, str]]) -> QueryDict:
    """The rows of an inline as they were sent, numbered anew, for what is there now.

    `present` has the ids of what is there by the field `by` of a row: one that was made again meanwhile is known by it, one that
    is gone is sent as a new row. `others` by id are the fields of rows that leave if they were not sent.
    """
    rows = _rows(sent, prefix)
    if not rows and f"{prefix}-TOTAL_FORMS" not in sent:
        return sent
    for row in rows:
        own = row.get("id", [""])[0]
        row["id"] = [own if own in present.values() else present.get(row.get(by, [""])[0], "")]
    known = {row["id"][0] for row in rows}
    leaving = [
        {field: [text] for field, text in {**fields, "id": pk, DELETION_FIELD_NAME: "on"}.items()}
        for pk, fields in others.items()
        if pk not in known
    ]
    there = [row for row in rows if row["id"][0]] + leaving
    data = QueryDict(mutable=True)
    for name in sent:
        if not re.match(rf"{re.escape(prefix)}-\d+-", name, re.ASCII):
            data.setlist(name, sent.getlist(name))
    for number, row in enumerate([*there, *(row for row in rows if not row["id"][0])]):
        for field, values in row.items():
            data.setlist(f"{prefix}-{number}-{field}", values)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(rows) + len(leaving))
    data[f"{prefix}-INITIAL_FORMS"] = str(len(there))
    return data


def _rows(sent: QueryDict, prefix: str) -> list[dict[str, list[str]]]:
    """The rows of an inline as they were sent, in their order."""
    places: dict[int, dict[str, list[str]]] = {}
    for name in sent:
        if found := re.fullmatch(rf"{re.escape(prefix)}-(\d{{1,4}})-(.+)", name, re.ASCII):
            places.setdefault(int(found[1]), {})[found[2]] = sent.getlist(name)
    return [places[number] for number in sorted(places)]
