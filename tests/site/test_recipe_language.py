"""The recipe of CONTRIBUTING.md for a language, walked with one that nobody speaks, onto a database that is in use."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

ROW = '    Language("qaa", "Qaaqa", "Invented", locale="en", countries=("QM",), plural=TWO_FORMS, switcher="Kok", live={live}),\n'
KEPT = re.compile(r"(\{[^}]*\}|\]\([^)]*\)|%\(\w+\)s|\n)")
ROOMS = (
    "config",
    "delivery",
    "translations",
    "sources",
    "stats",
    "guide",
    "templates",
    "static",
    "locale",
    "fixtures",
    "manage.py",
)
SIX = 6 * 60


def invented(text: str) -> str:
    """The text in a language of o and k, its values, links and marks kept."""
    parts = KEPT.split(text)
    return "".join(
        part if KEPT.fullmatch(part) else re.sub("[A-Za-z]", lambda sign: "ok"[sign[0] not in "aeiouAEIOU"], part)
        for part in parts
    )


class Checkout:
    """A copy of the project with a database of its own."""

    def __init__(self, root: Path):
        self.root = root
        for name in ROOMS:
            subprocess.run(["cp", "-r", str(settings.BASE_DIR / name), str(root / name)], check=True)

    def manage(self, *words: str, code: int = 0) -> str:
        """The output of manage.py with these words, in the copy, under its own settings."""
        environment = {"PATH": os.environ["PATH"], "DATABASE_URL": f"sqlite:///{self.root / 'used.sqlite3'}", "LANG": "C.UTF-8"}
        found = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=self.root,
            env=environment,
            capture_output=True,
            text=True,
            timeout=SIX,
            check=False,
        )
        assert found.returncode == code, found.stdout + found.stderr
        return found.stdout

    def get(self, *paths: str) -> list[tuple[int, str]]:
        """Status and HTML of pages of the copy."""
        program = (
            "from django.test import Client\nimport json\nbrowser = Client(SERVER_NAME='localhost')\n"
            f"print('ANSWERS' + json.dumps([(a.status_code, a.content.decode()) for a in map(browser.get, {list(paths)!r})]))"
        )
        return json.loads(self.manage("shell", "-c", program).rpartition("ANSWERS")[2])

    def row(self, live: bool) -> None:
        path = self.root / "config" / "languages.py"
        rows = re.sub(r'    Language\("qaa".*\n', "", path.read_text(encoding="utf-8"))
        path.write_text(
            rows.replace(")  # fmt: skip\n\n# What", ROW.format(live=live) + ")  # fmt: skip\n\n# What"), encoding="utf-8"
        )

    def translate(self) -> None:
        for path in (self.root / "fixtures/text/qaa.po", self.root / "locale/qaa/LC_MESSAGES/django.po"):
            catalog = polib.pofile(str(path), wrapwidth=0)
            for entry in catalog:
                if entry.msgid_plural:
                    entry.msgstr_plural = {0: invented(entry.msgid), 1: invented(entry.msgid_plural)}
                else:
                    entry.msgstr = invented(entry.msgid)
            catalog.save(str(path))


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    return Checkout(tmp_path_factory.mktemp("checkout"))


def test_a_language_comes_by_the_recipe_onto_a_database_that_is_in_use(checkout):
    checkout.manage("prepare")
    edit = (
        "from delivery.door import writing\nfrom guide.models import Page\n"
        "with writing():\n row = Page.objects.get(key='flow'); row.title_vi = 'Của biên tập viên'; row.save()"
    )
    checkout.manage("shell", "-c", edit)
    checkout.row(live=False)
    said = checkout.manage("new_language", "qaa")
    assert "words of the frame" in said
    assert sorted(path.parent.parent.name for path in checkout.root.glob("*/migrations/*language_qaa.py")) == [
        "guide",
        "sources",
        "stats",
    ]

    checkout.manage("prepare")
    (home, _), (absent, _), (flow, edited) = checkout.get("/en/", "/qaa/", "/vi/flow/")
    assert (home, absent, flow) == (200, 404, 200), "a language without words cannot be reached, and the others stay"
    assert "Của biên tập viên" in edited
    assert re.search(r"qaa: \d{3} missing", checkout.manage("check_content"))
    assert "qaa: not translated" not in checkout.manage("ui_words", "--check"), "a language that is not live holds nobody up"

    checkout.row(live=True)
    checkout.manage("check_content", code=1)
    checkout.translate()
    checkout.manage("prepare")
    assert "qaa: 0 missing, 0 behind, 0 unknown, 0 different, 0 other\n" in checkout.manage("check_content")
    checkout.manage("ui_words", "--check")
    (flow, html), (both, _), (_, edited), (_, home) = checkout.get("/qaa/flow/", "/qaa/flow/with/ja/", "/vi/flow/", "/en/")
    assert (flow, both) == (200, 200)
    assert re.search(r"<h1>[ok ]+</h1>", html), "its own words"
    assert 'hreflang="qaa"' in home
    assert "Của biên tập viên" in edited
