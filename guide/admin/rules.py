"""What the schemes say, and the days of the change."""

from django.contrib import admin

from guide import models
from translations.editing import ContentAdmin, ContentInline


class RuleInline(ContentInline):
    model = models.Rule


@admin.register(models.Aspect)
class AspectAdmin(ContentAdmin):
    list_display = ("title", "order")
    inlines = (RuleInline,)


@admin.register(models.Rule)
class RuleAdmin(ContentAdmin):
    list_display = ("aspect", "scheme", "valid_from", "valid_to", "text")
    list_filter = ("scheme", "aspect")
    list_select_related = ("aspect",)


@admin.register(models.Milestone)
class MilestoneAdmin(ContentAdmin):
    list_display = ("title", "day", "scheme", "order")
