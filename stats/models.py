"""Tables of official figures, their categories, their editions, and the figures themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from delivery.door import PublicModel
from sources.fields import FactsField
from sources.models import Keyed, Source

MONTHS = [(month, str(month)) for month in range(1, 13)]


class Table(Keyed):
    """An official table, such as residents by status of residence, and when its editions come out."""

    class CategoryKind(models.TextChoices):
        STATUS = "status", _("status of residence")
        COUNTRY = "country", _("country")

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("title"), max_length=160)
    category_kind = models.CharField(_("rows are"), max_length=10, choices=CategoryKind.choices)
    june_release_month = models.PositiveSmallIntegerField(_("month in which the June edition is out"), choices=MONTHS)
    december_release_month = models.PositiveSmallIntegerField(
        _("month of the next year in which the December edition is out"), choices=MONTHS
    )
    index = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, verbose_name=_("page on which newer editions appear")
    )
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("order", "key")
        verbose_name, verbose_name_plural = _("table"), _("tables")


class Category(Keyed):
    """A row of a table: the total, or a part of it. Countries take their name from CLDR by `iso`."""

    class Role(models.TextChoices):
        TOTAL = "total", _("total")
        PART = "part", _("part")

    table = models.ForeignKey(Table, models.PROTECT, verbose_name=_("table"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    role = models.CharField(_("role"), max_length=5, choices=Role.choices, default=Role.PART)
    name_ja = models.CharField(_("Japanese name"), max_length=60, blank=True)
    label = models.CharField(_("label"), max_length=120, blank=True)
    iso = models.CharField(_("country (ISO code)"), max_length=2, blank=True)

    class Meta:
        ordering = ("table__order", "order", "key")
        verbose_name, verbose_name_plural = _("category"), _("categories")


class Edition(Keyed):
    """The figures of a table on one day, from one publication."""

    table = models.ForeignKey(Table, models.PROTECT, verbose_name=_("table"))
    as_of = models.DateField(_("as of"))
    published = models.BooleanField(_("shown to readers"), default=False)
    published_on = models.DateField(_("published by the source on"), null=True, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"))
    note_editors = models.TextField(_("remark for editors"), blank=True)

    class Meta:
        ordering = ("table__order", "-as_of")
        constraints = [models.UniqueConstraint(fields=("table", "as_of"), name="one_edition_a_day")]
        verbose_name, verbose_name_plural = _("edition"), _("editions")


class Figure(PublicModel):
    """How many people a category counted in an edition. Empty is unknown, which is not zero."""

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"))
    category = models.ForeignKey(Category, models.PROTECT, verbose_name=_("category"))
    value = models.PositiveIntegerField(_("people"), null=True, blank=True)

    class Meta:
        ordering = ("edition", "category__order", "category__key")
        constraints = [models.UniqueConstraint(fields=("edition", "category"), name="one_figure_an_edition_and_category")]
        verbose_name, verbose_name_plural = _("figure"), _("figures")

    def __str__(self) -> str:
        return f"{self.edition_id}/{self.category_id}"
