"""Slow and obvious twins of the arithmetic in stats: they count people one by one and try every possibility."""

from collections.abc import Mapping
from datetime import date
from itertools import product


def people(table) -> list[str]:
    """Everybody of whom the table knows something, one entry a person: the key of the part."""
    return [key for key, count in table.parts.items() for _ in range(count or 0)]


def remainder(table, shown) -> int | None:
    """Sends home everybody of the parts shown and counts who is left of the total."""
    if table.total is None or any(table.parts[key] is None for key in shown):
        return None
    left = table.total
    for key in people(table):
        if key in shown:
            left -= 1
    return left


def ordered(parts: Mapping[str, int | None]) -> tuple[str, ...]:
    """Takes the largest again and again; of equal ones the first in the alphabet, the unknown ones at the end."""
    left, order = dict(parts), []
    while left:
        best = None
        for key in sorted(left):
            if best is None or (left[key] is not None and (left[best] is None or left[key] > left[best])):
                best = key
        order.append(best)
        del left[best]
    return tuple(order)


def possible_ranks(table, key: str) -> set[int]:
    """The ranks of the part in every table that this one may be, whatever the unknown counts are."""
    known = {other: count for other, count in table.parts.items() if count is not None}
    unknown = [other for other in table.parts if other not in known]
    if key in unknown:
        return set()
    room = table.total - sum(known.values()) if table.total is not None else max(known.values()) + 1
    ranks = set()
    for counts in product(range(room + 1), repeat=len(unknown)):
        if sum(counts) <= room or table.total is None:
            whole = known | dict(zip(unknown, counts, strict=True))
            ranks.add(1 + len([other for other in whole if whole[other] > whole[key]]))
    return ranks


def runs(points, tolerance) -> list[tuple[date, date, str]]:
    """Looks at each step alone, then joins neighbors one pair at a time."""
    joined = []
    for step in range(len(points) - 1):
        if points[step][1] is None or points[step + 1][1] is None:
            continue
        run = (points[step][0], points[step + 1][0], _step(points, step, tolerance))
        if joined and joined[-1][1] == run[0] and joined[-1][2] == run[2]:
            run = (joined.pop()[0], run[1], run[2])
        joined.append(run)
    return joined


def _step(points, step, tolerance) -> str:
    first = last = step
    while first > 0 and _small(points, first - 1, tolerance):
        first -= 1
    while last < len(points) - 2 and _small(points, last + 1, tolerance):
        last += 1
    counts = [count for _, count in points[first : last + 2]]
    if _small(points, step, tolerance) and max(abs(count - counts[0]) for count in counts) <= tolerance * counts[0]:
        return "level"
    before, after = points[step][1], points[step + 1][1]
    return "rise" if after > before else "fall" if after < before else "level"


def _small(points, step, tolerance) -> bool:
    before, after = points[step][1], points[step + 1][1]
    return before is not None and after is not None and abs(after - before) <= tolerance * before


def round_ticks(maximum: int, most: int) -> list[int]:
    """Walks up every round step until few enough steps reach the maximum."""
    for step in sorted(factor * 10**power for power in range(12) for factor in (1, 2, 5)):
        ticks = [0, step]
        while ticks[-1] < maximum and len(ticks) <= most + 1:
            ticks.append(ticks[-1] + step)
        if ticks[-1] >= maximum and len(ticks) - 1 <= most:
            return ticks
    raise AssertionError(f"no round step reaches {maximum}")
