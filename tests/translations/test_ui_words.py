"""The words of the frame, found in templates and Python without gettext's programs."""

import re

import pytest
from django.conf import settings as active

from translations.ui import Message, catalog_path, messages


@pytest.fixture
def project(settings, tmp_path):
    """A small project; write(path, text) puts a file into it."""
    settings.BASE_DIR = tmp_path

    def write(path: str, text: str):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")

    return write


TEMPLATES = [
    ('{% translate "Hello" %}', [Message("Hello")]),
    ('{% translate "May" context "month" %}', [Message("May", context="month")]),
    ('{% translate "Saved" as word %}{{ word }}', [Message("Saved")]),
    ("{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}", [Message("Hello %(name)s")]),
    ("{% blocktranslate trimmed %}\n  one\n  two\n{% endblocktranslate %}", [Message("one two")]),
    ('{% blocktranslate context "help" %}Call{% endblocktranslate %}', [Message("Call", context="help")]),
    (
        "{% blocktranslate count n=rows %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}",
        [Message("%(n)s row", "%(n)s rows")],
    ),
    ("{% blocktranslate %}100% sure{% endblocktranslate %}", [Message("100%% sure")]),
    (
        "{% if a %}{% for b in c %}{% translate 'deep' %}{% endfor %}{% else %}{% translate 'else' %}{% endif %}",
        [Message("deep"), Message("else")],
    ),
    ("{% block main %}{% translate 'in a block' %}{% endblock %}", [Message("in a block")]),
    ("{% translate variable %}", []),
    ('{# {% translate "in a comment" %} #}{% comment %}{% translate "too" %}{% endcomment %}', []),
    ("no words", []),
]


@pytest.mark.parametrize(("template", "expected"), TEMPLATES)
def test_the_words_of_a_template_are_found(project, template, expected):
    project("templates/guide/page.html", template)
    assert messages() == {message: ["templates/guide/page.html"] for message in expected}


PYTHON = [
    ("_('Hello')", [Message("Hello", readers=False)]),
    ("gettext_lazy('Hello')", [Message("Hello", readers=False)]),
    ("ngettext('one', 'many', n)", [Message("one", "many", readers=False)]),
    ("pgettext('month', 'May')", [Message("May", context="month", readers=False)]),
    ("f(x, [_('deep')])", [Message("deep", readers=False)]),
    ("_('a ' 'b')", [Message("a b", readers=False)]),
    ("_(variable)", []),
    ("other('Hello')", []),
    ("# _('comment')", []),
]


@pytest.mark.parametrize(("code", "expected"), PYTHON)
def test_the_words_of_python_are_for_editors(project, code, expected):
    project("guide/models/pages.py", f"from x import _\n{code}\n")
    assert messages() == {message: ["guide/models/pages.py"] for message in expected}


def test_what_the_admins_templates_say_is_for_editors(project):
    project("templates/admin/form.html", '{% translate "Save" %}')
    assert list(messages()) == [Message("Save", readers=False)]


def test_what_both_see_is_a_readers_word_and_stands_once_with_all_its_places(project):
    project("templates/admin/form.html", '{% translate "Steps" %}')
    project("templates/guide/a.html", '{% translate "Steps" %}{% translate "Steps" %}')
    project("templates/guide/b.html", '{% translate "Steps" %}')
    project("guide/apps.py", "_('Steps')")
    (message,), (places,) = zip(*messages().items(), strict=True)
    assert message == Message("Steps", readers=True)
    assert sorted(places) == ["guide/apps.py", "templates/admin/form.html", "templates/guide/a.html", "templates/guide/b.html"]


def test_the_same_word_in_two_contexts_is_two_messages(project):
    project("templates/a.html", '{% translate "May" context "month" %}{% translate "May" %}')
    assert {message.context for message in messages()} == {"month", ""}


def test_every_word_that_a_template_or_module_of_the_project_marks_is_found():
    """Found once more by the plainest means: the marks in the text of the files."""
    found = messages()
    readers = [message for message in found if message.readers]
    files = [path for path in (active.BASE_DIR / "templates").rglob("*.html") if "admin" not in path.parts]
    marked = {
        text for path in files for text in re.findall(r"""{%\s*translate\s+["']([^"']+)["']""", path.read_text(encoding="utf-8"))
    }
    assert marked <= {message.msgid for message in readers}
    with_blocks = {
        f"templates/{path.relative_to(active.BASE_DIR / 'templates')}" for path in files if "{% blocktrans" in path.read_text()
    }
    assert with_blocks <= {place for message in readers for place in found[message]}
    assert len(readers) > 50
    assert len(found) > len(readers)


def test_a_catalog_stands_in_the_folder_of_its_language():
    assert catalog_path("zh_Hans") == active.BASE_DIR / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
