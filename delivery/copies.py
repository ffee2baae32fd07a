"""A page or file as it leaves the house: its packed bytes with all that its headers need. Pure.

A copy belongs to an address and a day. It is kept as one run of bytes: a line that describes it, then the packed bytes.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256

from delivery import encoding, security

FORMAT = 1  # of a kept copy; one of another format is no copy


class NoCopy(ValueError):
    """The bytes are no whole copy: cut off, changed, or of another release's format."""


@dataclass(frozen=True)
class Made:
    """What a view made for an address on a day, before it is packed."""

    path: str
    day: date
    content: bytes
    kind: str = "text/html; charset=utf-8"  # its Content-Type
    language: str = ""  # code, empty for what has no language
    name: str = ""  # under which a browser keeps a file; empty for what is shown


@dataclass(frozen=True)
class Copy:
    """One address on one day, packed. `packed` has the bytes by coding; `digest` is that of the content before it was packed."""

    path: str
    day: date
    kind: str
    language: str
    name: str
    policy: str
    digest: str
    final: bool  # packed as small as it can be
    packed: dict[str, bytes] = field(repr=False)
    tags: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    heads: dict[str, list[tuple[str, str]]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def codings(self) -> tuple[str, ...]:
        """In what it can be sent."""
        return tuple(coding for coding in encoding.CODINGS if coding in self.packed or coding == "identity")

    @property
    def size(self) -> int:
        """Bytes that it keeps in memory."""
        return sum(map(len, self.packed.values()))

    def body(self, coding: str) -> bytes:
        """The bytes that are sent in a coding; what is not kept is unpacked."""
        if coding in self.packed:
            return self.packed[coding]
        kept = next(iter(self.packed))
        return encoding.unpack(self.packed[kept], kept)

    def tag(self, coding: str) -> str:
        """The strong ETag of these bytes in a coding: a hash of them."""
        if coding not in self.tags:
            self.tags[coding] = f'"{sha256(self.body(coding)).hexdigest()[:32]}"'
        return self.tags[coding]

    def content(self) -> bytes:
        """The page or file itself."""
        return self.body("identity")


def packed(made: Made, *, slow: bool = False, codings: tuple[str, ...] = encoding.PACKED) -> Copy:
    """The copy of what was made, in these codings; as it is where packing gives nothing."""
    if not encoding.packs(made.kind):
        codings, slow = ("identity",), True
    policy = security.page_policy(made.content) if made.kind.startswith("text/html") else security.NOTHING
    return Copy(
        made.path,
        made.day,
        made.kind,
        made.language,
        made.name,
        policy,
        sha256(made.content).hexdigest(),
        slow,
        {coding: encoding.pack(made.content, coding, slow) for coding in codings},
    )


def slowly(copy: Copy) -> Copy:
    """The same page, packed as small as it can be."""
    made = Made(copy.path, copy.day, copy.content(), copy.kind, copy.language, copy.name)
    return packed(made, slow=True)


def as_bytes(copy: Copy) -> bytes:
    """The copy as one run of bytes, with a hash of all of it in front."""
    about = {name: value for name, value in asdict(copy).items() if name not in ("packed", "tags", "heads", "day")}
    about |= {"day": copy.day.isoformat(), "lengths": {coding: len(body) for coding, body in copy.packed.items()}}
    rest = json.dumps(about, ensure_ascii=False).encode() + b"\n" + b"".join(copy.packed.values())
    return f"{FORMAT} {sha256(rest).hexdigest()}\n".encode() + rest


def from_bytes(kept: bytes) -> Copy:
    """The copy that `as_bytes` was given. Raises NoCopy for anything else."""
    head, _, rest = kept.partition(b"\n")
    if head != f"{FORMAT} {sha256(rest).hexdigest()}".encode():
        raise NoCopy(head[:80])
    line, _, bodies = rest.partition(b"\n")
    try:
        about = json.loads(line)
        place, found = 0, {}
        for coding, length in about.pop("lengths").items():
            found[coding] = bodies[place : place + length]
            place += length
        return Copy(**about | {"day": date.fromisoformat(about["day"])}, packed=found)
    except (ValueError, TypeError, LookupError, AttributeError) as error:  # what another release wrote, with other fields
        raise NoCopy(line[:80]) from error
