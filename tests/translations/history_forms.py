"""What an editor does with the forms of rows, for the tests of the history: saves them, and restores what was before."""

import html
import re

from django.db import models
from django.test import Client
from django.urls import reverse
from editor_forms import errors_of, fields_of, save
from releases import POINT

from stats.models import Figure
from translations.models import Change

ITEM = f"guide.steppoint/{POINT}"
LIST = "/admin/translations/change/"


def browser_of(user, **more) -> Client:
    browser = Client(SERVER_NAME="localhost", **more)
    browser.force_login(user)
    return browser


def form(row, page: str = "change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk] if row.pk else [])


def saved(client, row, **values) -> Change:
    """Save a row in its form, a new one in that of a new row; the last change that this made."""
    response = save(client, form(row, "change" if row.pk else "add"), **values)
    assert response.status_code == 302, errors_of(response)
    return Change.objects.first()


def restored(client, change: Change) -> str:
    """Restore what was before a change; what the editor is told."""
    response = client.post(reverse("admin:translations_change_restore", args=[change.pk]), follow=True)
    assert response.status_code == 200
    return html.unescape(" ".join(map(str, response.context["messages"])))


def figures(edition) -> dict[str, int | None]:
    return dict(models.QuerySet(Figure).filter(edition__key=edition.key).values_list("category__key", "value"))


def figure_names(edition, fields: dict) -> dict[str, str]:
    """Under which name a form that was opened has the figure of each category."""
    keys = dict(models.QuerySet(Figure).filter(edition=edition).values_list("pk", "category__key"))
    return {keys[int(fields[name][0])]: name.removesuffix("-id") for name in fields if name.endswith("-id") and fields[name][0]}


def figure_rows(client, edition) -> dict[str, str]:
    """Under which name the form has the figure of each category."""
    return figure_names(edition, fields_of(client.get(form(edition)).content.decode()))


def recorded() -> list[tuple]:
    """(item, before, after) of every change, the oldest first."""
    return list(Change.objects.order_by("pk").values_list("item", "before", "after"))


def text(response) -> str:
    """What a page of the history says."""
    assert response.status_code == 200
    main = html.unescape(response.content.decode()).partition('id="content"')[2]
    return re.sub(r"\s+", " ", re.sub(r"<br>|<[^>]+>", " ", main))


def buttons(response) -> list[str]:
    """The addresses to which a page sends what is to be restored."""
    return re.findall(r'action="(/admin/translations/change/\d+/restore/)"', response.content.decode())
