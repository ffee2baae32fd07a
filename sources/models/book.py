"""The fact book: where a statement comes from, how sure it is, when it was checked; values, terms and corrections."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sources.fields import FactsField
from sources.models.base import PARTIAL_DATE, Compared, Keyed


class Organization(Keyed):
    """A public body that publishes or helps, under the name by which the reader's language knows it."""

    title = models.CharField(_("name"), max_length=120)
    label = models.CharField(_("short name"), max_length=60)
    name_ja = models.CharField(_("Japanese name"), max_length=120, blank=True)
    url = models.URLField(_("official address"), max_length=300, blank=True)
    official = models.BooleanField(_("public authority"), default=True)

    class Meta:
        ordering = ("key",)
        verbose_name, verbose_name_plural = _("organization"), _("organizations")


class Source(Keyed):
    """A document or page that facts rest on. `printed_title` is its own title, in the language in which it is printed."""

    class Kind(models.TextChoices):
        LAW = "law", _("law")
        ORDINANCE = "ordinance", _("ordinance")
        OFFICIAL_PAGE = "official-page", _("official page")
        STATISTICS = "statistics", _("statistics")
        LEAFLET = "leaflet", _("leaflet")
        HANDBOOK = "handbook", _("handbook")
        FORM = "form", _("form")
        AGREEMENT = "agreement", _("agreement")
        PRESS = "press", _("press")
        THIRD_PARTY = "third-party", _("third party")

    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, verbose_name=_("organization"))
    site = models.CharField(_("host name"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    printed_title = models.CharField(_("title as printed"), max_length=300, blank=True)
    printed_lang = models.CharField(_("language of the title"), max_length=20, blank=True)
    url = models.URLField(_("address"), max_length=400, blank=True)
    exact = models.BooleanField(_("leads to the page itself"), default=False)
    as_of = models.CharField(_("as of"), max_length=20, blank=True, validators=[PARTIAL_DATE])
    note_editors = models.TextField(_("remark for editors"), blank=True)

    class Meta:
        ordering = ("key",)
        verbose_name, verbose_name_plural = _("source"), _("sources")


class Fact(Compared, Keyed):
    """One numbered fact of the fact book. `checked_on` is empty until an editor has compared it with the official page."""

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        SINGLE = "single", _("one source")
        INFERRED = "inferred", _("our conclusion")
        OPEN = "open", _("not known")

    number = models.PositiveSmallIntegerField(_("number"))
    group = models.CharField(_("group"), max_length=1)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    recheck = models.BooleanField(_("to be checked again"), default=False)
    as_of = models.CharField(_("as of"), max_length=20, blank=True, validators=[PARTIAL_DATE])
    checked_on = models.DateField(_("compared with the official page on"), null=True, blank=True)
    statement = models.TextField(_("statement, for editors"))
    sources = models.ManyToManyField(Source, related_name="facts", blank=True, verbose_name=_("sources"))
    official = models.ManyToManyField(Source, related_name="facts_to_check", blank=True, verbose_name=_("official page to check"))

    class Meta:
        ordering = ("number",)
        verbose_name, verbose_name_plural = _("fact"), _("facts")


class Quantity(Keyed):
    """A date, an amount of money, a percentage or a number that a text puts in by name: `{date.change}`."""

    class Kind(models.TextChoices):
        DATE = "date", _("date")
        MONEY = "money", _("amount of money")
        PERCENT = "percent", _("percentage")
        NUMBER = "number", pgettext_lazy("a kind of value", "number")

    fact = models.ForeignKey(Fact, models.PROTECT, to_field="key", verbose_name=_("fact"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    amount = models.DecimalField(_("amount"), max_digits=15, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    day = models.DateField(_("day"), null=True, blank=True)
    country = models.CharField(_("country (ISO code)"), max_length=2, blank=True)

    class Meta:
        ordering = ("key",)
        verbose_name, verbose_name_plural = _("value in texts"), _("values in texts")


class Term(Keyed):
    """A word of the field that readers will meet on paper: its Japanese, how that is read, and our word for it."""

    japanese = models.CharField(_("Japanese"), max_length=80)
    reading = models.CharField(_("reading"), max_length=120, blank=True)
    title = models.CharField(_("word"), max_length=120)

    class Meta:
        ordering = ("key",)
        verbose_name, verbose_name_plural = _("term"), _("terms")


class TermWording(Keyed):
    """How a source words a term in one language, and whether an authority did."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="wordings", verbose_name=_("term"))
    language = models.CharField(_("language"), max_length=20)
    wording = models.CharField(_("wording"), max_length=200)
    official = models.BooleanField(_("used by an authority"), default=False)
    source_note = models.TextField(_("source"), blank=True)
    note_editors = models.TextField(_("remark for editors"), blank=True)

    class Meta:
        ordering = ("key",)
        verbose_name, verbose_name_plural = _("wording of a term"), _("wordings of terms")


class Correction(Keyed):
    """What the text that the guide started from said, and what the guide says instead."""

    class Group(models.TextChoices):
        FIGURES = "figures", _("figures")
        STATEMENTS = "statements", _("statements")

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    group = models.CharField(_("group"), max_length=10, choices=Group.choices)
    text = models.TextField(_("text"))
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("order",)
        verbose_name, verbose_name_plural = _("correction"), _("corrections")
