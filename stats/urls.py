"""The addresses of the statistics."""

from django.urls import path, register_converter

from stats import picturing, views
from stats.kinds import ORDERS, TABLES
from stats.taking import KINDS


class TableConverter:
    """The key of a table that has a page."""

    regex = "|".join(TABLES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class EditionConverter:
    """The year and month of an edition: 2023-12."""

    regex = "[0-9]{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> tuple[int, int]:
        year, month = value.split("-")
        return int(year), int(month)

    def to_url(self, value: tuple[int, int]) -> str:
        return f"{value[0]}-{value[1]:02}"


class OrderConverter:
    """An order of the rows of a table beside the usual one."""

    regex = "|".join(ORDERS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class SuffixConverter:
    """A kind of file."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class PictureConverter(SuffixConverter):
    """A kind of picture."""

    regex = "|".join(picturing.KINDS)


register_converter(SuffixConverter, "suffix")
register_converter(PictureConverter, "picture")
register_converter(TableConverter, "table")
register_converter(EditionConverter, "edition")
register_converter(OrderConverter, "order")

app_name = "stats"
urlpatterns = [
    path("data/<table:table>/<edition:as_of>/<language:language>.<suffix:suffix>", views.data, name="data"),
    path("data/<table:table>/<edition:as_of>/<language:language>.<picture:kind>", views.bars, name="bars"),
    path("data/<table:table>/<edition:as_of>/<language:language>-years.<picture:kind>", views.years, name="years"),
    path("data/<table:table>/<edition:as_of>/<language:language>-years-<slug:row>.<picture:kind>", views.years, name="row-years"),
    path("data/trainees/from/<slug:country>/<language:language>.<picture:kind>", views.origin_years, name="origin-years"),
    path("<language:language>/statistics/trainees/from/<slug:country>/", views.origin, name="origin"),
    path("<language:language>/statistics/", views.index, name="index"),
    path("<language:language>/statistics/<table:table>/", views.table, name="table"),
    path("<language:language>/statistics/<table:table>/<edition:as_of>/", views.edition, name="edition"),
    path("<language:language>/statistics/<table:table>/<edition:as_of>/<order:order>/", views.edition, name="ordered"),
]
