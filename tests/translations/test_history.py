"""Every change of content is recorded with who, when, and before and after; what changes nothing is not."""

import pytest
from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from editor_forms import fields_of, save
from history_forms import ITEM, figure_rows, figures, form, recorded, saved
from releases import POINT, point

from delivery.door import writing
from guide.models import Page, Paragraph, Section, Step, StepPoint
from sources.models import Contact, Fact, Source, Term, TermWording
from stats.models import Edition
from translations.content import kinds
from translations.history.recording import recording, states
from translations.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(editor_browser):
    return editor_browser


# --- what an editor does in the admin ---


def test_a_word_and_a_field_that_are_changed_are_one_change_with_who_and_when(client, editor):
    before = point()
    saved(client, before, text_en="Another question?", order="77")
    change = Change.objects.get()
    assert (change.item, change.kind, change.key, change.origin) == (ITEM, "guide.steppoint", POINT, "admin")
    assert change.made_by == editor
    assert change.made_on is not None
    assert change.before == {"order": before.order, "text_en": before.text_en}
    assert change.after == {"order": 77, "text_en": "Another question?"}


def test_a_row_that_is_saved_as_it_stands_leaves_no_trace(client):
    for row in (point(), Edition.objects.first(), Step.objects.first(), Term.objects.first(), Fact.objects.first()):
        saved(client, row)
    assert recorded() == []


def test_what_is_refused_leaves_no_trace(client):
    assert save(client, form(point()), text_en="{no.such}").status_code == 200
    assert recorded() == []


def test_a_new_row_has_no_before_and_a_deleted_one_no_after(client):
    page = Page.objects.get(key="flow")
    saved(client, Section(), key="new-section", page=str(page.pk), order="990", title_en="New", block="")
    section = Section.objects.get(key="new-section")
    assert client.post(form(section, "delete"), {"post": "yes"}).status_code == 302
    (item, before, new), (_item, deleted, after) = recorded()
    assert (item, before, after) == ("guide.section/new-section", None, None)
    assert new == deleted
    assert (new["key"], new["page"], new["order"], new["title_en"], new["title_vi"]) == ("new-section", "flow", 990, "New", "")


def test_rows_below_another_are_changes_of_their_own(client):
    step = point().step
    fields = fields_of(client.get(form(step)).content.decode())
    number = next(
        name.split("-")[1] for name, value in fields.items() if name.startswith("steppoint_set-") and value == [str(point().pk)]
    )
    total, before = int(fields["steppoint_set-TOTAL_FORMS"][0]), point()
    new = {"key": "new-point", "order": "990", "text_en": "Now?", "kind": before.kind}
    row = {f"steppoint_set-{total}-{name}": value for name, value in new.items()} | {"steppoint_set-TOTAL_FORMS": str(total + 1)}
    saved(client, step, label_en="Another label", **{f"steppoint_set-{number}-text_en": "Which one?", **row})
    found = {item: (before, after) for item, before, after in recorded()}
    assert found[f"guide.step/{step.key}"][1] == {"label_en": "Another label"}
    assert found[ITEM] == ({"text_en": before.text_en}, {"text_en": "Which one?"})
    assert found["guide.steppoint/new-point"][0] is None
    assert len(found) == 3


def test_the_figures_of_an_edition_are_recorded_with_it_and_only_those_that_changed(client):
    edition = Edition.objects.filter(table__key="trainees").first()
    rows, old = figure_rows(client, edition), figures(edition)
    saved(client, edition, **{f"{rows['vn']}-value": str(old["vn"] + 5), f"{rows['id']}-value": str(old["id"] - 5)})
    assert recorded() == [
        (
            f"stats.edition/{edition.key}",
            {"values": {"vn": old["vn"], "id": old["id"]}},
            {"values": {"vn": old["vn"] + 5, "id": old["id"] - 5}},
        )
    ]


def test_relations_to_many_are_recorded_by_the_keys_of_the_rows(client):
    fact = Fact.objects.filter(sources__isnull=False).first()
    source = Source.objects.exclude(facts=fact).first()
    keys = sorted(fact.sources.values_list("key", flat=True))
    saved(client, fact, sources=[str(pk) for pk in [*fact.sources.values_list("pk", flat=True), source.pk]])
    assert recorded() == [(f"sources.fact/{fact.key}", {"sources": keys}, {"sources": sorted([*keys, source.key])})]


def test_what_pointed_to_a_deleted_row_is_recorded_too(client):
    with writing():
        source = Source.objects.create(key="only-named", organization=None, kind="press")
        fact = Fact.objects.first()
        fact.sources.add(source)
    client.post(form(source, "delete"), {"post": "yes"})
    found = {item: (before, after) for item, before, after in recorded()}
    assert found.keys() == {"sources.source/only-named", f"sources.fact/{fact.key}"}
    before, after = found[f"sources.fact/{fact.key}"]
    assert set(before["sources"]) - set(after["sources"]) == {"only-named"}


def test_many_rows_that_are_deleted_at_once_are_each_recorded_and_what_is_deleted_with_them(client):
    term = Term.objects.filter(wordings__isnull=False).first()
    wordings = set(term.wordings.values_list("key", flat=True))
    data = {"action": "delete_selected", "_selected_action": [str(term.pk)], "post": "yes"}
    assert client.post(reverse("admin:sources_term_changelist"), data).status_code == 302
    assert {item for item, _before, after in recorded() if after is None} == {
        f"sources.term/{term.key}",
        *(f"sources.termwording/{key}" for key in wordings),
    }
    assert not TermWording.objects.filter(key__in=wordings).exists()


def test_what_is_edited_in_a_list_is_recorded(client, monkeypatch):
    monkeypatch.setattr(type(admin.site.get_model_admin(Contact)), "list_editable", ("phone",))
    row = Contact.objects.exclude(phone="").first()
    path = reverse("admin:sources_contact_changelist")
    fields = {}
    for form_ in client.get(path).context["cl"].formset.forms:
        fields |= {f"{form_.prefix}-id": form_.instance.pk, f"{form_.prefix}-phone": form_.instance.phone}
        if form_.instance.pk == row.pk:
            fields[f"{form_.prefix}-phone"] = "0120-000-000"
    count = len(fields) // 2
    sent = {"form-TOTAL_FORMS": count, "form-INITIAL_FORMS": count, "_save": "Save", **fields}
    assert client.post(path, sent).status_code == 302
    assert recorded() == [(f"sources.contact/{row.key}", {"phone": row.phone}, {"phone": "0120-000-000"})]


def test_every_kind_of_content_is_recorded_when_it_is_deleted_in_the_admin(client, editor):
    """No kind is left out: each row as plain values, which JSON can keep. What points to others goes before them."""
    for kind in reversed(kinds()):
        if not admin.site.is_registered(kind.model):
            continue  # it goes with the row that it belongs to
        first, *others = sorted(kind.rows(), key=lambda row: getattr(row, "parent_id", None) is None)
        (state,) = states(kind, Q(pk=first.pk)).values()
        assert client.post(form(first, "delete"), {"post": "yes"}).status_code == 302, kind.label
        change = Change.objects.get(item=kind.item(first.key))
        assert (change.before, change.after, change.origin, change.made_by) == (state, None, "admin", editor), kind.label
        assert change.before.keys() >= {field.name for field in kind.plain}
        with writing():
            for row in others:
                row.delete()
    deleted = {item.partition("/")[0] for item, _before, after in recorded() if after is None}
    assert deleted == {kind.label for kind in kinds() if not kind.fold}


def test_a_user_who_leaves_takes_no_change_along(client, editor):
    saved(client, Paragraph.objects.first(), order="77")
    editor.delete()
    assert Change.objects.get().made_by is None


def test_a_translation_is_kept_with_the_english_that_it_was_made_from(client):
    english, vietnamese = point().text_en, point().text_vi
    saved(client, point(), text_en="Another question?")
    saved(client, point(), text_vi="Một câu khác?")
    change = Change.objects.order_by("-pk").first()
    assert (change.before, change.made_from) == ({"text_vi": vietnamese}, {"text_vi": english})


def test_a_row_that_changes_its_key_is_in_the_history_under_both(editor):
    with writing(), recording(editor, "admin"):
        row = StepPoint.objects.get(key=POINT)
        row.key = "another-key"
        row.save()
    assert {(item, before is None, after is None) for item, before, after in recorded()} == {
        (ITEM, False, True),
        ("guide.steppoint/another-key", True, False),
    }


def test_a_relation_to_many_that_is_made_from_either_side_is_recorded_without_saving_a_row(editor):
    fact = Fact.objects.filter(sources__isnull=False).first()
    source, keys = Source.objects.exclude(facts=fact).first(), sorted(fact.sources.values_list("key", flat=True))
    more = sorted([*keys, source.key])
    steps = (
        (lambda: fact.sources.add(source), keys, more),
        (lambda: source.facts.clear(), more, keys),
        (lambda: source.facts.add(fact), keys, more),
        (lambda: fact.sources.remove(source), more, keys),
    )
    for step, before, after in steps:
        with writing(), recording(editor, "admin"):
            step()
        change = Change.objects.filter(item=f"sources.fact/{fact.key}").first()
        assert (change.before, change.after) == ({"sources": before}, {"sources": after})
    assert Change.objects.filter(item=f"sources.fact/{fact.key}").count() == len(steps)
