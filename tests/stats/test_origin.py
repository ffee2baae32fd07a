"""How many trainees come from the countries of a language, and how many can read the guide in one of their own."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
import yaml
from django.conf import settings as active
from django.test import Client
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from config.languages import LANGUAGES, by_code, live
from delivery.door import writing
from stats import queries, statements, telling
from stats.figures import Table
from stats.models import Figure
from tests.stats.strategies import gappy_parts, sound_tables
from translations import formats
from translations.readings import bare

DAY = date(2025, 12, 31)
WITH_COUNTRIES = [language for language in live() if language.countries]
WITHOUT = [language for language in live() if not language.countries]
code_of = {"ids": lambda language: language.code}


def shipped() -> dict[str, int]:
    """The newest figures of trainees that the site ships, by country."""
    rows = yaml.safe_load((active.FIXTURE_ROOT / "stats" / "figure.yaml").read_text(encoding="utf-8"))
    newest = max((row for row in rows if row["edition"].startswith("trainees/")), key=lambda row: row["edition"])
    assert newest["edition"] == f"trainees/{DAY:%Y-%m}"
    return newest["values"]


def words(path: str) -> str:
    """What a page says, without readings and with single spaces."""
    html = Client(SERVER_NAME="localhost").get(path).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(strip_tags(re.sub(r"<rp>.*?</rp>|<rt>.*?</rt>", "", main)).split())


def section(path: str, key: str) -> str:
    html = Client(SERVER_NAME="localhost").get(path).content.decode()
    found = re.search(rf'<section id="{key}">.*?</section>', html, re.S)[0]
    return " ".join(strip_tags(re.sub(r"<rp>.*?</rp>|<rt>.*?</rt>", "", found)).split())


@given(sound_tables(gappy_parts), st.data())
def test_some_parts_together_are_their_exact_sum_or_not_said(table, data):
    keys = data.draw(st.lists(st.sampled_from(sorted(table.parts)), unique=True))
    said = statements.together(table, iter(keys))
    counts = [table.parts[key] for key in keys]
    if not keys or None in counts or not table.total:
        assert said is None
    else:
        assert said.count == sum(counts) == said.share * table.total
        assert (said.keys, said.as_of) == (tuple(keys), table.as_of)


@pytest.mark.parametrize(
    ("total", "keys"), [(None, "a"), (0, "z"), (10, ""), (10, "u"), (10, "au"), (10, "x"), (10, "ax"), (6, "ab"), (-1, "a")]
)
def test_what_is_unknown_or_breaks_the_total_is_not_said(total, keys):
    table = Table(DAY, total, {"a": 4, "b": 3, "u": None, "z": 0})
    assert statements.together(table, keys) is None


def test_parts_that_are_the_whole_or_nobody_are_said():
    table = Table(DAY, 7, {"a": 4, "b": 3, "z": 0})
    assert statements.together(table, "ab").share == 1
    assert statements.together(table, "z") == statements.Together(("z",), 0, Fraction(0), DAY)


@pytest.mark.django_db
class TestPages:
    @pytest.mark.parametrize("language", WITH_COUNTRIES, **code_of)
    def test_the_home_page_says_how_many_come_from_the_country_of_the_language(self, language):
        (iso,) = language.countries
        count = formats.number(shipped()[iso.lower()], language)
        said = section(f"/{language.code}/", "trainees-today")
        assert re.search(rf"(?<![\d.,]){re.escape(count)}(?![\d.,]*\d)", said)
        assert formats.country(iso, language) in said
        assert said.count(" ".join(formats.day(DAY, language).split())) >= 2

    @pytest.mark.parametrize("language", WITHOUT, **code_of)
    def test_it_says_nothing_of_it_in_a_language_that_is_of_no_country_of_trainees(self, language, reading_in):
        assert telling.origin(queries.latest(reading_in(language.code))["trainees"], language) is None
        said = section(f"/{language.code}/", "trainees-today")
        figures = {formats.number(value, language) for key, value in shipped().items() if key != "trainees-total" and value > 99}
        assert not [figure for figure in figures if re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d.,]*\d)", said)]

    @pytest.mark.parametrize("language", live(), **code_of)
    def test_the_page_about_the_guide_says_how_many_find_a_national_language_of_their_own(self, language):
        values = shipped()
        countries = {iso.lower() for one in live() for iso in one.countries}
        share = Fraction(sum(values[key] for key in countries), values["trainees-total"])
        said = section(f"/{language.code}/about/", "all-languages")
        assert formats.percent(share, language).replace("\xa0", " ") in said
        assert bare(formats.day(DAY, language)) in said
        assert Fraction(9, 10) < share < 1

    def test_one_figure_changed_changes_both_sentences(self):
        before = [words("/vi/"), words("/en/about/")]
        with writing():
            figure = Figure.objects.get(edition__key="trainees/2025-12", category__key="vn")
            figure.value -= 100_000
            figure.save()
        after = [words("/vi/"), words("/en/about/")]
        assert formats.number(shipped()["vn"] - 100_000, by_code("vi")) in after[0]
        assert all(one != other for one, other in zip(before, after, strict=True))

    def test_an_unknown_count_makes_no_sentence(self):
        with writing():
            figure = Figure.objects.get(edition__key="trainees/2025-12", category__key="vn")
            figure.value = None
            figure.save()
        assert formats.number(shipped()["vn"], by_code("vi")) not in section("/vi/", "trainees-today")
        assert "%" not in section("/en/about/", "all-languages")
        assert formats.number(shipped()["id"], by_code("id")) in section("/id/", "trainees-today")

    def test_of_a_country_from_which_nobody_comes_nothing_is_said(self, reading_in):
        with writing():
            Figure.objects.filter(edition__key="trainees/2025-12", category__key="vn").update(value=0)
        snapshot = queries.latest(reading_in("vi"))["trainees"]
        assert telling.origin(snapshot, by_code("vi")) is None
        assert telling.origin(snapshot, by_code("id"))["count"] == formats.number(shipped()["id"], by_code("id"))

    def test_without_an_edition_nothing_is_said(self, reading_in):
        vietnamese = by_code("vi")
        assert telling.origin(None, vietnamese) is None
        assert telling.readers(None, live(), vietnamese) is None
        snapshot = queries.latest(reading_in("vi"))["trainees"]
        assert telling.readers(snapshot, [], vietnamese) is None
        assert telling.readers(snapshot, WITHOUT, vietnamese) is None

    def test_a_language_of_several_countries_counts_them_together_and_names_them_all(self, reading_in):
        snapshot, values = queries.latest(reading_in("en"))["trainees"], shipped()
        both = replace(by_code("en"), countries=("VN", "KH"))
        assert telling.origin(snapshot, both) == {
            "date": "31 December 2025", "count": formats.number(values["vn"] + values["kh"], both), "country": "Vietnam and Cambodia",
        }  # fmt: skip
        assert telling.origin(snapshot, replace(both, countries=("XX",))) is None

    def test_a_country_counts_once_however_many_languages_it_has(self, reading_in):
        snapshot, vietnamese = queries.latest(reading_in("vi"))["trainees"], by_code("vi")
        assert telling.readers(snapshot, [vietnamese, vietnamese], vietnamese) == telling.readers(
            snapshot, [vietnamese], vietnamese
        )


def test_every_country_of_a_language_is_one_that_the_figures_name():
    countries = [iso for language in LANGUAGES for iso in language.countries]
    assert len(set(countries)) == len(countries)
    assert {iso.lower() for iso in countries} <= set(shipped())
