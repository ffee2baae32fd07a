"""The services that help, with their lines: the reader's own language first, and every gap told apart."""

from collections.abc import Iterable
from datetime import date

from config.languages import Language
from sources.queries import contacts
from translations import formats, ordering


def printable(contact: dict, day: date) -> bool:
    """Whether the number of a contact may be printed on that day: rule 3 of the fact book, and not past its last day."""
    return bool(contact["phone"]) and contact["agreed"] and (contact["valid_to"] is None or day <= contact["valid_to"])


def services(keys: Iterable[str], day: date, language: Language) -> dict[str, dict]:
    """The services by key, in the order of `keys`, each with its lines as templates show them. One query."""
    keys = list(keys)
    found: dict[str, dict] = {}
    for contact in contacts(keys, language):
        service = found.setdefault(contact["service__key"], _service(contact, language))
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
    return service | {"organization": organization, "all": []}


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
        contact for contact in known if contact["language"] == "mul"
    ]
    others = {contact["language"]: contact for contact in known if contact not in own and contact["language"] != "mul"}
    for_all = [contact for contact in every if contact not in spoken and contact["status"] != "open"]
    service["own"] = [line(contact, language, day) for contact in own + for_all]
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
    phone = contact["phone"] if printable(contact, day) else ""
    return {
        "key": contact["key"],
        "phone": phone,
        "href": f"tel:{phone.replace('-', '')}" if phone else "",
        "url": contact["url"],
        "email": contact["email"],
        "channel": contact["channel"],
        "from_abroad": contact["from_abroad"],
        "days": formats.days(contact["days"], language),
        "hours": formats.hours(contact["opens"], contact["closes"], language),
        "printed_by": contact["printed_by__organization__label"] or contact["printed_by__site"] or "",
        "printed_on": formats.partial_date(contact["printed_on"], language),
        "checked_on": formats.day(contact["checked_on"], language) if contact["checked_on"] else "",
        "valid_to": formats.day(contact["valid_to"], language) if contact["valid_to"] else "",
        "expired": contact["valid_to"] is not None and day > contact["valid_to"],
    }
