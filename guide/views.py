"""The guide's own pages. A view sees a Reading and its address, nothing else."""

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string

from config.languages import ALIASES, SOURCE, Language, by_code, live
from delivery.negotiation import preferred
from delivery.page import PageResponse, public
from delivery.reading import Reading
from guide import queries
from guide.addresses import HOME, page_url
from guide.check import checked
from guide.rules import Answers
from guide.sections import sections
from guide.words import Words
from translations.readings import ruby


@public
def page(reading: Reading, page: str) -> PageResponse:
    """One page of the guide: its sections with paragraphs, blocks and source lines."""
    if page == HOME:
        raise Http404(page)  # the home page has one address: the language's own
    return _respond(reading, page, "guide/page.html")


@public
def home(reading: Reading) -> PageResponse:
    """The first page of a language."""
    return _respond(reading, HOME, "guide/home.html")


@public
def check(reading: Reading, answers: Answers) -> PageResponse:
    """The next question after these answers, or what the rules say."""
    words = Words(reading)
    found = checked(answers, words)
    context = {"page": {"sections": found.pop("sections")}, "words": words, "check": found, "here": found["title"]}
    return PageResponse(reading, "check", "guide/check.html", context)


def _respond(reading: Reading, key: str, template: str) -> PageResponse:
    words = Words(reading)
    found = sections(key, words)
    if not found:
        raise Http404(key)
    return PageResponse(reading, key, template, {"page": {"sections": found}, "words": words})


def wanted_language(request: HttpRequest) -> Language:
    """The language that the reader's browser asks for, among those that are live; English for anything else."""
    code = preferred(request.headers.get("Accept-Language", ""), [language.code for language in live()], ALIASES, SOURCE.code)
    return by_code(code) or SOURCE


def entry(request: HttpRequest) -> HttpResponse:
    """The bare address: on to the reader's language, with all languages as links for whoever stays."""
    return _send(request, HOME)


def go(request: HttpRequest, page: str) -> HttpResponse:
    """An address without a language, for printing: on to that page in the reader's language. A browser keeps the #anchor."""
    try:
        known = page in queries.page_keys()
    except (OperationalError, InterfaceError):  # what is printed leads on while the database is away: pages outlive it
        known = True
    if not known:
        raise Http404(page)
    return _send(request, page)


def _send(request: HttpRequest, page: str) -> HttpResponse:
    languages = [
        {
            "code": language.code,
            "endonym": language.spelled or language.endonym,
            "direction": language.direction,
            "url": page_url(language, page),
        }
        for language in live()
    ]
    body = render_to_string("guide/entry.html", {"languages": languages, "site": settings.SITE_ADDRESS}, using="pages")
    response = HttpResponseRedirect(page_url(wanted_language(request), page))
    response.content = ruby(body)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept-Language"
    return response
