"""Tables of official figures, their categories, their editions, and the figures themselves."""

from django.conf import settings
from django.core.exceptions import ValidationError
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
        STAGE = "stage", _("stage")
        PREFECTURE = "prefecture", _("prefecture")

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
    left_out = models.TextField(
        _("labels that are left out"),
        blank=True,
        help_text=_("One a line, as official files print them. The import passes them over."),
    )
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("order", "key")
        verbose_name, verbose_name_plural = _("table"), _("tables")


class Category(Keyed):
    """A row of a table: the total, a part of it, or an "of which", whose people are counted in the part `whole` already.

    Countries take their name from CLDR by `iso`.
    """

    class Role(models.TextChoices):
        TOTAL = "total", _("total")
        PART = "part", _("part")
        OF_WHICH = "of-which", _("of which")

    table = models.ForeignKey(Table, models.PROTECT, verbose_name=_("table"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    role = models.CharField(_("role"), max_length=8, choices=Role.choices, default=Role.PART)
    whole = models.ForeignKey("self", models.CASCADE, null=True, blank=True, verbose_name=_("counted in"))
    name_ja = models.CharField(_("Japanese name"), max_length=60, blank=True)
    label = models.CharField(_("label"), max_length=120, blank=True)
    iso = models.CharField(_("country (ISO code)"), max_length=2, blank=True)
    aliases = models.TextField(
        _("other labels in official files"), blank=True, help_text=_("One a line, as printed. The import knows the row by them.")
    )

    class Meta:
        ordering = ("table__order", "order", "key")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role="of-which", whole__isnull=False) | ~models.Q(role="of-which") & models.Q(whole=None),
                name="an_of_which_has_its_whole",
            )
        ]
        verbose_name, verbose_name_plural = _("category"), _("categories")

    @property
    def named(self) -> str:
        """Its name for an editor, in Japanese and in their language, once where both are the same."""
        return " ".join(dict.fromkeys(filter(None, (self.name_ja, self.label or self.iso)))) or self.key

    def clean(self):
        super().clean()
        if (self.role == self.Role.OF_WHICH) != bool(self.whole):
            raise ValidationError({"whole": _("An “of which” row names the row in which it is counted; others name none.")})
        if self.whole and (self.whole.table_id != self.table_id or self.whole.role != self.Role.PART):
            raise ValidationError({"whole": _("The row in which it is counted is a part of the same table.")})


class Edition(Keyed):
    """The figures of a table on one day, from one publication."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    table = models.ForeignKey(Table, models.PROTECT, verbose_name=_("table"))
    as_of = models.DateField(_("as of"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
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


class ChangeSet(models.Model):
    """Figures that an editor brought in at once, and what became of them: published and withdrawn as one.

    `new` and `before` hold {edition: {category: people or null}}; an edition that was not there before is null.
    `sources_before` is {edition: key of its source} as it was when the set was published. A change set is no content itself:
    readers see nothing of it until it is published, which writes editions and figures through the one door.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")
        DISCARDED = "discarded", _("discarded")

    file_name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(_("SHA-256 of the file"), max_length=64)
    layout = models.CharField(_("layout"), max_length=20)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"))
    raw = models.BinaryField(_("the file itself, until it is decided"), null=True)
    new = models.JSONField(_("figures"), default=dict)
    before = models.JSONField(_("figures before"), default=dict)
    sources_before = models.JSONField(_("sources before"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    reason = models.TextField(_("reason for what the checks warn of"), blank=True)
    made_on = models.DateTimeField(_("brought in on"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("brought in by")
    )
    decided_on = models.DateTimeField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )

    class Meta:
        ordering = ("-made_on", "-pk")
        permissions = (("publish_changeset", "Can publish and withdraw figures"),)
        verbose_name, verbose_name_plural = _("import of figures"), _("imports of figures")

    def __str__(self) -> str:
        return self.file_name
