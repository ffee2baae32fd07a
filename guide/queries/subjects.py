"""The structured rows of the guide, one function a subject; those that are dated come whole, with their days."""

from django.db.models import Q

from config.languages import Language
from guide import models
from translations.columns import rows


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


def phrases(language: Language) -> list[dict]:
    """The sentences to show, in order."""
    plain = ("key", "group", "japanese", "reading", "valid_from", "valid_to")
    return rows(models.Phrase, language, words=("title",), plain=plain)
