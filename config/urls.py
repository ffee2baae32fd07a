"""All addresses of the site."""

from django.contrib import admin
from django.urls import include, path

from config import views

handler404 = "config.views.not_found"
handler500 = "config.views.server_error"

urlpatterns = [
    path("livez", views.livez),
    path("readyz", views.readyz),
    path("robots.txt", views.robots),
    path("sitemap.xml", views.sitemap),
    path("favicon.ico", views.favicon),
    path("admin/", admin.site.urls),
    path("", include("stats.urls")),
    path("", include("guide.urls")),
]
