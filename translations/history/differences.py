"""What differs between two states of a row. Pure: a state is plain values by column; figures and the like are a mapping in it."""

from collections.abc import Iterator

State = dict[str, object]
Slot = tuple[str, str]  # a column, and the row within it where it holds a mapping ("" elsewhere)


class _Absent:
    """What a state does not have."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = _Absent()


def flat(state: State | None) -> dict[Slot, object]:
    """Every value of a state by its slot; nothing for a row that is not there."""
    found: dict[Slot, object] = {}
    for name, value in (state or {}).items():
        found |= {(name, child): one for child, one in value.items()} if isinstance(value, dict) else {(name, ""): value}
    return found


def same(one: object, other: object) -> bool:
    """Whether two values mean the same: nothing written is nothing, and space around a text is none of it."""
    one, other = (value.strip() if isinstance(value, str) else value for value in (one, other))
    return one == other or (one in (None, "", []) and other in (None, "", []))


def differences(before: State | None, after: State | None) -> tuple[State | None, State | None] | None:
    """(before, after) with what differs and no more; None on the side where there is no row; None if nothing differs."""
    if before is None or after is None:
        return None if before is after else (before, after)
    old, new = flat(before), flat(after)
    slots = [slot for slot in {**old, **new} if old.get(slot, ABSENT) != new.get(slot, ABSENT)]
    return (_nested(slots, old, before), _nested(slots, new, after)) if slots else None


def _nested(slots: list[Slot], values: dict[Slot, object], whole: State) -> State:
    found: State = {}
    for name, child in slots:
        if not child:
            found[name] = values[name, child]
        else:
            within = found.setdefault(name, {})
            if (name, child) in values:
                within[child] = values[name, child]
    return found


def changed_since(present: State, before: State | None, after: State) -> list[Slot]:
    """The slots of a change (`before`, `after`) that are not as it left them. Columns that are no more do not count.

    Of a row that was new, every column counts, also one that was added to its kind later and is filled.
    """
    now, left = flat(present), flat(after)
    slots = {**left, **flat(before)} if before is not None else {**left, **now}
    return [slot for slot in slots if slot[0] in present and not _as_left(now.get(slot, ABSENT), left.get(slot, ABSENT), slot)]


def _as_left(now: object, left: object, slot: Slot) -> bool:
    if left is ABSENT and not slot[1]:
        return not now
    return now is left if ABSENT in (now, left) else same(now, left)


def restored(present: State, before: State, after: State) -> State:
    """The present state with what a change replaced put back."""
    found = {name: dict(value) if isinstance(value, dict) else value for name, value in present.items()}
    for name, child in {**flat(after), **flat(before)}:
        if name not in found:
            continue
        if not child:
            found[name] = before[name]
        elif child in before.get(name, {}):
            found[name][child] = before[name][child]
        else:
            found[name].pop(child, None)
    return found


def pairs(before: State | None, after: State | None) -> Iterator[tuple[Slot, object, object]]:
    """(slot, old, new) for everything that a reader of a change should see: not what is empty on both sides."""
    old, new = flat(before), flat(after)
    for slot in {**old, **new}:
        one, other = old.get(slot, ABSENT), new.get(slot, ABSENT)
        if slot[1] or not (_empty(one) and _empty(other)):
            yield slot, one, other


def _empty(value: object) -> bool:
    return value is ABSENT or value in (None, "", [])
