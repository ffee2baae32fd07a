"""Labels that no import knows: which row one may be, and what an editor answers, remembered for every later file."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from babel import Locale
from django.utils.text import slugify

from delivery.door import writing
from stats.importing.labels import normal
from stats.importing.reading import Unknown
from stats.models import Category, Table
from translations.history.recording import recording
from translations.models import Change

LEFT_OUT = "*"  # in place of a category: the label is passed over
NEW = "+"  # in place of a category: it is a row of its own, which is made
TABLES = {"status": "residents", "country": "trainees"}


class NotNew(ValueError):
    """The new row cannot be made: `code` says why (name, country, there)."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Answer:
    """What an editor says of a label: a category's key, LEFT_OUT, or NEW with its English name or the country's ISO code."""

    row: str
    name: str = ""


def choices(kind: str) -> list[tuple[str, str]]:
    """The rows that a label may be: (key, name)."""
    found = Category.objects.filter(table__key=TABLES.get(kind), role=Category.Role.PART).order_by("table__order", "order")
    return [(row.key, row.named) for row in found]


def proposal(unknown: Unknown) -> Answer | None:
    """What a label most likely is: a row of this name that is awaited, a country that CLDR knows, a row with nearly this name."""
    label = normal(unknown.label)
    names = {
        normal(row.name_ja): row.key
        for row in Category.objects.filter(table__key=TABLES.get(unknown.kind), role=Category.Role.PART).exclude(name_ja="")
    }
    for name in (label, label.removesuffix("合計")):
        if name in names:
            return Answer(names[name])
    if unknown.kind == "country":
        for iso, name in Locale("ja").territories.items():
            if normal(name) == label and len(iso) == 2:
                return Answer(NEW, iso)
    near = get_close_matches(label, names, n=1, cutoff=0.7)
    return Answer(names[near[0]]) if near else None


def learn(answers: Mapping[Unknown, Answer], user=None) -> None:
    """Remember for every later file which row each label is, or that it is left out: all of them or none.

    NotNew if a new row has no name, no country, or one that is there already.
    """
    with writing(), recording(user, Change.Origin.ADMIN):
        for unknown, answer in answers.items():
            if answer.row == LEFT_OUT:
                table = Table.objects.get(key=TABLES[unknown.kind])
                table.left_out = _with(table.left_out, unknown.label)
                table.save()
            elif answer.row == NEW:
                _make(unknown, answer.name.strip())
            elif answer.row:
                category = Category.objects.get(key=answer.row)
                category.aliases = _with(category.aliases, unknown.label)
                category.save()


def _make(unknown: Unknown, name: str) -> None:
    """A new row behind all others of its table, in Japanese as the file prints it."""
    table = Table.objects.get(key=TABLES[unknown.kind])
    country = unknown.kind == "country"
    if country and name.upper() not in Locale("en").territories:
        raise NotNew("country")
    key = slugify(name)
    if not key:
        raise NotNew("name")
    if Category.objects.filter(key=key).exists():
        raise NotNew("there")
    last = Category.objects.filter(table=table).order_by("order").last()
    words = {"iso": name.upper()} if country else {"label_en": name}
    Category.objects.create(key=key, table=table, order=last.order + 1, name_ja=unknown.label, aliases=unknown.label, **words)


def _with(lines: str, label: str) -> str:
    return "\n".join(dict.fromkeys([*lines.splitlines(), label]))
