"""The content version: one row, raised with every change of public content."""

from django.db import models


class ContentVersion(models.Model):
    """How often public content has changed, and when last. Part of the identity of every page."""

    number = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_content_version")]

    def __str__(self) -> str:
        return str(self.number)


def content_version() -> int:
    """The present content version, 0 before anything was written."""
    return ContentVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def version_key() -> str:
    """The present content version as a word: two that are equal name the same content, and a later one sorts behind.

    The moment of the change comes first, since a database that was restored counts on from an older number. One query.
    """
    number, changed_at = ContentVersion.objects.filter(pk=1).values_list("number", "changed_at").first() or (0, None)
    return f"{int(changed_at.timestamp() * 1_000_000) if changed_at else 0:016x}-{number:010}"
