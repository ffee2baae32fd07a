from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from translations.content import Kind, register, set_vocabulary


class GuideConfig(AppConfig):
    name = "guide"
    verbose_name = _("Guide")

    def ready(self):
        from guide.words import vocabulary

        register(Kind("guide.page", plain_summary=True))
        names = (
            "section", "paragraph", "notice", "stage", "gate", "step", "steppoint", "actor", "countrynote", "role", "helplevel",
            "readinglink", "aspect", "rule",
        )  # fmt: skip
        register(*(Kind(f"guide.{name}") for name in names))
        set_vocabulary(vocabulary)
