"""The admin of the whole site: its language, its order."""

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from delivery.negotiation import preferred

EDITORS = ("en", "ja")  # the languages in which the admin speaks


class EditorLanguageMiddleware:
    """Speaks English or Japanese with editors, as their browser asks. Public pages have their language in the address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/admin/"):
            return self.get_response(request)
        with translation.override(preferred(request.headers.get("Accept-Language", ""), EDITORS, {}, "en")):
            response = self.get_response(request)
            response.headers.setdefault("Cache-Control", "no-store")
            return response
