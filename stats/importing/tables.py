"""The lines of an official file as editions of our tables. Pure.

residents  the line for everybody: each status. Where a status is printed in parts (技能実習１号イ and others), the row
           is the 合計 that is printed, or the sum of the parts where that is missing or unknown
stages     the line for everybody: the parts of 技能実習, and what they come to
trainees   each nationality's 技能実習, reckoned in the same way, and everybody's

A sum with an unknown part is unknown. If several labels are mapped to one row, as a status and what it was called before,
the known ones are added: what was not yet or no longer counted under a name is printed as ***. A nationality that the
file does not print on a day has no value on that day, not zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from stats.importing.cells import people, says_nothing
from stats.importing.found import Unknown
from stats.importing.headers import DATABASE
from stats.importing.labels import SUM, TOTAL, TRAINING, Vocabulary, whole_of
from stats.importing.official import Cell, Line, Lines
from stats.importing.troubles import PARTS, Trouble

RESIDENTS, STAGES, TRAINEES = "residents", "stages", "trainees"
STAGES_TOTAL, TRAINEES_TOTAL = "stages-total", "trainees-total"
DASH_IS_ZERO_UNTIL = date(2020, 6, 30)


@dataclass
class Tables:
    """The editions as they grow, and what is not known or wrong."""

    vocabulary: Vocabulary
    layout: str
    editions: dict[tuple[str, date], dict[str, int | None]] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    training: dict[str, list[tuple[date, int | None]]] = field(default_factory=dict)
    without_trainees: int = 0


def build(lines: Lines, vocabulary: Vocabulary, layout: str) -> Tables:
    """The editions of all lines; the unknown labels are in the order of their rows."""
    tables = Tables(vocabulary, layout)
    counted = lines.all()
    _unknown_statuses(counted, lines, tables)
    for line in counted:
        known = ((status, cell) for status, cell in line.cells.items() if _row_of(status, vocabulary))
        values = {status: _value(cell, line.day, tables) for status, cell in known}
        if line.place == TOTAL:
            _everybody(line, values, tables)
        else:
            key = vocabulary.statuses.get(TRAINING)
            if key and key in _rows_of(values, vocabulary):
                tables.training.setdefault(line.place, []).append((line.day, _amount(line, values, key, tables)))
    _nationalities(lines, tables)
    tables.unknown.sort(key=lambda unknown: unknown.row)
    return tables


def _value(cell: Cell, day: date, tables: Tables) -> int | None:
    """What a cell counts. In 第1表 a dash was a zero until June 2020; in the database it says that there is no figure."""
    if cell.text is None:
        return None
    dash = 0 if tables.layout != DATABASE and day <= DASH_IS_ZERO_UNTIL else None
    value, code = people(cell.text, dash)
    if code:
        tables.troubles.append(Trouble(code, row=cell.row, column=cell.column, detail=cell.text))
    return value


def _row_of(status: str, vocabulary: Vocabulary) -> str:
    """The row of `residents` that a normal label counts for, whole, printed sum or part; "" for what nobody knows.

    A part of 技能実習 must be known itself, since it is a row of `stages`.
    """
    if status in vocabulary.stages and status != TOTAL:
        return vocabulary.statuses.get(whole_of(status) or TRAINING, "")
    row = vocabulary.statuses.get(status) or vocabulary.statuses.get(status.removesuffix(SUM))
    whole = whole_of(status)
    return row or ("" if whole == TRAINING else vocabulary.statuses.get(whole, ""))


def _rows_of(statuses: Iterable[str], vocabulary: Vocabulary) -> dict[str, list[str]]:
    """The labels that count for each row of `residents`."""
    rows: dict[str, list[str]] = {}
    for status in statuses:
        if row := _row_of(status, vocabulary):
            rows.setdefault(row, []).append(status)
    return rows


def _amount(line: Line, values: dict[str, int | None], row: str, tables: Tables) -> int | None:
    """How many people a line has for a row: the printed sum, else the label itself, else the sum of the parts."""
    labels = _rows_of(values, tables.vocabulary)[row]
    parts = [label for label in labels if whole_of(label) and label not in tables.vocabulary.statuses]
    sums = [label for label in labels if label.endswith(SUM) and label not in parts]
    plain = [label for label in labels if label not in parts and label not in sums]
    added = None if not parts or None in (values[label] for label in parts) else sum(values[label] for label in parts)
    for printed in (sums, plain):
        known = [values[label] for label in printed if values[label] is not None]
        if known:
            if added is not None and added != sum(known):
                cell = line.cells[printed[0]]
                tables.troubles.append(Trouble(PARTS, row=cell.row, column=cell.column, detail=f"{sum(known)} {added}"))
            return sum(known)
    return added


def _everybody(line: Line, values: dict[str, int | None], tables: Tables) -> None:
    """The line for everybody makes an edition of `residents`, one of `stages`, and the total of `trainees`."""
    vocabulary = tables.vocabulary
    rows = {row: _amount(line, values, row, tables) for row in _rows_of(values, vocabulary)}
    tables.editions[RESIDENTS, line.day] = rows
    key = vocabulary.statuses.get(TRAINING)
    if key not in rows:
        return
    tables.editions.setdefault((TRAINEES, line.day), {})[vocabulary.countries.get(TOTAL, TRAINEES_TOTAL)] = rows[key]
    parts = {status: key for status, key in vocabulary.stages.items() if status in values and status != TOTAL}
    stages = {key: values[status] for status, key in parts.items()}
    if stages:
        tables.editions[STAGES, line.day] = stages | {vocabulary.stages.get(TOTAL, STAGES_TOTAL): rows[key]}


def _nationalities(lines: Lines, tables: Tables) -> None:
    """Fills `trainees`. A nationality that nobody knows stops the import if it has trainees, and is counted if not."""
    for place, amounts in tables.training.items():
        key = tables.vocabulary.countries.get(place)
        if key:
            for day, amount in amounts:
                edition = tables.editions.setdefault((TRAINEES, day), {})
                before = edition.get(key)
                edition[key] = amount if before is None else before + (amount or 0)
        elif place in tables.vocabulary.ignored:
            continue
        elif any(amount for _, amount in amounts):
            tables.unknown.append(Unknown("country", *lines.places[place]))
        else:
            tables.without_trainees += 1


def _unknown_statuses(counted: list[Line], lines: Lines, tables: Tables) -> None:
    """A status that nobody knows stops the import, unless the file has no figure for it at all."""
    for status, (printed, row) in lines.statuses.items():
        if _row_of(status, tables.vocabulary) or status in tables.vocabulary.ignored:
            continue
        cells = (line.cells[status] for line in counted if status in line.cells)
        if any(cell.text is not None and not says_nothing(cell.text) for cell in cells):
            tables.unknown.append(Unknown("status", printed, row))
