"""The addresses of the guide's own pages."""

from django.urls import path, register_converter

from guide import rules, views


class PageKeyConverter:
    """The key of a page: one or two slugs, such as flow or sources/g."""

    regex = "[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class AnswersConverter:
    """The answers to "Which rules apply to you?" so far, as they follow from one another."""

    regex = "[a-z0-9-]+(?:/[a-z0-9-]+)*"

    def to_python(self, value: str) -> rules.Answers:
        answers = tuple(value.split("/"))
        rules.question(answers)  # NoSuchPath is a ValueError: no such address
        return answers

    def to_url(self, value: rules.Answers) -> str:
        return "/".join(value)


register_converter(PageKeyConverter, "page_key")
register_converter(AnswersConverter, "answers")

app_name = "guide"
urlpatterns = [
    path("", views.entry, name="entry"),
    path("go/<page_key:page>/", views.go, name="go"),
    path("<language:language>/", views.home, name="home"),
    path("<language:language>/check/<answers:answers>/", views.check, name="check"),
    path("<language:language>/<page_key:page>/", views.page, name="page"),
]
