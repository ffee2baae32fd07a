from django.apps import AppConfig
from django.db.models.signals import m2m_changed
from django.urls import register_converter

from delivery.converters import LanguageConverter


class DeliveryConfig(AppConfig):
    name = "delivery"

    def ready(self):
        from delivery.door import guard_relation

        m2m_changed.connect(guard_relation, dispatch_uid="the one door")
        register_converter(LanguageConverter, "language")
