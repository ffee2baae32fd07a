"""An editor who works while something is measured: as a browser at the admin, and as a process that writes by the one door."""

import re
import time
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from bench.sites import HOST, Site

NAME, PASSWORD = "measuring", "a-long-word-for-one-hour"
ACCOUNT = f"from django.contrib.auth.models import User; User.objects.create_superuser({NAME!r}, password={PASSWORD!r})"
EDIT = """
import time
from delivery.door import writing
from guide.models import Page
page = Page.objects.get(key={key!r})
page.title_en = page.title = {title!r}
with writing():
    page.save()
print('AT', time.monotonic())
"""
LATE = 15  # seconds that an editor waits for an answer


class Editor:
    """A browser at the admin of an instance, which believes that it came through the proxy."""

    def __init__(self, port: int):
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and text; fields are sent as a form. Redirects are not followed."""
        headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Referer": f"https://{HOST}{path}"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=LATE)
        try:
            connection.request("GET" if fields is None else "POST", path, body, headers)
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(cookie).items()}
            return answer.status, answer.read().decode(errors="replace")
        finally:
            connection.close()

    def enter(self) -> None:
        """Log in. Raises RuntimeError where that fails."""
        path = "/admin/login/?next=/admin/"
        token = self.token(self.ask(path)[1])
        status, html = self.ask(path, {"username": NAME, "password": PASSWORD, "csrfmiddlewaretoken": token})
        if status != 302 or self.ask("/admin/")[0] != 200:
            raise RuntimeError(f"nobody can log in: {status}\n{html[:2000]}")

    @staticmethod
    def token(html: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)
        return found[1] if found else ""


def account(site: Site) -> None:
    """An account of this editor's."""
    site.manage("shell", "-v", "0", "-c", ACCOUNT)


def edit(site: Site, title: str, key: str = "home") -> float:
    """Give a page another English title in a process of its own; the moment of the commit, by the machine's steady clock."""
    said = site.manage("shell", "-v", "0", "-c", EDIT.format(key=key, title=title))
    return float(said.rpartition("AT ")[2])


def seen_everywhere(ports: list[int], path: str, title: str, since: float, rounds: int = 24) -> float:
    """Seconds from a moment until every process of these instances shows the title, asked on fresh connections.

    That is until no old page comes any more in so many answers in a row; the last old one counts, or the first new one.
    """
    last, row = since, 0
    while row < rounds and time.monotonic() - since < LATE:
        for port in ports:
            status, html = Editor(port).ask(path)
            if status == 200 and title in html:
                row += 1
                last = last if last > since else time.monotonic()
            else:
                last, row = time.monotonic(), 0
    return (last if row >= rounds else time.monotonic()) - since
