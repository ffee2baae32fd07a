from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

from translations.content import Fold, Kind, register


class StatsConfig(AppConfig):
    name = "stats"
    verbose_name = _("Statistics")

    def ready(self):
        from stats.converters import CONVERTERS  # which need the models

        for name, converter in CONVERTERS.items():
            register_converter(converter, name)
        register(
            Kind("stats.table", place=lambda row: f"statistics/{row.key}/"),
            Kind("stats.category", place=lambda row: f"statistics/{row.table.key}/"),
            Kind("stats.edition", place=lambda row: f"statistics/{row.table.key}/{row.as_of:%Y-%m}/"),
            Kind("stats.figure", fold=Fold("edition", "category", "value")),
        )
