"""Makes the pictures of the editors' handbook (docs/editors.md, docs/editors.ja.md): `make handbook`.

A site of its own in a temporary folder, on a day that stands still; an editor at work in a real browser, in English and in
Japanese, with figures that are invented. Chromium has to be on PATH.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE)]

NOW = datetime(2027, 3, 25, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))  # when December figures come out
LANGUAGES = ("en", "ja")
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SWITCHES = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")


def main() -> None:
    """All pictures anew; those that are there stay as they are if anything fails."""
    with tempfile.TemporaryDirectory() as folder:
        state, made = Path(folder, "state"), Path(folder, "made")
        made.mkdir()
        prepare = [sys.executable, "manage.py", "prepare"]
        subprocess.run(prepare, cwd=ROOT, env=environment(state), stdout=subprocess.DEVNULL, check=True)  # noqa: S603 – ourselves
        for code in LANGUAGES:
            own = Path(folder, code)
            shutil.copytree(state, own)
            take = [sys.executable, __file__, code, str(made)]
            subprocess.run(take, cwd=ROOT, env=environment(own), check=True)  # noqa: S603 – ourselves
        for old in HERE.glob("editors-*.png"):
            old.unlink()
        for new in made.iterdir():
            shutil.copy(new, HERE)


def environment(state: Path) -> dict[str, str]:
    """The settings of the site whose pictures are taken, and nothing of the settings around it."""
    ours = ("DATABASE_URL", "GUIDE_MODE", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "FIGURES_NEED_A_SECOND_PERSON")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {
        **kept,
        "GUIDE_STATE_DIR": str(state),
        "OPERATOR_NAME": "Example Foundation",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


def still_clock() -> None:
    """Stop every clock that the site asks, before it is loaded."""
    from django.db.models import DateTimeField, Value, functions
    from django.utils import timezone

    timezone.now = lambda: NOW
    functions.Now = lambda: Value(NOW, DateTimeField())
    from delivery import reading

    reading.today = NOW.date


def serve() -> str:
    """The address of the site, served by this process until it ends."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *arguments):
            pass

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def logged_in(name: str) -> dict:
    """The cookie of an editor who has just logged in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.auth.models import Group
    from django.contrib.sessions.backends.db import SessionStore

    user = get_user_model().objects.create_user(name, password=None, is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session.create()
    return {"name": "sessionid", "value": session.session_key, "path": "/admin/", "domain": "127.0.0.1"}


def work(code: str, made: Path) -> None:
    """Everything in one language: the site, the browser, the editor's day."""
    still_clock()
    import django

    django.setup()
    import tour
    from playwright.sync_api import sync_playwright

    editors = {name: logged_in(name) for name in tour.EDITORS}
    address = serve()
    program = next(filter(None, map(shutil.which, BROWSERS)), None) or sys.exit(f"None of {', '.join(BROWSERS)} is on PATH.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(SWITCHES))
        tabs = {}
        for name, cookie in editors.items():
            context = browser.new_context(
                base_url=address, locale={"en": "en-GB", "ja": "ja-JP"}[code], viewport={"width": tour.WIDTH, "height": 900}
            )
            context.add_cookies([cookie])
            tabs[name] = context.new_page()
        ending = ".png" if code == "en" else f".{code}.png"
        tour.walk(tabs, browser.new_page(), lambda name: made / f"editors-{name}{ending}", code)
        browser.close()


if __name__ == "__main__":
    work(sys.argv[1], Path(sys.argv[2])) if len(sys.argv) == 3 else main()
