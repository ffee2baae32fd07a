"""What the schemes say, aspect by aspect, and the days on which one takes the place of the other."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.fields import FactsField
from sources.models import Dated, Keyed, Quantity, Scheme


class Aspect(Keyed):
    """What two schemes are compared in: length, changing employer, fees …"""

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("title"), max_length=120)

    class Meta:
        ordering = ("order", "key")
        verbose_name, verbose_name_plural = _("aspect"), _("aspects")


class Rule(Dated, Keyed):
    """What one scheme says in one aspect. Of two that hold on a day, the one that began later counts."""

    aspect = models.ForeignKey(Aspect, models.PROTECT, verbose_name=_("aspect"))
    scheme = models.CharField(_("scheme"), max_length=12, choices=Scheme.choices)
    text = models.TextField(_("text"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("aspect__order", "scheme", "key")
        verbose_name, verbose_name_plural = _("rule"), _("rules")

    def clean(self):
        super().clean()
        same = Rule.objects.filter(aspect=self.aspect_id, scheme=self.scheme, valid_from=self.valid_from).exclude(pk=self.pk)
        if same.exists():
            raise ValidationError(gettext("There is a rule of this scheme on this aspect from the same day on already."))


class Milestone(Keyed):
    """A day on the way from one scheme to the other, and for which of them it counts (none: for both)."""

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    day = models.ForeignKey(Quantity, models.PROTECT, to_field="key", verbose_name=_("day"))
    scheme = models.CharField(_("scheme"), max_length=12, choices=Scheme.choices, blank=True)
    title = models.CharField(_("title"), max_length=120)
    label = models.CharField(_("word in the drawing"), max_length=60)
    text = models.TextField(_("text"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("order", "key")
        verbose_name, verbose_name_plural = _("day of the change"), _("days of the change")
