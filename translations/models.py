"""What the seed last wrote, the English from which each translation was made, and every change that was made to a row."""

from django.conf import settings
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


class Change(models.Model):
    """One change of one row of content: who, when, and what was before and after. Written once, never edited.

    `before` and `after` hold plain values by column, only those that changed; a row that was new has no before, one that was
    deleted no after. `made_from` is the English from which the translations in `before` were made, by column.
    """

    class Origin(models.TextChoices):
        ADMIN = "admin", _("edited")
        REVERT = "revert", _("restored")
        TRANSLATIONS = "translations", _("translations brought in")
        PUBLICATION = "publication", _("figures published")
        WITHDRAWAL = "withdrawal", _("figures taken back")

    item = models.CharField(_("row"), max_length=160)
    kind = models.CharField(_("kind of row"), max_length=60)
    made_on = models.DateTimeField(_("when"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    origin = models.CharField(_("how"), max_length=20, choices=Origin.choices)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)
    made_from = models.JSONField(_("English that the translations before were made from"), default=dict)

    class Meta:
        ordering = ("-pk",)
        default_permissions = ("view",)
        indexes = [models.Index(fields=("item", "-id"), name="changes_of_a_row")]
        verbose_name, verbose_name_plural = _("change"), _("changes")

    def __str__(self) -> str:
        return self.item

    @property
    def key(self) -> str:
        """The key of the row within its kind."""
        return self.item.removeprefix(f"{self.kind}/")
