"""A whole site of its own to measure: settings as in production, a seeded database, pages that are made."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.databases import PostgreSQL, postgresql, sqlite
from bench.processes import ROOT, running, wait_until

HOST = "localhost"
OURS = ("GUIDE_", "PG", "DJANGO_", "WEB_", "GUNICORN_")  # variables of the caller that would change what is measured
OURS_WHOLE = ("DATABASE_URL", "DEBUG", "RELEASE", "ACCESS_LOG", "PORT", "BIND", "REPORT_ADDRESS")
PRODUCTION = {
    "GUIDE_MODE": "production",
    "SECRET_KEY": "measured-on-a-loopback-port-and-thrown-away-afterwards",
    "ALLOWED_HOSTS": f"{HOST},127.0.0.1",
    "SITE_ADDRESS": f"https://{HOST}",
    "OPERATOR_NAME": "Example Foundation",
    "OPERATOR_CONTACT": "https://example.org/contact",
    "RELEASE": "measured",
}
ALL_PAGES = "import json; from config import addresses; print('FOUND' + json.dumps(list(addresses.paths_of('page'))))"


@dataclass(frozen=True)
class Site:
    """A site with a folder for all that it writes. `database` is its server, if it is no file."""

    folder: Path
    url: str
    database: PostgreSQL | None = None

    @property
    def store(self) -> Path:
        return self.folder / "state" / "pages"

    def environment(self, **more: object) -> dict[str, str]:
        """The variables of its processes, in production as documented."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS) and name not in OURS_WHOLE}
        own = {"DATABASE_URL": self.url, "GUIDE_STATE_DIR": str(self.folder / "state"), "GUIDE_FILL": "0"}
        return kept | PRODUCTION | own | {name: str(value) for name, value in more.items()}

    def manage(self, *words: str, **more: object) -> str:
        """What manage.py says to these words."""
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        how = {"cwd": ROOT, "env": self.environment(**more), "text": True, "capture_output": True, "check": False}
        found = subprocess.run(command, **how)  # noqa: S603 - our own command
        if found.returncode:
            raise RuntimeError(f"manage.py {words[0]} failed:\n{found.stdout}{found.stderr}")
        return found.stdout

    def prepare(self) -> None:
        """Tables, content and static files."""
        self.manage("prepare")

    def pages(self) -> list[str]:
        """The paths of all public pages in all languages."""
        return json.loads(self.manage("shell", "-v", "0", "-c", ALL_PAGES).rpartition("FOUND")[2])

    def made(self) -> int:
        """How many pages and files the fullest generation holds."""
        generations = [place for place in self.store.glob("*/*") if place.is_dir()]
        return max((sum(1 for _ in place.iterdir()) for place in generations), default=0)

    def fill(self, pages: int, seconds: float = 600) -> None:
        """Make all pages, packed quickly; they come before files and views. No process goes on filling afterwards."""
        with running([sys.executable, str(ROOT / "manage.py"), "fill"], self.folder / "fill.log", env=self.environment()):
            if not wait_until(lambda: self.made() >= pages, seconds, every=0.2):
                raise RuntimeError(f"the pages were not made within {seconds} s:\n{(self.folder / 'fill.log').read_text()}")


@contextmanager
def folder() -> Iterator[Path]:
    """A folder to be thrown away."""
    place = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def on_sqlite() -> Iterator[Site]:
    """A seeded site on a file."""
    with folder() as place:
        site = Site(place, sqlite(place))
        site.prepare()
        yield site


@contextmanager
def on_postgresql() -> Iterator[Site]:
    """A seeded site on a server of its own."""
    with folder() as place, postgresql() as database:
        site = Site(place, database.url, database)
        site.prepare()
        yield site
