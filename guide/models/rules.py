"""What the schemes say, aspect by aspect."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.fields import FactsField
from sources.models import Keyed


class Aspect(Keyed):
    """What two schemes are compared in: length, changing employer, fees …"""

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("title"), max_length=120)

    class Meta:
        ordering = ("order", "key")
        verbose_name, verbose_name_plural = _("aspect"), _("aspects")


class Rule(Keyed):
    """What one scheme says in one aspect."""

    class Scheme(models.TextChoices):
        TRAINEE = "trainee", _("technical intern training")
        TRANSITION = "transition", _("transition")
        ESD = "esd", _("Employment for Skill Development")

    aspect = models.ForeignKey(Aspect, models.PROTECT, verbose_name=_("aspect"))
    scheme = models.CharField(_("scheme"), max_length=12, choices=Scheme.choices)
    text = models.TextField(_("text"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("aspect__order", "scheme", "key")
        constraints = [models.UniqueConstraint(fields=("aspect", "scheme"), name="one_rule_an_aspect_and_scheme")]
        verbose_name, verbose_name_plural = _("rule"), _("rules")
