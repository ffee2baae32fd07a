"""Stages, exams, steps and their points, who takes part, duties, country notes."""

from django.contrib import admin

from guide import models
from translations.editing import ContentAdmin, ContentInline


class GateInline(ContentInline):
    model = models.Gate


class StepPointInline(ContentInline):
    model = models.StepPoint


@admin.register(models.Stage)
class StageAdmin(ContentAdmin):
    list_display = ("title", "number", "label")
    inlines = (GateInline,)


@admin.register(models.Gate)
class GateAdmin(ContentAdmin):
    list_display = ("title", "after")
    list_select_related = ("after",)


@admin.register(models.Step)
class StepAdmin(ContentAdmin):
    list_display = ("number", "title", "label")
    inlines = (StepPointInline,)


@admin.register(models.StepPoint)
class StepPointAdmin(ContentAdmin):
    list_display = ("key", "text", "step", "kind", "order")
    list_filter = ("step", "kind")
    list_select_related = ("step",)


@admin.register(models.Actor)
class ActorAdmin(ContentAdmin):
    list_display = ("title", "label", "order")


@admin.register(models.Role)
class RoleAdmin(ContentAdmin):
    list_display = ("title", "frequency", "order")
    list_filter = ("frequency",)


@admin.register(models.CountryNote)
class CountryNoteAdmin(ContentAdmin):
    list_display = ("key", "country", "page", "text")
    list_filter = ("country", "page")
    list_select_related = ("page",)
