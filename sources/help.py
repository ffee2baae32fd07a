"""The services that help, with their lines: the reader's own language first, and every gap told apart."""

from collections.abc import Iterable
from datetime import date

from config.languages import Language
from sources.lines import CHECK_HOLDS
from sources.queries import contacts
from sources.validity import boundaries, holds
from translations import formats, ordering


def printable(contact: dict) -> bool:
    """Whether the number of a contact may be printed: rule 3 of the fact book. A number past its last day is, and says so."""
    return bool(contact["phone"]) and contact["agreed"]


def services(keys: Iterable[str], day: date, language: Language) -> dict[str, dict]:
    """The services by key, in the order of `keys`, each with its lines as templates show them. One query.

    `days` of a service are those on which one of its lines begins or ends.
    """
    keys = list(keys)
    found: dict[str, dict] = {}
    for contact in contacts(keys, language):
        service = found.setdefault(contact["service__key"], _service(contact, language))
        service["days"] += boundaries(contact)
        if contact["valid_from"] is None or contact["valid_from"] <= day:
            service["all"].append(contact)
    for service in found.values():
        _sort_lines(service, language, day)
    return {key: found[key] for key in keys if key in found}


def _service(contact: dict, language: Language) -> dict:
    names = ("key", "title", "label", "text", "free", "abroad", "facts", "kind", "complete")
    service = {name: contact[f"service__{name}"] for name in names}
    organization = {name: contact[f"service__organization__{name}"] for name in ("key", "title", "label", "name_ja", "url")}
    if language.japanese:
        organization["name_ja"] = ""  # a Japanese page says it already
    return service | {"organization": organization, "all": [], "days": []}


SPOKEN = ("phone", "web-form", "messenger", "chat")  # channels whose language matters to who calls or writes


def _sort_lines(service: dict, language: Language, day: date) -> None:
    """Split a service's contacts into the reader's own lines and the others, and name the gap if there is none.

    The emergency numbers are everybody's, and so is an address that is only looked at or visited.
    """
    every = service.pop("all")
    codes = (language.code, language.code.split("-")[0])
    spoken = [contact for contact in every if contact["channel"] in SPOKEN and service["kind"] != "emergency"]
    known = [contact for contact in spoken if contact["status"] != "open"]
    own = [contact for contact in known if contact["language"].lower() in codes] or [
        contact for contact in known if contact["language"] == SEVERAL
    ]
    others = {
        contact["language"]: contact
        for contact in known
        if contact not in own and contact["language"] != SEVERAL and holds(contact, day)
    }
    for_all = [contact for contact in every if contact not in spoken and contact["status"] != "open"]
    shown = sorted(own + for_all, key=lambda contact: not holds(contact, day))
    service["own"] = [line(contact, language, day) for contact in shown]
    service["answers"] = any(holds(contact, day) and contact["language"] != SEVERAL for contact in own)
    service["over"] = bool(shown) and not any(holds(contact, day) for contact in shown)
    names = {code: formats.language_name(code, language) for code in others}
    service["others"] = [
        {"language_code": code, "language_name": name}
        for code, name in sorted(names.items(), key=lambda pair: ordering.key(pair[1], language))
    ]
    # An office in Japan speaks Japanese: a Japanese page names no gap.
    service["gap"] = "" if own or not spoken or "ja" in codes else _gap(spoken, codes, service)


def _gap(spoken: list[dict], codes: tuple[str, ...], service: dict) -> str:
    """Why there is no line of the reader's own: see-official (there is one, its number is not known), none, or unknown."""
    if any(contact["language"].lower() in (*codes, "mul") for contact in spoken):
        return "see-official"
    return "none" if service["complete"] else "unknown"


def line(contact: dict, language: Language, day: date) -> dict:
    """One contact as templates show it, in the reader's formats. A number that may not be printed is left out."""
    phone = contact["phone"] if printable(contact) else ""
    return {
        "key": contact["key"],
        "phone": phone,
        "href": dial(phone) if phone else "",
        "url": contact["url"],
        "email": contact["email"],
        "channel": contact["channel"],
        "from_abroad": contact["from_abroad"],
        "days": formats.days(contact["days"], language),
        "hours": formats.hours(contact["opens"], contact["closes"], language),
        "ask_hours": bool(phone) and not contact["opens"] and contact["service__kind"] != "emergency",
        "printed_by": contact["printed_by__organization__label"] or contact["printed_by__site"] or "",
        "printed_on": formats.partial_date(contact["printed_on"], language),
        "checked_on": formats.day(contact["checked_on"], language) if contact["checked_on"] else "",
        "old": contact["checked_on"] is not None and day - contact["checked_on"] > CHECK_HOLDS,
        "valid_to": formats.day(contact["valid_to"], language) if contact["valid_to"] else "",
        "expired": not holds(contact, day),
    }


def directory(day: date, language: Language) -> dict:
    """Every line that holds on a day by the language in which it answers, the reader's own first, "mul" (several) last.

    {languages: [{code, name, own, lines}], facts, days}; a line is as `line` gives it, with title, office, label, free and
    abroad of its service, and `week`: the days on which it answers (none where that is not known). One query.
    """
    every = [
        contact for contact in contacts(None, language) if contact["status"] != "open" and contact["service__kind"] != "emergency"
    ]
    groups: dict[str, list[dict]] = {}
    for contact in every:
        if holds(contact, day):
            groups.setdefault(contact["language"], []).append(_listed(contact, language, day))
    codes = (language.code, language.code.split("-")[0])
    names = {code: formats.language_name(code, language) if code != SEVERAL else "" for code in groups}

    def place(code: str) -> tuple:
        return code.lower() not in codes, code == SEVERAL, ordering.key(names[code], language)

    return {
        "languages": [
            {"code": code, "name": names[code], "own": code.lower() in codes, "lines": once(groups[code], set())}
            for code in sorted(groups, key=place)
        ],
        "facts": list(dict.fromkeys(fact for contact in every for fact in contact["service__facts"])),
        "days": [turn for contact in every for turn in boundaries(contact)],
    }


def once(lines: list[dict], printed: set[str]) -> list[dict]:
    """Lines with each number printed once: where it is `printed` already, `same` says so in its place.

    What only repeats is left out. The numbers are added to `printed`.
    """
    found, told = [], set()
    for one in lines:
        same = one["phone"] in printed
        printed |= {one["phone"]} - {""}
        what = (one.get("title"), one["url"], one["channel"])
        if (one["phone"] and not same) or what not in told:
            found.append(one | {"same": same} | ({"phone": "", "href": "", "ask_hours": False} if same else {}))
        told.add(what)
    return found


SEVERAL = "mul"


def _listed(contact: dict, language: Language, day: date) -> dict:
    return line(contact, language, day) | {
        "title": contact["service__title"],
        "office": contact["service__organization__label"],
        "label": contact["service__label"],
        "free": contact["service__free"],
        "abroad": contact["service__abroad"] if contact["from_abroad"] is False else True,
        "week": [key for key in contact["days"].split(",") if key],
    }


def short(lines: Iterable[dict]) -> dict | None:
    """The one line for the foot of every page, of those in the reader's language that hold, the most helpful first.

    {number, href, title, url}: the first whose number may be printed; else the first with an official page; or None.
    """
    lines = list(lines)
    for one in lines:
        if printable(one):
            return {"number": one["phone"], "href": dial(one["phone"]), "title": one["title"], "url": one["url"]}
    return next(({"number": "", "href": "", "title": one["title"], "url": one["url"]} for one in lines if one["url"]), None)


def dial(phone: str) -> str:
    """The address that makes a telephone call."""
    return f"tel:{phone.replace('-', '')}"
