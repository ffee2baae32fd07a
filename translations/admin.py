"""What is behind and what is missing, for editors: by language and page, with "still correct" in one click."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from config.languages import LANGUAGES, SOURCE
from translations import origins
from translations.content import kinds, vocabulary
from translations.coverage import word_troubles
from translations.editing import explain
from translations.history.listing import ChangeAdmin
from translations.models import MadeFrom
from translations.origins import Behind

__all__ = ["ChangeAdmin", "MadeFromAdmin"]

TRANSLATED = tuple(language for language in LANGUAGES if language != SOURCE)


@admin.register(MadeFrom)
class MadeFromAdmin(admin.ModelAdmin):
    """One list instead of rows: nobody edits what a translation was made from but by saying that it is still correct."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return HttpResponseRedirect(reverse("admin:translations_madefrom_changelist"))

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self.still_correct(request)
        every = list(origins.behind())
        code, page = request.GET.get("language", ""), request.GET.get("page")
        code = code if code in {one.code for one in TRANSLATED} else ""
        wanted = [late for late in every if code in ("", late.language.code) and page in (None, page_of(late))]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Translations that are behind"),
            "languages": [
                {"code": one.code, "endonym": one.endonym, "count": sum(late.language == one for late in every)}
                for one in TRANSLATED
            ],
            "chosen": code,
            "page": page,
            "words": words(wanted),
            "missing": missing(code) if code else [],
            "may_change": self.has_change_permission(request),
        }
        return TemplateResponse(request, "admin/behind.html", context)

    def still_correct(self, request: HttpRequest) -> HttpResponse:
        """Note that a translation, or that of every language, is right for today's English too."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        name, code = request.POST.get("name", ""), request.POST.get("language", "")
        confirmed = [late for late in origins.behind() if late.name == name and code in ("", late.language.code)]
        known = vocabulary()
        if not confirmed:
            messages.warning(request, _("Nothing of this name is behind any more: %(name)s") % {"name": name})
        for late in list(confirmed):
            wrong = [*word_troubles(late.kind, late.field, late.language, late.text, late.source, known)]
            if wrong:
                confirmed.remove(late)
                told = " ".join(explain(*trouble) for trouble in wrong)
                messages.error(request, f"{late.language.endonym}: {told}")
            else:
                origins.made(late.row, [(late.field, late.language.code)], late.kind)
        if confirmed:
            messages.success(request, _("Noted as still correct: %(name)s") % {"name": name})
        return HttpResponseRedirect(request.get_full_path())


def page_of(late: Behind) -> str:
    """The page on which a word stands, below a language."""
    return (late.kind.place(late.row) or "").partition("#")[0]


def words(late: Iterable[Behind]) -> list[dict]:
    """What is behind, one entry a word of the English with all languages in which it is."""
    found: dict[str, dict] = {}
    for one in late:
        entry = found.setdefault(
            one.name,
            {
                "name": one.name,
                "change": difference(one.made_from, one.source),
                "page": page_of(one),
                "edit": edit_url(one.row),
                "languages": [],
                "made_from": one.made_from,
            },
        )
        place = one.kind.place(one.row)
        entry["languages"].append(
            {
                "code": one.language.code,
                "endonym": one.language.endonym,
                "direction": one.language.direction,
                "text": one.text,
                "change": difference(one.made_from, one.source) if one.made_from != entry["made_from"] else [],
                "url": f"/{one.language.code}/{place}" if place is not None and one.language.live else "",
            }
        )
    return sorted(found.values(), key=lambda entry: entry["page"])


def difference(before: str, now: str) -> list[dict]:
    """What became of the English, word by word: pieces that stayed (same), went (gone) or came (new)."""
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", now)
    pieces = []
    for _kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[first:last]), "".join(new[start:end])
        same = gone == come
        pieces += [{"mark": "same", "text": come}] if same else [{"mark": "gone", "text": gone}, {"mark": "new", "text": come}]
    return [piece for piece in pieces if piece["text"]]


def missing(code: str) -> list[dict]:
    """The words that a language lacks, with the form in which they can be written."""
    return [
        {"name": f"{kind.item(row.key)}/{field}", "edit": edit_url(row)}
        for kind in kinds()
        for row in (kind.rows() if kind.words else ())
        for field in kind.words
        if origins.word(row, field, SOURCE.code) and not origins.word(row, field, code)
    ]


def edit_url(row) -> str:
    """The form of a row in the admin."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
