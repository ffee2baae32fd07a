"""Pages with their sections, sections with their paragraphs, notices, rules."""

from django.contrib import admin

from guide import models
from translations.editing import ContentAdmin, ContentInline


class SectionInline(ContentInline):
    model = models.Section


class ParagraphInline(ContentInline):
    model = models.Paragraph


class RuleInline(ContentInline):
    model = models.Rule


@admin.register(models.Page)
class PageAdmin(ContentAdmin):
    list_display = ("label", "key", "group", "order", "affected", "reviewed_on")
    list_filter = ("group", "affected")
    inlines = (SectionInline,)


@admin.register(models.Section)
class SectionAdmin(ContentAdmin):
    list_display = ("title", "page", "block", "order")
    list_filter = ("page",)
    list_select_related = ("page",)
    inlines = (ParagraphInline,)


@admin.register(models.Paragraph)
class ParagraphAdmin(ContentAdmin):
    list_display = ("key", "text", "section", "kind", "order")
    list_filter = ("section__page", "kind")
    list_select_related = ("section",)


@admin.register(models.Notice)
class NoticeAdmin(ContentAdmin):
    list_display = ("key", "text", "valid_from", "valid_to")


@admin.register(models.Aspect)
class AspectAdmin(ContentAdmin):
    list_display = ("title", "order")
    inlines = (RuleInline,)


@admin.register(models.Rule)
class RuleAdmin(ContentAdmin):
    list_display = ("aspect", "scheme", "text")
    list_filter = ("scheme", "aspect")
    list_select_related = ("aspect",)
