"""The one door for writes: whoever changes public content opens it, and the content version rises in the same transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Now


class _Opening:
    """One opening of the door: whether anything went through it."""

    used = False


_open: ContextVar[_Opening | None] = ContextVar("door is open", default=None)


class NotThroughTheDoor(RuntimeError):
    """Public content was about to be written outside `writing()`: readers would keep the old page."""


@contextmanager
def writing() -> Iterator[None]:
    """Open the door for the block: one transaction, at whose end the content version is one higher if anything was written.

    Opened twice, the outer one counts. An error inside leaves everything as it was, the version too.
    """
    if _open.get() is not None:
        yield
        return
    from delivery.models import ContentVersion

    with transaction.atomic():
        opening = _Opening()
        token = _open.set(opening)
        try:
            yield
        finally:
            _open.reset(token)
        if not opening.used:
            return
        ContentVersion.objects.get_or_create(pk=1)
        ContentVersion.objects.filter(pk=1).update(number=F("number") + 1, changed_at=Now())


def _guard() -> None:
    opening = _open.get()
    if opening is None:
        raise NotThroughTheDoor("Write public content inside `with delivery.door.writing():`")
    opening.used = True


class PublicQuerySet(models.QuerySet):
    """A queryset that writes only while the door is open."""

    def update(self, **kwargs):
        _guard()
        return super().update(**kwargs)

    def bulk_create(self, *args, **kwargs):
        _guard()
        return super().bulk_create(*args, **kwargs)

    def delete(self):
        _guard()
        return super().delete()


def guard_relation(sender, instance, **kwargs) -> None:
    """Receives m2m_changed: what a public row points to is public content too, though Django writes it past the model."""
    if isinstance(instance, PublicModel):
        _guard()


class PublicModel(models.Model):
    """A row that readers see. It can be saved and deleted only while the door is open."""

    objects = PublicQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        _guard()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        _guard()
        return super().delete(*args, **kwargs)
