"""How pages read rows: one query, one language, plain mappings."""

import pytest
from django.db import models
from django.db.models import Q

from config.languages import by_code
from delivery.door import writing
from guide.models import Section, Step, StepPoint
from sources.models import Fact
from translations.columns import rows

pytestmark = pytest.mark.django_db

ENGLISH, VIETNAMESE = by_code("en"), by_code("vi")


@pytest.fixture
def steps():
    """Three steps whose Vietnamese is whole, partly there, and missing."""
    with writing():
        StepPoint.objects.all().delete()
        Step.objects.all().delete()
        for number, (title, text) in enumerate([("Một", "Văn bản"), ("Hai", ""), (None, None)], start=1):
            row = Step(key=f"step-{number}", number=number, facts=["P-2", "P-1"])
            row.title_en, row.label_en, row.summary_en, row.text_en = f"Title {number}", "l", "s", f"Text {number}"
            row.title_vi, row.label_vi, row.summary_vi, row.text_vi = title, "l", "s", text
            row.save()


@pytest.mark.usefixtures("steps")
class TestRows:
    def test_words_come_in_the_language_and_plain_values_as_they_are(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            found = rows(Step, VIETNAMESE, words=("title", "text"), plain=("key", "number", "facts"))
        assert found == [{"key": "step-1", "number": 1, "facts": ["P-2", "P-1"], "title": "Một", "text": "Văn bản"}]

    def test_a_word_that_is_missing_is_never_replaced_by_english(self):
        found = rows(Step, VIETNAMESE, words=("text", "title"), plain=("key",))
        assert [(row["key"], row["text"]) for row in found] == [("step-1", "Văn bản"), ("step-2", "")]
        assert "Text 2" not in str(found)

    def test_which_words_a_row_needs_can_be_said(self):
        def keys(**needs):
            return [row["key"] for row in rows(Step, VIETNAMESE, words=("title", "text"), plain=("key",), **needs)]

        assert keys() == keys(needs=("text",)) == ["step-1"]
        assert keys(needs=("title",)) == ["step-1", "step-2"]
        assert keys(needs=("title", "text")) == ["step-1"]
        assert keys(needs=()) == ["step-1", "step-2", "step-3"]

    def test_the_source_has_every_row_in_the_models_own_order_or_another(self):
        assert [row["key"] for row in rows(Step, ENGLISH, words=("title",), plain=("key",))] == ["step-1", "step-2", "step-3"]
        assert next(row["key"] for row in rows(Step, ENGLISH, words=("title",), plain=("key",), order=("-number",))) == "step-3"

    def test_rows_can_be_chosen(self):
        assert [row["title"] for row in rows(Step, ENGLISH, words=("title",), where=Q(number=2))] == ["Title 2"]

    def test_words_of_a_related_row_are_in_the_same_language(self, django_assert_num_queries):
        with writing():
            step = models.QuerySet(Step).get(key="step-1")
            StepPoint.objects.create(key="point", step=step, kind="ask", text_en="Ask.", text_vi="Hỏi.")
        with django_assert_num_queries(1):
            found = rows(StepPoint, VIETNAMESE, words=("step__title", "text"), plain=("step__key",))
        assert found == [{"step__key": "step-1", "step__title": "Một", "text": "Hỏi."}]

    def test_what_comes_back_can_query_nothing(self, django_assert_num_queries):
        found = rows(Step, ENGLISH, words=("title",), plain=("key", "number"))
        with django_assert_num_queries(0):
            assert all(type(value) in (str, int) for row in found for value in row.values())


def test_a_table_without_words_is_read_as_well():
    found = rows(Fact, ENGLISH, plain=("key", "status"), where=Q(key="P-1"))
    assert [row["key"] for row in found] == ["P-1"]


def test_only_the_columns_of_the_readers_language_are_read(django_assert_num_queries):
    with django_assert_num_queries(1) as queries:
        rows(Section, VIETNAMESE, words=("paragraph__text", "title"), plain=("key",))
    sql = queries.captured_queries[0]["sql"]
    assert "text_vi" in sql
    assert "text_en" not in sql
    assert "_ja" not in sql
