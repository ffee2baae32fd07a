"""What the pages read. One query a function, only the columns of the reader's language; what comes back can query nothing."""

from datetime import date

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Concat

from config.languages import Language
from guide import models
from guide.addresses import HOME
from sources.models import Service
from sources.validity import boundaries, holds
from translations.columns import rows


def page_keys() -> list[str]:
    """The keys of all pages in their order."""
    return list(QuerySet(models.Page).order_by("order", "key").values_list("key", flat=True))


def pages(day: date, language: Language) -> list[dict]:
    """All pages for the frame as they are titled on a day, each with the notices that lead to it then, in the order of that day.

    {key, group, parent__key, affected, reviewed_on, title, label, summary, notices: [{order, text, label}]}
    """
    plain = ("key", "order", "group", "parent__key", "affected", "leads_from", "reviewed_on", "pagetitle__valid_from",
             "notice__key", "notice__order", "notice__valid_from", "notice__valid_to")  # fmt: skip
    words = tuple(f"{path}{name}" for path in ("pagetitle__", "") for name in TITLE_WORDS)
    words = ("notice__text", "notice__label", *words)
    found: dict[str, dict] = {}
    order = ("order", "key", "pagetitle__valid_from", "notice__order")
    for row in rows(models.Page, language, words=words, plain=plain, needs=("title",), order=order):
        page = found.setdefault(row["key"], {name: row[name] for name in (*plain[:7], *TITLE_WORDS)} | {"notices": {}})
        if row["pagetitle__title"] and row["pagetitle__valid_from"] <= day:
            page |= {name: row[f"pagetitle__{name}"] for name in TITLE_WORDS}
        if row["notice__text"] and holds(row, day, "notice__"):
            page["notices"][row["notice__key"]] = {name: row[f"notice__{name}"] for name in ("order", "text", "label")}
    return sorted(found.values(), key=lambda page: _place(page, day))


TITLE_WORDS = ("title", "label", "summary")


def _place(page: dict, day: date) -> tuple:
    leads = page["leads_from"] is not None and page["leads_from"] <= day
    return page["key"] != HOME, not leads, page["order"], page["key"]


def sections(page: str, day: date, language: Language) -> list[dict]:
    """The sections of a page that hold on a day, in order, each with its paragraphs.

    {key, title, block, paragraphs: [{key, kind, scheme, text, facts}], gone: the anchors of what held before, so that links to it
    still lead to its place, days: on which something of it begins or ends}
    """
    dated = ("valid_from", "valid_to")
    plain = ("key", "block", "paragraph__key", "paragraph__kind", "paragraph__scheme", "paragraph__facts",
             *dated, *(f"paragraph__{name}" for name in dated))  # fmt: skip
    every: dict[str, dict] = {}
    for row in rows(
        models.Section, language, words=("paragraph__text", "title"), plain=plain, where=Q(page__key=page),
        order=("order", "key", "paragraph__order", "paragraph__key"),
    ):  # fmt: skip
        section = every.setdefault(row["key"], {
            **{name: row[name] for name in ("key", "title", "block")},
            "holds": holds(row, day), "paragraphs": [], "gone": [], "days": boundaries(row),
        })  # fmt: skip
        if row["paragraph__text"]:
            section["days"] += boundaries(row, "paragraph__")
            if holds(row, day, "paragraph__"):
                names = ("key", "kind", "scheme", "text", "facts")
                section["paragraphs"].append({name: row[f"paragraph__{name}"] for name in names})
            else:
                section["gone"] += [row["paragraph__key"]] if over(row, day, "paragraph__") else []
    return _in_the_place_of_gone(list(every.values()), day)


def over(row: dict, day: date, prefix: str = "") -> bool:
    """Whether a row held once and no longer does."""
    return row[f"{prefix}valid_to"] is not None and row[f"{prefix}valid_to"] < day


def _in_the_place_of_gone(every: list[dict], day: date) -> list[dict]:
    """The sections that hold; anchors and days of the others go to the section after them, or to the last."""
    found, gone, days = [], [], []
    for section in every:
        if section.pop("holds"):
            section["gone"], section["days"] = gone + section["gone"], days + section["days"]
            found.append(section)
            gone, days = [], []
        else:
            past = any(one <= day for one in section["days"])
            gone += [section["key"], *section["gone"], *(row["key"] for row in section["paragraphs"])] if past else []
            days += section["days"]
    if found:
        found[-1]["gone"], found[-1]["days"] = found[-1]["gone"] + gone, found[-1]["days"] + days
    return found


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
    plain = ("key", "name_ja", "facts", "valid_from", "valid_to")
    return rows(models.Actor, language, words=("title", "label", "summary", "text"), plain=plain)


def roles(language: Language) -> list[dict]:
    plain = ("key", "frequency", "facts", "valid_from", "valid_to")
    return rows(models.Role, language, words=("title", "text"), plain=plain)


def country_notes(page: str, language: Language) -> list[dict]:
    return rows(models.CountryNote, language, words=("text",), plain=("key", "country", "facts"), where=Q(page__key=page))


def help_levels(language: Language) -> list[dict]:
    """The rungs of the ladder of help, those in Japan before those at home."""
    order = ("-audience", "order", "key")
    return rows(
        models.HelpLevel,
        language,
        words=("title", "label", "text"),
        plain=("key", "audience", "tone", "services", "facts", "valid_from", "valid_to"),
        order=order,
    )


def reading_links(language: Language) -> list[dict]:
    plain = (
        "key",
        "group",
        "facts",
        "valid_from",
        "valid_to",
        "source__url",
        "source__exact",
        "source__printed_lang",
        "source__organization__url",
    )
    return rows(models.ReadingLink, language, words=("title", "text"), plain=plain)


def comparison(day: date, language: Language) -> list[dict]:
    """The aspects in order, each with what each scheme says on a day or from a later one: {key, title, rules: {scheme: rule}}.

    A rule is {text, facts, valid_from, valid_to}. One that is over is left out; of two, the later that holds counts.
    """
    plain = ("key", "rule__scheme", "rule__facts", "rule__valid_from", "rule__valid_to")
    found: dict[str, dict] = {}
    order = ("order", "key", "rule__scheme", "rule__valid_from", "rule__key")
    for row in rows(models.Aspect, language, words=("rule__text", "title"), plain=plain, order=order):
        aspect = found.setdefault(row["key"], {"key": row["key"], "title": row["title"], "rules": {}})
        known = aspect["rules"].get(row["rule__scheme"])
        begun = row["rule__valid_from"] is None or row["rule__valid_from"] <= day
        if row["rule__text"] and not over(row, day, "rule__") and (begun or known is None):
            names = ("text", "facts", "valid_from", "valid_to")
            aspect["rules"][row["rule__scheme"]] = {name: row[f"rule__{name}"] for name in names}
    return list(found.values())


def milestones(language: Language) -> list[dict]:
    """The days of the change in order: {key, day, scheme, title, label, text, facts}."""
    found = rows(models.Milestone, language, words=("title", "label", "text"), plain=("key", "scheme", "facts", "day__day"))
    return [row | {"day": row.pop("day__day")} for row in found]


def phrases(language: Language) -> list[dict]:
    """The sentences to show, in order."""
    plain = ("key", "group", "japanese", "reading", "valid_from", "valid_to")
    return rows(models.Phrase, language, words=("title",), plain=plain)


def questions(language: Language) -> dict[str, dict]:
    """The questions by name, in order, each with its answers by theirs: {name: {title, answers: {answer: title}}}."""
    found: dict[str, dict] = {}
    order = ("order", "key", "answer__order", "answer__key")
    for row in rows(models.Question, language, words=("answer__title", "title"), plain=("key", "answer__key"), order=order):
        question = found.setdefault(row["key"], {"title": row["title"], "answers": {}})
        if row["answer__title"]:
            question["answers"][row["answer__key"].removeprefix(f"{row['key']}-")] = row["answer__title"]
    return found


def outcomes(language: Language) -> dict[str, dict]:
    """What the rules say, by name, in order: {key, scheme, title, text, facts, advice: [{key, kind, text, facts, …}]}."""
    advice = ("key", "kind", "facts", "valid_from", "valid_to")
    plain = ("key", "scheme", "facts", *(f"advice__{name}" for name in advice))
    found: dict[str, dict] = {}
    order = ("order", "key", "advice__order", "advice__key")
    for row in rows(models.Outcome, language, words=("advice__text", "title", "text"), plain=plain, order=order):
        own = {name: row[name] for name in ("key", "scheme", "facts", "title", "text")}
        outcome = found.setdefault(row["key"], own | {"advice": []})
        if row["advice__text"]:
            outcome["advice"].append({name: row[f"advice__{name}"] for name in (*advice, "text")})
    return found


# Where the structured rows stand: model, the page that shows them, what its rows are called on that page.
_PLACED = ((models.Stage, "stages"), (models.Gate, "stages"), (models.Step, "flow"), (models.StepPoint, "flow"),
           (models.Actor, "how-it-works"), (models.Role, "union"), (models.HelpLevel, "help"), (models.Outcome, "check/all"),
           (models.ReadingLink, "careers"), (models.Milestone, "changes-2027"), (models.Aspect, "changes-2027"),
           (models.Phrase, "help/card"), (models.Question, "check/all"), (Service, "help"))  # fmt: skip
_PAGED = ((models.Section, "page__key"), (models.Paragraph, "section__page__key"), (models.CountryNote, "page__key"))
_WITHOUT_FACTS = (models.Section, models.Aspect, models.Phrase, models.Question)
# Rows that stand under the key of another one: model, page, the way to that key.
_UNDER = ((models.Rule, "changes-2027", "aspect__key"), (models.Advice, "check/all", "outcome__key"))


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
        if model not in _WITHOUT_FACTS
    ]
    placed = [(model, page, "key") for model, page in _PLACED if model not in _WITHOUT_FACTS]
    queries += [
        QuerySet(model).order_by().exclude(**{anchor: None}).values_list(Value(page, output_field=text), F(anchor), F("facts"))
        for model, page, anchor in (*placed, *_UNDER)
    ]
    return sorted(queries[0].union(*queries[1:]))
