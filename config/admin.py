"""The admin of the whole site: its language, its order."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from delivery.negotiation import preferred
from delivery.reading import today
from translations.catalogs import EDITORS


class EditorLanguageMiddleware:
    """Speaks English or Japanese with editors, as their browser asks. Public pages have their language in the address.

    They know no cookies either: what a browser sends is dropped before a session or a token is looked for in it, since
    Django answers a bad one with another cookie and a Vary.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/admin/"):
            request.COOKIES = {}
            return self.get_response(request)
        with translation.override(preferred(request.headers.get("Accept-Language", ""), ("en", *EDITORS), {}, "en")):
            response = self.get_response(request)
            response.headers.setdefault("Cache-Control", "no-store")
            return response


# How an editor thinks of the work, not how the code is cut: group → models.
GROUPS = (
    (_("Pages"), ("guide.Page", "guide.PageTitle", "guide.Section", "guide.Paragraph", "guide.Notice")),
    (
        _("Steps"),
        (
            "guide.Step",
            "guide.StepPoint",
            "guide.Stage",
            "guide.Gate",
            "guide.Actor",
            "guide.Role",
            "guide.CountryNote",
        ),
    ),
    (
        _("The change of 2027"),
        (
            "guide.Aspect",
            "guide.Rule",
            "guide.Milestone",
            "guide.Question",
            "guide.Answer",
            "guide.Outcome",
            "guide.Advice",
        ),
    ),
    (_("Help and contacts"), ("guide.HelpLevel", "sources.Service", "sources.Contact", "guide.Phrase", "guide.ReadingLink")),
    (
        _("Sources"),
        (
            "sources.Fact",
            "sources.Source",
            "sources.Organization",
            "sources.Quantity",
            "sources.Correction",
            "sources.Term",
        ),
    ),
    (_("Translations"), ("translations.MadeFrom", "translations.Change")),
    (_("Statistics"), ("stats.Edition", "stats.Table", "stats.Category")),
)

HISTORY = RedirectView.as_view(pattern_name="admin:translations_change_changelist", query_string=True)


class EditorsSite(AdminSite):
    """The admin as editors find it: by subject; accounts last."""

    site_header = site_title = _("Technical Intern Training Guide")
    index_title = _("What do you want to edit?")

    def get_urls(self):
        from config import duties, intake, intake_typing, value_names  # which need this site

        return [
            path("history/", self.admin_view(HISTORY), name="history"),
            path("due/", self.admin_view(duties.due_view), name="due"),
            path("figures/", self.admin_view(intake.figures_view), name="figures"),
            path("figures/type/<table:table>/", self.admin_view(intake_typing.column_view), name="figures_column"),
            path(
                "figures/type/<table:table>/<edition:as_of>/",
                self.admin_view(intake_typing.column_view),
                name="figures_column_of",
            ),
            path(
                "figures/template/<table:table>/<edition:as_of>.<suffix:suffix>",
                self.admin_view(intake_typing.template_view),
                name="figures_template",
            ),
            path("figures/<int:pk>/", self.admin_view(intake.change_view), name="figures_change"),
            path("figures/<int:pk>/in/<str:code>/", self.admin_view(intake.language_view), name="figures_language"),
            path("figures/<int:pk>/page/<path:below>", self.admin_view(intake.preview_view), name="figures_preview"),
            path("values/", self.admin_view(value_names.names_view), name="value_names"),
            path("as-of/<str:day>/<path:below>", self.admin_view(duties.as_of_view), name="as_of"),
            *super().get_urls(),
        ]

    def index(self, request, extra_context=None):
        from config import duties

        return super().index(request, {**(extra_context or {}), "due": duties.summary(today())})

    def get_app_list(self, request, app_label=None):
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = {f"{app['app_label']}.{model['object_name']}": model for app in apps for model in app["models"]}
        grouped = []
        for position, (name, labels) in enumerate(GROUPS):
            members = [models.pop(label) for label in labels if label in models]
            if members:
                grouped.append(
                    {
                        "name": name,
                        "app_label": f"group-{position}",
                        "app_url": "",
                        "has_module_perms": True,
                        "models": members,
                    }
                )
        rest = [
            app | {"models": [model for model in app["models"] if f"{app['app_label']}.{model['object_name']}" in models]}
            for app in apps
        ]
        return [*grouped, *(app for app in rest if app["models"])]
