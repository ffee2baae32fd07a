"""The way from the job offer to the first working day: its steps, who takes part, what is different by country."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from guide.models.pages import Page
from sources.fields import FactsField
from sources.models import Dated, Keyed


class Step(Keyed):
    """One of the six steps of the way to Japan."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    title = models.CharField(_("title"), max_length=120)
    label = models.CharField(_("how long, short"), max_length=60)
    summary = models.TextField(_("in one sentence"))
    text = models.TextField(_("text"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("number",)
        verbose_name, verbose_name_plural = _("step"), _("steps")


class StepPoint(Keyed):
    """What to ask, to keep or to know at a step."""

    class Kind(models.TextChoices):
        ASK = "ask", _("ask")
        KEEP = "keep", _("keep")
        KNOW = "know", _("know")

    step = models.ForeignKey(Step, models.PROTECT, verbose_name=_("step"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices)
    text = models.TextField(_("text"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("step__number", "order", "key")
        verbose_name, verbose_name_plural = _("point of a step"), _("points of steps")


class Actor(Dated, Keyed):
    """Someone who takes part: who it is and what it owes the trainee."""

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name_ja = models.CharField(_("Japanese name"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=120)
    label = models.CharField(_("word in the drawing"), max_length=40)
    summary = models.TextField(_("who it is"))
    text = models.TextField(_("what it owes you"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("order", "key")
        verbose_name, verbose_name_plural = _("who takes part"), _("who takes part")


class CountryNote(Keyed):
    """What is different, on the subject of a page, for people from one country."""

    country = models.CharField(_("country (ISO code)"), max_length=2)
    page = models.ForeignKey(Page, models.PROTECT, verbose_name=_("page"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.TextField(_("text"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("page__order", "order", "key")
        verbose_name, verbose_name_plural = _("country note"), _("country notes")
