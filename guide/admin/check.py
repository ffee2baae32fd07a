"""The questions of "Which rules apply to you?", their answers, and what the rules say in the end."""

from django.contrib import admin

from guide import models
from translations.editing import ContentAdmin, ContentInline


class AnswerInline(ContentInline):
    model = models.Answer


@admin.register(models.Question)
class QuestionAdmin(ContentAdmin):
    list_display = ("title", "key", "order")
    inlines = (AnswerInline,)


@admin.register(models.Answer)
class AnswerAdmin(ContentAdmin):
    list_display = ("title", "key", "question", "order")
    list_select_related = ("question",)


@admin.register(models.Advice)
class AdviceAdmin(ContentAdmin):
    list_display = ("key", "text", "kind", "order")
    list_filter = ("kind",)


@admin.register(models.Outcome)
class OutcomeAdmin(ContentAdmin):
    list_display = ("title", "key", "scheme", "order")
    list_filter = ("scheme",)
    filter_horizontal = ("advice",)
