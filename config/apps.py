from django.apps import AppConfig


class ConfigApp(AppConfig):
    """The room that knows all others: the frame of every page, and the commands that need them all."""

    name = "config"
