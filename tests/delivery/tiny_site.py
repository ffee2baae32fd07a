"""The smallest site that delivers pages: addresses and views for test_page.py."""

from django.urls import path

from delivery.page import PageResponse, public
from delivery.reading import Reading

TEMPLATE = """{% get_current_language as active %}<html lang="{{ active }}"><p>{{ name }}</p><p>{{ day|date:"Y-m-d" }}</p>
{{ user }}{{ request.path }}{{ LANGUAGE_CODE }}{{ messages }}{{ csrf_token }}</html>"""
seen: list[tuple] = []


@public
def hello(reading: Reading, name: str) -> PageResponse:
    seen.append((reading, name))
    return PageResponse(reading, "hello", "hello.html", {"name": name, "day": reading.day})


@public
def lost(reading: Reading) -> PageResponse:
    return PageResponse(reading, "lost", "hello.html", {"name": "lost", "day": reading.day}, status=404)


urlpatterns = [
    path("<language:language>/hello/<str:name>/", hello),
    path("<language:language>/lost/", lost),
]
