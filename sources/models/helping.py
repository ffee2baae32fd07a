"""Who helps, and under which number."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.fields import FactsField
from sources.models.base import PARTIAL_DATE, Compared, Dated, Keyed
from sources.models.book import Fact, Organization, Source

DAYS = RegexValidator(r"^((mon|tue|wed|thu|fri|sat|sun)(,(?!$)|$))*$", _("Days as mon,tue,wed."))
CLOCK = RegexValidator(r"^(\d{2}:\d{2})?$", _("A time as 09:00."))


class Service(Keyed):
    """Something that helps: a line, an office, a website; what it can and cannot do, and for whom."""

    class Kind(models.TextChoices):
        EMERGENCY = "emergency", _("emergency")
        TRAINEE = "trainee", _("trainees")
        WORK = "work", _("work")
        RESIDENCE = "residence", _("residence")
        LAW = "law", _("law")
        RIGHTS = "rights", _("rights")
        HOME = "home", _("in the home country")

    organization = models.ForeignKey(Organization, models.PROTECT, verbose_name=_("organization"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=120)
    label = models.CharField(_("for whom"), max_length=120, blank=True)
    text = models.TextField(_("what it can and cannot do"))
    free = models.BooleanField(_("free of charge"), null=True, blank=True)
    abroad = models.BooleanField(_("reachable from abroad"), null=True, blank=True)
    complete = models.BooleanField(
        _("all its languages are known"),
        default=False,
        help_text=_("Then a language without a contact has no line; otherwise it is not known."),
    )
    facts = FactsField(_("facts"))

    class Meta:
        ordering = ("order", "key")
        verbose_name, verbose_name_plural = _("service that helps"), _("services that help")


class Contact(Compared, Dated, Keyed):
    """A number, form or address of a service in one language, with who printed it and when."""

    class Channel(models.TextChoices):
        PHONE = "phone", _("telephone")
        WEB_FORM = "web-form", _("web form")
        WEBSITE = "website", _("website")
        MESSENGER = "messenger", _("messenger")
        VISIT = "visit", _("visit")
        CHAT = "chat", _("chat")
        EMAIL = "email", _("e-mail")

    service = models.ForeignKey(Service, models.PROTECT, verbose_name=_("service"))
    language = models.CharField(_("language"), max_length=20)
    phone = models.CharField(_("telephone number"), max_length=30, blank=True)
    url = models.URLField(_("address"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    channel = models.CharField(_("channel"), max_length=12, choices=Channel.choices)
    from_abroad = models.BooleanField(_("number for calls from abroad"), default=False)
    days = models.CharField(_("days"), max_length=30, blank=True, validators=[DAYS])
    opens = models.CharField(_("opens"), max_length=5, blank=True, validators=[CLOCK])
    closes = models.CharField(_("closes"), max_length=5, blank=True, validators=[CLOCK])
    hours_note = models.TextField(_("remark for editors"), blank=True)
    printed_by = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name=_("printed by"))
    printed_on = models.CharField(_("printed on"), max_length=20, blank=True, validators=[PARTIAL_DATE])
    status = models.CharField(_("status"), max_length=10, choices=Fact.Status.choices)
    agreed = models.BooleanField(
        _("may be printed"),
        default=False,
        help_text=_("The organization printed the number itself, or two independent sources agree."),
    )
    checked_on = models.DateField(_("compared with the official page on"), null=True, blank=True)

    class Meta:
        ordering = ("service__order", "service__key", "key")
        verbose_name, verbose_name_plural = _("contact"), _("contacts")
