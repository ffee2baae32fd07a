"""Labels of official files: when two of them are the same, and which rows are counted elsewhere already. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

TOTAL = "総数"
STATELESS = "無国籍"
TRAINING = "技能実習"
SUM = "合計"
CONTINENTS = frozenset(
    ["アジア", "ヨーロッパ", "欧州", "アフリカ", "北米", "北アメリカ", "南米", "南アメリカ", "オセアニア", "大洋州"]
)

_SAME = str.maketrans(
    dict.fromkeys("[{<〔【〈《「『〖⟨", "(")
    | dict.fromkeys("]}>〕】〉》」』〗⟩", ")")
    | dict.fromkeys("·•‧∙⋅", "・")
    | dict.fromkeys("‐‑‒–—―−", "-")
)
_PART = re.compile(r"(.+?)[0-9]+号[ァ-ヶ]?")
_WRAPPED = re.compile(r"\(([^()]+)\)")


@lru_cache(maxsize=8192)
def normal(label: str) -> str:
    """The label as it is compared: two spellings of one label become equal.

    Widths of letters and digits, spaces and invisible letters, kinds of brackets, dots and dashes make no difference,
    nor do brackets around the whole: （朝鮮） is 朝鮮.
    """
    before = None
    while label != before:
        before, label = label, _once(label)
    return label


def _once(label: str) -> str:
    label = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", label).casefold()).translate(_SAME)
    label = "".join(letter for letter in label if unicodedata.category(letter) not in ("Zs", "Zl", "Zp", "Cc", "Cf"))
    wrapped = _WRAPPED.fullmatch(label)
    return wrapped[1] if wrapped else label


@lru_cache(maxsize=8192)
def whole_of(label: str) -> str:
    """The status of which a normal label is a part, as 技能実習1号イ is of 技能実習; "" for what is no part."""
    part = _PART.fullmatch(label)
    return part[1] if part else ""


def nationality(region: str, label: str, code: str = "") -> str:
    """Whose people a line counts: a country's label, 総数 for all, 無国籍; "" for what is counted elsewhere already.

    Elsewhere already: continents (by name, by the code x000 of the database, or as 総数 of a 州) and the rows うち….
    Stateless people stand as a 州 of their own, whose 総数 is their only row. All three are normal; the region is ""
    where the file has no column 州.
    """
    if label.startswith("うち") or label in CONTINENTS:
        return ""
    if label == TOTAL:
        return {"": TOTAL, TOTAL: TOTAL, STATELESS: STATELESS}.get(region, "")
    if len(code) == 4 and code.endswith("000") and label != STATELESS:
        return ""
    return label


@dataclass(frozen=True)
class Vocabulary:
    """What the labels stand for; all but the keys of templates are normal().

    statuses   永住者 to permanent-resident, 総数 to residents-total: the rows of `residents`
    stages     技能実習1号イ to its key: the rows of `stages`. 総数 to its total; stages-total, if that is not said
    countries  ベトナム to vn, 総数 to trainees-total: the rows of `trainees`
    ignored    labels that an editor has said to leave out
    templates  table to the keys of its rows: the tables that a template may fill
    """

    statuses: Mapping[str, str] = field(hash=False)
    stages: Mapping[str, str] = field(hash=False)
    countries: Mapping[str, str] = field(hash=False)
    ignored: frozenset[str] = frozenset()
    templates: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}), hash=False)
