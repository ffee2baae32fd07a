"""The addresses of the statistics."""

from django.urls import path

from stats import views

app_name = "stats"
urlpatterns = [
    path("data/<table:table>/<edition:as_of>/<language:language>.<suffix:suffix>", views.data, name="data"),
    path("data/<table:table>/<edition:as_of>/<language:language>.<picture:kind>", views.bars, name="bars"),
    path("data/<table:table>/<edition:as_of>/<language:language>-years.<picture:kind>", views.years, name="years"),
    path("data/<table:table>/<edition:as_of>/<language:language>-years-<slug:row>.<picture:kind>", views.years, name="row-years"),
    path("data/trainees/from/<slug:country>/<language:language>.<picture:kind>", views.origin_years, name="origin-years"),
    path("<language:language>/statistics/trainees/from/<slug:country>/", views.origin, name="origin"),
    path("<language:language>/statistics/", views.index, name="index"),
    path("<language:language>/statistics/<table:table>/", views.table, name="table"),
    path("<language:language>/statistics/<table:table>/<edition:as_of>/", views.edition, name="edition"),
    path("<language:language>/statistics/<table:table>/<edition:as_of>/<order:order>/", views.edition, name="ordered"),
]
