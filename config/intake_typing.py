"""Figures without an official file: the template to fill in, and the page with one column of figures to type."""

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
from stats import bringing, forms_to_fill

MAKERS = {
    "csv": (forms_to_fill.csv_bytes, "text/csv; charset=utf-8"),
    "xlsx": (forms_to_fill.xlsx_bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def template_view(request: HttpRequest, table: str, month: str, suffix: str) -> HttpResponse:
    """The template of a table for a half year, with the figures that are public already."""
    demand(request, "stats.view_changeset")
    title, as_of = _title(table), _day(month)
    if not title or as_of is None or suffix not in MAKERS:
        raise Http404(f"{table} {month}")
    make, kind = MAKERS[suffix]
    known = {key: str(value) for key, value in forms_to_fill.present(table, as_of).items() if value is not None}
    headers = {"Content-Disposition": f'attachment; filename="{table}-{month}.{suffix}"', "Cache-Control": "no-store"}
    return HttpResponse(make(table, as_of, known), content_type=kind, headers=headers)


def column_view(request: HttpRequest, table: str) -> HttpResponse:
    """One column of figures to type; what is sent is brought in like a file, and rehearsed like one."""
    demand(request, "stats.add_changeset")
    title = _title(table)
    if not title:
        raise Http404(table)
    form = ColumnForm(table, today(), request.POST or None, as_of=_day(request.GET.get("month", "")))
    if form.is_valid():
        as_of = form.cleaned_data["as_of"]
        data = forms_to_fill.csv_bytes(table, as_of, form.values())
        try:
            change = bringing.bring_in(f"{table}-{as_of:%Y-%m}.csv", data, form.cleaned_data["source"], request.user)
            return HttpResponseRedirect(reverse("admin:figures_change", args=[change.pk]))
        except bringing.Refused as refused:
            form.add_error(None, trouble_words(refused.trouble))
    context = {"title": _("Type figures: %(table)s") % {"table": title}, "form": form, "months": forms_to_fill.published(table)}
    return TemplateResponse(request, "admin/figures_column.html", {**admin.site.each_context(request), **context})


def _title(table: str) -> str:
    return next((found["title"] for found in forms_to_fill.tables() if found["key"] == table), "")


def _day(month: str) -> date | None:
    """The last day of a half year written 2026-06; None for all else."""
    year, _dash, number = month.partition("-")
    if not (year.isdecimal() and len(year) == 4 and number in ("06", "12")):
        return None
    return date(int(year), int(number), 30 if number == "06" else 31)
