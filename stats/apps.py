from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from translations.content import Fold, Kind, register


class StatsConfig(AppConfig):
    name = "stats"
    verbose_name = _("Statistics")

    def ready(self):
        register(*(Kind(f"stats.{name}") for name in ("table", "category", "edition")))
        register(Kind("stats.figure", fold=Fold("edition", "category", "value")))
