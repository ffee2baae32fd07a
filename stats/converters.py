"""The parts of an address of the statistics, and of the editors' pages about them."""

from django.urls.converters import StringConverter

from stats import picturing, taking
from stats.kinds import ORDERS, TABLES


class TableConverter(StringConverter):
    """The key of a table that has a page."""

    regex = "|".join(TABLES)


class EditionConverter:
    """The year and month of an edition: 2023-12."""

    regex = "[1-9][0-9]{3}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> tuple[int, int]:
        year, month = value.split("-")
        return int(year), int(month)

    def to_url(self, value: tuple[int, int]) -> str:
        return f"{value[0]}-{value[1]:02}"


class OrderConverter(StringConverter):
    """An order of the rows of a table beside the usual one."""

    regex = "|".join(ORDERS)


class SuffixConverter(StringConverter):
    """A kind of file."""

    regex = "|".join(taking.KINDS)


class PictureConverter(StringConverter):
    """A kind of picture."""

    regex = "|".join(picturing.KINDS)


CONVERTERS = {
    "table": TableConverter,
    "edition": EditionConverter,
    "order": OrderConverter,
    "suffix": SuffixConverter,
    "picture": PictureConverter,
}
