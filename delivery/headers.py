"""The headers of security for what Django answers itself: the admin, redirects, errors, static files."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from delivery import security


class SecurityHeadersMiddleware:
    """Outermost of all: puts the headers on every answer that has none yet."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 304:  # whose headers would take the place of those that the reader has
            return response
        kind = response.headers.get("Content-Type", "")
        for name, value in security.headers(_policy(request, response), kind=kind, https=settings.SECURE_SSL_REDIRECT):
            response.headers.setdefault(name, value)
        return response


def _policy(request: HttpRequest, response: HttpResponse) -> str:
    if "Content-Security-Policy" in response.headers:
        return response.headers["Content-Security-Policy"]
    if request.path.startswith("/admin/"):
        return security.ADMIN
    html = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
    return security.page_policy(response.content) if html else security.NOTHING
