"""python -m bench.lighthouse: scores of Lighthouse on a slow phone; fails below a hundred. `make lighthouse` installs it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from bench.servers import free_port, gunicorn
from bench.sites import Site, folder
from bench.tables import Table

HERE = Path(__file__).parent
PROGRAM = HERE / "node_modules" / ".bin" / "lighthouse"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SUBJECTS = ("performance", "accessibility", "best-practices", "seo")
LANGUAGE = "my"  # of which every kind is measured: tall letters, long lines
KIND = "flow"  # which is measured in every language
HIDDEN = re.compile(r"/with/[a-z-]+/$|/by-[a-z]+/$")  # pages that show another one in another way, and say `noindex`
TRIES = 3  # of a page below a hundred: what a busy machine does to one run is not the page's fault


def main() -> int:
    """0 if every score is a hundred."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not PROGRAM.exists() or browser is None:
        print("Lighthouse needs node with npm, and Chromium: make lighthouse installs the rest", file=sys.stderr)  # noqa: T201
        return 1
    table = Table("Lighthouse", f"12, mobile, its own slow phone and line; of each subject the best of up to {TRIES} tries")
    with folder() as place:
        port = free_port()
        site = Site(place, f"sqlite:///{place}/guide.sqlite3")
        address = f"http://localhost:{port}"
        own = {"GUIDE_MODE": "", "SITE_ADDRESS": address, "ACCESS_LOG": ""}
        site.manage("prepare", **own)
        with gunicorn(site, port=port, **own):
            for path in _paths():
                hidden = bool(HIDDEN.search(path))
                scores = _measured(browser, address + path, place / "report.json", hidden)
                what = path + (" (not to be found by search engines)" if hidden else "")
                table.add(what, " ".join(f"{score}" for score in scores), "100 100 100 100", min(scores) == 100)
    table.show()
    table.keep()
    return 0 if table.met else 1


def _paths() -> list[str]:
    """Every kind of page in one language, one kind in every language."""
    from config.languages import by_code, live
    from tests.browser.pages import KINDS, MISSING, address

    kinds = [path for path in KINDS.values() if path != MISSING]
    both = [address(by_code(LANGUAGE), path) for path in kinds] + [address(one, KINDS[KIND]) for one in live()]
    return list(dict.fromkeys(both))


def _measured(browser: str, address: str, report: Path, hidden: bool) -> list[int]:
    """The scores of SUBJECTS in hundredths; of several tries the best of each, until all are a hundred.

    A page that shows another one in another way says `noindex`, so that is not held against it.
    """
    best = [0] * len(SUBJECTS)
    for _ in range(TRIES):
        command = [
            str(PROGRAM), address, "--quiet", "--output=json", f"--output-path={report}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu", f"--only-categories={','.join(SUBJECTS)}",
            *(["--skip-audits=is-crawlable"] if hidden else []),
        ]  # fmt: skip
        ended = subprocess.run(command, env=os.environ | {"CHROME_PATH": browser}, check=False, timeout=180)  # noqa: S603 - named above
        if ended.returncode:  # it says why, and that it is to be run again; a page that it never measures stays at nothing
            continue
        found = json.loads(report.read_text(encoding="utf-8"))["categories"]
        best = [max(one, round(found[subject]["score"] * 100)) for one, subject in zip(best, SUBJECTS, strict=True)]
        if min(best) == 100:
            break
    return best


if __name__ == "__main__":
    sys.exit(main())
