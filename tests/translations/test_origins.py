"""From which English each translation was made: remembered, forgotten with its row, and compared with today's English."""

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from releases import POINT, delete, edit, point

from config.languages import LANGUAGES, SOURCE
from delivery.door import writing
from guide.models import Page, Paragraph, Section, Step, StepPoint
from translations import origins
from translations.content import column, kind_for, kinds
from translations.models import MadeFrom

pytestmark = pytest.mark.django_db

ITEM = f"guide.steppoint/{POINT}"
OTHER = "guide.steppoint/offer-keep-names"
TRANSLATED = [language.code for language in LANGUAGES if language != SOURCE]
KIND = kind_for(StepPoint)


def behind(language: str | None = None) -> list[tuple[str, str]]:
    return [(late.name, late.language.code) for late in origins.behind(language)]


# --- what is remembered ---


def test_every_shipped_translation_was_made_from_todays_english_and_none_is_behind():
    expected = {
        (kind.item(row.key), field, code): origins.word(row, field, SOURCE.code)
        for kind in kinds() if kind.words for row in kind.rows() for field in kind.words for code in TRANSLATED
        if origins.word(row, field, code)
    }  # fmt: skip
    found = {(item, *slot): source for item, slots in origins.known().items() for slot, source in slots.items()}
    assert found == expected
    assert len(found) > 5000
    assert behind() == []


def test_what_is_recorded_is_known_and_the_rest_stays_as_it_was():
    before = origins.known()
    origins.record({ITEM: {("text", "vi"): "Old.", ("text", "ja"): ""}, "guide.new/row": {("title", "vi"): "New."}})
    expected = {**before, ITEM: {**before[ITEM], ("text", "vi"): "Old.", ("text", "ja"): ""}}
    assert origins.known() == {**expected, "guide.new/row": {("title", "vi"): "New."}}
    assert MadeFrom.objects.filter(item=ITEM, language="vi").count() == 1


def test_what_is_known_can_be_asked_by_item_and_by_language():
    both = origins.known([ITEM, OTHER])
    assert set(both) == {ITEM, OTHER}
    assert set(both[ITEM]) == {("text", code) for code in TRANSLATED}
    assert origins.known([ITEM], "vi") == {ITEM: {("text", "vi"): point().text_en}}
    assert {code for slots in origins.known(language="vi").values() for _, code in slots} == {"vi"}
    assert origins.known([]) == {}
    assert origins.known(["guide.steppoint/no-such-point"]) == {}


def test_nothing_forgets_one_word_in_one_language_and_that_twice_is_harmless():
    before = origins.known()
    for _ in range(2):
        origins.record({ITEM: {("text", "vi"): None}})
        assert origins.known() == {**before, ITEM: {slot: text for slot, text in before[ITEM].items() if slot != ("text", "vi")}}
    origins.record({})
    origins.record({"guide.steppoint/no-such-point": {("text", "vi"): None}})
    assert MadeFrom.objects.count() == sum(len(slots) for slots in before.values()) - 1


def test_some_are_forgotten_and_some_recorded_at_once():
    origins.record({ITEM: {("text", "vi"): None, ("text", "ja"): "Old."}, OTHER: {("text", "vi"): "Older."}})
    assert ("text", "vi") not in origins.known([ITEM])[ITEM]
    assert origins.known([ITEM])[ITEM]["text", "ja"] == "Old."
    assert origins.known([OTHER], "vi") == {OTHER: {("text", "vi"): "Older."}}


def test_a_translation_is_made_from_the_present_english_of_its_row_and_an_emptied_one_is_forgotten():
    edit(StepPoint, POINT, text_en="Another question?", text_ja="", text_ne=None)
    origins.made(point(), {("text", code) for code in ("en", "vi", "ja", "ne")}, KIND)
    found = origins.known([ITEM])[ITEM]
    assert found["text", "vi"] == "Another question?"
    assert {code for _, code in found} == set(TRANSLATED) - {"ja", "ne"}
    assert found["text", "mn"] != "Another question?"


def test_the_english_was_made_from_nothing():
    before = origins.known()
    origins.made(point(), {("text", "en")}, KIND)
    origins.made(point(), set(), KIND)
    assert origins.known() == before


# --- what is behind ---


def test_a_changed_english_leaves_every_translation_behind_and_says_from_what_it_was_made():
    old = point().text_en
    edit(StepPoint, POINT, text_en="Another question?")
    found = list(origins.behind())
    assert [late.language.code for late in found] == TRANSLATED
    assert {late.name for late in found} == {f"{ITEM}/text"}
    assert {(late.made_from, late.source, late.field) for late in found} == {(old, "Another question?", "text")}
    assert [late.text for late in found] == [getattr(point(), column("text", code)) for code in TRANSLATED]
    assert behind("vi") == [(f"{ITEM}/text", "vi")]


def test_the_old_english_again_is_no_longer_behind():
    old = point().text_en
    edit(StepPoint, POINT, text_en="Another question?")
    edit(StepPoint, POINT, text_en=old)
    assert behind() == []


def test_a_translation_of_which_the_english_is_not_known_is_behind():
    origins.record({ITEM: {("text", "vi"): ""}})
    (late,) = origins.behind()
    assert (late.language.code, late.made_from, late.source) == ("vi", "", point().text_en)


def test_a_translation_that_nobody_has_told_anything_of_is_not_behind():
    edit(StepPoint, POINT, text_en="Another question?")
    MadeFrom.objects.filter(item=ITEM, language="vi").delete()
    assert [code for _, code in behind()] == [code for code in TRANSLATED if code != "vi"]


@pytest.mark.parametrize("values", [{"text_vi": ""}, {"text_vi": None}])
def test_a_translation_that_is_not_there_is_missing_and_not_behind(values):
    edit(StepPoint, POINT, text_en="Another question?", **values)
    assert [code for _, code in behind()] == [code for code in TRANSLATED if code != "vi"]


def test_a_translation_without_its_english_is_not_behind():
    edit(StepPoint, POINT, text_en="")
    assert behind() == []


def test_words_of_several_kinds_come_in_the_order_of_the_kinds_and_of_their_rows():
    edit(StepPoint, "offer-keep-names", text_en="B.")
    edit(StepPoint, POINT, text_en="A.")
    edit(Page, "flow", title_en="T", summary_en="S")
    assert [name for name, _ in behind("vi")] == [
        "guide.page/flow/title",
        "guide.page/flow/summary",
        f"{ITEM}/text",
        f"{OTHER}/text",
    ]


def test_a_kind_of_which_nothing_is_known_is_not_read():
    MadeFrom.objects.exclude(item=ITEM).delete()
    with CaptureQueriesContext(connection) as queries:
        assert behind() == []
    assert len(queries) == 2, "what is known, and the points"


# --- a row that leaves ---


def test_a_deleted_row_is_forgotten_and_no_other():
    before = origins.known()
    delete(StepPoint, key=POINT)
    assert origins.known() == {item: slots for item, slots in before.items() if item != ITEM}


def test_a_row_that_is_deleted_by_itself_is_forgotten():
    with writing():
        point().delete()
    assert ITEM not in origins.known()


def test_many_rows_that_are_deleted_at_once_are_forgotten():
    before = origins.known()
    delete(StepPoint, step__key="job-offer")
    gone = before.keys() - origins.known().keys()
    assert len(gone) > 2
    assert {ITEM, OTHER} <= gone
    assert all(item.startswith("guide.steppoint/") for item in gone)


def test_rows_that_leave_together_with_the_one_they_belong_to_are_forgotten(monkeypatch):
    """No kind lets its rows go like this today; one that will is forgotten too."""
    for name in ("section", "step"):
        model = Paragraph if name == "section" else StepPoint
        monkeypatch.setattr(model._meta.get_field(name).remote_field, "on_delete", models.CASCADE)
    section = Section.objects.filter(paragraph__isnull=False).first()
    gone = {f"guide.section/{section.key}", *(f"guide.paragraph/{row.key}" for row in section.paragraph_set.all())}
    gone |= {"guide.step/job-offer", *(f"guide.steppoint/{row.key}" for row in StepPoint.objects.filter(step__key="job-offer"))}
    before = origins.known()
    delete(Section, pk=section.pk)
    delete(Step, key="job-offer")
    assert before.keys() - origins.known().keys() == gone
    assert not StepPoint.objects.filter(key=POINT).exists()


def test_a_new_row_with_the_key_of_a_deleted_one_inherits_nothing():
    step = point().step
    edit(StepPoint, POINT, text_en="Another question?")
    delete(StepPoint, key=POINT)
    with writing():
        StepPoint.objects.create(key=POINT, step=step, order=1, kind="ask", text_en="A third one?", text_vi="Câu thứ ba?")
    assert behind() == []


def test_a_row_of_another_kind_with_the_same_key_keeps_what_is_known():
    origins.record({f"guide.step/{POINT}": {("title", "vi"): "One."}})
    delete(StepPoint, key=POINT)
    assert origins.known([f"guide.step/{POINT}", ITEM]) == {f"guide.step/{POINT}": {("title", "vi"): "One."}}
