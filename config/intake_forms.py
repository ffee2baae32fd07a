"""The forms of figures on their way in: the file, the labels that nobody knows, and the column of figures to type."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stats import bringing, forms_to_fill, half_years, teaching
from stats.importing.cells import people

BACK = 30  # half years for which figures may be typed


class SourceChoice(forms.ModelChoiceField):
    """The sources of figures, by the title that the publisher printed."""

    def label_from_instance(self, source) -> str:
        return " ".join(filter(None, (source.printed_title, f"({source.as_of})", source.key)))


class SourceForm(forms.Form):
    """Where the figures are from; where the table is known, at first that of its newest edition."""

    source = SourceChoice(label=gettext_lazy("Source"), queryset=None, empty_label="–")

    def __init__(self, *arguments, table: str = "", **named):
        super().__init__(*arguments, **named)
        self.fields["source"].queryset = bringing.sources()
        self.fields["source"].initial = forms_to_fill.usual_source(table)


class UploadForm(SourceForm):
    """The file as it was downloaded, and where it is from."""

    file = forms.FileField(label=gettext_lazy("File, as it was downloaded"))
    field_order = ("file", "source")


class LabelsForm(forms.Form):
    """For each label that nobody knows: which row it is, that it is left out, or that it is a row of its own."""

    def __init__(self, unknown, *arguments, **named):
        super().__init__(*arguments, **named)
        self.unknown = tuple(unknown)
        for number, one in enumerate(self.unknown):
            proposed = teaching.proposal(one)
            choices = [
                ("", "–"),
                (teaching.NEW, _("a new row")),
                (teaching.LEFT_OUT, _("leave out, it is counted in another row")),
                *teaching.choices(one.kind),
            ]
            self.fields[f"label-{number}"] = forms.ChoiceField(
                label=_("%(label)s (row %(row)s)") % {"label": one.label, "row": one.row},
                choices=choices,
                initial=proposed.row if proposed else "",
                help_text=_("This is our proposal. Look whether it is right.") if proposed else "",
            )
            name = _("if it is new: its name in English") if one.kind != "country" else _("if it is new: the country’s ISO code")
            self.fields[f"name-{number}"] = forms.CharField(
                label=name, required=False, max_length=120, initial=proposed.name if proposed else ""
            )

    def answers(self) -> dict:
        """What was answered, by label."""
        given = self.cleaned_data
        return {
            one: teaching.Answer(given[f"label-{number}"], given[f"name-{number}"]) for number, one in enumerate(self.unknown)
        }


class ColumnForm(SourceForm):
    """One column of figures in the order of the table. Empty is unknown; what is typed is read like a file."""

    def __init__(self, table: str, today: date, shown: Mapping[str, int | None], *arguments, as_of: date | None = None, **named):
        super().__init__(*arguments, table=table, **named)
        days = half_years.up_to(today, BACK)
        days += [as_of] if as_of and as_of not in days else []  # an edition older than these can be mended too
        self.fields["as_of"] = forms.TypedChoiceField(
            label=_("as of"), choices=[(day, day) for day in days], coerce=date.fromisoformat, initial=as_of or days[0]
        )
        self.rows = forms_to_fill.labels(table)
        for key, label in self.rows.items():
            self.fields[f"row-{key}"] = forms.CharField(
                label=label,
                required=False,
                max_length=12,
                initial=shown.get(key),
                widget=forms.TextInput({"inputmode": "numeric"}),
            )

    def clean(self):
        cleaned = super().clean()
        for key in self.rows:
            text = cleaned.get(f"row-{key}") or ""
            if text.strip() and people(text)[1]:
                self.add_error(f"row-{key}", ValidationError(_("This is not a number.")))
        return cleaned

    def values(self) -> dict[str, str]:
        """What was typed, by row."""
        return {key: self.cleaned_data[f"row-{key}"] for key in self.rows}
