"""What is recorded beyond the forms: figures that are published, translations that are brought in; and whole or not at all."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, models
from history_forms import ITEM, recorded
from releases import POINT, point
from snapshots import content

from config.languages import LANGUAGES
from delivery.door import NotThroughTheDoor, writing
from delivery.models import content_version
from guide.models import StepPoint
from sources.models import Source
from stats import changes as figures
from stats.models import ChangeSet, Edition
from translations import fixtures, po
from translations.content import kind_named, kinds
from translations.history.recording import recording
from translations.incoming import bring_in
from translations.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(editor_browser):
    return editor_browser


# --- the other ways ---


def draft(user, **editions) -> ChangeSet:
    new = {key.replace("_", "/", 1).replace("_", "-"): values for key, values in editions.items()}
    source = Source.objects.get(key="estat-db")
    return ChangeSet.objects.create(
        file_name="x.csv", digest="0", layout="template", source=source, new=new, before=figures.present(list(new)), made_by=user
    )


def test_figures_that_are_published_and_taken_back_are_one_change_for_each_edition(editor):
    old = figures.present(["trainees/2025-12"])["trainees/2025-12"]
    source = Edition.objects.get(key="trainees/2025-12").source.key
    swapped = {**old, "vn": old["id"], "id": old["vn"]}
    change = draft(editor, trainees_2025_12=swapped, trainees_2026_12={"trainees-total": 3, "vn": 2, "np": 1})
    figures.publish(change, editor)
    assert set(Change.objects.values_list("item", "origin", "made_by")) == {
        ("stats.edition/trainees/2025-12", "publication", editor.pk),
        ("stats.edition/trainees/2026-12", "publication", editor.pk),
    }
    one, other = (Change.objects.get(item__endswith=key) for key in ("2025-12", "2026-12"))
    assert one.before == {"source": source, "values": {"vn": old["vn"], "id": old["id"]}}
    assert one.after == {"source": "estat-db", "values": {"vn": old["id"], "id": old["vn"]}}
    assert (other.before, other.after["state"], other.after["values"]["vn"]) == (None, "published", 2)
    figures.withdraw(change, editor)
    back = {one.item: one for one in Change.objects.filter(origin="withdrawal")}
    assert back["stats.edition/trainees/2025-12"].after == one.before
    assert back["stats.edition/trainees/2026-12"].after == {"state": "withdrawn"}
    assert len(back) == 2


def test_a_publication_that_is_not_possible_leaves_no_trace(editor):
    change = draft(editor, trainees_2026_12={"vn": 2})
    figures.discard(change, editor)
    with pytest.raises(figures.NotPossible):
        figures.publish(change, editor)
    assert recorded() == []


def test_translations_that_are_brought_in_are_recorded_for_the_command(tmp_path):
    vietnamese = next(language for language in LANGUAGES if language.code == "vi")
    old, path = point().text_vi, tmp_path / "vi.po"
    path.write_text(po.dump(vietnamese).replace(old, f"{old} nữa"), encoding="utf-8")
    bring_in(path)
    change = Change.objects.get(item=ITEM)
    assert (change.origin, change.made_by) == ("translations", None)
    assert (change.before, change.after) == ({"text_vi": old}, {"text_vi": f"{old} nữa"})


def test_the_seed_is_not_in_the_history():
    call_command("seed", verbosity=0)
    assert recorded() == []


# --- whole or not at all ---


def ask(text: str = "Another question?") -> None:
    row = point()
    row.text_en = text
    row.save()


def ask_and_fail() -> None:
    ask()
    raise ZeroDivisionError


def test_a_change_and_its_record_are_one_transaction(editor):
    before = content()
    with pytest.raises(ZeroDivisionError), writing(), recording(editor, "admin"):
        ask_and_fail()
    assert (content(), recorded()) == (before, [])


def fail_behind_the_door() -> None:
    models.QuerySet(StepPoint).filter(key=POINT).update(order=77)
    raise ZeroDivisionError


def test_recording_is_a_transaction_by_itself(editor):
    before = content()
    with pytest.raises(ZeroDivisionError), recording(editor, "admin"):
        fail_behind_the_door()
    assert content() == before


def test_a_record_that_cannot_be_kept_undoes_the_change(editor):
    before = content()
    with pytest.raises(IntegrityError), writing(), recording(editor, None):
        ask()
    assert (content(), recorded()) == (before, [])


def test_within_a_recording_the_outer_one_counts(editor):
    with writing(), recording(editor, "publication"), recording(None, "admin"):
        ask()
    assert list(Change.objects.values_list("origin", "made_by")) == [("publication", editor.pk)]


def test_what_is_changed_and_changed_back_is_no_change(editor):
    with writing(), recording(editor, "admin"):
        text = point().text_en
        ask()
        ask(text)
    assert recorded() == []


def test_the_history_opens_no_door_and_is_no_content(editor):
    """Neither fixtures nor pages know of it, and recording alone lets nobody write."""
    with pytest.raises(NotThroughTheDoor), recording(editor, "admin"):
        point().save()
    before = content_version()
    Change.objects.create(item=ITEM, kind="guide.steppoint", origin="admin", before={}, after={})
    assert content_version() == before
    assert Change not in {kind.model for kind in kinds()}
    assert "translations" not in {kind.file.partition("/")[0] for kind in kinds()}
    assert fixtures.dump(kind_named("guide.page"))
