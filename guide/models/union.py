"""What the supervising organization must do."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.fields import FactsField
from sources.models import Dated, Keyed


class Role(Dated, Keyed):
    """A duty of the supervising organization and how often it falls due."""

    class Frequency(models.TextChoices):
        BEFORE = "before", _("before the start")
        MONTHLY = "monthly", _("every month")
        QUARTERLY = "quarterly", _("every three months")
        AT_ONCE = "at-once", _("at once")
        ALWAYS = "always", _("always")

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    frequency = models.CharField(_("how often"), max_length=10, choices=Frequency.choices)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("order", "key")
        verbose_name, verbose_name_plural = (
            _("duty of the supervising organization"),
            _("duties of the supervising organization"),
        )
