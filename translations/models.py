"""What the seed last wrote, and the English from which each translation was made."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SeededValue(models.Model):
    """The value that the seed last wrote into one field of one row, in one language ('' where a field is no word).

    `item` is the permanent key with its kind, such as `guide.step/interview`; `source` the English that the release says
    a translation was made from. So an upgrade can tell an editor's word from its own.
    """

    item = models.CharField(max_length=160)
    field = models.CharField(max_length=40)
    language = models.CharField(max_length=20, blank=True)
    value = models.TextField()
    source = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("item", "field", "language"), name="one_seeded_value")]

    def __str__(self) -> str:
        return f"{self.item}/{self.field}/{self.language}"


class MadeFrom(models.Model):
    """The English text from which the present translation of one word was made. An empty one is not known.

    Saving a translation sets it, changing the English does not: where the two differ, the translation is behind.
    """

    item = models.CharField(max_length=160)
    field = models.CharField(max_length=40)
    language = models.CharField(max_length=20)
    source = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("item", "field", "language"), name="one_source_text")]
        verbose_name = _("translation that may be behind")
        verbose_name_plural = _("Translations that are behind")

    def __str__(self) -> str:
        return f"{self.item}/{self.field}/{self.language}"
