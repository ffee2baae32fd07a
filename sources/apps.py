from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from translations.content import Kind, register


class SourcesConfig(AppConfig):
    name = "sources"
    verbose_name = _("Sources")

    def ready(self):
        register(
            Kind("sources.organization", place=lambda row: "sources/"),
            Kind("sources.source", place=lambda row: "sources/"),
            Kind("sources.fact", place=lambda row: f"sources/{row.group.lower()}/#{row.key}"),
            Kind("sources.quantity", place=lambda row: "sources/"),
            Kind("sources.service", place=lambda row: "help/"),
            Kind("sources.contact", place=lambda row: "help/"),
            Kind("sources.term", place=lambda row: ""),
            Kind("sources.termwording"),
            Kind("sources.correction", place=lambda row: f"sources/corrections/#{row.key}"),
        )
