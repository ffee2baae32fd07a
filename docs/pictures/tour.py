"""The editor's day, screen by screen."""

import figures
from shoot import shoot

EDITORS = ("hanako", "kenji")
WIDTH = 1000


def files():
    return {}


def walk(tabs, files, path, desk):
    page = tabs["hanako"]

    def take(name, *a, **k):
        shoot(page, desk, path(name), *a, **k)

    def upload(name, data):
        page.goto("/admin/figures/")
        page.set_input_files("[name=file]", {"name": name, "mimeType": "text/csv", "buffer": data})
        page.click("form.duties button")

    page.goto("/admin/"); take("first")
    page.goto("/admin/figures/"); take("upload")
    upload("FEH_00250012_270325100000.csv", figures.official({(2025, 12): 1, (2026, 6): 1.015, (2026, 12): 1.03}, {"ネパール": 1.4}, 12)); take("labels")
    print(page.url)
    page.click("[name=labels]"); take("rehearsal")
    print(page.url)
    here = page.url
    page.goto(here + "in/vi/"); take("language", height=3000)
    page.goto(here + "page/en/statistics/trainees/"); take("preview", height=1600)
    page.goto(here)
    page.click("[name=publish]"); take("reason", height=1200)
    page.fill("[name=reason]", "Figures compared with the press release of 24 March.")
    page.click("[name=publish]"); take("published", height=1200)
    page.click("[name=withdraw]"); take("withdrawn", height=1200)
    upload("trainees-2026-12.csv", figures.wrong()); take("blocked", height=1200)
    page.goto("/admin/figures/"); take("list")
    page.goto("/admin/figures/type/prefectures/"); take("column", height=1500)
    page.goto("/admin/due/"); take("due", height=2500)
    page.goto("/admin/translations/madefrom/"); take("behind", height=2500)
    page.goto("/admin/guide/paragraph/"); take("paragraphs", height=2500)
