"""What the seed last wrote, so that an upgrade can tell an editor's word from its own."""

from django.db import models


class SeededValue(models.Model):
    """The value that the seed last wrote into one field of one row, in one language ('' where a field is no word).

    `item` is the permanent key with its kind, such as `guide.step/interview`.
    """

    item = models.CharField(max_length=160)
    field = models.CharField(max_length=40)
    language = models.CharField(max_length=20, blank=True)
    value = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("item", "field", "language"), name="one_seeded_value")]

    def __str__(self) -> str:
        return f"{self.item}/{self.field}/{self.language}"
