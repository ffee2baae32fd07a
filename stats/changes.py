"""Figures that an editor brings in: what they would change, and how they become public and are taken back, as one."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from delivery.door import writing
from sources.models import Source
from stats.models import Category, ChangeSet, Edition, Figure, Table
from stats.queries import last_day
from translations.history.recording import recording
from translations.models import Change

Values = Mapping[str, int | None]


class NotPossible(ValueError):
    """The change set cannot be published or withdrawn; `code` says why: state, second-person, reason, changed."""

    def __init__(self, code: str, detail: str = ""):
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


@dataclass(frozen=True)
class Difference:
    """What one row of an edition was and would be; None is unknown, and `was_there` tells it from an edition that is new."""

    edition: str
    category: str
    old: int | None
    new: int | None
    was_there: bool

    @property
    def change(self) -> int | None:
        """New less old, where both are known."""
        return self.new - self.old if self.new is not None and self.old is not None else None


def present(editions: list[str]) -> dict[str, dict[str, int | None] | None]:
    """The published figures of these editions; None for one that readers do not see."""
    found: dict[str, dict[str, int | None] | None] = dict.fromkeys(editions)
    rows = Figure.objects.filter(edition__key__in=editions, edition__state=Edition.State.PUBLISHED)
    for key, category, value in rows.order_by("category__order").values_list("edition__key", "category__key", "value"):
        if found[key] is None:
            found[key] = {}
        found[key][category] = value
    return found


def differences(new: Mapping[str, Values], old: Mapping[str, Values | None]) -> list[Difference]:
    """Every row that is not as it was, edition by edition in their order, rows in the order of the new figures."""
    found = []
    for edition in sorted(new):
        before = old.get(edition)
        known = before or {}
        for category in [*new[edition], *(key for key in known if key not in new[edition])]:
            one = Difference(edition, category, known.get(category), new[edition].get(category), before is not None)
            if one.old != one.new or (one.category in new[edition]) != (one.category in known):
                found.append(one)
    return [one for one in found if one.was_there or one.new is not None]


def changed(new: Mapping[str, Values]) -> dict[str, Values]:
    """The editions that differ from what is published: what is left when a file brings nothing else."""
    old = present(list(new))
    different = {one.edition for one in differences(new, old)}
    return {key: values for key, values in new.items() if key in different}


def publish(change: ChangeSet, user, reason: str = "", warned: bool = False) -> None:
    """Make the figures of a change set public in one step: all of them or, whatever happens, none.

    NotPossible if it is no draft any more, if what is public has changed since it was brought in (somebody else was first), if a
    reason is due for what the checks warn of, or if a second person must decide.
    """
    with transaction.atomic(), writing(), recording(user, Change.Origin.PUBLICATION) as recorder:
        change = ChangeSet.objects.select_for_update().get(pk=change.pk)
        if change.state != ChangeSet.State.DRAFT:
            raise NotPossible("state", change.state)
        recorder.watch(Edition, change.new)
        if settings.FIGURES_NEED_A_SECOND_PERSON and change.made_by_id == user.pk:
            raise NotPossible("second-person")
        if warned and not reason.strip():
            raise NotPossible("reason")
        now = present(list(change.new))
        if others := [key for key in change.new if now[key] != change.before.get(key)]:
            raise NotPossible("changed", ", ".join(others))
        change.sources_before = dict(Edition.objects.filter(key__in=change.new).values_list("key", "source__key"))
        for key, values in change.new.items():
            _write(key, values, change.source)
        _decide(change, ChangeSet.State.PUBLISHED, user, reason)


def withdraw(change: ChangeSet, user) -> None:
    """Take a published change set back in one step: every edition is as it was before, or is shown no more if it was not there.

    NotPossible if it is not published, or if somebody has changed its figures since: then nothing is taken back.
    """
    with transaction.atomic(), writing(), recording(user, Change.Origin.WITHDRAWAL) as recorder:
        change = ChangeSet.objects.select_for_update().get(pk=change.pk)
        if change.state != ChangeSet.State.PUBLISHED:
            raise NotPossible("state", change.state)
        recorder.watch(Edition, change.new)
        now = present(list(change.new))
        if others := [key for key, values in change.new.items() if now[key] != values]:
            raise NotPossible("changed", ", ".join(others))
        for key, values in change.before.items():
            if values is None:
                Edition.objects.filter(key=key).update(state=Edition.State.WITHDRAWN)
            else:
                _write(key, values, Source.objects.get(key=change.sources_before[key]))
        _decide(change, ChangeSet.State.WITHDRAWN, user, change.reason)


def discard(change: ChangeSet, user) -> None:
    """Put a draft aside; readers never saw it."""
    with transaction.atomic():
        change = ChangeSet.objects.select_for_update().get(pk=change.pk)
        if change.state != ChangeSet.State.DRAFT:
            raise NotPossible("state", change.state)
        _decide(change, ChangeSet.State.DISCARDED, user, change.reason)


def _write(key: str, values: Values, source: Source) -> None:
    """One edition with exactly these figures from this source, shown to readers."""
    table, as_of = last_day(key)
    edition, _made = Edition.objects.get_or_create(
        key=key, defaults={"table": Table.objects.get(key=table), "as_of": as_of, "source": source}
    )
    if (edition.state, edition.source_id) != (Edition.State.PUBLISHED, source.pk):
        edition.state, edition.source = Edition.State.PUBLISHED, source
        edition.save()
    categories = dict(Category.objects.filter(table__key=table).values_list("key", "pk"))
    Figure.objects.filter(edition=edition).delete()
    Figure.objects.bulk_create(
        Figure(edition=edition, category_id=categories[category], value=value) for category, value in values.items()
    )


def _decide(change: ChangeSet, state: str, user, reason: str) -> None:
    change.state, change.reason = state, reason
    change.decided_by, change.decided_on, change.raw = user, Now(), None
    change.save()
