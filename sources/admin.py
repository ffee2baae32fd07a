"""The fact book, the contacts and the terms."""

from django.contrib import admin

from sources import models
from translations.editing import ContentAdmin, PlainInline, RecordAdmin


class ContactInline(PlainInline):
    model = models.Contact
    fields = (
        "key",
        "language",
        "phone",
        "url",
        "channel",
        "days",
        "opens",
        "closes",
        "agreed",
        "checked_on",
        "valid_to",
    )
    show_change_link = True


class WordingInline(PlainInline):
    model = models.TermWording


@admin.register(models.Organization)
class OrganizationAdmin(ContentAdmin):
    list_display = ("label", "title", "name_ja", "official")
    list_filter = ("official",)


@admin.register(models.Source)
class SourceAdmin(RecordAdmin):
    list_display = ("key", "organization", "site", "kind", "as_of", "exact")
    list_filter = ("kind", "exact", "organization")
    list_select_related = ("organization",)
    search_fields = ("key", "site", "printed_title", "url", "note_editors")


@admin.register(models.Fact)
class FactAdmin(RecordAdmin):
    list_display = ("key", "group", "status", "recheck", "as_of", "checked_on", "statement")
    list_filter = ("group", "status", "recheck", "checked_on")
    search_fields = ("key", "statement")
    filter_horizontal = ("sources", "official")


@admin.register(models.Quantity)
class QuantityAdmin(RecordAdmin):
    list_display = ("key", "kind", "amount", "currency", "day", "fact")
    list_filter = ("kind",)
    list_select_related = ("fact",)
    autocomplete_fields = ("fact",)


@admin.register(models.Service)
class ServiceAdmin(ContentAdmin):
    list_display = ("title", "organization", "kind", "free", "abroad", "order")
    list_filter = ("kind",)
    list_select_related = ("organization",)
    inlines = (ContactInline,)


@admin.register(models.Contact)
class ContactAdmin(RecordAdmin):
    list_display = ("key", "service", "language", "phone", "agreed", "printed_on", "checked_on", "valid_to")
    list_filter = ("service", "language", "agreed", "checked_on", "valid_to")
    list_select_related = ("service",)
    search_fields = ("key", "phone", "url", "hours_note")


@admin.register(models.Term)
class TermAdmin(ContentAdmin):
    list_display = ("key", "japanese", "reading", "title")
    inlines = (WordingInline,)


@admin.register(models.Correction)
class CorrectionAdmin(ContentAdmin):
    list_display = ("key", "group", "text")
    list_filter = ("group",)
