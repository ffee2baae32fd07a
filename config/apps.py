from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class ConfigApp(AppConfig):
    """The room that knows all others: the frame of every page, and the commands that need them all."""

    name = "config"

    def ready(self):
        from config.rights import make_editors

        post_migrate.connect(make_editors, sender=apps.get_app_config("guide"))  # the last that has tables


class EditorsAdmin(AdminConfig):
    """The admin with its subjects in the order in which editors think."""

    default_site = "config.admin.EditorsSite"
