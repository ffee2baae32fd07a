"""All addresses of the site."""

from django.contrib import admin
from django.urls import include, path

from config import views
from config.pairs import side_by_side

handler404 = "config.views.not_found"
handler500 = "config.views.server_error"

urlpatterns = [
    path("robots.txt", views.robots),
    path("sitemap.xml", views.sitemap),
    path("favicon.ico", views.favicon),
    path("admin/", admin.site.urls),
    path("<language:language>/with/<language:second>/", side_by_side, {"below": ""}),
    path("<language:language>/<path:below>with/<language:second>/", side_by_side),
    path("", include("stats.urls")),
    path("", include("guide.urls")),
]
