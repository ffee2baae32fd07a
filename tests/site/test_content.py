"""What ships: every statement leads to a fact, open facts are not stated, and the guide stays short."""

import re
from datetime import date

import pytest
from still_day import DAY

from guide import models, queries
from guide.blocks import load
from guide.words import Words
from sources.models import Correction, Service
from translations.fields import KeyListField

pytestmark = pytest.mark.django_db

MOST_WORDS, MOST_WORDS_OF_A_PAGE = 9_000, 1_000
APART = {"check/all"}  # of all that can come out a reader meets one outcome
OF_THE_SITE_ITSELF = {"about", "accessibility", "privacy", "sources", "sources/corrections"}  # promises and explanations of ours
NO_FACT = {"work-films-search", "check-how", "check-all-how", "card-how"}  # what we could not find, and how a page is used
TAGS = re.compile(r"<[^>]+>")


def test_every_paragraph_names_the_facts_that_it_rests_on():
    silent = [
        paragraph.key
        for paragraph in models.Paragraph.objects.select_related("section__page")
        if not paragraph.facts and paragraph.section.page.key not in OF_THE_SITE_ITSELF
    ]
    assert set(silent) == NO_FACT


@pytest.mark.parametrize(
    "model",
    [
        models.Stage,
        models.Gate,
        models.Step,
        models.StepPoint,
        models.Actor,
        models.Role,
        models.CountryNote,
        models.Rule,
        models.Milestone,
        models.Advice,
        models.Outcome,
        models.Notice,
    ],
)
def test_every_structured_row_names_the_facts_that_it_rests_on(model):
    assert [row.key for row in model.objects.all() if not row.facts] == []


def test_what_helps_rests_on_a_fact_or_on_a_contact_whose_printer_is_known():
    for service in Service.objects.prefetch_related("contact_set__printed_by"):
        assert service.facts or any(contact.printed_by for contact in service.contact_set.all()), service.key
    for level in models.HelpLevel.objects.all():
        assert level.facts or level.services, level.key


def test_nothing_names_an_open_or_unknown_fact():
    from sources.models import Fact

    stated = set(Fact.objects.exclude(status=Fact.Status.OPEN).values_list("key", flat=True))
    for model in [*models.__dict__.values(), Service, Correction]:
        if not hasattr(model, "_meta"):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, KeyListField) and field.name == "facts":
                for row in model.objects.all():
                    assert set(row.facts) <= stated, row


def words_of(page: str, reading) -> int:
    """How many words of the guide stand on a page: title, sections, paragraphs and the rows of its blocks, without source lines."""
    words = Words(reading)
    row = next(one for one in queries.pages(reading.day, reading.language) if one["key"] == page)
    texts = [row["title"]]
    for section in queries.sections(page, reading.day, reading.language):
        texts += [section["title"], *(words.plain(paragraph["text"]) for paragraph in section["paragraphs"])]
        texts += list(strings(load(section["block"], words, page).data))
    return sum(len(TAGS.sub(" ", str(text)).split()) for text in texts)


SHOWN = {"title", "label", "html", "summary_html"}
ONCE = {"organization", "have_one", "languages"}  # names that are written once for all pages


def strings(data, name=""):
    """The texts in a block's data that are words of the guide."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in ONCE:
                yield from strings(value, key)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from strings(value, name)
    elif isinstance(data, str) and name in SHOWN:
        yield data


@pytest.mark.parametrize("day", [DAY, date(2027, 4, 1)])
def test_the_guide_and_each_of_its_pages_stay_short(reading_in, day):
    reading = reading_in("en", day)
    counts = {page: words_of(page, reading) for page in queries.page_keys()}
    assert {page: count for page, count in counts.items() if count > MOST_WORDS_OF_A_PAGE} == {}
    assert 5_000 < sum(count for page, count in counts.items() if page not in APART) <= MOST_WORDS
