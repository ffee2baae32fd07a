"""What editors have to look at, and any page as it will be on any day: two views under the admin's path."""

from datetime import date

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.languages import by_code, live
from config.making import as_page, page_at
from delivery.reading import Reading, today
from sources.due import NEVER, STATES, Due, due
from sources.models import Contact, Fact
from translations.history.recording import recording
from translations.models import Change


class DayForm(forms.Form):
    """Which page, as of which day."""

    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    address = forms.CharField(label=gettext_lazy("Address of a page"), initial="/en/", max_length=200)


def state_name(state: str) -> str:
    """Why a row is due, for an editor."""
    return {
        "expired": _("No longer valid"),
        "expires": _("Valid until"),
        "old": _("Compared too long ago"),
        "ages": _("To be compared again by"),
        "ends": _("Shown for the last time on"),
        "never": _("Never compared with the official page"),
    }[state]


def groups(found: list[Due]) -> list[dict]:
    """What is due by its reason, the most pressing first, each with the way to its form."""
    return [
        {
            "state": state,
            "name": state_name(state),
            "rows": [
                {"due": one, "edit": reverse(f"admin:{one.room}_{one.model}_change", args=[one.pk])}
                for one in found
                if one.state == state
            ],
        }
        for state in STATES
        if any(one.state == state for one in found)
    ]


def summary(day: date) -> dict:
    """What the first page of the admin says: what presses, and how much was never compared."""
    found = due(day)
    return {
        "pressing": groups([one for one in found if one.state != NEVER]),
        "never": sum(one.state == NEVER for one in found),
        "all": len(found),
    }


def due_view(request: HttpRequest) -> HttpResponse:
    """The whole list. Posting `seen` (model:key) notes that the row was compared today."""
    if request.method == "POST":
        return _seen(request)
    form = DayForm(request.GET if request.GET else None, initial={"day": today()})
    if form.is_bound and form.is_valid():
        path = form.cleaned_data["address"].strip().lstrip("/")
        return HttpResponseRedirect(reverse("admin:as_of", args=[form.cleaned_data["day"].isoformat(), path]))
    context = {
        **admin.site.each_context(request),
        "title": _("What is due"),
        "groups": groups(due(today())),
        "form": form,
    }
    return TemplateResponse(request, "admin/due.html", context)


def _seen(request: HttpRequest) -> HttpResponse:
    model, _colon, key = request.POST.get("seen", "").partition(":")
    kind = {"contact": Contact, "fact": Fact}.get(model)
    if kind is None:
        raise Http404(model)
    if not request.user.has_perm(f"sources.change_{model}"):
        raise PermissionDenied
    with recording(request.user, Change.Origin.ADMIN) as recorder:
        recorder.watch(kind, [key])
        noted = kind.seen(key, today())
    if noted:
        messages.success(request, _("Noted as seen today on the official page: %(key)s") % {"key": key})
    else:
        messages.warning(request, _("There is no such row any more: %(key)s") % {"key": key})
    return HttpResponseRedirect(reverse("admin:due"))


def as_of_view(request: HttpRequest, day: str, below: str) -> HttpResponse:
    """A public page as readers will see it on a day, kept by no cache."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError as error:
        raise Http404(day) from error
    language = by_code(below.partition("/")[0])
    if language not in live():
        raise Http404(below)
    page = as_page(page_at(f"/{below}", Reading(language, wanted)))
    return HttpResponse(page, headers={"Cache-Control": "no-store", "X-Robots-Tag": "noindex"})
