"""The site as `make run` serves it, on a database of its own, and one tab of a real browser for all tests.

Without a browser these tests are skipped and say so loudly; with DEMAND_BROWSER=1 they fail.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from demands import missing
from playwright.sync_api import BrowserContext

from .pages import EACH_PAGE
from .tab import Tab

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PATIENCE = 60  # seconds for the site to be prepared, and to answer


@pytest.hookimpl(tryfirst=True)  # xdist reads the marks in the same hook
def pytest_collection_modifyitems(items):
    """Where several workers share the tests, the pages of a language stay with one, which opens each of them once."""
    for item in items:
        if "_opened" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group(item.callspec.params["_opened"].split("/")[1]))
        elif item.path.parent == HERE:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="session")
def browser_type_launch_args(pytestconfig) -> dict:
    """Debian's browser, headless unless pytest is called with --headed, and kept from the network."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        missing(f"IN A BROWSER: none of {', '.join(BROWSERS)} on PATH", demand="DEMAND_BROWSER")
    # Playwright's loop stays in this thread to the end of the session; Django would refuse its database to all later tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {"executable_path": found, "args": list(SWITCHES), "headless": not pytestconfig.getoption("--headed")}


@pytest.fixture(scope="session")
def site_environment(tmp_path_factory) -> dict[str, str]:
    """What the served site and its commands are told: a directory of their own with the database in it, and a port."""
    port = _free_port()
    ours = ("DATABASE_URL", "GUIDE_MODE", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "FIGURES_NEED_A_SECOND_PERSON")
    return {name: value for name, value in os.environ.items() if name not in ours} | {
        "GUIDE_STATE_DIR": str(tmp_path_factory.mktemp("site")),
        "GUIDE_FILL": "0",  # the processor is for the browser
        "SITE_ADDRESS": f"http://127.0.0.1:{port}",
        "PORT": str(port),
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "1",
    }


@pytest.fixture(scope="session")
def site(site_environment) -> Iterator[str]:
    """The address of the whole guide, prepared and served as `make run` does, from a directory of its own."""
    state, address = Path(site_environment["GUIDE_STATE_DIR"]), site_environment["SITE_ADDRESS"]
    with (state / "log").open("wb") as log:
        how = {"cwd": ROOT, "env": site_environment, "stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
        prepare = [sys.executable, "manage.py", "prepare"]
        if subprocess.run(prepare, **how, timeout=PATIENCE, check=False).returncode:
            pytest.fail(f"manage.py prepare failed:\n{(state / 'log').read_text()}", pytrace=False)
        serve = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi:application"]
        process = subprocess.Popen(serve, **how)
        try:
            _wait_until_ready(process, address, state / "log")
            yield address
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_ready(process: subprocess.Popen, address: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(f"{address}/readyz", timeout=PATIENCE):
                return
        except URLError:
            time.sleep(0.1)
    pytest.fail(f"The site did not start:\n{log.read_text()}", pytrace=False)


@pytest.fixture(scope="session")
def _context(browser, site) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=site)
    yield context
    context.close()


@pytest.fixture(scope="session")
def _shown_tab(_context) -> Tab:
    return Tab(_context.new_page())


@pytest.fixture(scope="session", params=EACH_PAGE)
def _opened(request, _shown_tab) -> Tab:
    _shown_tab.reset()
    _shown_tab.open(request.param)
    _shown_tab.shifts = _shown_tab.run("shifts")  # at once: what tests do later moves things too
    return _shown_tab


@pytest.fixture
def shown(_opened) -> Tab:
    """Each page that is looked at, one after the other: pytest runs all tests that ask for it on one page before the next.

    The page is loaded once; each test gets it on an ordinary phone and takes back what it adds.
    """
    _opened.reset()
    return _opened


@pytest.fixture(scope="session")
def _other_tab(_context) -> Tab:
    return Tab(_context.new_page())


@pytest.fixture
def tab(_other_tab) -> Tab:
    """A tab for tests that open pages of their own choice."""
    _other_tab.reset()
    return _other_tab


@pytest.fixture(scope="session")
def _plain_tab(browser, site) -> Iterator[Tab]:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    yield Tab(context.new_page())
    context.close()


@pytest.fixture
def plain(_plain_tab) -> Tab:
    """A tab with JavaScript off."""
    _plain_tab.reset()
    return _plain_tab
