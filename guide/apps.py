from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from translations.content import Kind, register, set_vocabulary


class GuideConfig(AppConfig):
    name = "guide"
    verbose_name = _("Guide")

    def ready(self):
        from guide import places
        from guide.words import vocabulary

        register(
            Kind("guide.page", plain_summary=True, place=places.page, most={"label": 30, "summary": 180}),
            Kind("guide.pagetitle", plain_summary=True, place=places.title, most={"label": 30, "summary": 180}),
            Kind("guide.section", place=places.section),
            Kind("guide.paragraph", place=places.paragraph),
            Kind("guide.notice", place=places.first_screen),
            Kind("guide.stage", place=places.on("stages"), most={"label": 20}),
            Kind("guide.gate", place=places.on("stages"), most={"label": 20}),
            Kind("guide.step", place=places.on("flow"), most={"label": 40}),
            Kind("guide.steppoint", place=places.on("flow")),
            Kind("guide.actor", place=places.on("how-it-works"), most={"label": 28}),
            Kind("guide.countrynote", place=places.section),
            Kind("guide.role", place=places.on("union")),
            Kind("guide.helplevel", place=places.on("help"), most={"label": 28}),
            Kind("guide.readinglink", place=places.on("careers")),
            Kind("guide.aspect", place=places.on("changes-2027")),
            Kind("guide.rule", place=places.rule),
            Kind("guide.milestone", place=places.on("changes-2027"), most={"label": 44}),
            Kind("guide.question", place=places.on("check/all")),
            Kind("guide.answer", place=places.answer),
            Kind("guide.advice", place=places.on("check/all")),
            Kind("guide.outcome", place=places.on("check/all")),
            Kind("guide.phrase", place=places.on("help/card")),
        )
        set_vocabulary(vocabulary)
