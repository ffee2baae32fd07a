"""What holds on a day is shown on it, what is over leaves its anchor, what begins later waits: pages, titles, sections, rows."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from config.languages import SOURCE
from delivery.door import writing
from guide import models, queries
from guide.sections import sections
from guide.words import Words
from sources.models import Scheme

pytestmark = pytest.mark.django_db

EVE, CHANGE = date(2027, 3, 31), date(2027, 4, 1)
DAY = timedelta(1)


@pytest.fixture
def page():
    """A page with one section; add(key, …) gives it a paragraph more."""
    with writing():
        made = models.Page.objects.create(
            key="dated", order=999, group="more", title_en="Dated", label_en="Dated", summary_en="Dated.", reviewed_on=EVE
        )
        section = models.Section.objects.create(key="dated-part", page=made, title_en="Part", order=10)

    def add(key, **values):
        with writing():
            return models.Paragraph.objects.create(key=key, section=section, text_en=f"Text of {key}.", **values)

    made.add, made.section = add, section
    return made


def shown(day) -> tuple[list[str], list[str]]:
    """The paragraphs of the page on a day, and the anchors that are left of others."""
    (section,) = queries.sections("dated", day, SOURCE)
    return [row["key"] for row in section["paragraphs"]], section["gone"]


def change(row, **values):
    with writing():
        QuerySet(type(row)).filter(pk=row.pk).update(**values)


@pytest.mark.parametrize(
    ("day", "paragraphs", "gone"),
    [
        (EVE, ["always", "old"], []),
        (CHANGE, ["always", "new", "between"], ["old"]),
        (date(2027, 6, 30), ["always", "new", "between"], ["old"]),
        (date(2027, 7, 1), ["always", "new"], ["old", "between"]),
    ],
)
def test_a_paragraph_stands_on_its_days_and_leaves_its_anchor_when_it_is_over(page, day, paragraphs, gone):
    page.add("always", order=1)
    page.add("old", order=2, valid_to=EVE)
    page.add("new", order=3, valid_from=CHANGE)
    page.add("between", order=4, valid_from=CHANGE, valid_to=date(2027, 6, 30))
    assert shown(day) == (paragraphs, gone)


def test_what_a_section_held_that_is_over_leaves_all_its_anchors_on_the_page(page):
    page.add("old", order=1)
    with writing():
        later = models.Section.objects.create(key="dated-later", page=page, title_en="Later", order=20, valid_from=CHANGE)
        models.Paragraph.objects.create(key="new", section=later, text_en="New.")
    change(page.section, valid_to=EVE)
    before, after = ([one["key"] for one in queries.sections("dated", day, SOURCE)] for day in (EVE, CHANGE))
    assert (before, after) == (["dated-part"], ["dated-later"])
    (section,) = queries.sections("dated", CHANGE, SOURCE)
    assert set(section["gone"]) == {"dated-part", "old"}
    (section,) = queries.sections("dated", EVE, SOURCE)
    assert section["gone"] == [], "what has not begun has no anchor yet"


def test_a_page_tells_the_next_day_on_which_something_on_it_changes(page, reading_in, client):
    page.add("old", valid_to=EVE)
    page.add("new", valid_from=CHANGE + DAY)
    for day, told in ((EVE, "1 April 2027"), (CHANGE, "2 April 2027"), (CHANGE + DAY, "")):
        from config.frame import changes_on

        assert changes_on(sections("dated", Words(reading_in("en", day))), reading_in("en", day)) == told


def test_a_paragraph_says_for_which_program_it_is(page, client):
    page.add("for-all", order=1)
    page.add("for-new", order=2, scheme=Scheme.ESD)
    html = client.get("/en/dated/").content.decode()
    plain, marked = html.split('id="for-new"')
    assert "Employment for Skill Development</p><p>Text of for-new." in "".join(line.strip() for line in marked.splitlines())
    assert "pill" not in plain.split('id="for-all"')[1]


@pytest.mark.parametrize(("day", "title"), [(EVE, "Dated"), (CHANGE, "Second"), (CHANGE + DAY, "Third")])
def test_a_page_has_the_title_of_its_day(page, day, title):
    with writing():
        for number, (name, start) in enumerate((("Third", CHANGE + DAY), ("Second", CHANGE))):
            words = {f"{field}_en": name for field in ("title", "label", "summary")}
            models.PageTitle.objects.create(key=f"dated-{number}", page=page, valid_from=start, **words)
    found = next(row for row in queries.pages(day, SOURCE) if row["key"] == "dated")
    assert (found["title"], found["label"], found["summary"].rstrip(".")) == (title, title, title)


def test_a_page_that_leads_stands_behind_the_first_ones_from_its_day(page):
    change(page, leads_from=CHANGE)
    before, after = ([row["key"] for row in queries.pages(day, SOURCE)] for day in (EVE, CHANGE))
    assert before[-1] == "dated" or before.index("dated") > 10
    start = [key for key in after if key in ("home", "what-is-it")]
    assert after[: len(start)] == start
    assert "dated" in after[len(start) : len(start) + 4]
    assert sorted(before) == sorted(after)


def test_of_two_rules_the_one_that_began_later_counts_and_one_that_is_over_does_not():
    aspect = models.Aspect.objects.get(key="purpose")
    old = models.Rule.objects.get(aspect=aspect, scheme="trainee")
    with writing():
        models.Rule.objects.create(key="purpose-next", aspect=aspect, scheme="trainee", text_en="Next.", valid_from=CHANGE)

    def said(day):
        found = next(one for one in queries.comparison(day, SOURCE) if one["key"] == "purpose")
        return found["rules"].get("trainee", {}).get("text")

    assert (said(EVE), said(CHANGE)) == (old.text_en, "Next.")
    with writing():
        QuerySet(models.Rule).filter(key="purpose-next").update(valid_to=CHANGE)
    assert said(CHANGE + DAY) == old.text_en
    change(old, valid_to=CHANGE)
    assert said(CHANGE + DAY) is None


def test_a_rule_that_begins_later_says_when(client, reading_in):
    from guide import blocks

    def esd(day):
        aspects = blocks.load("comparison", Words(reading_in("en", day)), "changes-2027").data["aspects"]
        return {rule["begins"] for aspect in aspects for rule in aspect["rules"] if rule["scheme"] == "esd"}

    assert esd(EVE) == {"1 April 2027"}
    assert esd(CHANGE) == {""}


@pytest.mark.parametrize(
    ("start", "end", "wrong"), [(CHANGE, EVE, True), (CHANGE, CHANGE, False), (None, EVE, False), (CHANGE, None, False)]
)
def test_a_row_cannot_end_before_it_begins(start, end, wrong):
    row = models.Paragraph.objects.first()
    row.valid_from, row.valid_to = start, end
    if wrong:
        with pytest.raises(ValidationError):
            row.clean()
    else:
        row.clean()


def test_two_rules_of_a_scheme_on_an_aspect_cannot_begin_on_the_same_day():
    rule = models.Rule.objects.filter(scheme="esd").first()
    rule.clean()
    twin = models.Rule(key="twin", aspect=rule.aspect, scheme=rule.scheme, valid_from=rule.valid_from)
    with pytest.raises(ValidationError):
        twin.clean()
    twin.valid_from = rule.valid_from + DAY
    twin.clean()
