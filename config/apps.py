from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ConfigApp(AppConfig):
    """The room that knows all others: the frame of every page, and the commands that need them all."""

    name = "config"


class EditorsAdmin(AdminConfig):
    """The admin with its subjects in the order in which editors think."""

    default_site = "config.admin.EditorsSite"
