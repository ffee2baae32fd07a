"""Under which anchor of which page each row stands: where links may lead, and where the guide rests on a fact."""

from datetime import date

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Concat

from guide import models
from sources.models import Dated, Service

# Where the structured rows stand: model, the page that shows them, what its rows are called on that page.
_PLACED = ((models.Stage, "stages"), (models.Gate, "stages"), (models.Step, "flow"), (models.StepPoint, "flow"),
           (models.Actor, "how-it-works"), (models.Role, "union"), (models.HelpLevel, "help"), (models.Outcome, "check/all"),
           (models.ReadingLink, "careers"), (models.Milestone, "changes-2027"), (models.Aspect, "changes-2027"),
           (models.Phrase, "help/card"), (models.Question, "check/all"), (Service, "help"))  # fmt: skip
_PAGED = ((models.Section, "page__key"), (models.Paragraph, "section__page__key"), (models.CountryNote, "page__key"))
_WITHOUT_FACTS = (models.Section, models.Aspect, models.Phrase, models.Question, Service)  # or whose page tells them elsewhere
# Rows that stand under the key of another one: model, page, the way to that key.
_UNDER = ((models.Rule, "changes-2027", "aspect__key"), (models.Advice, "check/all", "outcome__key"))


def anchors() -> set[str]:
    """Every anchor that a link may lead to, as page#key. One query."""
    queries = [QuerySet(model).order_by().values_list(Concat(F(path), Value("#"), F("key"))) for model, path in _PAGED]
    queries += [QuerySet(model).order_by().values_list(Concat(Value(page), Value("#"), F("key"))) for model, page in _PLACED]
    return {anchor for (anchor,) in queries[0].union(*queries[1:])}


def citations(day: date) -> list[tuple[str, str, str]]:
    """(page, anchor, facts) of everything that names facts and stands on a page on a day, sorted. One query."""
    text = CharField()
    queries = [
        _held(model, day).values_list(F(path), F("key"), F("facts")) for model, path in _PAGED if model not in _WITHOUT_FACTS
    ]
    placed = [(model, page, "key") for model, page in _PLACED if model not in _WITHOUT_FACTS]
    queries += [
        _held(model, day).exclude(**{anchor: None}).values_list(Value(page, output_field=text), F(anchor), F("facts"))
        for model, page, anchor in (*placed, *_UNDER)
    ]
    return sorted(queries[0].union(*queries[1:]))


def _held(model: type, day: date) -> QuerySet:
    """The rows of a model that hold on a day; a paragraph holds while its section does."""
    found = QuerySet(model).order_by()
    for prefix in ("", "section__") if model is models.Paragraph else ("",) if issubclass(model, Dated) else ():
        begun = Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": day})
        found = found.filter(begun, Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": day}))
    return found
