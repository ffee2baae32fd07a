"""The hashes by which pages of one release or site are told from those of another."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as active

from config import release as module
from config.release import release, site


@pytest.fixture
def fresh(settings, tmp_path):
    """A site of a few files; what makes its pages is hashed anew each time."""
    for folder, name in (
        ("config", "x.py"),
        ("templates", "y.html"),
        ("locale", "z.mo"),
        ("static", "site.css"),
        ("docs", "n.md"),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text("one")
    (tmp_path / "fonts").mkdir()
    settings.BASE_DIR, settings.CHART_FONT_FOLDERS = tmp_path, (tmp_path / "fonts", tmp_path / "nowhere")
    yield lambda: release.__wrapped__()
    release.cache_clear()


def test_a_hash_is_short_and_can_stand_in_the_name_of_a_folder():
    assert re.fullmatch(r"[0-9a-f]{12}", release())
    assert re.fullmatch(r"[0-9a-f]{12}", site())


def test_it_is_the_same_in_every_process():
    code = "import django; django.setup(); from config.release import *; print(release(), site())"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONHASHSEED": "7"}
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=active.BASE_DIR, capture_output=True, text=True, check=True, env=environment
    )
    assert told.stdout.split() == [release(), site()]


@pytest.mark.parametrize("name", ["config/x.py", "templates/y.html", "locale/z.mo", "static/site.css"])
def test_code_words_and_looks_each_make_another_release(fresh, settings, name):
    before = fresh()
    (settings.BASE_DIR / name).write_text("two")
    assert fresh() != before
    (settings.BASE_DIR / name).write_text("one")
    assert fresh() == before
    (settings.BASE_DIR / name).rename(settings.BASE_DIR / f"{name}.other{Path(name).suffix}")
    assert fresh() != before


@pytest.mark.parametrize("name", ["docs/n.md", "config/x.pyc", "config/notes.txt~"])
def test_what_is_on_no_page_makes_no_other_release(fresh, settings, name):
    before = fresh()
    (settings.BASE_DIR / name).write_text("two")
    assert fresh() == before


def test_a_font_makes_another_release(fresh, settings):
    before = fresh()
    (settings.BASE_DIR / "fonts" / "some.ttf").write_bytes(b"font")
    assert fresh() != before


@pytest.mark.parametrize(("name", "value"), [("RELEASE", "9.9"), ("STATIC_URL", "/other/")])
def test_settings_that_make_pages_make_another_release(fresh, settings, name, value):
    before = fresh()
    setattr(settings, name, value)
    assert fresh() != before


@pytest.mark.parametrize("name", ["SITE_ADDRESS", "OPERATOR_NAME", "OPERATOR_CONTACT", "REPORT_ADDRESS"])
def test_what_pages_say_of_the_site_makes_another_site(settings, name):
    before = site()
    setattr(settings, name, "https://other.example.org")
    assert site() != before


def test_two_settings_are_not_taken_for_one(settings):
    settings.OPERATOR_NAME, settings.OPERATOR_CONTACT = "ab", "c"
    first = site()
    settings.OPERATOR_NAME, settings.OPERATOR_CONTACT = "a", "bc"
    assert site() != first


def test_every_folder_of_code_that_makes_pages_is_hashed():
    """A room that is new must be named: else its changes would leave old pages."""
    rooms = {path.parent.name for path in active.BASE_DIR.glob("*/apps.py")}
    assert rooms | {"templates", "locale", "static"} == set(module.FOLDERS)


def test_a_link_that_leads_nowhere_is_passed_over(fresh, settings):
    before = fresh()
    (settings.BASE_DIR / "fonts" / "gone.ttf").symlink_to("nowhere.ttf")
    (settings.BASE_DIR / "config" / "gone.py").symlink_to("editor@host.1")
    assert fresh() == before
