"""Where the forms of content are, for the tests of the admin."""

import html

from django.urls import reverse


def address(model, page: str, row=None) -> str:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    return reverse(name, args=[row.pk] if row else [])


def change(row) -> str:
    return address(type(row), "change", row)


def words_of(response) -> str:
    return html.unescape(response.content.decode())
