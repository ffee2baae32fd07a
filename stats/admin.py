"""Tables, categories, editions; the figures of an edition stand in its form, and their sum is checked on saving."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _

from stats import bringing, half_years, models
from stats.importing import checking
from stats.queries import Count, arithmetic, edition_key
from translations.editing import ContentAdmin, ContentForm, PlainInline, RecordAdmin


class FigureFormSet(BaseInlineFormSet):
    """Figures whose parts add up to the total and are none of them above it. What is empty is unknown."""

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        kept = [
            form.cleaned_data for form in self.forms if form.cleaned_data.get("category") and not form.cleaned_data.get("DELETE")
        ]
        table = self.instance.table_id
        if strangers := [str(row["category"]) for row in kept if row["category"].table_id != table]:
            raise ValidationError(_("These categories belong to another table: %(keys)s") % {"keys": ", ".join(strangers)})
        counts = [
            Count(row["category"].key, row["category"].role, row["category"].whole and row["category"].whole.key, row["value"])
            for row in kept
        ]
        for problem in arithmetic(self.instance.as_of, counts).check():
            if problem.kind == "sum":  # a part above the total makes the sum too large as well; none can be negative
                raise ValidationError(
                    _("The parts add up to %(sum)s, but the total is %(total)s: a difference of %(difference)s.")
                    % {"sum": problem.found, "total": problem.limit, "difference": problem.found - problem.limit}
                )
            if problem.kind == "above-whole":
                raise ValidationError(
                    _("The rows “of which” of %(key)s add up to %(sum)s, which is more than %(whole)s.")
                    % {"key": problem.key, "sum": problem.found, "whole": problem.limit}
                )
        if self.instance.state == models.Edition.State.PUBLISHED:
            self._agree({row["category"].key: row["value"] for row in kept})

    def _agree(self, values):
        """What readers see at once keeps the rules of what is brought in: trainees are as many in every table of a day."""
        key, day = edition_key(self.instance.table.key, self.instance.as_of), self.instance.as_of
        for check in bringing.checked(models.ChangeSet(new={key: values}), day):
            if (check.code, check.level) == (checking.TABLES_DIFFER, checking.BLOCK):
                counts = ", ".join(f"{table} {count:,}" for table, count in check.detail.items())
                raise ValidationError(
                    _("The tables count trainees differently on this day: %(counts)s. Bring them in with one official file.")
                    % {"counts": counts}
                )


class FigureInline(PlainInline):
    model = models.Figure
    formset = FigureFormSet
    autocomplete_fields = ("category",)


class EditionForm(ContentForm):
    """An edition is of the last day of June or December."""

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if not half_years.is_end(day):
            raise ValidationError(_("Editions are as of 30 June or 31 December."))
        return day


@admin.register(models.Table)
class TableAdmin(ContentAdmin):
    list_display = ("title", "category_kind", "order")


@admin.register(models.Category)
class CategoryAdmin(ContentAdmin):
    list_display = ("key", "label", "name_ja", "iso", "role", "table")
    list_filter = ("table", "role")
    list_select_related = ("table",)


@admin.register(models.Edition)
class EditionAdmin(RecordAdmin):
    form = EditionForm
    list_display = ("key", "table", "as_of", "state", "published_on", "source")
    list_filter = ("table", "state")
    list_select_related = ("table", "source")
    inlines = (FigureInline,)
