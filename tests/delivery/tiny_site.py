"""The smallest site that delivers pages: addresses and views for the tests of how a page is sent."""

from datetime import date
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.urls import path, resolve

from config.languages import SOURCE
from delivery.copies import Made
from delivery.page import FileResponse, PageResponse, public
from delivery.reading import Reading

TEMPLATE = """{% get_current_language as active %}<html lang="{{ active }}"><style>p{color:red}</style><p>{{ name }}</p><p>{{ day|date:"Y-m-d" }}</p>
{{ user }}{{ request.path }}{{ LANGUAGE_CODE }}{{ messages }}{{ csrf_token }}</html>"""
seen: list[tuple] = []


@public
def hello(reading: Reading, name: str) -> PageResponse:
    seen.append((reading, name))
    return PageResponse(reading, "hello", "hello.html", {"name": name, "day": reading.day, "frame": {}})


@public
def numbers(reading: Reading) -> FileResponse:
    return FileResponse(reading, b"a,b\n1,2\n" * 50, "text/csv; charset=utf-8", "numbers.csv", reading.language)


def away(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect("/vi/hello/mai/")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponseNotFound("<html><style>p{color:blue}</style></html>")


handler404 = not_found
urlpatterns = [
    path("<language:language>/hello/<str:name>/", hello),
    path("data/<language:language>.csv", numbers),
    path("away/", away),
    path("admin/away/", away),
]


def installed(settings, folder: Path) -> None:
    """The settings of a test become those of this site; its template lies in the folder."""
    (folder / "hello.html").write_text(TEMPLATE)
    options = {**settings.TEMPLATES[1]["OPTIONS"], "string_if_invalid": ""}
    settings.TEMPLATES = [settings.TEMPLATES[0], {**settings.TEMPLATES[1], "DIRS": [folder], "OPTIONS": options}]
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("config.making")]
    settings.ROOT_URLCONF = "tiny_site"
    seen.clear()


def made(address: str, day: date) -> Made:
    """The page or file at an address on a day, as the store has it made. Resolver404 is an Http404."""
    found = resolve(address)
    kwargs = dict(found.kwargs)
    return found.func.page(Reading(kwargs.pop("language", SOURCE), day), **kwargs).made(address)
