"""An edition to take away, and the page of one country."""

import csv
import io
import json
import re

import pytest
from django.test import Client
from openpyxl import load_workbook

from config.languages import live
from delivery.door import writing
from stats import queries
from stats.models import Edition, Figure

pytestmark = pytest.mark.django_db
KINDS = ["csv", "xlsx", "json"]


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


def values(key: str) -> dict:
    return dict(Figure.objects.filter(edition__key=key).values_list("category__key", "value"))


@pytest.mark.parametrize("code", [language.code for language in live()])
def test_every_file_holds_every_figure_with_codes_and_labels(client, code):
    known = values("trainees/2025-12")
    text = client.get(f"/data/trainees/2025-12/{code}.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["code"]: int(row["value"]) for row in rows} == known
    label = "label_ja" if code == "ja" else f"label_{code}"
    assert all(row[label] for row in rows)
    assert "《" not in text
    found = json.loads(client.get(f"/data/trainees/2025-12/{code}.json").content)
    assert {row["code"]: row["value"] for row in found["rows"]} == known
    assert found["as_of"] == "2025-12-31"
    sheet = load_workbook(io.BytesIO(client.get(f"/data/trainees/2025-12/{code}.xlsx").content)).active
    counts = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int)]
    assert sorted(counts) == sorted(known.values())


TYPES = "technical-intern-training-{}-supervising-organization", "technical-intern-training-{}-individual-enterprise"
STAGES = ["stages-total", *(key.format(stage) for stage in (1, 2, 3) for key in ("stage-{}", *TYPES))]


def test_every_file_of_stages_holds_the_types_behind_their_stage_in_the_order_of_the_table(client):
    known = values("stages/2025-06")
    path = "/data/stages/2025-06/vi"
    rows = list(csv.DictReader(io.StringIO(client.get(f"{path}.csv").content.decode("utf-8-sig"))))
    assert [(row["code"], int(row["value"])) for row in rows] == [(key, known[key]) for key in STAGES]
    found = json.loads(client.get(f"{path}.json").content)["rows"]
    assert [row["code"] for row in found] == STAGES
    assert [row["role"] for row in found] == ["total", *["part", "of-which", "of-which"] * 3]
    sheet = load_workbook(io.BytesIO(client.get(f"{path}.xlsx").content)).active
    codes = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert codes[-len(STAGES) :] == STAGES


def test_what_nobody_knows_is_in_the_files_and_empty(client):
    with writing():
        Figure.objects.filter(edition__key="stages/2025-06", category__key__in=("stage-2", STAGES[2])).update(value=None)
    found = json.loads(client.get("/data/stages/2025-06/en.json").content)["rows"]
    assert [row["code"] for row in found if row["value"] is None] == [STAGES[2], "stage-2"]
    assert [row["code"] for row in found] == STAGES


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_the_same_bytes_again_and_behaves_like_a_page(client, kind):
    path = f"/data/residents/2023-06/vi.{kind}"
    first, again = client.get(path), client.get(path)
    assert first.status_code == 200
    assert first.content == again.content
    assert first.headers["ETag"] == again.headers["ETag"]
    assert f'filename="residents-2023-06-vi.{kind}"' in first.headers["Content-Disposition"]
    assert first.headers["Vary"] == "Accept-Encoding"
    assert first.headers["Cache-Control"].startswith("public")
    assert not first.cookies
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "residents/2025-12/xx.csv",
        "residents/2018-12/vi.csv",
        "jobs/2025-12/vi.csv",
        "residents/2025-12/vi.exe",
        "residents/2025-13/vi.csv",
        "residents/2025-12/vi.csv/",
    ],
)
def test_a_file_that_is_not_there_is_not_found(client, path):
    assert client.get(f"/data/{path}").status_code == 404


def test_figures_that_are_taken_back_are_no_longer_to_be_had(client):
    with writing():
        Edition.objects.filter(key="residents/2025-12").update(state="withdrawn")
    assert client.get("/data/residents/2025-12/vi.csv").status_code == 404


@pytest.mark.parametrize("page", ["statistics/residents/", "statistics/trainees/2019-06/"])
def test_every_table_leads_to_its_files_and_says_how_to_cite_it(client, page):
    html = client.get(f"/km/{page}").content.decode()
    links = re.findall(r'href="(/data/[^"]+)" download', html.partition('id="use"')[2])
    assert [link.rpartition(".")[2] for link in links] == KINDS
    assert all(client.get(link).status_code == 200 for link in links)
    assert re.search(r"<cite>[^<]+/km/statistics/[^<]+</cite>", html)
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    dataset = next(one for one in json.loads(told) if one["@type"] == "Dataset")
    assert len(dataset["distribution"]) == len(KINDS)


# --- one country ---


def test_countries_with_a_hundred_trainees_in_any_edition_have_a_page_and_others_have_none(client):
    countries = queries.countries_of_origin()
    most = {}
    for key, value in Figure.objects.filter(edition__table__key="trainees", category__role="part").values_list(
        "category__key", "value"
    ):
        most[key] = max(most.get(key, 0), value or 0)
    assert set(countries) == {key for key, value in most.items() if value >= 100} - {"stateless"}
    assert client.get("/en/statistics/trainees/from/vn/").status_code == 200
    for country in ("ar", "stateless", "trainees-total", "xx", "VN"):
        assert client.get(f"/en/statistics/trainees/from/{country}/").status_code == 404


def test_the_page_of_a_country_tells_count_share_place_and_the_years(client):
    html = client.get("/en/statistics/trainees/from/np/").content.decode()
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    known = values("trainees/2025-12")
    assert "<h1>Trainees from Nepal</h1>" in html
    assert re.search(r"<title>\s*Trainees from Nepal – ", html)
    assert f"On 31 December 2025, {known['np']:,} technical intern trainees from Nepal lived in Japan." in text
    place = sorted((value for key, value in known.items() if key != "trainees-total"), reverse=True).index(known["np"]) + 1
    assert f"Nepal is number {place} of all countries of origin." in text
    assert html.count("<tbody>") == 1
    assert re.search(r'"name":"Trainees from Nepal"', html)


def test_the_table_of_nationalities_leads_to_the_page_of_each_country_with_enough_trainees(client):
    html = client.get("/vi/statistics/trainees/").content.decode()
    links = set(re.findall(r'href="(/vi/statistics/trainees/from/[a-z]+/)"', html))
    assert len(links) >= 10
    assert all(client.get(link).status_code == 200 for link in links)


def test_a_title_with_a_value_is_in_the_language_of_its_page(client):
    titles = {
        language.code: re.search(
            r"<h1>(.*?)</h1>", client.get(f"/{language.code}/statistics/trainees/from/np/").content.decode(), re.S
        )[1]
        for language in live()
    }
    assert len(set(titles.values())) == len(titles)
