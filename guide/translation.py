"""Which fields of this room are words."""

from modeltranslation.translator import TranslationOptions, translator

from guide import models

WORDS = {
    models.Page: ("title", "label", "summary"),
    models.PageTitle: ("title", "label", "summary"),
    models.Section: ("title",),
    models.Paragraph: ("text",),
    models.Notice: ("text", "label"),
    models.Stage: ("title", "label", "summary", "text"),
    models.Gate: ("title", "label", "text"),
    models.Step: ("title", "label", "summary", "text"),
    models.StepPoint: ("text",),
    models.Actor: ("title", "label", "summary", "text"),
    models.CountryNote: ("text",),
    models.Role: ("title", "text"),
    models.HelpLevel: ("title", "label", "text"),
    models.ReadingLink: ("title", "text"),
    models.Aspect: ("title",),
    models.Rule: ("text",),
    models.Milestone: ("title", "label", "text"),
    models.Question: ("title",),
    models.Answer: ("title",),
    models.Advice: ("text",),
    models.Outcome: ("title", "text"),
    models.Phrase: ("title",),
}

for model, fields in WORDS.items():
    translator.register(model, type(f"{model.__name__}Words", (TranslationOptions,), {"fields": fields}))
