"""What all rows share that readers see: a permanent key, and the days from which and to which they hold."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from delivery.door import PublicModel, writing

KEY = RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9./-]*$", _("Only letters, digits, hyphen, dot and slash."))
PARTIAL_DATE = RegexValidator(
    r"^(\d{4}(-\d{2}(-\d{2})?)?|rules-\d{4}-\d{2}-\d{2})?$", _("A date as 2026-02-03, 2026-02 or 2026.")
)


class Keyed(PublicModel):
    """A row with a permanent key: natural key in the fixtures, context in the PO files, anchor on the page."""

    key = models.CharField(_("key"), max_length=80, unique=True, validators=[KEY])

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key

    def natural_key(self) -> tuple[str]:
        return (self.key,)


class Scheme(models.TextChoices):
    """To whom a statement applies: trainees, those who go on as trainees after the change, or those under the new program."""

    TRAINEE = "trainee", _("technical intern training")
    TRANSITION = "transition", _("transition")
    ESD = "esd", _("Employment for Skill Development")


class Dated(models.Model):
    """What holds for one scheme or for all, from a day on and to a day, both included; without days, always."""

    scheme = models.CharField(_("scheme"), max_length=12, choices=Scheme.choices, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": gettext("The last day is before the first.")})


class Compared:
    """What rows share that editors compare with an official page: `checked_on` says when, and is empty until then."""

    @classmethod
    def seen(cls, key: str, day: date) -> bool:
        """Note that the row stands so on the official page on that day; False if there is no such row."""
        if not cls.objects.filter(key=key).exists():
            return False
        with writing():
            return bool(cls.objects.filter(key=key).update(checked_on=day))
