"""Which fields of this room are words."""

from modeltranslation.translator import TranslationOptions, register

from stats.models import Category, Table


@register(Table)
class TableWords(TranslationOptions):
    fields = ("title",)


@register(Category)
class CategoryWords(TranslationOptions):
    fields = ("label",)
