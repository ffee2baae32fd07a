from django.apps import AppConfig
from django.urls import register_converter

from delivery.converters import LanguageConverter


class DeliveryConfig(AppConfig):
    name = "delivery"

    def ready(self):
        register_converter(LanguageConverter, "language")
