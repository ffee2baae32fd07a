"""The questions that lead a reader to the rules that apply, their answers, and what the rules say in the end.

Which answer leads where is decided in guide.rules; here stand the words.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.fields import FactsField
from sources.models import Dated, Keyed, Scheme


class Question(Keyed):
    """A question; its key is its name in guide.rules."""

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("question"), max_length=160)

    class Meta:
        ordering = ("order", "key")
        verbose_name, verbose_name_plural = _("question"), _("questions")


class Answer(Keyed):
    """An answer; its key is the question's, a hyphen and the part of the address: `where-abroad`."""

    question = models.ForeignKey(Question, models.PROTECT, verbose_name=_("question"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("answer"), max_length=160)

    class Meta:
        ordering = ("question__order", "order", "key")
        verbose_name, verbose_name_plural = _("answer"), _("answers")


class Advice(Dated, Keyed):
    """What to do next, what to ask and whom, who decides, what is not settled: for one outcome or several."""

    class Kind(models.TextChoices):
        NEXT = "next", _("what to do next")
        ASK = "ask", _("what to ask, and whom")
        DECIDES = "decides", _("who decides")
        OPEN = "open", _("what is not settled")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.TextField(_("text"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("order", "key")
        verbose_name, verbose_name_plural = _("advice"), _("pieces of advice")


class Outcome(Keyed):
    """What the rules say to who has answered so; its key is its name in guide.rules. It tells the rule and judges nobody."""

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    scheme = models.CharField(_("scheme"), max_length=12, choices=Scheme.choices, blank=True)
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text"))
    advice = models.ManyToManyField(Advice, blank=True, verbose_name=_("advice"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("order", "key")
        verbose_name, verbose_name_plural = _("outcome"), _("outcomes")
