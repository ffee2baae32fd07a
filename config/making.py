"""How a public page is made: its address finds its view, the view gets a Reading, and the frame is put around it."""

from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation

from config.frame import frame
from config.languages import SOURCE
from delivery.copies import Made
from delivery.page import FileResponse, PageResponse
from delivery.reading import Reading
from translations import readings

of_two: set[Callable] = set()  # views of pages that are made of two others


def made(path: str, day: date) -> Made:
    """The page or file at an address on a day in Japan. Raises Http404 where there is none."""
    view, address = _view(path)
    found = view(Reading(address.pop("language", SOURCE), day), **address)
    return found.made(path) if isinstance(found, FileResponse) else finished(framed(found, path)).made(path)


def page_at(path: str, reading: Reading) -> PageResponse:
    """The page at an address as its own view makes it for a Reading, with its frame. Raises Http404 for what is none,
    and for what is made of two pages."""
    view, address = _view(path)
    page = None if view in of_two else view(reading, **{name: value for name, value in address.items() if name != "language"})
    if not isinstance(page, PageResponse):
        raise Http404(path)
    return framed(page, path)


def can_be(path: str) -> bool:
    """Whether a path is an address at which there may be a page or file: known without asking the database."""
    try:
        return bool(_view(path))
    except Http404:
        return False


def _view(path: str) -> tuple[Callable, dict]:
    """The view of a public address, and what the address says to it."""
    try:
        found = resolve(path)
    except Resolver404 as error:
        raise Http404(path) from error
    view = getattr(found.func, "page", None)
    if view is None:
        raise Http404(path)
    return view, dict(found.kwargs)


def framed(page: PageResponse, path: str) -> PageResponse:
    """The page with its frame."""
    page.path = path
    if "frame" not in page.context_data:
        with translation.override(page.reading.language.code):
            page.context_data["frame"] = frame(page)
    return page


def finished(page: PageResponse) -> PageResponse:
    """The page as one that gets readings over its kanji when it is rendered: once, and not what it is made of."""
    page.finish = readings.ruby
    return page


def as_page(page: PageResponse) -> str:
    """The finished HTML of a page that has its frame already."""
    return finished(page).rendered_content


class FrameMiddleware:
    """Puts the frame around public pages that Django serves itself; everything else passes through untouched."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        return finished(framed(response, response.path)) if isinstance(response, PageResponse) else response
