"""Pages with their sections, sections with their paragraphs, notices, rules."""

from django.contrib import admin

from guide import models
from guide.addresses import HOME
from translations.editing import ContentAdmin, ContentInline


def below(page: str, anchor: str = "") -> str:
    """An address below the language: home is the language itself."""
    path = "" if page == HOME else f"{page}/"
    return path + (f"#{anchor}" if anchor else "")


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

    def address(self, obj):
        return below(obj.key)


@admin.register(models.Section)
class SectionAdmin(ContentAdmin):
    list_display = ("title", "page", "block", "order")
    list_filter = ("page",)
    list_select_related = ("page",)
    inlines = (ParagraphInline,)

    def address(self, obj):
        return below(obj.page.key, obj.key)


@admin.register(models.Paragraph)
class ParagraphAdmin(ContentAdmin):
    list_display = ("key", "text", "section", "kind", "order")
    list_filter = ("section__page", "kind")
    list_select_related = ("section",)

    def address(self, obj):
        return below(obj.section.page.key, obj.key)


@admin.register(models.Notice)
class NoticeAdmin(ContentAdmin):
    list_display = ("key", "text", "valid_from", "valid_to")

    def address(self, obj):
        return ""


@admin.register(models.Aspect)
class AspectAdmin(ContentAdmin):
    list_display = ("title", "order")
    inlines = (RuleInline,)

    def address(self, obj):
        return below("changes-2027", obj.key)


@admin.register(models.Rule)
class RuleAdmin(ContentAdmin):
    list_display = ("aspect", "scheme", "text")
    list_filter = ("scheme", "aspect")
    list_select_related = ("aspect",)

    def address(self, obj):
        return below("changes-2027", obj.aspect.key)
