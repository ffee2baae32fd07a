"""Pages, their titles and notices, their sections and paragraphs: what of them holds on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from config.languages import Language
from guide import models
from sources.validity import boundaries, holds
from translations.columns import rows


def page_keys() -> list[str]:
    """The keys of all pages in their order."""
    return list(QuerySet(models.Page).order_by("order", "key").values_list("key", flat=True))


def pages(day: date, language: Language) -> list[dict]:
    """All pages for the frame as they are titled on a day, each with the notices that lead to it then, in the order of that day.

    {key, group, parent__key, affected, reviewed_on, leads, title, label, summary, notices: {key: {order, text, label}}}
    """
    plain = ("key", "order", "group", "parent__key", "affected", "leads_from", "reviewed_on", "pagetitle__valid_from",
             "notice__key", "notice__order", "notice__valid_from", "notice__valid_to")  # fmt: skip
    words = tuple(f"{path}{name}" for path in ("pagetitle__", "") for name in TITLE_WORDS)
    words = ("notice__text", "notice__label", *words)
    found: dict[str, dict] = {}
    order = ("order", "key", "pagetitle__valid_from", "notice__order")
    for row in rows(models.Page, language, words=words, plain=plain, needs=("title",), order=order):
        page = found.setdefault(row["key"], {name: row[name] for name in (*plain[:7], *TITLE_WORDS)} | {"notices": {}})
        page["leads"] = page["leads_from"] is not None and page["leads_from"] <= day
        if row["pagetitle__title"] and row["pagetitle__valid_from"] <= day:
            page |= {name: row[f"pagetitle__{name}"] for name in TITLE_WORDS}
        if row["notice__text"] and holds(row, day, "notice__"):
            page["notices"][row["notice__key"]] = {name: row[f"notice__{name}"] for name in ("order", "text", "label")}
    return sorted(found.values(), key=_place)


TITLE_WORDS = ("title", "label", "summary")


def _place(page: dict) -> tuple:
    return page["group"] != models.Page.Group.START, not page["leads"], page["order"], page["key"]


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


def claims(language: Language) -> list[dict]:
    """The sections whose headings claim something of the figures: {key, page__key, claim, title}."""
    return rows(models.Section, language, words=("title",), plain=("key", "page__key", "claim"), where=~Q(claim=""))


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
