"""Restoring what was before a change: through the form of the row with all of its checks, and never over a later change."""

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import NestedObjects
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from config.languages import LANGUAGES, SOURCE
from translations import origins
from translations.content import Kind, column, kind_for
from translations.history.differences import State, changed_since, restored, same
from translations.history.forms import PointsNowhere, folded_data, put, submitted
from translations.history.recording import VALUES, Recorder, states
from translations.history.words import label, row_label
from translations.models import Change


class NotPossible(ValueError):
    """A change cannot be undone; the text says why, for an editor. Nothing was changed."""


def restore(change: Change, model_admin: ModelAdmin, request, recorder: Recorder) -> models.Model | None:
    """Make a row what it was before a change: the row, or None if there was none. NotPossible if somebody changed it since.

    Within a recording, whose transaction ends with NotPossible.
    """
    kind = kind_for(model_admin.model)
    present = recorder.watch(kind.model, [change.key])[kind, change.key]
    row = models.QuerySet(kind.model).filter(key=change.key).first()
    _demand(change, model_admin, request, row)
    _refuse_if_changed(change, kind, present)
    if change.before is None:
        _delete(row, model_admin, request)
        return None
    wanted = restored(present, change.before, change.after) if present else change.before
    try:
        return _save(change, kind, row, wanted, model_admin, request)
    except PointsNowhere as gone:
        told = _("It belongs to a row that is not there any more: %(row)s. Restore that one first.") % {"row": gone}
        raise NotPossible(told) from gone


def may_restore(change: Change, model_admin: ModelAdmin, request) -> bool:
    """Whether an editor may undo a change: who may change such a row, and add or delete it where that is what it takes."""
    may = model_admin.has_change_permission(request)
    if change.before is None:
        return may and model_admin.has_delete_permission(request)
    return may and (change.after is not None or model_admin.has_add_permission(request))


def _demand(change: Change, model_admin: ModelAdmin, request, row: models.Model | None) -> None:
    if not may_restore(change, model_admin, request) or not model_admin.has_change_permission(request, row):
        raise PermissionDenied


def _refuse_if_changed(change: Change, kind: Kind, present: State | None) -> None:
    if change.after is None:
        if present is not None:
            raise NotPossible(_("A row of this name is there again: %(row)s. Nothing was changed.") % {"row": change.item})
        return
    if present is None:
        raise NotPossible(
            _("The row is not there any more: %(row)s. Restore it from the list of deleted rows first.") % {"row": change.item}
        )
    if fields := changed_since(present, change.before, change.after):
        raise NotPossible(
            _("Changed again since then: %(fields)s. Nothing was restored, so that nothing is lost. Look at the later changes.")
            % {"fields": "; ".join(label(kind, slot) for slot in fields)}
        )
    if change.before is not None and not change.before.keys() & present.keys():
        raise NotPossible(_("The fields of this change are no more. Nothing was changed."))


def _delete(row: models.Model, model_admin: ModelAdmin, request) -> None:
    """Take away a row that was new, and only it."""
    collector = NestedObjects(using=row._state.db)
    collector.collect([row])
    leaving = [one for found in (*collector.data.values(), collector.protected) for one in found if one != row]
    if others := [one for one in leaving if not one._meta.auto_created and not _is_folded(one)]:
        named = ", ".join(f"{one._meta.verbose_name}: {one}" for one in others)
        raise NotPossible(_("Other rows belong to it: %(rows)s. Nothing was deleted.") % {"rows": named})
    model_admin.log_deletions(request, [row])
    model_admin.delete_model(request, row)


def _is_folded(row: models.Model) -> bool:
    kind = kind_for(type(row))
    return kind is not None and kind.fold is not None


def _save(change: Change, kind: Kind, row, wanted: State, model_admin: ModelAdmin, request) -> models.Model:
    """Send the form of the row as it should be, as an editor would, and hold it against what was wanted."""
    adding = row is None
    form_class = model_admin.get_form(request, row, change=not adding)
    image = models.QuerySet(kind.model).get(pk=row.pk) if row else kind.model()
    many = put(image, kind, wanted)
    form = form_class(submitted(form_class(instance=image, initial=many)), instance=row)
    form.restored = _sources(change, kind)
    formsets = _formsets(form, kind, wanted, model_admin, request, adding)
    if not all([form.is_valid(), *(formset.is_valid() for formset in formsets)]):
        raise NotPossible(_("What was before cannot be saved today: %(errors)s") % {"errors": _errors(form, formsets)})
    row = model_admin.save_form(request, form, change=not adding)
    model_admin.save_model(request, row, form, change=not adding)
    model_admin.save_related(request, form, formsets, change=not adding)
    _refuse_if_else(kind, change, wanted)
    log = model_admin.log_addition if adding else model_admin.log_change
    log(request, row, _("Restored what was before."))
    return row


def _sources(change: Change, kind: Kind) -> dict[origins.Slot, str]:
    """The English from which the translations that come back were made."""
    return {
        (word, language.code): change.made_from[column(word, language.code)]
        for word in kind.words
        for language in LANGUAGES
        if language != SOURCE and column(word, language.code) in change.made_from
    }


def _formsets(form, kind: Kind, wanted: State, model_admin: ModelAdmin, request, adding: bool) -> list:
    """The formsets of what is folded into a row, sent to become what is wanted. Other inlines have changes of their own."""
    found = []
    for formset_class, inline in model_admin.get_formsets_with_inlines(request, None if adding else form.instance):
        folded = kind_for(inline.model)
        if folded and folded.fold and VALUES in wanted:
            prefix = formset_class.get_default_prefix()
            sent: MultiValueDict = folded_data(folded.fold, inline.model, form.instance, wanted[VALUES], prefix)
            found.append(formset_class(sent, instance=form.instance, prefix=prefix, queryset=inline.get_queryset(request)))
    return found


def _errors(form, formsets) -> str:
    """Everything that the checks say, in one line, each with the name of its field."""
    told = []
    for one in (form, *(form for formset in formsets for form in formset.forms)):
        for name, errors in one.errors.items():
            where = f"{one.fields[name].label}: " if name in one.fields else ""
            told += [f"{where}{error}" for error in errors]
    return " ".join([*told, *(error for formset in formsets for error in formset.non_form_errors())])


def _refuse_if_else(kind: Kind, change: Change, wanted: State) -> None:
    """Nothing is restored by half: what the form made of the row must be what was wanted."""
    found = states(kind, Q(key=change.key)).get(change.key, {})
    fields = [name for name in wanted if name in found and name != VALUES and not same(found[name], wanted[name])]
    if fields or (VALUES in wanted and found.get(VALUES) != wanted[VALUES]):
        labels = "; ".join(label(kind, (name, "")) for name in fields) or row_label(kind, change.key)
        raise NotPossible(_("What was before cannot be saved today: %(errors)s") % {"errors": labels})
