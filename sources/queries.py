"""What pages read from this room. One query a function; what comes back can query nothing."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import BooleanField, Case, DateField, DecimalField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Concat

from config.languages import SOURCE, Language
from sources.models import Contact, Correction, Dated, Fact, Quantity, Source, Term
from translations.columns import rows
from translations.content import column, kinds

SOURCE_FIELDS = ("key", "site", "kind", "printed_title", "printed_lang", "url", "exact", "as_of")


def cited(keys: Iterable[str], language: Language) -> dict[str, dict]:
    """The facts with these P-ids: status, dates, and their sources (official pages to check first), each a mapping."""
    wanted = list(dict.fromkeys(keys))
    return _facts(Q(key__in=wanted), language) if wanted else {}


def facts_of_group(group: str, language: Language) -> dict[str, dict]:
    """All facts of one group of the fact book that may be stated, in the order of their numbers."""
    return _facts(Q(group=group.upper()) & ~Q(status=Fact.Status.OPEN), language)


def _facts(where: Q, language: Language) -> dict[str, dict]:
    plain = ["key", "group", "status", "recheck", "as_of", "checked_on"]
    for relation in ("official", "sources"):
        plain += [
            f"{relation}__{name}" for name in (*SOURCE_FIELDS, "organization__key", "organization__url", "organization__official")
        ]
    labels = [f"{relation}__organization__label" for relation in ("official", "sources")]
    found: dict[str, dict] = {}
    # The two relations of a fact multiply each other in one join; a fact has at most a handful of each.
    order = ("number", "official__key", "sources__key")  # the same on every database
    for row in rows(Fact, language, plain=plain, words=labels, where=where, needs=(), order=order):
        fact = found.setdefault(row["key"], {name: row[name] for name in plain[:6]} | {"sources": {}})
        for relation in ("official", "sources"):
            key = row[f"{relation}__key"]
            if key and key not in fact["sources"]:
                fact["sources"][key] = _source(row, relation)
    return found


def _source(row: dict, relation: str) -> dict:
    source = {name: row[f"{relation}__{name}"] for name in SOURCE_FIELDS}
    organization = row[f"{relation}__organization__key"]
    address = source["url"] if source["exact"] else row[f"{relation}__organization__url"] if organization else ""
    return source | {
        "label": row[f"{relation}__organization__label"] or source["site"],
        "official": bool(row[f"{relation}__organization__official"]),
        "organization": organization or "",
        "url": address or "",  # an address that is only a host of a third party is not linked
    }


def values() -> dict[str, dict]:
    """All values that texts put in by name: quantities, and the emergency numbers as `phone.police`. One query."""
    return _named(_quantities().union(_emergency(), all=True))


def values_and_lines(day: date, language: Language) -> tuple[dict[str, dict], list[dict]]:
    """The values, and the lines of SHORT in the reader's language that hold on a day: {phone, agreed, url, title}. One query."""
    found = _named(_quantities().union(_emergency(), _short_lines(day, language), all=True))
    lines = [row for row in found.values() if row["kind"] == "line"]
    known = {key: row for key, row in found.items() if row["kind"] != "line"}
    shown = [
        {"phone": row["text"], "agreed": bool(row["amount"]), "url": row["url"], "title": row["title"]}
        for row in sorted(lines, key=lambda row: row["country"])
    ]
    return known, shown


SHORT = ("otit-sos", "isa-center", "houterasu", "labor-hotline")  # whom to ask first, where danger is not at hand
_NAMES = ("kind", "amount", "text", "day", "country", "fact_id", "url", "title")


def _named(found: QuerySet) -> dict[str, dict]:
    return {key: dict(zip(_NAMES, row, strict=True)) for key, *row in found}


def _quantities() -> QuerySet:
    columns = ("key", "kind", "amount", "currency", "day", "country", "fact_id")
    return QuerySet(Quantity).order_by().values_list(*columns, Value(""), Value(""))


def _emergency() -> QuerySet:
    found = QuerySet(Contact).filter(service__kind="emergency", agreed=True).exclude(phone="").order_by()
    return found.values_list(
        Concat(Value("phone."), F("service__key")), Value("phone"), Value(None, output_field=DecimalField()), F("phone"),
        Value(None, output_field=DateField()), Value(""), Value(""), Value(""), Value(""),
    )  # fmt: skip


def _short_lines(day: date, language: Language) -> QuerySet:
    """In the columns of a value: whether the number may be printed is the amount, the place in SHORT the country."""
    codes = Q(language__iexact=language.code) | Q(language__iexact=language.code.split("-")[0])
    holds = (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gte=day))
    found = QuerySet(Contact).filter(codes, holds, service__key__in=SHORT, from_abroad=False).exclude(status=Fact.Status.OPEN)
    place = Case(*(When(service__key=key, then=Value(str(place))) for place, key in enumerate(SHORT)))
    url = Case(When(url="", then=F("service__organization__url")), default=F("url"))
    amount = Case(When(agreed=True, then=Value(Decimal(1))), default=Value(Decimal(0)), output_field=DecimalField())
    title = Coalesce(F(f"service__{column('title', language.code)}"), Value(""))
    return found.order_by().values_list(
        Concat(Value("line."), F("key")), Value("line"), amount, F("phone"),
        Value(None, output_field=DateField()), place, Value(""), url, title,
    )  # fmt: skip


def terms_and_addresses(language: Language) -> tuple[dict[str, dict], dict[str, str], dict[str, str]]:
    """Each term by its key: {japanese, title}, its Japanese and the language's word for it; and where links lead, by the key
    of a source and by the key of an organization. One query.

    A source whose own page is not known leads to the site of the body that publishes it.
    """
    yes, no = Value(True, output_field=BooleanField()), Value(False, output_field=BooleanField())
    title = Coalesce(F(column("title", language.code)), Value(""))
    terms = QuerySet(Term).order_by().values_list("key", "japanese", title, Value(""), yes, no)
    home = Coalesce(F("organization__url"), Value(""))
    links = QuerySet(Source).order_by().values_list("key", "url", Coalesce(F("organization__key"), Value("")), home, no, "exact")
    words, sources, organizations = {}, {}, {}
    for key, first, second, third, is_term, exact in terms.union(links, all=True):
        if is_term:
            words[key] = {"japanese": first, "title": second}
            continue
        sources[key] = first if exact or not third else third
        if third:
            organizations[second] = third
    return words, sources, organizations


def contacts(services: Iterable[str] | None, language: Language) -> list[dict]:
    """The contacts of these services, or of all, with the words of service and organization, in the order of the services."""
    words = (
        "service__title",
        "service__label",
        "service__text",
        "service__organization__title",
        "service__organization__label",
    )
    plain = (
        "key", "service__key", "service__order", "service__kind", "service__free", "service__abroad", "service__facts",
        "service__complete",
        "service__organization__key", "service__organization__name_ja", "service__organization__url",
        "language", "phone", "url", "email", "channel", "from_abroad", "days", "opens", "closes",
        "printed_on", "status", "agreed",
        "valid_from", "valid_to", "checked_on",
        "printed_by__exact", "printed_by__url", "printed_by__site", "printed_by__organization__url",
    )  # fmt: skip
    where = Q() if services is None else Q(service__key__in=list(services))
    words = (*words, "printed_by__organization__label")
    return rows(Contact, language, words=words, plain=plain, where=where, needs=("service__text",))


def corrections(language: Language) -> list[dict]:
    """The corrections of the text that the guide started from, in order."""
    return rows(Correction, language, words=("text",), plain=("key", "group", "facts"))


def group_counts() -> dict[str, int]:
    """How many facts of each group may be stated."""
    counts: dict[str, int] = {}
    for group in QuerySet(Fact).exclude(status=Fact.Status.OPEN).order_by("number").values_list("group", flat=True):
        counts[group] = counts.get(group, 0) + 1
    return counts


def oldest_check(facts: Iterable[dict]) -> date | None:
    """The day of the oldest comparison with an official page among facts that need one; None while one was never compared."""
    days = [fact["checked_on"] for fact in facts if fact["recheck"]]
    return min(days) if days and all(days) else None


def contacts_to_compare() -> list[dict]:
    """Every contact that readers may see, for editors, in English."""
    return rows(
        Contact,
        SOURCE,
        words=("service__title", "service__organization__label"),
        plain=("pk", "key", "language", "phone", "url", "valid_to", "checked_on", "service__organization__url"),
        where=~Q(status=Fact.Status.OPEN),
        needs=(),
    )


def ending(first: date, last: date) -> list[dict]:
    """Every dated row of content but contacts whose last day lies between two days: {room, model, pk, key, valid_to, says}."""
    found = []
    for kind in kinds():
        if issubclass(kind.model, Dated) and kind.model is not Contact:
            words = kind.words[-1:]  # its text, or what it has in place of one
            for row in rows(
                kind.model, SOURCE, words=words, plain=("pk", "key", "valid_to"), where=Q(valid_to__range=(first, last)), needs=()
            ):
                room, model = kind.label.split(".")
                found.append({"room": room, "model": model, "says": row[words[0]], **row})
    return found


def facts_to_compare() -> list[dict]:
    """Every stated fact that is to be compared again, each with the official pages for it: {…, pages: [(name, address)]}."""
    plain = ("pk", "key", "statement", "checked_on", "official__key", "official__printed_title", "official__url")
    found: dict[str, dict] = {}
    for row in (
        QuerySet(Fact).filter(recheck=True).exclude(status=Fact.Status.OPEN).order_by("number", "official__key").values(*plain)
    ):
        fact = found.setdefault(row["key"], {name: row[name] for name in plain[:4]} | {"pages": []})
        if row["official__url"]:
            fact["pages"].append((row["official__printed_title"] or row["official__key"], row["official__url"]))
    return list(found.values())
