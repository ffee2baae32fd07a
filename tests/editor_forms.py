"""What an editor's browser does with a form of the admin: reads it, and sends all of its fields."""

import re
from html.parser import HTMLParser


class _Form(HTMLParser):
    """Collects what a browser would send: the value of every field of the form that saves a row."""

    def __init__(self):
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.inside = False
        self.select: str | None = None
        self.textarea: str | None = None

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.inside = given.get("id", "").endswith(("_form", "login-form")) and given.get("method") == "post"
        name = given.get("name", "")
        if not self.inside or "disabled" in given:
            return
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self.fields.setdefault(self.select, []).append(given.get("value", ""))
        elif tag == "textarea":
            self.textarea, self.fields[name] = name, [""]
        elif tag == "input" and name and given.get("type") not in ("submit", "button", "file"):
            if given.get("type") in ("checkbox", "radio") and "checked" not in given:
                return
            self.fields.setdefault(name, []).append(given.get("value", "on" if given.get("type") == "checkbox" else ""))

    def handle_data(self, data):
        if self.textarea:
            self.fields[self.textarea][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.textarea:
            text = self.fields[self.textarea][0].removeprefix("\n")  # the first line end is not of the text
            self.fields[self.textarea] = [re.sub(r"\r?\n", "\r\n", text)]  # browsers send line ends so
            self.textarea = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False


def fields_of(html: str) -> dict[str, list[str]]:
    """The fields of the form that saves a row, as they stand in the page."""
    form = _Form()
    form.feed(html)
    return form.fields


def save(client, path: str, **changes):
    """Open a form, change some of its fields and save it; the response. A value of None takes a field away."""
    opened = client.get(path)
    assert opened.status_code == 200, path
    fields = fields_of(opened.content.decode())
    unknown = [
        name for name, value in changes.items() if name not in fields and value is not None and "-" not in name and value != "on"
    ]
    assert not unknown, f"the form has no fields {unknown}: {sorted(fields)}"
    sent = {**fields, **changes, "_save": "Save"}
    return client.post(path, {name: value for name, value in sent.items() if value is not None})


def errors_of(response) -> str:
    """The words of the errors that a refused form shows, in one line."""
    lists = re.findall(r'<ul class="errorlist[^"]*"[^>]*>(.*?)</ul>', response.content.decode(), re.S)
    return " ".join(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", " ".join(lists))).split())
