"""The admin of content: words of all languages beside each other, the grammar's check on saving, the one door for writes."""

from collections.abc import Iterable, Mapping

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import URLField
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from config.languages import LANGUAGES, SOURCE, Language, live
from translations import checking, origins, scripts
from translations.content import Kind, Vocabulary, column, kind_for, vocabulary
from translations.coverage import DIFFERENT, word_troubles
from translations.history.admin import Recorded, usual


def explain(code: str, detail: str) -> str:
    """What a code of the grammar's check means, for an editor."""
    sentences = {
        checking.UNKNOWN_VALUE: _("There is no value with this name: %(detail)s"),
        checking.UNKNOWN_LINK: _(
            "This link leads nowhere: %(detail)s. Links are written [words](page:help#danger), with page, source, term or org."
        ),
        checking.UNCLOSED_BRACE: _("A curly bracket is not closed, or stands alone: %(detail)s"),
        checking.RAW_HTML: _("HTML cannot be used: %(detail)s"),
        checking.RAW_URL: _("Addresses are not written into texts; make a source and link it by its key: %(detail)s"),
        checking.DIGITS: _("Figures, money, dates and telephone numbers are put in by name, not typed: %(detail)s"),
        checking.MARKS_IN_LINE: _("A title or label is plain: no bold words and no links. %(detail)s"),
        checking.READING_OUTSIDE_JAPANESE: _("Readings 《 》 are for Japanese only: %(detail)s"),
        DIFFERENT: _("Different from the English text. %(detail)s"),
        scripts.WRONG_SCRIPT: _("Letters of another script: %(detail)s"),
        scripts.MIXED_SCRIPTS: _("One word with letters of two alphabets that look alike: %(detail)s"),
        scripts.ZAWGYI: _("This is Zawgyi, which most phones cannot show. Convert it to Unicode: %(detail)s"),
        scripts.NATIVE_DIGITS: _("Write digits as 0 to 9: %(detail)s"),
        scripts.NO_READING: _("Every kanji carries its reading here, 漢字《かんじ》: %(detail)s"),
        scripts.LONG_READING: _("Give each word its own reading, since a line cannot break in one: %(detail)s"),
        scripts.ENGLISH: _("English is left over: %(detail)s"),
        scripts.TOO_MANY_LETTERS: _("Too long for its place. Letters: %(detail)s"),
    }
    return sentences.get(code, _("The text cannot be used like this (%(code)s): %(detail)s")) % {
        "detail": detail,
        "code": code,
    }


class ContentForm(forms.ModelForm):
    """Checks every word of a row in every language as the build checks the fixtures."""

    refused = False  # the row is not as this form was opened with it: what was typed is shown, and not saved
    restored: Mapping[origins.Slot, str] = {}  # the English from which translations were made that come back from the history

    def clean(self):
        cleaned = super().clean()
        if self.refused:
            self.add_error(None, _("Nothing is saved yet: compare what you wrote with what is there now."))
        kind, known = kind_for(self._meta.model), vocabulary()
        self.touched = set()
        for field in kind.words:
            source = self._word(cleaned, field, SOURCE.code)
            for language in LANGUAGES:
                name = column(field, language.code)
                if name not in self.fields:
                    continue
                text = cleaned[name] = self._word(cleaned, field, language.code)
                if text != origins.word(self.instance, field, language.code):  # a browser's line ends are no change
                    self.touched.add((field, language.code))
                if errors := self._wrong(kind, field, language, text, source, known) if text else []:
                    self.add_error(name, ValidationError(errors))
        return cleaned

    def _wrong(self, kind: Kind, field: str, language: Language, text: str, source: str, known: Vocabulary) -> list[str]:
        """What is wrong with one word. A translation left as it is, or restored, may be behind: its own English counts."""
        slot = (field, language.code)
        if slot in self.restored:
            made_from = self.restored[slot] or text
        elif slot in self.touched:
            made_from = source
        else:
            made_from = self.made_from.get(slot, origins.word(self.instance, field, SOURCE.code)) or text
        return [explain(code, detail) for code, detail in word_troubles(kind, field, language, text, made_from, known)]

    @cached_property
    def made_from(self) -> dict[origins.Slot, str]:
        """From which English the row's translations were made, as far as it is remembered."""
        item = kind_for(self._meta.model).item(self.instance.key) if self.instance.pk else ""
        return origins.known([item]).get(item, {})

    def remember(self) -> None:
        """After the row was saved: what changed was made from its present English, what did not from the one before.

        What came back from the history was made from what it was made from then.
        """
        kind, made_from = kind_for(self._meta.model), self.made_from
        before = {
            field: (self.initial.get(column(field, SOURCE.code)) or "") for field, code in self.touched if code == SOURCE.code
        }
        left = {
            (field, language.code): before[field]
            for field in before
            for language in LANGUAGES
            if language != SOURCE
            and (field, language.code) not in self.touched | made_from.keys()
            and before[field]
            and origins.word(self.instance, field, language.code)
        }
        if left:
            origins.record({kind.item(self.instance.key): left})
        origins.made(self.instance, self.touched, kind)
        if back := {slot: source for slot, source in self.restored.items() if slot in self.touched}:
            origins.record({kind.item(self.instance.key): back})

    def _word(self, cleaned: dict, field: str, language: str) -> str:
        """The text as it is stored: browsers send line ends as \\r\\n."""
        return (cleaned.get(column(field, language)) or "").replace("\r\n", "\n").strip()


HTTPS = {URLField: {"assume_scheme": "https"}}  # what an editor types without a scheme


class _Words:
    """What rows and inlines of content share: the check, and a line of all languages for each word."""

    form = ContentForm
    formfield_overrides = HTTPS

    def get_fieldsets(self, request, obj=None):
        kind = kind_for(self.model)
        words = [tuple(column(field, language.code) for language in LANGUAGES) for field in kind.words]
        plain = [field.name for field in kind.plain if field.editable and field.name != getattr(self, "fk_name", None)]
        inline_parent = {
            field.name for field in kind.plain if field.is_relation and field.related_model is getattr(self, "parent_model", None)
        }
        groups = [(None, {"fields": [name for name in plain if name not in inline_parent]})]
        return [*groups, *((None, {"fields": (line,), "classes": ("words",)}) for line in words)]


class _Rows(Recorded, _Words):
    """What all rows of content share: the door, the history, the way to every language's page; a key never changes."""

    change_form_template = "admin/content_form.html"
    view_on_site = False  # the form offers every language instead
    list_per_page = 200
    search_fields: Iterable[str] = ("key",)

    class Media:
        css = {"all": ("admin/words.css",)}

    def get_search_fields(self, request):
        kind = kind_for(self.model)
        return [*self.search_fields, *(column(field, language.code) for field in kind.words for language in LANGUAGES)]

    def get_readonly_fields(self, request, obj=None):
        return ("key",) if obj is not None else ()

    def beside(self, row) -> dict[str, object]:
        """What the form of a row shows beside its fields."""
        return {"addresses": self.addresses(row)}

    def addresses(self, obj) -> list[tuple[str, str]]:
        """(endonym, address) of the row in every live language."""
        below = kind_for(self.model).place(obj)
        return [(language.endonym, f"/{language.code}/{below}") for language in live()] if below is not None else []


class ContentAdmin(_Rows, TranslationAdmin):
    """Rows with words. Saving a translation remembers the English from which it was made."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        form.remember()

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        for one in formset.forms:
            if isinstance(one, ContentForm) and one.has_changed() and one.instance.pk and one not in formset.deleted_forms:
                one.remember()


class RecordAdmin(_Rows, admin.ModelAdmin):
    """Rows without words."""


usual(ContentAdmin, RecordAdmin)


class ContentInline(_Words, TranslationStackedInline):
    """Rows of content that are edited with the row that they belong to."""

    extra = 0
    show_change_link = True
    classes = ("collapse",)


class PlainInline(admin.TabularInline):
    """Rows without words, edited with the row that they belong to."""

    extra = 0
    formfield_overrides = HTTPS
