"""Two editors on one row: the second is told, shown both, loses nothing that was typed, and saves over the first only on purpose."""

import html
import re

import pytest
from django.contrib.auth.models import Permission
from editor_forms import errors_of, fields_of
from history_forms import browser_of, form
from releases import POINT, delete, edit, point
from snapshots import content
from two_editors import opened, refused, saved, sent

from delivery.models import content_version
from guide.models import Paragraph, StepPoint
from translations.models import Change

pytestmark = pytest.mark.django_db


class TestText:
    def test_the_second_is_told_and_shown_both_and_what_was_typed_is_still_there(self, first, second):
        row, fields = point(), opened(second, point())
        saved(first, row, opened(first, row), text_en="The first was here?", order="77")
        before, version = content(), content_version()
        response = sent(second, row, fields, text_en="The second was here?", text_vi="Người thứ hai?")
        (order, text, vietnamese) = refused(response, before, version)
        assert order[:3] == ("Order", str(row.order), "77")
        assert text[:3] == ("Text, English", "The second was here?", "The first was here?")
        assert vietnamese[:3] == ("Text, Tiếng Việt", "Người thứ hai?", row.text_vi)
        assert [re.fullmatch(r"first \d{4}-\d\d-\d\d \d\d:\d\d", row[3]) is not None for row in (order, text)] == [True, True]
        assert vietnamese[3] == "–"
        again = fields_of(response.content.decode())
        assert (again["text_en"], again["text_vi"]) == (["The second was here?"], ["Người thứ hai?"])
        assert list(Change.objects.values_list("made_by__username", flat=True)) == ["first"]

    def test_saving_again_without_a_word_is_refused_again(self, first, second):
        row, fields = point(), opened(second, point())
        saved(first, row, opened(first, row), text_en="The first was here?")
        before, version = content(), content_version()
        again = fields_of(sent(second, row, fields, text_en="The second was here?").content.decode())
        (text,) = refused(sent(second, row, again), before, version)
        assert text[1:3] == ("The second was here?", "The first was here?")
        assert text[3].startswith("first ")

    def test_save_mine_all_the_same_writes_over_and_stays_in_the_history(self, first, second):
        row, fields = point(), opened(second, point())
        saved(first, row, opened(first, row), text_en="The first was here?")
        again = fields_of(sent(second, row, fields, text_en="The second was here?").content.decode())
        saved(second, row, again, _all_the_same="on")
        assert point().text_en == "The second was here?"
        change = Change.objects.first()
        assert change.made_by.username == "second"
        assert (change.before, change.after) == ({"text_en": "The first was here?"}, {"text_en": "The second was here?"})

    def test_a_third_change_in_between_is_told_as_well(self, first, second):
        row, fields = point(), opened(second, point())
        saved(first, row, opened(first, row), text_en="The first was here?")
        again = fields_of(sent(second, row, fields, text_en="The second was here?").content.decode())
        saved(first, row, opened(first, row), text_en="The first was here again?")
        before, version = content(), content_version()
        (text,) = refused(sent(second, row, again, _all_the_same="on"), before, version)
        assert text[2] == "The first was here again?"

    def test_all_the_same_counts_only_from_who_was_told(self, first, second):
        row, fields = point(), opened(second, point())
        saved(first, row, opened(first, row), text_en="The first was here?")
        before, version = content(), content_version()
        refused(sent(second, row, fields, text_en="The second was here?", _all_the_same="on"), before, version)

    def test_two_tabs_of_one_editor_are_two_editors(self, first):
        row, one, other = point(), opened(first, point()), opened(first, point())
        saved(first, row, one, text_en="In one tab?")
        before, version = content(), content_version()
        (text,) = refused(sent(first, row, other, text_en="In the other?"), before, version)
        assert text[3].startswith("first ")

    def test_a_change_past_the_admin_is_told_without_a_name(self, second):
        row, fields = point(), opened(second, point())
        edit(StepPoint, POINT, text_en="By a command?")
        before, version = content(), content_version()
        assert refused(sent(second, row, fields), before, version) == [("Text, English", row.text_en, "By a command?", "–")]

    def test_who_wrote_the_same_is_told_too(self, first, second):
        row, fields = point(), opened(second, point())
        saved(first, row, opened(first, row), text_en="The same?")
        before, version = content(), content_version()
        response = sent(second, row, fields, text_en="The same?")
        assert refused(response, before, version) == []
        assert "What you wrote is what is there now." in response.content.decode()

    def test_who_opens_the_form_afterwards_saves_as_ever(self, first, second):
        saved(first, point(), opened(first, point()), text_en="The first was here?")
        saved(second, point(), opened(second, point()), text_en="The second was here?")
        assert point().text_en == "The second was here?"

    def test_what_is_wrong_in_it_is_told_and_then_it_can_be_saved(self, first, second):
        fields = opened(second, point())
        response = sent(second, point(), fields, text_en="{no.such}")
        assert "conflict" not in response.content.decode()
        saved(second, point(), fields_of(response.content.decode()), text_en="Now it is right?")
        again = opened(second, point())
        edit(StepPoint, POINT, text_en="By a command?")
        told = sent(second, point(), again, text_en="{no.such}")
        assert "There is no value with this name" in errors_of(told)
        wrong = sent(second, point(), fields_of(told.content.decode()), _all_the_same="on")
        assert "conflict" not in wrong.content.decode()
        saved(second, point(), fields_of(wrong.content.decode()), text_en="Mine?")

    def test_a_text_is_no_html_of_the_table(self, second):
        fields = opened(second, point())
        edit(StepPoint, POINT, text_en="<script>alert(1)</script>")
        assert "<script>alert(1)" not in sent(second, point(), fields, text_vi="<script>alert(1)</script>").content.decode()


# --- who may ---


def test_who_may_only_look_is_told_nothing_and_saves_nothing(django_user_model):
    reader = django_user_model.objects.create_user("reader", password="x", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_steppoint"))
    browser, before = browser_of(reader), content()
    assert browser.get(form(point())).status_code == 200
    assert browser.post(form(point()), {"text_en": "Mine?"}).status_code == 403
    assert content() == before


def test_a_row_that_is_gone_is_told_as_before(second):
    row, fields = Paragraph.objects.first(), opened(second, Paragraph.objects.first())
    path = form(row)
    delete(Paragraph, key=row.key)
    response = second.post(path, {**fields, "_save": "Save"}, follow=True)
    assert "doesn’t exist" in html.unescape(response.content.decode())
