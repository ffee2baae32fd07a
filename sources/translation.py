"""Which fields of this room are words."""

from modeltranslation.translator import TranslationOptions, register

from sources.models import Correction, Organization, Service, Term


@register(Organization)
class OrganizationWords(TranslationOptions):
    fields = ("title", "label")


@register(Service)
class ServiceWords(TranslationOptions):
    fields = ("title", "label", "text")


@register(Term)
class TermWords(TranslationOptions):
    fields = ("title",)


@register(Correction)
class CorrectionWords(TranslationOptions):
    fields = ("text",)
