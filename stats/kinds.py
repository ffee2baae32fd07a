"""What is particular to each table of figures: whose course it shows, and in which orders its rows can stand. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

TRAINEES = "technical-intern-training"
BY_SIZE, BY_NAME, BY_PLACE = "", "by-name", "by-place"  # as in addresses; the largest first has none


@dataclass(frozen=True)
class TableKind:
    """`followed` are the rows whose course is drawn, `orders` those beside the usual one.

    The usual order is the largest first; `in_order` is a table that always stands in its own.
    """

    followed: tuple[str, ...]
    orders: tuple[str, ...] = ()
    in_order: bool = False


KINDS: Mapping[str, TableKind] = {
    "residents": TableKind((TRAINEES,), (BY_NAME,)),
    "trainees": TableKind(("trainees-total",), (BY_NAME,)),
    "stages": TableKind(("stage-1", "stage-2", "stage-3"), in_order=True),
    "prefectures": TableKind(("prefectures-total",), (BY_PLACE,)),
}
TABLES = tuple(KINDS)
ORDERS = (BY_NAME, BY_PLACE)
