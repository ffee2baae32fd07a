"""Official figures on their way in: the file, what in it nobody knows, what the checks say, the rehearsal, and the one step that
makes them public or takes them back. Views under the admin's path.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from config.intake_forms import LabelsForm, UploadForm
from config.intake_words import check_words, trouble_words
from config.languages import SOURCE, by_code, live
from config.making import as_page, page_at
from config.rehearsal import broken_claims, rehearse
from delivery.reading import Reading, today
from stats import bringing, changes, forms_to_fill, teaching
from stats.importing.checking import Check
from stats.importing.found import Found
from stats.models import ChangeSet


def figures_view(request: HttpRequest) -> HttpResponse:
    """All imports, and the form for a new one."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        demand(request, "stats.add_changeset")
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                change = bringing.bring_in(file.name, bringing.bounded(file), form.cleaned_data["source"], request.user)
                return HttpResponseRedirect(reverse("admin:figures_change", args=[change.pk]))
            except bringing.Refused as refused:
                form.add_error("file", trouble_words(refused.trouble))
    demand(request, "stats.view_changeset")
    context = {
        "title": _("Figures"),
        "form": form,
        "changes": bringing.imports(),
        "tables": [table | {"month": (table["next"].year, table["next"].month)} for table in forms_to_fill.tables()],
    }
    return _page(request, "admin/figures.html", context)


def change_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: what is unknown, what the checks say, every difference, the rehearsal; and what to do with it."""
    demand(request, "stats.view_changeset")
    change = get_object_or_404(ChangeSet, pk=pk)
    found = bringing.reread(change) if change.state == ChangeSet.State.DRAFT else None
    unknown = found.unknown if found else ()
    form = LabelsForm(unknown, request.POST if "labels" in request.POST else None)
    if request.method == "POST":
        return _act(request, change, found, form)
    checks = bringing.checked(change, today()) if found else ()
    drafted, names = _reading(change), forms_to_fill.names()
    ready = found is not None and _may_publish(change, checks)
    context = {
        "title": change.file_name,
        "change": change,
        "form": form if unknown else None,
        "troubles": [trouble_words(trouble) for trouble in found.troubles] if found else [],
        "blocking": [check_words(one, names) for one in checks if one.level == "block"],
        "warnings": [check_words(one, names) for one in checks if one.level == "warn"],
        "differences": [_told(one, names) for one in changes.differences(change.new, change.before)],
        "pages": list(rehearse(drafted, (SOURCE,))) if ready else [],
        "claims": broken_claims(drafted) if ready else [],
        "languages": live(),
        "ready": ready,
    }
    return _page(request, "admin/figures_change.html", context)


def _may_publish(change: ChangeSet, checks: Iterable[Check]) -> bool:
    """Whether a draft has something to publish, which it has not while its file holds what is unknown or wrong, and no check
    stands against it.
    """
    return bool(change.new) and not any(one.level == "block" for one in checks)


def _told(one: changes.Difference, names: dict[str, str]) -> dict[str, str]:
    """A figure old and new, with the names of its table and its row."""
    table, _slash, month = one.edition.partition("/")
    old, new = ("–" if value is None else f"{value:,}" for value in (one.old, one.new))
    change = "" if one.change is None else f"{one.change:+,}"
    return {
        "edition": f"{names.get(table, table)} {month}",
        "row": names.get(one.category, one.category),
        "old": old,
        "new": new,
        "change": change,
    }


def _act(request: HttpRequest, change: ChangeSet, found: Found | None, form: LabelsForm) -> HttpResponse:
    """What an editor decided: labels, publish, withdraw or discard. Without `found` it was decided on before."""
    here = HttpResponseRedirect(reverse("admin:figures_change", args=[change.pk]))
    try:
        if "labels" in request.POST:
            demand(request, "stats.change_category")
            if found is None:
                raise changes.NotPossible("state")
            if form.is_valid():
                if any(answer.row == teaching.NEW for answer in form.answers().values()):
                    demand(request, "stats.add_category")
                teaching.learn(form.answers(), request.user)
                bringing.reread(change)
            return here
        demand(request, "stats.publish_changeset")
        if "publish" in request.POST:
            checks = bringing.checked(change, today())
            if found is not None and not _may_publish(change, checks):
                raise changes.NotPossible("blocked")
            changes.publish(change, request.user, request.POST.get("reason", ""), any(one.level == "warn" for one in checks))
            messages.success(request, _("The figures are public."))
        elif "withdraw" in request.POST:
            changes.withdraw(change, request.user)
            messages.success(request, _("The figures are taken back. Everything is as it was before."))
        elif "discard" in request.POST:
            changes.discard(change, request.user)
    except changes.NotPossible as reason:
        messages.error(request, not_possible(reason))
    except teaching.NotNew as reason:
        messages.error(request, not_new(reason))
    return here


def not_new(reason: teaching.NotNew) -> str:
    """Why no new row was made, for an editor."""
    return {
        "name": _("A new row needs a name in English. Nothing was remembered."),
        "country": _("A new row needs the two letters of its country (ISO 3166). Nothing was remembered."),
        "there": _("There is a row of this name already. Choose it in the list. Nothing was remembered."),
    }[reason.code]


def not_possible(reason: changes.NotPossible) -> str:
    """Why nothing was done, for an editor."""
    return {
        "state": _("Somebody has decided on this import already. Look at it again."),
        "second-person": _("Somebody else than who brought the figures in must publish them."),
        "reason": _("Write down why the figures are right all the same. One reason may cover all warnings."),
        "changed": _(
            "These figures were changed meanwhile by somebody else: %(detail)s. Nothing was done. Compare, and import again."
        ),
        "blocked": _("The checks do not allow it. Nothing was done."),
    }[reason.code] % {"detail": reason.detail}


def language_view(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The rehearsal of one import in one language: every line that would change."""
    demand(request, "stats.view_changeset")
    change, language = get_object_or_404(ChangeSet, pk=pk), by_code(code)
    if language not in live():
        raise Http404(code)
    context = {
        "title": f"{change.file_name}: {language.endonym}",
        "change": change,
        "pages": list(rehearse(_reading(change), (language,))),
    }
    return _page(request, "admin/figures_rehearsal.html", context)


def preview_view(request: HttpRequest, pk: int, below: str) -> HttpResponse:
    """A public page with the drafted figures, marked as a preview, kept by no cache."""
    demand(request, "stats.view_changeset")
    change, language = get_object_or_404(ChangeSet, pk=pk), by_code(below.partition("/")[0])
    if language not in live():
        raise Http404(below)
    page = as_page(page_at(f"/{below}", replace(_reading(change), language=language)))
    mark = (
        f'<p style="margin:0;padding:.75rem 1rem;background:#b8301a;color:#fff">{_("Preview. These figures are not public.")}</p>'
    )
    marked = page.replace("<body>", f"<body>{mark}", 1)
    return HttpResponse(marked, headers={"Cache-Control": "no-store", "X-Robots-Tag": "noindex"})


def _reading(change: ChangeSet) -> Reading:
    return Reading(SOURCE, today(), frozenset({change.pk}))


def _page(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context})


def demand(request: HttpRequest, permission: str) -> None:
    """PermissionDenied unless the editor has the right."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
