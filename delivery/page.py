"""A public page on its way to the reader: made from a Reading, packed, with the headers that caches need."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.cache import get_conditional_response

from config.languages import Language
from delivery import encoding
from delivery.reading import Reading, seconds_left, today

KEPT = 60  # seconds for which a copy of a page is fresh, and as many for which it may be shown while a new one is fetched


class PageResponse(TemplateResponse):
    """A public page. `page` is the key of its row, `path` its address; config.frame puts the frame into its context."""

    def __init__(self, reading: Reading, page: str, template: str, context: dict, status: int = 200):
        super().__init__(None, template, context, status=status, using="pages")
        self.reading, self.page, self.path = reading, page, ""
        self.finish: Callable[[str], str] = str  # what is done to the finished page; config.frame knows
        self.headers["Content-Language"] = reading.language.code

    @property
    def rendered_content(self) -> str:
        with translation.override(self.reading.language.code):
            return self.finish(super().rendered_content)


class FileResponse(HttpResponse):
    """A public file, as pure as a page: its bytes, its kind, and the name under which it is kept."""

    def __init__(self, reading: Reading, content: bytes, kind: str, name: str):
        super().__init__(content, content_type=kind)
        self.reading = reading
        self.headers["Content-Language"] = reading.language.code
        self.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        self.headers["X-Content-Type-Options"] = "nosniff"


def public(view: Callable[..., PageResponse | FileResponse]) -> Callable[..., HttpResponse]:
    """Serve `view(reading, **address)`, which sees nothing of the request but its address, under GET and HEAD."""

    @wraps(view)
    def serve(request: HttpRequest, language: Language, **address) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = view(Reading(language, today()), **address)
        if isinstance(response, FileResponse):
            return finish(request, response)
        response.path = request.path
        response.add_post_render_callback(lambda page: finish(request, page))
        return response

    serve.page = view  # for a page that is made of others
    serve.csrf_exempt = True  # nothing can be sent here: whoever tries is told so, not asked for a token
    return serve


def cache_control(left: int) -> str:
    """How long a page may be kept when so many seconds are left of its day: a copy is never shown on the next one."""
    fresh = min(KEPT, left)
    return f"public, max-age={fresh}, stale-while-revalidate={min(KEPT, left - fresh)}"


def finish(request: HttpRequest, page: PageResponse | FileResponse) -> HttpResponse:
    """The page with its caching headers, packed as the reader's browser takes it, or a 304 if the reader has these bytes."""
    coding = encoding.choose(request.headers.get("Accept-Encoding", ""))
    page.content = encoding.pack(page.content, coding)
    if coding != "identity":
        page.headers["Content-Encoding"] = coding
    page.headers["Content-Length"] = str(len(page.content))
    page.headers["Vary"] = "Accept-Encoding"
    page.headers["Cache-Control"] = cache_control(seconds_left(page.reading.day))
    etag = f'"{sha256(page.content).hexdigest()[:32]}"'
    page.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=page) if page.status_code == 200 else page
