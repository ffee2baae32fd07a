"""The names of values that editors put into texts, with what each of them says today."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from config.languages import SOURCE, by_code, live
from delivery.reading import Reading, today
from guide.words import Words
from stats.values import NAMES
from translations.content import vocabulary


def names_view(request: HttpRequest) -> HttpResponse:
    """Every name, those of figures first, with its present text in English and another language (Japanese unless asked for)."""
    code = request.GET.get("in", "ja")
    others = [language for language in live() if language != SOURCE]
    second = next((language for language in others if language.code == code), by_code("ja"))
    first, then = (Words(Reading(language, today())) for language in (SOURCE, second))
    names = sorted(vocabulary().values, key=lambda name: (name not in NAMES, name))
    rows = [{"name": f"{{{name}}}", "first": _text(first, name), "second": _text(then, name)} for name in names]
    context = {"title": _("Values by name"), "rows": rows, "second": second, "languages": others}
    return TemplateResponse(request, "admin/value_names.html", {**admin.site.each_context(request), **context})


def _text(words: Words, name: str) -> str:
    found = words.value(name)
    return found.text if found else ""
