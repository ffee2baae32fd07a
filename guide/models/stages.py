"""The stages of training and the exams between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.fields import FactsField
from sources.models import Keyed


class Stage(Keyed):
    """No. 1, No. 2 or No. 3: what it is for, which years, on which conditions."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    name_ja = models.CharField(_("Japanese name"), max_length=60)
    title = models.CharField(_("title"), max_length=120)
    label = models.CharField(_("years, short"), max_length=60)
    summary = models.TextField(_("what it is for"))
    text = models.TextField(_("conditions"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("number",)
        verbose_name, verbose_name_plural = _("stage"), _("stages")


class Gate(Keyed):
    """An exam at the end of a stage."""

    after = models.OneToOneField(Stage, models.PROTECT, verbose_name=_("stage that it ends"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name_ja = models.CharField(_("Japanese name"), max_length=60)
    title = models.CharField(_("title"), max_length=120)
    label = models.CharField(_("short name"), max_length=60)
    text = models.TextField(_("text"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("order", "key")
        verbose_name, verbose_name_plural = _("exam"), _("exams")
