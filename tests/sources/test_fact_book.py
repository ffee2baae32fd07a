"""The fact book as it is shipped: nothing is stated that is not known, and nothing is typed that is a value of a row."""

import re
from datetime import date
from decimal import Decimal

import pytest
import yaml
from django.conf import settings as active
from django.db import models

from config.languages import LANGUAGES, SOURCE
from sources.fields import FactsField, ServicesField
from sources.models import Contact, Fact, Quantity, Service, Source, Term
from sources.queries import facts_of_group, group_counts, terms_and_addresses, values
from sources.values import quantity_text
from translations import checking
from translations.content import column, kinds, vocabulary
from translations.fields import KeyListField

pytestmark = pytest.mark.django_db

# Numbers that conflict with others, were opened for another purpose, or are known from nowhere that can be trusted.
NEVER_PRINTED = (
    "0120-004-008", "0120-150-520", "0120-400-166", "0120-558-815", "0120-662-700", "0120-750-880", "0120-76-2029", "03-3466-3313",
)  # fmt: skip


def key_lists():
    """Every field of the site that names other rows in a list of keys: (kind, field)."""
    return [(kind, field) for kind in kinds() for field in kind.plain if isinstance(field, KeyListField)]


def words():
    """Every word of the site: (permanent name, language, how the grammar reads it, text, English)."""
    for kind in kinds():
        for row in kind.rows():
            for field in kind.words:
                source = getattr(row, column(field, SOURCE.code)) or ""
                for language in LANGUAGES:
                    text = getattr(row, column(field, language.code)) or ""
                    if text:
                        yield (
                            f"{kind.item(row.key)}/{field}",
                            language,
                            kind.mode(field),
                            text,
                            "" if language == SOURCE else source,
                        )


# --- what is not known is never stated ---


def test_there_are_fields_that_name_facts_and_all_kinds_of_text_have_one():
    named = {kind.label for kind, field in key_lists() if isinstance(field, FactsField)}
    assert len(named) >= 12
    without = {kind.label for kind in kinds() if "text" in kind.words} - named
    assert without == set(), "a text that cannot say on what it rests"


def test_no_item_of_any_model_names_an_open_fact_or_one_that_is_not_there():
    stated = set(models.QuerySet(Fact).exclude(status=Fact.Status.OPEN).values_list("key", flat=True))
    open_facts = set(models.QuerySet(Fact).filter(status=Fact.Status.OPEN).values_list("key", flat=True))
    assert open_facts, "the test would see nothing"
    for kind, field in key_lists():
        if isinstance(field, FactsField):
            for row in kind.rows():
                assert set(getattr(row, field.name)) <= stated, kind.item(row.key)
    for model in (Quantity,):
        assert not models.QuerySet(model).filter(fact__key__in=open_facts).exists()


def test_every_service_that_an_item_names_is_there():
    known = set(models.QuerySet(Service).values_list("key", flat=True))
    found = [(kind, field) for kind, field in key_lists() if isinstance(field, ServicesField)]
    assert found
    for kind, field in found:
        for row in kind.rows():
            assert set(getattr(row, field.name)) <= known, kind.item(row.key)


def test_every_text_of_the_guide_rests_on_a_fact_unless_it_states_none():
    """Steps, points, roles, rungs and rules state what the programme is; each names its facts."""
    for kind in kinds():
        if kind.label in ("guide.step", "guide.stage", "guide.role", "guide.rule", "guide.gate"):
            assert [row.key for row in kind.rows() if not row.facts] == [], kind.label


def test_facts_are_numbered_and_named_alike_and_the_pages_of_open_ones_show_nothing():
    for key, number in models.QuerySet(Fact).values_list("key", "number"):
        assert key == f"P-{number}"
    shown = {key for group in "ABCDEFGHIJKL" for key in facts_of_group(group, SOURCE)}
    assert shown == set(models.QuerySet(Fact).exclude(status=Fact.Status.OPEN).values_list("key", flat=True))
    assert group_counts() == {
        group: len(facts_of_group(group, SOURCE)) for group in "ABCDEFGHIJKL" if facts_of_group(group, SOURCE)
    }


# --- sources ---


def test_every_fact_that_may_be_stated_has_a_source_and_every_source_of_a_fact_is_there():
    rows = yaml.safe_load((active.FIXTURE_ROOT / "sources/fact.yaml").read_text(encoding="utf-8"))
    known = set(models.QuerySet(Source).values_list("key", flat=True))
    for row in rows:
        assert set(row.get("sources", []) + row.get("official", [])) <= known, row["key"]
        if row["status"] in ("confirmed", "single"):
            assert row.get("sources"), row["key"]


def test_a_confirmed_fact_rests_on_a_public_body_or_on_two_sources():
    confirmed = models.QuerySet(Fact).filter(status=Fact.Status.CONFIRMED)
    for fact in confirmed.prefetch_related("sources__organization", "official__organization"):
        sources = [*fact.sources.all(), *fact.official.all()]
        assert any(row.organization for row in sources) or len(sources) >= 2, fact.key


def test_every_source_says_who_published_it_and_where():
    for row in models.QuerySet(Source).select_related("organization"):
        assert not (row.organization and row.site), row.key
        assert not row.exact or row.url, row.key
        assert not row.url or row.url.startswith(("https://", "http://")), row.key
        assert row.organization or row.site or not row.url, f"{row.key}: an address of nobody"
        assert not row.site or "/" not in row.site, row.key


def test_nothing_is_claimed_to_have_been_compared_before_an_editor_has_done_so():
    assert not models.QuerySet(Fact).exclude(checked_on=None).exists()


def test_links_in_texts_never_lead_to_the_bare_host_of_a_third_party():
    bare = set(models.QuerySet(Source).filter(organization=None, exact=False).values_list("key", flat=True))
    linked = {key for *_, text, _ in words() for key in re.findall(r"\]\(source:([^)]+)\)", text)}
    assert linked
    assert not linked & bare
    reading = models.QuerySet(Source).filter(readinglink__isnull=False)
    assert not set(reading.values_list("key", flat=True)) & bare


def test_where_links_lead():
    _, sources, organizations = terms_and_addresses(SOURCE)
    assert sources["isa-esd-outline"].startswith("https://www.moj.go.jp/")
    assert organizations["otit"].startswith("https://www.otit.go.jp")


# --- numbers that must not be published ---


def test_a_number_that_must_not_be_published_is_in_no_fixture():
    for path in active.FIXTURE_ROOT.rglob("*"):
        if path.is_file():
            digits = re.sub(r"[-–‑ ()]", "", path.read_text(encoding="utf-8"))
            found = [number for number in NEVER_PRINTED if number.replace("-", "") in digits]
            assert not found, path.name


def test_the_numbers_that_save_lives_are_there():
    """The guard above would be content with no numbers at all."""
    phones = set(models.QuerySet(Contact).values_list("phone", flat=True))
    assert {"110", "119", "0120-250-168"} <= phones


# --- nothing is typed that is a value of a row ---


def test_no_statistic_money_telephone_number_or_date_stands_as_digits_in_any_text():
    known, seen, found = vocabulary(), 0, []
    for name, language, mode, text, source in words():
        seen += 1
        for problem in checking.problems(text, mode, known.values, known.links, language.japanese, source):
            if problem.code == checking.DIGITS:
                found.append((name, language.code, problem.detail))
    assert seen > 500
    assert found == []


def test_digits_in_a_text_would_be_found():
    """The guard above must be able to see: the same call, over the same kind of text, with a figure in it."""
    known = vocabulary()
    for text in (
        "There are 456,618 trainees.",
        "It costs 500,000 yen.",
        "On 1 April 2027.",
        "Call 0120-250-168.",
        "12.5% of all.",
    ):
        codes = [problem.code for problem in checking.problems(text, "block", known.values, known.links, False, "")]
        assert checking.DIGITS in codes, text


def test_a_japanese_term_is_not_written_into_a_text_beside_its_own_mark():
    """The page prints it, once."""
    written = {row["japanese"] for row in terms_and_addresses(SOURCE)[0].values()}
    for name, language, _, text, _ in words():
        if language.code.split("-")[0] not in ("ja", "zh"):
            assert not re.search(rf"[(（]\s*(?:{'|'.join(map(re.escape, written))})\s*[)）]", text), (name, language.code)


# --- values ---


def test_every_value_can_be_written_in_every_language():
    for key, value in values().items():
        for language in LANGUAGES:
            assert quantity_text(value, language).strip(), key


def test_the_values_of_texts_are_read_at_once_with_the_emergency_numbers(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = values()
    assert found["date.change"]["day"] == date(2027, 4, 1)
    assert found["phone.police"]["text"] == "110"
    assert found["phone.fire-ambulance"]["text"] == "119"
    assert not [key for key in found if key.startswith("phone.") and key not in ("phone.police", "phone.fire-ambulance")]


@pytest.mark.parametrize(("value", "texts"), [
    ({"kind": "date", "day": date(2027, 4, 1), "amount": None, "text": ""}, ["1 April 2027", "2027年4月1日", "ngày 1 tháng 4 năm 2027"]),
    ({"kind": "date", "day": None, "amount": None, "text": ""}, ["–", "–", "–"]),
    ({"kind": "money", "day": None, "amount": Decimal("542311.00"), "text": "JPY"}, ["¥542,311", "542,311円", "542.311 yên Nhật"]),
    ({"kind": "percent", "day": None, "amount": Decimal("25.00"), "text": ""}, ["25%", "25%", "25%"]),
    ({"kind": "percent", "day": None, "amount": Decimal("54.70"), "text": ""}, ["54.7%", "54.7%", "54,7%"]),
    ({"kind": "number", "day": None, "amount": Decimal("2000.00"), "text": ""}, ["2,000", "2,000", "2.000"]),
    ({"kind": "number", "day": None, "amount": Decimal("1.50"), "text": ""}, ["1.5", "1.5", "1,5"]),
    ({"kind": "number", "day": None, "amount": Decimal("0.00"), "text": ""}, ["0", "0", "0"]),
    ({"kind": "phone", "day": None, "amount": None, "text": "110"}, ["110", "110", "110"]),
])  # fmt: skip
def test_a_value_is_written_as_its_kind_is_in_each_language(value, texts):
    codes = {language.code: language for language in LANGUAGES}
    assert [quantity_text(value, codes[code]) for code in ("en", "ja", "vi")] == texts


def test_a_quantity_has_what_its_kind_needs():
    for row in models.QuerySet(Quantity):
        assert (row.amount is None) == (row.kind == "date"), row.key
        assert bool(row.currency) == (row.kind == "money"), row.key
        assert row.key.split(".")[0] in ("date", "money", "percent", "number"), row.key
        assert row.key.split(".")[0] == row.kind or row.kind == "number", row.key


# --- terms ---


def test_every_term_has_its_japanese_its_reading_and_a_word_in_every_language():
    for row in models.QuerySet(Term):
        assert re.search(r"[\u3041-\u30ff\u4e00-\u9fff]", row.japanese), row.key
        assert re.fullmatch(r"[\u3041-\u30ff0-9A-Za-z ]*", row.reading), row.key
        for language in LANGUAGES:
            assert getattr(row, column("title", language.code)), (row.key, language.code)
