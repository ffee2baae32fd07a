from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from translations.content import Kind, register


class SourcesConfig(AppConfig):
    name = "sources"
    verbose_name = _("Sources")

    def ready(self):
        names = (
            "organization",
            "source",
            "fact",
            "quantity",
            "service",
            "contact",
            "term",
            "termwording",
            "correction",
        )
        register(*(Kind(f"sources.{name}") for name in names))
