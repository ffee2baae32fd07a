"""A public page on its way to the reader: made from a Reading, and from nothing else that a request brings."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils import translation

from config.languages import SOURCE, Language
from delivery import encoding
from delivery.answering import answer
from delivery.copies import Made, packed
from delivery.reading import Reading, seconds_left, today


class PageResponse(TemplateResponse):
    """A public page. `page` is the key of its row, `path` its address; config.frame puts the frame into its context."""

    def __init__(self, reading: Reading, page: str, template: str, context: dict):
        super().__init__(None, template, context, using="pages")
        self.reading, self.page, self.path = reading, page, ""
        self.finish: Callable[[str], str] = str  # what is done to the finished page; config.making knows

    @property
    def rendered_content(self) -> str:
        with translation.override(self.reading.language.code):
            return self.finish(super().rendered_content)

    def made(self, path: str) -> Made:
        """The finished page at its address."""
        content = self.content if self.is_rendered else self.rendered_content.encode()
        return Made(path, self.reading.day, content, language=self.reading.language.code)


class FileResponse(HttpResponse):
    """A public file, as pure as a page: its bytes and its kind; the name under which it is kept, if it is to be taken away.

    Without a language it is one for all.
    """

    def __init__(self, reading: Reading, content: bytes, kind: str, name: str = "", language: Language | None = None):
        super().__init__(content, content_type=kind)
        self.reading, self.name, self.language = reading, name, language

    def made(self, path: str) -> Made:
        """The file at its address."""
        code = self.language.code if self.language else ""
        return Made(path, self.reading.day, self.content, self.headers["Content-Type"], code, self.name)


def public(view: Callable[..., PageResponse | FileResponse]) -> Callable[..., HttpResponse]:
    """Serve `view(reading, **address)`, which sees nothing of the request but its address, under GET and HEAD.

    A page is made anew each time: what was made before is in the store, which stands in front (delivery.front).
    """

    @wraps(view)
    def serve(request: HttpRequest, language: Language = SOURCE, **address) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = view(Reading(language, today()), **address)
        if isinstance(response, FileResponse):
            return answered(request, response.made(request.path))
        response.path = request.path
        response.add_post_render_callback(lambda page: answered(request, page.made(request.path)))
        return response

    serve.page = view  # for the store, and for a page that is made of others
    serve.csrf_exempt = True  # nothing can be sent here: whoever tries is told so, not asked for a token
    return serve


def answered(request: HttpRequest, made: Made) -> HttpResponse:
    """What was made as Django sends it: the same bytes and headers as from the store."""
    accepted = request.headers.get("Accept-Encoding", "")
    coding = encoding.choose(accepted) if encoding.packs(made.kind) else "identity"
    found = answer(
        packed(made, codings=(coding,)),
        head=request.method == "HEAD",
        accept_encoding=accepted,
        if_none_match=request.headers.get("If-None-Match", ""),
        left=seconds_left(made.day),
        https=settings.SECURE_SSL_REDIRECT,
    )
    response = HttpResponse(found.body, status=found.status, headers=dict(found.headers))
    if found.status == 304:
        del response.headers["Content-Type"]
    response.xframe_options_exempt = True  # its policy says so for all browsers that are in use
    return response
