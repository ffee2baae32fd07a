"""Where each address stands among the files of an export, and what is said with it. Pure.

The configuration of the web server says the same by rules; what does not follow the rules is listed there one by one.
"""

import re
from collections.abc import Collection
from dataclasses import asdict, dataclass

from delivery import security
from delivery.copies import Copy

SITE = "site/"  # below it stands what readers reach; beside it what a web server needs
INDEX = "index.html"
SUFFIX = {"identity": "", "br": ".br", "gzip": ".gz"}
MISSING = "/404/"  # below it the page that says in each language that there is no such page
PAGE_KIND = "text/html; charset=utf-8"
KINDS = {
    "css": 'text/css; charset="utf-8"',
    "csv": "text/csv; charset=utf-8",
    "html": PAGE_KIND,
    "json": "application/json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml; charset=utf-8",
}
_ADDRESS = re.compile(r"/(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*)?")


class NoPlace(ValueError):
    """An address that cannot be a file: it would stand elsewhere, or a web server would not know its kind."""


@dataclass(frozen=True)
class Said:
    """What the headers of an answer say of it, beside its length and how it is packed."""

    kind: str
    language: str = ""
    name: str = ""
    policy: str = security.NOTHING

    def beyond(self, usual: "Said") -> dict[str, str]:
        """What is said otherwise than usual. Raises NoPlace where that is the kind: a web server goes by the name of the file."""
        if self.kind != usual.kind:
            raise NoPlace(f"{self.kind} where files of that name are {usual.kind}")
        return {name: value for name, value in asdict(self).items() if value != getattr(usual, name)}


def said(copy: Copy) -> Said:
    """What is said with a copy."""
    return Said(copy.kind, copy.language, copy.name, copy.policy)


def usual(address: str, codes: Collection[str], policy: str) -> Said:
    """What the rules say of an address: `codes` are the languages, `policy` that of pages."""
    kind = KINDS.get(suffix(address))
    if kind is None:
        raise NoPlace(f"{address}: a web server would not know what this is")
    found = re.match(language_rule(codes), address)
    name = address[len("/data/") :].replace("/", "-") if address.startswith("/data/") else ""
    language = (found[1] or found[2]) if found else ""
    return Said(kind, language, name, policy if kind == PAGE_KIND else security.NOTHING)


def language_rule(codes: Collection[str]) -> str:
    """The rule, for Python and for nginx, that finds the language: of a page in its first group, of a file in its second."""
    some = "|".join(sorted(codes, key=len, reverse=True))
    return rf"^/(?:({some})/|data/.+/({some})(?:-years[a-z0-9-]*)?\.[a-z.]+$)"


def suffix(address: str) -> str:
    """By what a web server knows the kind of what stands there: the suffix of its file."""
    last = address.rpartition("/")[2]
    return last.rpartition(".")[2] if last else "html"


def file_of(address: str, coding: str = "identity") -> str:
    """The file of an address below the folder of the export, packed in that coding. Raises NoPlace."""
    if not _ADDRESS.fullmatch(address):
        raise NoPlace(f"{address} is no address of a file")
    return SITE + address[1:] + ("" if address[-1] != "/" else INDEX) + SUFFIX[coding]


def missing(code: str) -> str:
    """The address below the export of the page that says in a language that there is no such page."""
    return f"{MISSING}{code}.html"
