"""The addresses of the guide's own pages."""

from django.urls import path, register_converter

from guide import views


class PageKeyConverter:
    """The key of a page: one or two slugs, such as flow or sources/g."""

    regex = "[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PageKeyConverter, "page_key")

app_name = "guide"
urlpatterns = [
    path("", views.entry, name="entry"),
    path("go/<page_key:page>/", views.go, name="go"),
    path("<language:language>/", views.home, name="home"),
    path("<language:language>/<page_key:page>/", views.page, name="page"),
]
