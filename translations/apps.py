from django.apps import AppConfig
from django.db.models.signals import post_delete


class TranslationsConfig(AppConfig):
    name = "translations"

    def ready(self):
        from translations.origins import forget_row

        post_delete.connect(forget_row, dispatch_uid="what translations were made from")
