"""Our own template: `table` and its key, `as_of` and an ISO date, then `key,label,value` and a row for each key. Pure."""

from datetime import date

from stats.importing.cells import edition_day, people, says_nothing
from stats.importing.found import Found, Unknown
from stats.importing.grid import Grid
from stats.importing.headers import KEY, TEMPLATE, VALUE, Header
from stats.importing.labels import Vocabulary, normal
from stats.importing.troubles import DATE, NO_LABEL, NO_ROWS, TEMPLATE_HEAD, TWICE, UNKNOWN_TABLE, Refused, Trouble

TABLE, AS_OF = "table", "as_of"


def found(grid: Grid, header: Header, vocabulary: Vocabulary, since: date) -> Found:
    """The one edition of the file; other columns than key and value are passed over. An empty value is unknown."""
    head = {normal(cells[0]): (row, cells[1].strip()) for row, cells in grid.rows[: header.index] if len(cells) > 1}
    for name in (TABLE, AS_OF):
        if name not in head:
            raise Refused(TEMPLATE_HEAD, grid.sheet, header.row, detail=name)
    (table_row, table), (day_row, day_text) = head[TABLE], head[AS_OF]
    if table not in vocabulary.templates:
        raise Refused(UNKNOWN_TABLE, grid.sheet, table_row, detail=table)
    rows = grid.rows[header.index + 1 :]
    if not rows:
        raise Refused(NO_ROWS, grid.sheet, header.row)
    day = edition_day(day_text)
    if day is None:
        return Found(TEMPLATE, {}, troubles=(Trouble(DATE, row=day_row, column=AS_OF, detail=day_text),))
    if day < since:
        return Found(TEMPLATE, {}, older=1)
    values, unknown, troubles = _values(rows, header, vocabulary.templates[table], vocabulary.ignored)
    return Found(TEMPLATE, {(table, day): values}, tuple(unknown), tuple(troubles))


def _values(rows, header: Header, keys: frozenset[str], ignored: frozenset[str]):
    """Value by key, the keys that the table has not, and what is wrong."""
    key_column, value_column = header.column(KEY), header.column(VALUE)
    values, unknown, troubles, seen = {}, {}, [], set()
    for row, cells in rows:
        key, text = ((cells[place].strip() if place < len(cells) else "") for place in (key_column, value_column))
        if not key:
            troubles.append(Trouble(NO_LABEL, row=row, column=KEY, detail=text))
        elif key not in keys:
            if normal(key) not in ignored:
                unknown.setdefault(key, Unknown("key", key, row))
        elif key in seen:
            troubles.append(Trouble(TWICE, row=row, column=VALUE, detail=key))
            values[key] = None
        else:
            seen.add(key)
            value, code = (None, "") if says_nothing(text) else people(text)
            values[key] = value
            if code:
                troubles.append(Trouble(code, row=row, column=VALUE, detail=text))
    return values, unknown.values(), troubles
