"""The pages lead to their charts as files, in every language, and offer no picture that cannot be drawn."""

import re
from xml.etree import ElementTree

import pytest
from demands import missing
from django.test import Client

from config.languages import by_code, live
from delivery.door import writing
from stats import pages, picturing, queries
from stats.models import Edition, Figure
from stats.pictures import fonts_for
from tests.stats.picture_files import FONTS, LABELS

pytestmark = [pytest.mark.django_db, pytest.mark.letters]
SVG = "{http://www.w3.org/2000/svg}"
PAGES = {
    "statistics/residents/": ["residents/2025-12/{}", "residents/2025-12/{}-years"],
    "statistics/trainees/2019-06/": ["trainees/2019-06/{}", "trainees/2019-06/{}-years"],
    "statistics/trainees/from/np/": ["trainees/from/np/{}"],
    "statistics/stages/2024-12/": ["stages/2024-12/{}", *(f"stages/2024-12/{{}}-years-stage-{stage}" for stage in (1, 2, 3))],
    "statistics/prefectures/2025-12/": ["prefectures/2025-12/{}"],
}
CODES = [language.code for language in live()]


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def no_fonts(settings, tmp_path):
    settings.CHART_FONT_FOLDERS = (tmp_path,)


@pytest.fixture
def noto(settings):
    """Noto fonts: without them what draws with them is skipped, or fails where they are demanded."""
    settings.CHART_FONT_FOLDERS = FONTS
    if any(fonts_for(label, FONTS) is None for label in LABELS.values()):
        missing("AS PNG, CHARTS: no Noto Sans and Noto Sans CJK in " + " or ".join(map(str, FONTS)), "DEMAND_FONTS")


def links(html: str) -> list[str]:
    return re.findall(r'<a href="/data/([^"]+\.(?:svg|png))" download>', html)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("below", PAGES)
def test_every_chart_has_its_links_and_every_link_a_picture(client, noto, below, code):
    found = links(client.get(f"/{code}/{below}").content.decode())
    assert found == [f"{path.format(code)}.{kind}" for path in PAGES[below] for kind in ("svg", "png")]
    for link in found:
        answer = client.get(f"/data/{link}")
        assert answer.status_code == 200, link
        kind = picturing.TYPES[link.rpartition(".")[2]]
        assert (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == (kind, "nosniff")


@pytest.mark.parametrize("code", CODES)
def test_bars_say_what_the_table_says(client, code):
    root = ElementTree.fromstring(client.get(f"/data/trainees/2025-12/{code}.svg").content)
    html = client.get(f"/{code}/statistics/trainees/2025-12/").content.decode()
    desc = root.findtext(f"{SVG}desc")
    counts = re.findall(r"<b>([^<]+)</b><svg", html)
    assert len(counts) == 13
    assert [line.rpartition(": ")[2].split(" (")[0] for line in desc.splitlines()[:13]] == counts
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == code
    assert "《" not in desc
    assert f"/{code}/statistics/trainees/2025-12/" in desc
    assert not re.search(r"UNKNOWN-NAME|&\w+;", desc)


@pytest.mark.parametrize("code", CODES)
def test_a_course_tells_every_year_of_the_month(client, code):
    desc = ElementTree.fromstring(client.get(f"/data/residents/2023-12/{code}-years.svg").content).findtext(f"{SVG}desc")
    known = Figure.objects.filter(
        edition__table__key="residents", edition__as_of__month=12, category__key="technical-intern-training"
    )
    assert len(desc.splitlines()) == known.count() + 2
    digits = [re.sub(r"\D", "", line.rpartition(": ")[2]) for line in desc.splitlines()]
    assert digits[: known.count()] == [str(value) for value in known.order_by("edition__as_of").values_list("value", flat=True)]


def test_rows_whose_courses_stand_together_are_named_and_share_a_scale(client):
    texts = []
    for stage in (1, 2, 3):
        root = ElementTree.fromstring(client.get(f"/data/stages/2024-12/en-years-stage-{stage}.svg").content)
        texts.append([found.text for found in root.iter(f"{SVG}text")])
    assert len({named[1] for named in texts}) == 3
    assert len({named[0] for named in texts}) == 1
    assert len({tuple(word for word in words if word.endswith("0,000")) for words in texts}) == 1


def test_every_kind_of_file_is_cached_like_a_page_and_the_same_again(client, noto):
    for link in ("residents/2023-06/vi.svg", "residents/2023-06/vi-years.png", "trainees/from/np/vi.png"):
        first, again = client.get(f"/data/{link}"), client.get(f"/data/{link}")
        assert first.content == again.content
        assert first.headers["ETag"] == again.headers["ETag"]
        assert first.headers["Cache-Control"].startswith("public")
        assert (first.headers["Vary"], first.headers["Content-Language"]) == ("Accept-Encoding", "vi")
        assert client.get(f"/data/{link}", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
        assert client.post(f"/data/{link}").status_code == 405
        name = link.replace("/", "-")
        assert first.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert not first.cookies


@pytest.mark.parametrize("code", CODES)
def test_without_fonts_pages_offer_no_png_and_there_is_none(client, no_fonts, code):
    for below, paths in PAGES.items():
        assert links(client.get(f"/{code}/{below}").content.decode()) == [f"{path.format(code)}.svg" for path in paths]
        for path in paths:
            assert client.get(f"/data/{path.format(code)}.png").status_code == 404
            assert client.get(f"/data/{path.format(code)}.svg").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "residents/2025-12/xx.svg", "residents/2018-11/vi.svg", "jobs/2025-12/vi.svg", "residents/2025-12/vi.gif", "residents/2025-12/vi-year.svg",
        "residents/2018-11/vi-years.png", "residents/2025-12/vi-years.csv", "trainees/from/xx/vi.svg", "trainees/from/NP/vi.svg", "trainees/from/ar/vi.svg",
        "trainees/from/stateless/vi.png", "trainees/from/np/vi.csv", "residents/from/np/vi.svg", "residents/2025-12/vi.svg/", "stages/2024-12/vi-years.svg", "prefectures/2025-12/vi-years.svg",
        "stages/2024-12/vi-years-stage-4.svg", "residents/2025-12/vi-years-technical-intern-training.svg",
    ],
)  # fmt: skip
def test_a_picture_that_is_not_there_is_not_found(client, path):
    assert client.get(f"/data/{path}").status_code == 404


def test_figures_that_are_taken_back_are_in_no_picture(client):
    with writing():
        Edition.objects.filter(key="residents/2025-12").update(state="withdrawn")
    assert client.get("/data/residents/2025-12/vi.svg").status_code == 404
    course = client.get("/data/residents/2024-12/vi-years.svg").content.decode()
    assert "2024" in course
    assert "2025" not in course


def test_what_nobody_knows_has_no_bar_and_what_nobody_counted_no_picture(client, reading_in):
    with writing():
        Figure.objects.filter(edition__key="trainees/2025-12", category__key="vn").update(value=None)
    root = ElementTree.fromstring(client.get("/data/trainees/2025-12/en.svg").content)
    bars = [found for found in root.iter(f"{SVG}rect") if found.get("class") != "paper"]
    assert len(bars) == len([line for line in root.findtext(f"{SVG}desc").splitlines() if line.endswith("%)")])
    with writing():
        Figure.objects.filter(edition__table__key="trainees").update(value=None)
    snapshot = queries.snapshot("trainees", (2025, 12), reading_in("en"))
    series = queries.series("trainees", (snapshot.total,), reading_in("en"))[snapshot.total]
    chart = pages.bar_chart(snapshot, by_code("en"))
    assert picturing.of_edition(snapshot, chart, by_code("en")) is picturing.of_years(snapshot, series, by_code("en")) is None
    assert picturing.links_of_edition(snapshot, chart, by_code("en")) == []
    assert client.get("/data/trainees/2025-12/en.svg").status_code == 404
    assert client.get("/data/trainees/2025-12/en-years.png").status_code == 404
