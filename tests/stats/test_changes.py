"""Figures become public and are taken back as one: all or none, and never over what somebody else has changed."""

import pytest
from django.db import DatabaseError
from django.db.models import QuerySet

from config.rehearsal import broken_claims, rehearse
from delivery.door import writing
from delivery.models import content_version
from sources.models import Source
from stats import changes
from stats.models import ChangeSet, Edition, Figure

pytestmark = pytest.mark.django_db

NEW, OLD = "trainees/2026-12", "trainees/2025-12"


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_user("editor", password="x")


@pytest.fixture
def other(django_user_model):
    return django_user_model.objects.create_user("other", password="x")


def draft(user=None, **editions) -> ChangeSet:
    """A change set: keys with _ for / and -."""
    new = {key.replace("_", "/", 1).replace("_", "-"): values for key, values in editions.items()}
    source = Source.objects.get(key="estat-db")
    return ChangeSet.objects.create(
        file_name="x.csv", digest="0", layout="template", source=source, new=new, before=changes.present(list(new)), made_by=user
    )


def public(key: str) -> dict | None:
    return changes.present([key])[key]


def swapped() -> dict:
    """The newest figures with the first two countries exchanged."""
    values = dict(public(OLD))
    values["vn"], values["id"] = values["id"], values["vn"]
    return values


def test_a_new_edition_is_public_from_its_publication_on_and_no_longer_when_it_is_taken_back(editor):
    change = draft(trainees_2026_12={"trainees-total": 3, "vn": 2, "np": 1})
    before = content_version()
    changes.publish(change, editor)
    assert public(NEW) == {"trainees-total": 3, "vn": 2, "np": 1}
    assert content_version() == before + 1
    edition = Edition.objects.get(key=NEW)
    assert (edition.as_of.isoformat(), edition.source.key, edition.state) == ("2026-12-31", "estat-db", "published")
    change.refresh_from_db()
    assert (change.state, change.decided_by, change.decided_on is not None) == ("published", editor, True)
    changes.withdraw(change, editor)
    assert public(NEW) is None
    assert Edition.objects.get(key=NEW).state == "withdrawn"
    assert content_version() == before + 2


def test_the_source_of_an_edition_is_that_of_its_figures(editor):
    before = Edition.objects.get(key=OLD).source.key
    change = draft(trainees_2025_12=swapped())
    assert change.source.key != before
    changes.publish(change, editor)
    assert Edition.objects.get(key=OLD).source == change.source
    changes.withdraw(change, editor)
    assert Edition.objects.get(key=OLD).source.key == before


def test_what_was_withdrawn_and_is_brought_in_again_has_the_new_source(editor):
    first = draft(trainees_2026_12={"trainees-total": 3, "vn": 3})
    changes.publish(first, editor)
    changes.withdraw(first, editor)
    again = draft(trainees_2026_12={"trainees-total": 3, "vn": 3})
    again.source = Source.objects.get(key="estat-2025-12-table1")
    again.save()
    changes.publish(again, editor)
    assert Edition.objects.get(key=NEW).source.key == "estat-2025-12-table1"


def test_changed_figures_are_as_before_when_they_are_taken_back(editor):
    before, values = public(OLD), swapped()
    change = draft(trainees_2025_12=values)
    changes.publish(change, editor)
    assert public(OLD) == values
    changes.withdraw(change, editor)
    assert public(OLD) == before


def test_what_is_taken_back_can_be_published_again_by_a_new_import(editor):
    first = draft(trainees_2026_12={"trainees-total": 1, "vn": 1})
    changes.publish(first, editor)
    changes.withdraw(first, editor)
    second = draft(trainees_2026_12={"trainees-total": 2, "vn": 2})
    changes.publish(second, editor)
    assert public(NEW) == {"trainees-total": 2, "vn": 2}


def test_all_editions_of_a_change_set_become_public_or_none(editor, monkeypatch):
    change = draft(trainees_2025_12=swapped(), trainees_2026_12={"trainees-total": 1, "vn": 1})
    before, version = public(OLD), content_version()
    write = changes._write
    seen = []

    def failing(key, values, change):
        seen.append(key)
        if len(seen) == 2:
            raise DatabaseError("the disk is full")
        write(key, values, change)

    monkeypatch.setattr(changes, "_write", failing)
    with pytest.raises(DatabaseError):
        changes.publish(change, editor)
    assert (public(OLD), public(NEW), content_version()) == (before, None, version)
    change.refresh_from_db()
    assert change.state == "draft"


def test_nothing_is_published_over_what_somebody_else_has_changed(editor):
    first, second = draft(trainees_2025_12=swapped()), draft(trainees_2025_12={**public(OLD), "vn": 1})
    changes.publish(first, editor)
    with pytest.raises(changes.NotPossible) as reason:
        changes.publish(second, editor)
    assert (reason.value.code, reason.value.detail) == ("changed", OLD)
    assert public(OLD) == first.new[OLD]


def test_nothing_is_taken_back_that_somebody_else_has_changed_since(editor):
    change = draft(trainees_2025_12=swapped())
    changes.publish(change, editor)
    with writing():
        Figure.objects.filter(edition__key=OLD, category__key="np").update(value=1)
    with pytest.raises(changes.NotPossible) as reason:
        changes.withdraw(change, editor)
    assert reason.value.code == "changed"
    assert public(OLD)["np"] == 1


@pytest.mark.parametrize("state", ["published", "withdrawn", "discarded"])
def test_only_a_draft_can_be_published_or_put_aside(editor, state):
    change = draft(trainees_2026_12={"trainees-total": 1, "vn": 1})
    QuerySet(ChangeSet).filter(pk=change.pk).update(state=state)
    for act in (changes.publish, changes.discard):
        with pytest.raises(changes.NotPossible):
            act(change, editor)
    assert public(NEW) is None


def test_a_draft_that_is_put_aside_keeps_no_file(editor):
    change = draft(trainees_2026_12={"trainees-total": 1, "vn": 1})
    QuerySet(ChangeSet).filter(pk=change.pk).update(raw=b"x")
    changes.discard(change, editor)
    change.refresh_from_db()
    assert (change.state, change.raw) == ("discarded", None)
    with pytest.raises(changes.NotPossible):
        changes.withdraw(change, editor)


def test_what_the_checks_warn_of_needs_a_reason(editor):
    change = draft(trainees_2026_12={"trainees-total": 1, "vn": 1})
    for reason in ("", "  "):
        with pytest.raises(changes.NotPossible):
            changes.publish(change, editor, reason, warned=True)
    changes.publish(change, editor, "The program ended.", warned=True)
    change.refresh_from_db()
    assert change.reason == "The program ended."


def test_where_a_second_person_must_decide_the_first_cannot(editor, other, settings):
    settings.FIGURES_NEED_A_SECOND_PERSON = True
    change = draft(editor, trainees_2026_12={"trainees-total": 1, "vn": 1})
    with pytest.raises(changes.NotPossible) as reason:
        changes.publish(change, editor)
    assert reason.value.code == "second-person"
    changes.publish(change, other)
    assert public(NEW)


def test_differences_tell_what_is_new_what_is_gone_and_what_is_unknown():
    old = {"a/2026-12": {"x": 1, "y": 2, "z": None}, "b/2026-12": None}
    new = {"a/2026-12": {"x": 1, "y": 5, "w": 0}, "b/2026-12": {"x": 7}}
    found = {(one.edition[0], one.category): (one.old, one.new, one.change) for one in changes.differences(new, old)}
    assert found == {
        ("a", "y"): (2, 5, 3),
        ("a", "w"): (None, 0, None),
        ("a", "z"): (None, None, None),
        ("b", "x"): (None, 7, None),
    }
    assert changes.differences({"a/2026-12": {"x": 1}}, {"a/2026-12": {"x": 1}}) == []


def test_what_a_file_only_repeats_is_left_out():
    assert changes.changed({OLD: dict(public(OLD)), NEW: {"trainees-total": 1, "vn": 1}}) == {NEW: {"trainees-total": 1, "vn": 1}}


# --- the rehearsal ---


@pytest.mark.letters
def test_the_rehearsal_shows_every_line_that_would_change_old_and_new(reading_in):
    from dataclasses import replace

    change = draft(trainees_2025_12=swapped())
    reading = replace(reading_in("en"), figures=frozenset({change.pk}))
    pages = {page.path: page for page in rehearse(reading) if page.language.code in ("en", "my")}
    assert {"/en/", "/en/statistics/trainees/", "/my/", "/my/statistics/trainees/"} <= set(pages)
    assert "/en/rights/" not in pages
    (line,) = [line for line in pages["/en/"].lines if "largest nationalities" in line.old]
    assert "Vietnam, Indonesia, and Philippines" in line.old
    assert "Indonesia, Vietnam, and Philippines" in line.new
    assert public(OLD) != swapped(), "nothing is written"


def test_a_draft_that_repeats_what_is_public_changes_no_page(reading_in):
    from dataclasses import replace

    change = draft(trainees_2024_12=dict(public("trainees/2024-12")))
    assert list(rehearse(replace(reading_in("en"), figures=frozenset({change.pk})))) == []


def test_a_heading_that_would_no_longer_be_true_is_told(reading_in):
    from dataclasses import replace

    values = dict(public("residents/2025-12"))
    values["technical-intern-training"] = 5
    change = draft(residents_2025_12=values)
    assert broken_claims(reading_in("en")) == []
    (told,) = broken_claims(replace(reading_in("en"), figures=frozenset({change.pk})))
    assert (told["key"], told["claim"]) == ("trainees-today", "trainees-among-largest")
