"""The ladder of help, sentences to show, and what to watch and read."""

from django.contrib import admin

from guide import models
from translations.editing import ContentAdmin


@admin.register(models.HelpLevel)
class HelpLevelAdmin(ContentAdmin):
    list_display = ("title", "audience", "tone", "order", "valid_from", "valid_to")
    list_filter = ("audience",)


@admin.register(models.ReadingLink)
class ReadingLinkAdmin(ContentAdmin):
    list_display = ("title", "group", "order")
    list_filter = ("group",)


@admin.register(models.Phrase)
class PhraseAdmin(ContentAdmin):
    list_display = ("title", "japanese", "group", "order")
    list_filter = ("group",)
