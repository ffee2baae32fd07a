"""The list of values that texts name, for editors: every name that the check knows, with what it says today."""

import re

import pytest
from django.test import Client

from translations.content import vocabulary

pytestmark = pytest.mark.django_db


def test_every_name_that_a_text_may_have_stands_there_with_what_it_says(editor_browser):
    html = editor_browser.get("/admin/values/?in=my").content.decode()
    rows = dict(re.findall(r"<code>{(.*?)}</code></th><td>(.*?)</td>", html))
    assert set(rows) == set(vocabulary().values)
    assert rows["trainees.total"] == "456,618"
    assert all(rows.values()), [name for name, text in rows.items() if not text]
    assert "ဗီယက်နမ်" in html


def test_figures_stand_first_and_an_unknown_language_is_no_error(editor_browser):
    html = editor_browser.get("/admin/values/?in=<b>").content.decode()
    assert html.index("{residents.date}") < html.index("{date.change}")
    assert 'lang="ja"' in html


def test_it_is_for_editors_only():
    assert Client(SERVER_NAME="localhost").get("/admin/values/").status_code == 302
