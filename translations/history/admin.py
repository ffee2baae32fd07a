"""What the admin of every kind of content shares, a new one too: each change goes into the history, the second editor is told,
what was before can be restored.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from delivery.door import writing
from translations.content import kind_for, kind_named
from translations.history import conflicts
from translations.history.recording import Recorder, recording
from translations.history.restoring import may_restore
from translations.history.words import lines, subject
from translations.models import Change

ON_A_PAGE = 50


@contextmanager
def changing(request: HttpRequest, origin: str) -> Iterator[Recorder]:
    """What an editor does to content: through the door, and in the history under their name."""
    with writing(), recording(request.user, origin) as recorder:
        yield recorder


class Recorded:
    """Mixed into the admin of rows: through the door, into the history, and not over what somebody else has written."""

    history_template = "admin/content_history.html"

    def beside(self, row) -> dict[str, object]:
        """What the form of a row shows beside its fields."""
        return {}

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            since = conflicts.newest()  # before the row is read for the form: what comes between is told rather than lost
            row = self._row(request, object_id)
            if row is not None:
                seen = conflicts.fingerprint(conflicts.look(self, row), since)
                extra_context = {**(extra_context or {}), **self.beside(row), "fingerprint": seen}
            return super().changeform_view(request, object_id, form_url, extra_context)
        with changing(request, Change.Origin.ADMIN) as recorder:
            row = self._row(request, object_id)
            if row is not None:
                extra_context = {**(extra_context or {}), **self.beside(row), **self._compare(request, row, recorder)}
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _row(self, request: HttpRequest, object_id: str | None) -> models.Model | None:
        """The row that a form is of; None for a new one, and where the form itself says that there is none."""
        field = request.POST.get(TO_FIELD_VAR, request.GET.get(TO_FIELD_VAR))
        if object_id is None or (field and not self.to_field_allowed(request, field)):
            return None
        return self.get_object(request, unquote(object_id), field)

    def _compare(self, request: HttpRequest, row: models.Model, recorder) -> dict[str, object]:
        """What the form shows of the comparison with what it was opened with; where they differ, the form is not saved."""
        now = conflicts.hold(self, row, recorder)
        found = request.conflict = conflicts.conflict(request.POST, now)
        if found is None:
            return {"fingerprint": conflicts.fingerprint(now, conflicts.newest())}
        conflicts.renew(found, self, row)
        request.POST = found.renewed
        return {"fingerprint": found.fingerprint}

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refused = getattr(request, "conflict", None) is not None
        return form

    def render_change_form(self, request, context, *args, **kwargs):
        if found := getattr(request, "conflict", None):
            formsets = [one.formset for one in context["inline_admin_formsets"]]
            form = context["adminform"].form
            context["conflict"] = {
                "known": found.known,
                "differences": conflicts.differences(found, kind_for(self.model), form, formsets),
                "all_the_same": conflicts.ALL_THE_SAME,
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def delete_view(self, request, object_id, extra_context=None):
        if request.method != "POST":
            return super().delete_view(request, object_id, extra_context)
        with changing(request, Change.Origin.ADMIN):
            return super().delete_view(request, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with changing(request, Change.Origin.ADMIN):
            return super().changelist_view(request, extra_context)

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        found = Change.objects.filter(self._of(row)).select_related("made_by")
        page = self.get_paginator(request, found, ON_A_PAGE).get_page(request.GET.get(PAGE_VAR, 1))
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %(row)s") % {"row": row},
            "opts": self.opts,
            "object": row,
            "changes": told(page, self.admin_site, request),
            "page": page,
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.history_template, context)

    def _of(self, row: models.Model) -> Q:
        """Which changes are of a row or of those that stand in its form, also of those that are deleted."""
        own = kind_for(self.model)
        found = Q(item=own.item(row.key))
        for kind, name in conflicts.below(self):
            keys = QuerySet(kind.model).filter(**{name: row}).values_list("key", flat=True)
            gone = Change.objects.filter(kind=kind.label, after__isnull=True, **{f"before__{name}": row.key})
            found |= Q(item__in=[kind.item(key) for key in keys]) | Q(item__in=gone.values("item"))
        return found


_USUAL: dict[bool, type[ModelAdmin]] = {}


def usual(with_words: type[ModelAdmin], without: type[ModelAdmin]) -> None:
    """Say which admin a row has that only stands in the form of another one; who makes them of what is here calls this."""
    _USUAL.update({True: with_words, False: without})


def admin_of(model: type[models.Model], site: AdminSite) -> ModelAdmin:
    """The admin of a kind of content, also of one that is only edited with the row that it belongs to."""
    if site.is_registered(model):
        return site.get_model_admin(model)
    return _USUAL[bool(kind_for(model).words)](model, site)


def told(changes: Iterable[Change], site: AdminSite, request: HttpRequest) -> list[dict[str, object]]:
    """Changes as a page of the admin shows them: each with its lines, the way to its row, and whether this editor may undo it."""
    found, changes = [], list(changes)
    for kind in {change.kind: kind_named(change.kind) for change in changes}.values():
        keys = [change.key for change in changes if kind and change.kind == kind.label]
        there = dict(QuerySet(kind.model).filter(key__in=keys).values_list("key", "pk")) if kind else {}
        for change in (change for change in changes if kind_named(change.kind) is kind):
            one = {"change": change, "subject": subject(change), "lines": lines(change)}
            one["edit"] = edit_url(kind.model, there[change.key], site) if change.key in there else ""
            one["may_restore"] = kind is not None and may_restore(change, admin_of(kind.model, site), request)
            found.append(one)
    return sorted(found, key=lambda one: -one["change"].pk)


def edit_url(model: type[models.Model], pk: int, site: AdminSite) -> str:
    """The form of a row; empty where it has none of its own."""
    name = f"{site.name}:{model._meta.app_label}_{model._meta.model_name}_change"
    return reverse(name, args=[pk]) if site.is_registered(model) else ""
