"""What belongs to the whole site: errors, robots and the sitemap."""

import sys

from django.conf import settings
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation

from config import addresses
from config.frame import error_frame
from config.languages import Language, by_code, live
from delivery.page import FileResponse, public
from delivery.reading import Reading
from guide.addresses import in_language
from guide.views import wanted_language
from translations.readings import ruby


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 in the language of the address, or the one that the browser asks for; offers all languages."""
    language = _language_of(request.path) or wanted_language(request)
    with translation.override(language.code):
        body = render_to_string("guide/not_found.html", {"frame": error_frame(language)}, using="pages")
    response = HttpResponse(ruby(body), status=404)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept-Language"
    return response


GONE = (OperationalError, InterfaceError, InternalError)  # no connection, a full disk, a server that only reads


def server_error(request: HttpRequest) -> HttpResponse:
    """500: one page for all, that needs neither database nor language; 503 where it is the database that fails.

    An editor is told that nothing was saved.
    """
    gone = isinstance(sys.exc_info()[1], GONE)
    if gone and request.path.startswith("/admin/"):
        body = render_to_string("admin/not_now.html", {"sent": request.method == "POST"})
    else:
        body = ruby(render_to_string("guide/error.html", {"languages": live()}, using="pages"))
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "10"} if gone else {})
    return HttpResponse(body, status=503 if gone else 500, headers=headers)


def _language_of(path: str) -> Language | None:
    found = by_code(path.lstrip("/").partition("/")[0])
    return found if found in live() else None


@public
def robots(reading: Reading) -> FileResponse:
    """Everything public may be found; the admin is nobody's business."""
    text = f"User-agent: *\nDisallow: /admin/\nDisallow: /go/\n\nSitemap: {settings.SITE_ADDRESS}/sitemap.xml\n"
    return FileResponse(reading, text.encode(), "text/plain; charset=utf-8")


def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for the icon of pages that name none, such as the admin's."""
    return HttpResponseRedirect(static("favicon.svg"), headers={"Cache-Control": "public, max-age=86400"})


@public
def sitemap(reading: Reading) -> FileResponse:
    """Every public page with its twins in the other languages."""
    languages = live()
    entries = [
        {
            "location": settings.SITE_ADDRESS + path,
            "alternates": [(language.code, settings.SITE_ADDRESS + in_language(path, language)) for language in languages],
        }
        for path in addresses.paths_of(addresses.PAGE)
    ]
    body = render_to_string("guide/sitemap.xml", {"entries": entries}, using="pages")
    return FileResponse(reading, body.encode(), "application/xml; charset=utf-8")
