"""The one door for writes: nothing of what readers see changes without a new content version."""

from threading import Thread

import pytest
from django.apps import apps
from django.db import models, transaction

from delivery.door import NotThroughTheDoor, PublicModel, writing
from delivery.models import ContentVersion, content_version
from sources.models import Fact, Source, Term
from translations.content import kinds

pytestmark = pytest.mark.django_db

every_kind = pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.label)


def rows_of(kind):
    return list(models.QuerySet(kind.model).order_by("pk").values())


@every_kind
def test_no_row_of_content_is_written_outside_the_door(kind):
    before = rows_of(kind)
    model, row = kind.model, models.QuerySet(kind.model).first()
    field = next(field.name for field in kind.plain if not field.is_relation)
    ways = {
        "save": lambda: row.save(),
        "save of one field": lambda: row.save(update_fields=[field]),
        "delete": lambda: row.delete(),
        "update": lambda: model.objects.filter(pk=row.pk).update(**{field: getattr(row, field)}),
        "delete of many": lambda: model.objects.all().delete(),
        "bulk_create": lambda: model.objects.bulk_create([model()]),
        "bulk_update": lambda: model.objects.bulk_update([row], [field]),
        "create": lambda: model.objects.create(),
        "get_or_create": lambda: model.objects.get_or_create(pk=0),
        "update_or_create": lambda: model.objects.update_or_create(pk=row.pk, defaults={field: getattr(row, field)}),
    }
    for way, write in ways.items():
        try:
            with pytest.raises(NotThroughTheDoor), transaction.atomic():
                write()
        except pytest.fail.Exception:
            pytest.fail(f"{way} went through outside the door")
    assert rows_of(kind) == before


def test_what_a_row_points_to_is_not_changed_outside_the_door_either():
    fact = models.QuerySet(Fact).filter(sources__isnull=False).first()
    source = models.QuerySet(Source).exclude(facts=fact).first()
    before = set(fact.sources.values_list("key", flat=True))
    ways = (
        lambda: fact.sources.add(source),
        lambda: fact.sources.set([source]),
        lambda: fact.sources.clear(),
        lambda: fact.sources.remove(*fact.sources.all()),
        lambda: source.facts.add(fact),
    )
    for write in ways:
        with pytest.raises(NotThroughTheDoor), transaction.atomic():
            write()
    assert set(fact.sources.values_list("key", flat=True)) == before
    with writing():
        fact.sources.add(source)
    assert set(fact.sources.values_list("key", flat=True)) == before | {source.key}


def test_every_model_of_the_content_rooms_is_public_and_registered():
    models_of_rooms = {model for room in ("guide", "sources", "stats") for model in apps.get_app_config(room).get_models()}
    on_the_way_in = {apps.get_model("stats.ChangeSet")}  # no reader sees it; what it publishes goes through the door
    assert models_of_rooms - on_the_way_in == {kind.model for kind in kinds()}
    assert all(issubclass(model, PublicModel) for model in models_of_rooms - on_the_way_in)


def test_inside_the_door_a_row_is_saved_and_the_version_is_one_higher():
    before = content_version()
    with writing():
        term = Term.objects.create(key="a-new-term", japanese="語", title="word")
        term.reading = "ご"
        term.save()
        Term.objects.filter(pk=term.pk).update(japanese="言葉")
        Term.objects.bulk_create([Term(key="another-term", japanese="二", title="two")])
        Term.objects.filter(key="another-term").delete()
    assert content_version() == before + 1
    assert models.QuerySet(Term).filter(key="a-new-term").values_list("japanese", "reading").get() == ("言葉", "ご")


def test_each_opening_raises_the_version_once():
    before = content_version()
    for number in range(3):
        with writing():
            Term.objects.create(key=f"term-{number}", japanese="語", title="word")
            Term.objects.create(key=f"another-{number}", japanese="語", title="word")
    assert content_version() == before + 3


def test_a_door_through_which_nothing_went_leaves_the_version_and_so_every_page():
    before = content_version()
    with writing():
        Term.objects.filter(key="otit").first()
    assert content_version() == before


def test_a_door_within_an_open_door_counts_once():
    before = content_version()
    with writing():
        with writing():
            Term.objects.create(key="inner", japanese="内", title="inner")
        Term.objects.create(key="outer", japanese="外", title="outer")  # the inner block has not shut the door
        with writing():
            pass
    assert content_version() == before + 1
    assert models.QuerySet(Term).filter(key__in=("inner", "outer")).count() == 2


@pytest.mark.parametrize("nested", [False, True])
def test_an_error_leaves_rows_and_version_as_they_were(nested):
    before = content_version()

    def fail():
        Term.objects.create(key="never", japanese="無", title="never")
        raise ZeroDivisionError

    def write():
        with writing():
            if nested:
                with writing():
                    fail()
            fail()

    with pytest.raises(ZeroDivisionError):
        write()
    assert content_version() == before
    assert not models.QuerySet(Term).filter(key="never").exists()


def test_the_door_is_shut_after_an_error():
    with pytest.raises(ZeroDivisionError), writing():
        raise ZeroDivisionError
    with pytest.raises(NotThroughTheDoor):
        Term.objects.create(key="late", japanese="遅", title="late")


def test_a_door_opened_by_one_thread_is_shut_for_another():
    refused = []

    def write():
        try:
            Term(key="other-thread", japanese="他", title="other").save()
        except NotThroughTheDoor as error:
            refused.append(error)

    with writing():
        other = Thread(target=write)
        other.start()
        other.join()
    assert len(refused) == 1


def test_there_is_one_content_version_and_none_before_anything_was_written():
    assert ContentVersion.objects.count() == 1
    ContentVersion.objects.all().delete()
    assert content_version() == 0
    with writing():
        Term.objects.create(key="first", japanese="一", title="first")
    assert content_version() == 1
