"""The history of everything, deleted rows too: a list to look through, each change by itself, the address that restores."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.timezone import template_localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from translations.content import kind_named, kinds
from translations.history.admin import admin_of, changing, told
from translations.history.restoring import NotPossible, restore
from translations.history.words import lines, subject
from translations.models import Change

DETAIL, RESTORE = "translations_change_change", "translations_change_restore"


class KindFilter(admin.SimpleListFilter):
    """By the kind of row, as the rest of the admin names it."""

    title, parameter_name = gettext_lazy("kind of row"), "kind"

    def lookups(self, request, model_admin):
        return [(kind.label, capfirst(kind.model._meta.verbose_name)) for kind in kinds() if not kind.fold]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class WhatFilter(admin.SimpleListFilter):
    """Rows that were deleted, rows that were new, and changes of rows."""

    title, parameter_name = gettext_lazy("what"), "what"

    def lookups(self, request, model_admin):
        return [("deleted", _("deleted")), ("new", _("new")), ("changed", _("changed"))]

    def queryset(self, request, queryset):
        wanted = {"deleted": (False, True), "new": (True, False), "changed": (False, False)}.get(self.value())
        return queryset.filter(before__isnull=wanted[0], after__isnull=wanted[1]) if wanted else queryset


@admin.register(Change)
class ChangeAdmin(admin.ModelAdmin):
    """Nobody writes here but who changes a row; what a change replaced can be restored."""

    list_display = ("row", "when", "made_by", "what", "which")
    list_filter = (WhatFilter, KindFilter, ("made_by", admin.RelatedOnlyFieldListFilter), "made_on", "origin")
    list_select_related = ("made_by",)
    list_per_page = 50
    search_fields = ("item",)
    actions = None

    class Media:
        css = {"all": ("admin/words.css",)}

    @admin.display(description=gettext_lazy("when"), ordering="pk")
    def when(self, change):
        return f"{template_localtime(change.made_on):%Y-%m-%d %H:%M}"

    @admin.display(description=gettext_lazy("row"))
    def row(self, change):
        return subject(change)

    @admin.display(description=gettext_lazy("what"))
    def what(self, change):
        done = _("new") if change.before is None else _("deleted") if change.after is None else _("changed")
        return done if change.origin == Change.Origin.ADMIN else f"{done} ({change.get_origin_display()})"

    @admin.display(description=gettext_lazy("fields"))
    def which(self, change):
        named = [line.label for line in lines(change)] if change.before and change.after else []
        return ", ".join([*named[:3], *(["…"] if named[3:] else [])])

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        restore_url = path("<int:pk>/restore/", self.admin_site.admin_view(self.restore_view), name=RESTORE)
        return [restore_url, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {**(extra_context or {}), "title": _("History of all changes")})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        change = self.get_object(request, unquote(object_id))
        if change is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": subject(change),
            "opts": self.opts,
            "changes": told([change], self.admin_site, request),
        }
        return TemplateResponse(request, "admin/content_change.html", context)

    def history_view(self, request, object_id, extra_context=None):
        return HttpResponseRedirect(reverse(f"admin:{DETAIL}", args=[object_id]))

    def restore_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Restore what was before one change; then the row's own history, or the change itself where there is no row."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        change = Change.objects.filter(pk=pk).first()
        kind = kind_named(change.kind) if change else None
        if kind is None:
            raise Http404(pk)
        row = None
        model_admin = admin_of(kind.model, self.admin_site)
        try:
            with changing(request, Change.Origin.REVERT) as recorder:
                row = restore(change, model_admin, request, recorder)
            messages.success(request, _("What was before is restored: %(row)s") % {"row": subject(change)})
        except NotPossible as reason:
            messages.error(request, str(reason))
            row = kind.model.objects.filter(key=change.key).first()
        if row is not None and self.admin_site.is_registered(kind.model):
            name = f"admin:{row._meta.app_label}_{row._meta.model_name}_history"
            return HttpResponseRedirect(reverse(name, args=[row.pk]))
        where = reverse(f"admin:{DETAIL}", args=[pk]) if self.has_view_permission(request) else reverse("admin:index")
        return HttpResponseRedirect(where)
