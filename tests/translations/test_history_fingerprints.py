"""A form of a row carries what it was opened with, nobody can make that up, and a difference in any field is one."""

import pytest
from django.contrib import admin
from django.db import models
from django.test import RequestFactory
from django.urls import reverse
from editor_forms import fields_of
from history_forms import form
from legs import kinds_of_content
from releases import POINT, edit, point
from snapshots import content
from two_editors import opened, refused, saved, sent, table

from delivery.door import writing
from delivery.models import content_version
from guide.models import StepPoint
from sources.models import Fact, Quantity, Source
from translations.content import kind_for, kinds

pytestmark = pytest.mark.django_db

EDITED = tuple(kind.model for kind in kinds() if admin.site.is_registered(kind.model))


@pytest.mark.parametrize(
    "forged", [None, "", "0", "-", "0-", "x-y", "²-0", f"{'9' * 40}-0", "-1-0", "0-" + "0" * 64, "\x00", "é", "1e9-0", "9" * 5000]
)
def test_a_fingerprint_that_is_missing_or_forged_is_refused_the_same_way(second, forged):
    row, before, version = point(), content(), content_version()
    response = sent(second, row, opened(second, row), text_en="Mine?", _fingerprint=forged, _all_the_same="on")
    assert [line[:3] for line in refused(response, before, version)] == [("Text, English", "Mine?", row.text_en)]
    saved(second, row, fields_of(response.content.decode()), _all_the_same="on")


def test_the_fingerprint_of_another_row_or_of_another_moment_is_refused(second):
    row, other = point(), StepPoint.objects.exclude(key=POINT).first()
    before, version = content(), content_version()
    fields = opened(second, row)
    refused(sent(second, row, fields, _fingerprint=opened(second, other)["_fingerprint"][0]), before, version)
    number, _dash, digest = fields["_fingerprint"][0].partition("-")
    refused(sent(second, row, fields, _fingerprint=f"{int(number) + 1}-{digest}"), before, version)


def test_a_form_without_a_fingerprint_says_so(second):
    response = sent(second, point(), opened(second, point()), _fingerprint=None)
    assert "Your form does not say what it was opened with" in response.content.decode()


@pytest.mark.parametrize("model", kinds_of_content(EDITED))
def test_every_form_of_a_row_carries_one_and_no_form_of_a_new_row(second, model):
    row = models.QuerySet(model).first()
    assert len(opened(second, row)["_fingerprint"][0]) > 64
    add = second.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add"))
    assert "_fingerprint" not in fields_of(add.content.decode())
    before, version = content(), content_version()
    refused(sent(second, row, opened(second, row), _fingerprint=None), before, version)


def carried(row, editor) -> str:
    """What the form of a row carries, asked of its view: to render the whole form takes four times as long."""
    request = RequestFactory().get(form(row))
    request.user = editor
    return admin.site.get_model_admin(type(row)).change_view(request, str(row.pk)).context_data["fingerprint"]


@pytest.mark.parametrize("model", kinds_of_content(EDITED))
def test_a_difference_in_any_field_is_one(second, django_user_model, model):
    """Each column of the row, of whatever sort, changed past the form."""
    editor = django_user_model.objects.get(username="second")
    row = models.QuerySet(model).first()
    kind = kind_for(model)
    seen = {opened(second, row)["_fingerprint"][0]}
    assert seen == {carried(row, editor)}
    columns = [field for field in model._meta.concrete_fields if not field.primary_key and not field.is_relation]
    columns = [field for field in columns if field.name not in ("key", *kind.words)]
    for field in columns:
        old = getattr(row, field.name)
        text = isinstance(field, models.CharField | models.TextField)
        new = (["x"] if isinstance(old, list) else "x" if old != "x" else "y") if text else None
        if isinstance(field, models.BooleanField):
            new = not old
        elif isinstance(field, models.IntegerField | models.DecimalField):
            new = (old or 0) + 9
        elif isinstance(field, models.DateField):
            new = "2001-02-03"
        elif isinstance(field, models.TimeField):
            new = "01:02"
        with writing():
            models.QuerySet(model).filter(pk=row.pk).update(**{field.name: new})
        now = carried(row, editor)
        assert now not in seen, field.name
        seen.add(now)
        with writing():
            models.QuerySet(model).filter(pk=row.pk).update(**{field.name: old})


def test_a_row_that_is_opened_by_another_name_is_compared_too(second):
    """A window beside a form opens a row by the field that the form points to."""
    quantity = Quantity.objects.select_related("fact").filter(fact__isnull=False).first()
    path = f"{reverse('admin:sources_fact_change', args=[quantity.fact.key])}?_to_field=key&_popup=1"
    fields = fields_of(second.get(path).content.decode())
    assert "_fingerprint" in fields
    edit(Fact, quantity.fact.key, statement="By a command.")
    before = content()
    response = second.post(path, {**fields, "statement": "Mine.", "_save": "Save"})
    assert ("By a command." in str(table(response)), content()) == (True, before)


def test_a_relation_to_many_that_changed_is_told_by_the_keys(first, second):
    fact = Fact.objects.filter(sources__isnull=False).first()
    other, fields = Source.objects.exclude(facts=fact).first(), opened(second, fact)
    with writing():
        fact.sources.add(other)
    before, version = content(), content_version()
    (line,) = refused(sent(second, fact, fields), before, version)
    assert other.key not in line[1]
    assert other.key in line[2]
