"""Pages, their sections and paragraphs, and the notices that stand above them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.fields import FactsField
from sources.models import Dated, Keyed
from stats.claims import CLAIMS


class Page(Keyed):
    """A page; its key is its address below the language: `flow`, `statistics/residents`; `home` is the language's first page."""

    class Group(models.TextChoices):
        START = "start", _("Start")
        WAY = "way", _("The way to Japan")
        SAFE = "safe", _("Help and rights")
        CHANGE = "change", _("The change of 2027")
        NUMBERS = "numbers", _("Figures")
        MORE = "more", _("More")
        ABOUT = "about", _("About")

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    group = models.CharField(_("group"), max_length=10, choices=Group.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name=_("parent page"))
    title = models.CharField(_("title"), max_length=120)
    label = models.CharField(_("short title for navigation"), max_length=60)
    summary = models.CharField(_("description for search engines and link previews"), max_length=300)
    affected = models.BooleanField(_("affected by the change of 2027"), default=True)
    leads_from = models.DateField(
        _("leads from"),
        null=True,
        blank=True,
        help_text=_("From this day on the page stands before the others, and the first page leads to it."),
    )
    reviewed_on = models.DateField(_("last reviewed on"))

    class Meta:
        ordering = ("order", "key")
        verbose_name, verbose_name_plural = _("page"), _("pages")


class PageTitle(Keyed):
    """The title, short title and description of a page from a day on, in place of its own."""

    page = models.ForeignKey(Page, models.PROTECT, verbose_name=_("page"))
    valid_from = models.DateField(_("valid from"))
    title = models.CharField(_("title"), max_length=120)
    label = models.CharField(_("short title for navigation"), max_length=60)
    summary = models.CharField(_("description for search engines and link previews"), max_length=300)

    class Meta:
        ordering = ("page__order", "valid_from", "key")
        verbose_name, verbose_name_plural = _("later title of a page"), _("later titles of pages")


class Section(Dated, Keyed):
    """A part of a page under a heading of its own; `block` names the structured rows that stand below its paragraphs."""

    BLOCKS = (
        "stages-line", "stages", "who-is-who", "actors", "steps", "roles", "ladder", "help-in-japan", "help-at-home", "payments",
        "memorandum", "countries", "comparison", "films", "learning", "fact-groups", "facts", "corrections",
        "languages", "figure-headline", "contents", "milestones", "questions", "all-questions", "directory", "phrases",
    )  # fmt: skip

    page = models.ForeignKey(Page, models.PROTECT, verbose_name=_("page"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("heading"), max_length=160)
    claim = models.CharField(
        _("what the heading claims of the figures"),
        max_length=40,
        blank=True,
        choices=[(name, name) for name in CLAIMS],
        help_text=_("Before new figures become public, it is told whether this still holds."),
    )
    block = models.CharField(_("structured rows below"), max_length=20, blank=True, choices=[(name, name) for name in BLOCKS])

    class Meta:
        ordering = ("page__order", "order", "key")
        verbose_name, verbose_name_plural = _("section"), _("sections")


class Paragraph(Dated, Keyed):
    """A paragraph or list of a section, with the facts that it rests on."""

    class Kind(models.TextChoices):
        TEXT = "text", _("text")
        WARNING = "warning", _("warning")
        NOTE = "note", _("note")

    section = models.ForeignKey(Section, models.PROTECT, verbose_name=_("section"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.TEXT)
    text = models.TextField(_("text"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("section__page__order", "section__order", "order", "key")
        verbose_name, verbose_name_plural = _("paragraph"), _("paragraphs")


class Notice(Dated, Keyed):
    """One or two sentences above the pages that a change affects, from one day to another."""

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.TextField(_("text"))
    label = models.CharField(_("words of the link"), max_length=80)
    page = models.ForeignKey(Page, models.PROTECT, verbose_name=_("page that the link leads to"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("order", "key")
        verbose_name, verbose_name_plural = _("notice"), _("notices")
