"""Figures without an official file: the template to fill in, and the page with one column of figures to type."""

from collections.abc import Mapping
from datetime import date

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from config.intake import demand
from config.intake_forms import ColumnForm
from config.intake_words import trouble_words
from delivery.reading import today
from stats import bringing, changes, forms_to_fill, half_years, taking
from stats.queries import edition_key

MAKERS = {"csv": forms_to_fill.csv_bytes, "xlsx": forms_to_fill.xlsx_bytes}


def template_view(request: HttpRequest, table: str, as_of: tuple[int, int], suffix: str) -> HttpResponse:
    """The template of a table for a half year, with the figures that are public already."""
    demand(request, "stats.view_changeset")
    day, present = _public(table, as_of)
    if day is None or suffix not in MAKERS or _title(table) is None:
        raise Http404(f"{table} {as_of}")
    known = {key: str(value) for key, value in present.items() if value is not None}
    name = f"{table}-{day:%Y-%m}.{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(MAKERS[suffix](table, day, known), content_type=taking.TYPES[suffix], headers=headers)


def column_view(request: HttpRequest, table: str, as_of: tuple[int, int] | None = None) -> HttpResponse:
    """One column of figures to type; what is sent is brought in like a file, and rehearsed like one.

    With a half year in the address its public figures stand in the column.
    """
    demand(request, "stats.add_changeset")
    day, present = _public(table, as_of) if as_of else (None, {})
    title = _title(table)
    if title is None or (as_of and not present):
        raise Http404(f"{table} {as_of}")
    form = ColumnForm(table, today(), present, request.POST or None, as_of=day)
    if form.is_valid():
        as_of = form.cleaned_data["as_of"]
        data = forms_to_fill.csv_bytes(table, as_of, form.values())
        try:
            change = bringing.bring_in(f"{table}-{as_of:%Y-%m}.csv", data, form.cleaned_data["source"], request.user)
            return HttpResponseRedirect(reverse("admin:figures_change", args=[change.pk]))
        except bringing.Refused as refused:
            form.add_error(None, trouble_words(refused.trouble))
    context = {
        "title": _("Type figures: %(table)s") % {"table": title},
        "form": form,
        "months": [
            {"label": f"{day:%Y-%m}", "url": reverse("admin:figures_column_of", args=[table, (day.year, day.month)])}
            for day in forms_to_fill.published(table)
        ],
    }
    return TemplateResponse(request, "admin/figures_column.html", {**admin.site.each_context(request), **context})


def _title(table: str) -> str | None:
    """The title of a table that has an edition."""
    return next((found["title"] for found in forms_to_fill.tables() if found["key"] == table), None)


def _public(table: str, as_of: tuple[int, int]) -> tuple[date | None, Mapping[str, int | None]]:
    """The last day of a half year and the public figures of its edition; None for a month that ends no half year."""
    if as_of[1] not in half_years.LAST_DAYS:
        return None, {}
    day = half_years.end(*as_of)
    key = edition_key(table, day)
    return day, changes.present([key])[key] or {}
