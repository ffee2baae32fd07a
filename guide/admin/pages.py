"""Pages with their sections, sections with their paragraphs, notices."""

from django.contrib import admin

from guide import models
from translations.editing import ContentAdmin, ContentInline


class SectionInline(ContentInline):
    model = models.Section


class ParagraphInline(ContentInline):
    model = models.Paragraph


class PageTitleInline(ContentInline):
    model = models.PageTitle


@admin.register(models.Page)
class PageAdmin(ContentAdmin):
    list_display = ("label", "key", "group", "order", "affected", "leads_from", "reviewed_on")
    list_filter = ("group", "affected")
    inlines = (PageTitleInline, SectionInline)


@admin.register(models.PageTitle)
class PageTitleAdmin(ContentAdmin):
    list_display = ("title", "page", "valid_from")
    list_select_related = ("page",)


@admin.register(models.Section)
class SectionAdmin(ContentAdmin):
    list_display = ("title", "page", "block", "order", "valid_from", "valid_to")
    list_filter = ("page",)
    list_select_related = ("page",)
    inlines = (ParagraphInline,)


@admin.register(models.Paragraph)
class ParagraphAdmin(ContentAdmin):
    list_display = ("key", "text", "section", "kind", "order", "scheme", "valid_from", "valid_to")
    list_filter = ("section__page", "kind", "scheme", "valid_from", "valid_to")
    list_select_related = ("section",)


@admin.register(models.Notice)
class NoticeAdmin(ContentAdmin):
    list_display = ("key", "text", "valid_from", "valid_to")
