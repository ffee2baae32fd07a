"""Figures without an official file: the template that an editor fills in, and the column that is typed."""

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from still_day import DAY

from config import intake, intake_typing
from sources.models import Source
from stats import forms_to_fill
from stats.models import Category, ChangeSet, Figure

pytestmark = pytest.mark.django_db
TABLES = ["residents", "trainees", "stages", "prefectures"]


@pytest.fixture(autouse=True)
def _still(monkeypatch):
    monkeypatch.setattr(intake, "today", lambda: DAY)
    monkeypatch.setattr(intake_typing, "today", lambda: DAY)


def published(edition: str) -> dict[str, int]:
    return dict(Figure.objects.filter(edition__key=edition).values_list("category__key", "value"))


def upload(browser, name: str, data: bytes) -> ChangeSet:
    source = Source.objects.get(key="estat-db")
    browser.post("/admin/figures/", {"file": SimpleUploadedFile(name, data), "source": source.pk})
    return ChangeSet.objects.get()


def filled_csv(data: bytes, values: dict) -> bytes:
    """The template with a number in each row, as a spreadsheet saves it."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    for row in rows[3:]:
        row[2] = values.get(row[0], "")
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def filled_xlsx(data: bytes, values: dict) -> bytes:
    workbook = load_workbook(io.BytesIO(data))
    for row in workbook.active.iter_rows(min_row=4):
        row[2].value = values.get(row[0].value)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(("suffix", "fill"), [("csv", filled_csv), ("xlsx", filled_xlsx)])
def test_a_template_that_is_filled_in_comes_back_as_an_edition(editor_browser, table, suffix, fill):
    template = editor_browser.get(f"/admin/figures/template/{table}/2026-06.{suffix}")
    assert template.headers["Content-Disposition"] == f'attachment; filename="{table}-2026-06.{suffix}"'
    newest = {"stages": "stages/2025-06"}.get(table, f"{table}/2025-12")
    change = upload(editor_browser, f"{table}.{suffix}", fill(template.content, published(newest)))
    assert change.new == {f"{table}/2026-06": published(newest)}


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_template_is_the_same_each_time_and_has_what_is_public_already(editor_browser, suffix):
    address = f"/admin/figures/template/prefectures/2025-12.{suffix}"
    assert editor_browser.get(address).content == editor_browser.get(address).content
    change = upload(editor_browser, f"x.{suffix}", editor_browser.get(address).content)
    assert change.new == {}


@pytest.mark.parametrize("path", ["template/nothing/2026-06.csv", "template/trainees/2026-07.csv", "template/trainees/x.csv",
                                  "template/trainees/2026-06.pdf", "template/trainees/2026-06.json",
                                  "template/trainees/0000-06.csv", "type/nothing/", "type/nothing/2025-12/",
                                  "type/trainees/2025-11/", "type/trainees/2040-12/", "type/trainees/x/"])  # fmt: skip
def test_what_is_no_table_or_half_year_has_no_template(editor_browser, path):
    assert editor_browser.get(f"/admin/figures/{path}").status_code == 404


def column(browser, table: str, values: dict, as_of: str = "2026-06-30"):
    data = {f"row-{key}": value for key, value in values.items()}
    source = Source.objects.get(key="estat-db").pk
    return browser.post(f"/admin/figures/type/{table}/", data | {"as_of": as_of, "source": source})


def test_a_column_of_figures_is_typed_in_the_order_of_the_table(editor_browser):
    html = editor_browser.get("/admin/figures/type/trainees/").content.decode()
    keys = list(Category.objects.filter(table__key="trainees").order_by("order", "key").values_list("key", flat=True))
    places = [html.index(f'name="row-{key}"') for key in keys]
    assert places == sorted(places)
    values = {key: f"{value:,}" for key, value in published("trainees/2025-06").items()}
    column(editor_browser, "trainees", values)
    change = ChangeSet.objects.get()
    assert (change.new, change.state) == ({"trainees/2026-06": published("trainees/2025-06")}, "draft")


def test_three_stages_are_added_up_from_what_is_typed_of_their_types(editor_browser):
    values = {key: str(value) for key, value in published("stages/2025-06").items() if not key.startswith("stage-")}
    column(editor_browser, "stages", values)
    assert ChangeSet.objects.get().new == {"stages/2026-06": published("stages/2025-06")}


def test_what_is_left_empty_is_unknown_and_what_is_no_number_is_refused(editor_browser):
    html = column(editor_browser, "trainees", {"trainees-total": "5", "vn": "many"}).content.decode()
    assert "This is not a number." in html
    assert 'value="many"' in html
    assert not ChangeSet.objects.exists()
    column(editor_browser, "trainees", {"trainees-total": "9", "vn": "5"})
    found = ChangeSet.objects.get().new["trainees/2026-06"]
    assert (found["trainees-total"], found["vn"], found["np"]) == (9, 5, None)


def test_an_edition_that_is_public_stands_in_the_column_to_be_mended(editor_browser):
    address = "/admin/figures/type/trainees/2025-06/"
    assert f'href="{address}"' in editor_browser.get("/admin/figures/type/trainees/").content.decode()
    html = editor_browser.get(address).content.decode()
    assert f'value="{published("trainees/2025-06")["vn"]}"' in html
    assert '<option value="2025-06-30" selected>' in html


def test_an_edition_older_than_the_half_years_on_offer_is_mended_as_itself(editor_browser, monkeypatch):
    monkeypatch.setattr(intake_typing, "today", lambda: date(2060, 1, 1))
    html = editor_browser.get("/admin/figures/type/trainees/2025-12/").content.decode()
    assert '<option value="2025-12-31" selected>' in html


@pytest.mark.parametrize("table", TABLES)
def test_the_next_half_year_is_offered(table):
    found = {row["key"]: row["next"] for row in forms_to_fill.tables()}
    assert found[table] == (date(2025, 12, 31) if table == "stages" else date(2026, 6, 30))
