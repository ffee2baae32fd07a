"""What the pages read. One query a function, only the columns of the reader's language; what comes back can query nothing."""

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Concat

from config.languages import Language
from guide import models
from translations.columns import rows


def page_keys() -> list[str]:
    """The keys of all pages in their order."""
    return list(QuerySet(models.Page).order_by("order", "key").values_list("key", flat=True))


def pages(language: Language) -> list[dict]:
    """All pages for the frame, in order, each with the notices whose link leads to it."""
    plain = (
        "key",
        "order",
        "group",
        "parent__key",
        "affected",
        "reviewed_on",
        "notice__key",
        "notice__valid_from",
        "notice__valid_to",
    )
    words = ("notice__text", "notice__label", "title", "label", "summary")
    return rows(models.Page, language, words=words, plain=plain, needs=("title",), order=("order", "key", "notice__order"))


def sections(page: str, language: Language) -> list[dict]:
    """The sections of a page in order, each with its paragraphs: {key, title, block, paragraphs: [{key, kind, text, facts}]}."""
    plain = ("key", "block", "paragraph__key", "paragraph__kind", "paragraph__facts")
    found: dict[str, dict] = {}
    for row in rows(
        models.Section, language, words=("paragraph__text", "title"), plain=plain, where=Q(page__key=page),
        order=("order", "key", "paragraph__order", "paragraph__key"),
    ):  # fmt: skip
        section = found.setdefault(
            row["key"], {"key": row["key"], "title": row["title"], "block": row["block"], "paragraphs": []}
        )
        if row["paragraph__text"]:
            names = ("key", "kind", "text", "facts")
            section["paragraphs"].append({name: row[f"paragraph__{name}"] for name in names})
    return list(found.values())


def stages(language: Language) -> list[dict]:
    """The stages in order, each with the exam that ends it under `gate` (None without one)."""
    plain = ("key", "number", "name_ja", "facts", "gate__key", "gate__name_ja", "gate__facts")
    words = ("gate__title", "gate__label", "gate__text", "title", "label", "summary", "text")
    found = rows(models.Stage, language, words=words, plain=plain)
    for stage in found:
        gate = {name: stage.pop(f"gate__{name}") for name in ("key", "name_ja", "facts", "title", "label", "text")}
        stage["gate"] = gate if gate["text"] else None
    return found


def steps(language: Language) -> list[dict]:
    """The six steps in order, each with its points by kind: ask, know, keep."""
    plain = ("key", "number", "facts", "steppoint__key", "steppoint__kind", "steppoint__facts")
    words = ("steppoint__text", "title", "label", "summary", "text")
    found: dict[str, dict] = {}
    order = ("number", "steppoint__order", "steppoint__key")
    for row in rows(models.Step, language, words=words, plain=plain, order=order):
        point = {name: row.pop(f"steppoint__{name}") for name in ("key", "kind", "facts", "text")}
        step = found.setdefault(row["key"], row | {"ask": [], "know": [], "keep": []})
        if point["text"]:
            step[point["kind"]].append(point)
    return list(found.values())


def actors(language: Language) -> list[dict]:
    return rows(models.Actor, language, words=("title", "label", "summary", "text"), plain=("key", "name_ja", "facts"))


def roles(language: Language) -> list[dict]:
    return rows(models.Role, language, words=("title", "text"), plain=("key", "frequency", "facts"))


def country_notes(page: str, language: Language) -> list[dict]:
    return rows(models.CountryNote, language, words=("text",), plain=("key", "country", "facts"), where=Q(page__key=page))


def help_levels(language: Language) -> list[dict]:
    """The rungs of the ladder of help, those in Japan before those at home."""
    order = ("-audience", "order", "key")
    return rows(
        models.HelpLevel,
        language,
        words=("title", "label", "text"),
        plain=("key", "audience", "tone", "services", "facts"),
        order=order,
    )


def reading_links(language: Language) -> list[dict]:
    plain = ("key", "group", "facts", "source__url", "source__exact", "source__printed_lang", "source__organization__url")
    return rows(models.ReadingLink, language, words=("title", "text"), plain=plain)


def comparison(language: Language) -> list[dict]:
    """The aspects in order, each with what each scheme says: {key, title, rules: {scheme: {text, facts}}}."""
    plain = ("key", "rule__scheme", "rule__facts")
    found: dict[str, dict] = {}
    for row in rows(models.Aspect, language, words=("rule__text", "title"), plain=plain, order=("order", "key", "rule__scheme")):
        aspect = found.setdefault(row["key"], {"key": row["key"], "title": row["title"], "rules": {}})
        if row["rule__text"]:
            aspect["rules"][row["rule__scheme"]] = {"text": row["rule__text"], "facts": row["rule__facts"] or []}
    return list(found.values())


# Where the structured rows stand: model, the page that shows them, what its rows are called on that page.
_PLACED = ((models.Stage, "stages"), (models.Gate, "stages"), (models.Step, "flow"), (models.StepPoint, "flow"),
           (models.Actor, "how-it-works"), (models.Role, "union"), (models.HelpLevel, "help"),
           (models.ReadingLink, "careers"), (models.Aspect, "changes-2027"))  # fmt: skip
_PAGED = ((models.Section, "page__key"), (models.Paragraph, "section__page__key"), (models.CountryNote, "page__key"))


def anchors() -> set[str]:
    """Every anchor that a link may lead to, as page#key. One query."""
    queries = [QuerySet(model).order_by().values_list(Concat(F(path), Value("#"), F("key"))) for model, path in _PAGED]
    queries += [QuerySet(model).order_by().values_list(Concat(Value(page), Value("#"), F("key"))) for model, page in _PLACED]
    return {anchor for (anchor,) in queries[0].union(*queries[1:])}


def citations() -> list[tuple[str, str, str]]:
    """(page, anchor, facts) of everything on a page that names facts, sorted. One query."""
    text = CharField()
    queries = [
        QuerySet(model).order_by().values_list(F(path), F("key"), F("facts"))
        for model, path in _PAGED
        if model is not models.Section
    ]
    queries += [
        QuerySet(model).order_by().values_list(Value(page, output_field=text), F("key"), F("facts"))
        for model, page in _PLACED
        if model is not models.Aspect
    ]
    rules = QuerySet(models.Rule).order_by().values_list(Value("changes-2027", output_field=text), F("aspect__key"), F("facts"))
    return sorted(queries[0].union(*queries[1:], rules))
