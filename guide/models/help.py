"""Where to turn, level by level; what to watch and read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sources.fields import FactsField, ServicesField
from sources.models import Dated, Keyed, Source


class HelpLevel(Dated, Keyed):
    """A rung of the ladder of help, in Japan or at home. What is danger stands first."""

    class Audience(models.TextChoices):
        IN_JAPAN = "in-japan", _("in Japan")
        AT_HOME = "at-home", _("at home")

    class Tone(models.TextChoices):
        DANGER = "danger", _("danger")
        NORMAL = "normal", _("normal")

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    audience = models.CharField(_("for whom"), max_length=10, choices=Audience.choices)
    tone = models.CharField(_("tone"), max_length=10, choices=Tone.choices, default=Tone.NORMAL)
    title = models.CharField(_("title"), max_length=120)
    label = models.CharField(_("word in the drawing"), max_length=40)
    text = models.TextField(_("text"))
    services = ServicesField(_("services"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("order", "key")
        verbose_name, verbose_name_plural = _("level of help"), _("levels of help")


class ReadingLink(Dated, Keyed):
    """A film, a text or an app of somebody else that is worth the reader's time."""

    class Group(models.TextChoices):
        FILMS = "films", _("films")
        LEARNING = "learning", _("learning")
        READING = "reading", pgettext_lazy("a kind of link", "reading")

    group = models.CharField(_("group"), max_length=10, choices=Group.choices)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text"))
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("group", "order", "key")
        verbose_name, verbose_name_plural = _("reading link"), _("reading links")


class Phrase(Dated, Keyed):
    """A sentence in Japanese that a reader can show, with its meaning in the reader's language."""

    class Group(models.TextChoices):
        DANGER = "danger", _("danger")
        HELP = "help", _("help")
        PAPERS = "papers", _("papers")

    group = models.CharField(_("group"), max_length=10, choices=Group.choices)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    japanese = models.CharField(_("Japanese"), max_length=160, help_text=_("Every kanji with its reading, 漢字《かんじ》."))
    reading = models.CharField(_("how it sounds, in Latin letters"), max_length=200)
    title = models.CharField(_("what it means"), max_length=160)

    class Meta:
        ordering = ("order", "key")
        verbose_name, verbose_name_plural = _("sentence to show"), _("sentences to show")
