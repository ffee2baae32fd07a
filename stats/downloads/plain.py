"""An edition as plain text for machines: CSV that spreadsheets open too, and JSON. Pure."""

import json

from stats.downloads.contents import Download, disarmed


def csv_bytes(download: Download) -> bytes:
    """A heading line in the machine's words and a line a row: UTF-8 with its mark, CRLF, quotes as RFC 4180 has them.

    Columns are the code, the names by language, the count; names of columns stay, so a program finds them by name. Texts
    are in quotes; an unknown count is empty, zero is 0. In Japanese there is one column of names, label_ja.

    No cell is a formula. By the advice of OWASP (CSV Injection) texts are in quotes, quotes within are doubled, and an
    apostrophe stands before a text that begins with = + - @ (or one of their wide and small forms, or blanks and then one
    of them). It also stands before one that follows a semicolon, since where a comma is the sign of decimals spreadsheets
    end a cell there. Only such texts get it, not all, since programs read the file too. Tabs and line ends, which OWASP
    names as well, are blanks already (see `contents`).
    """
    headings = ["code", *(f"label_{language}" for language in _languages(download)), "value"]
    lines = [",".join(headings)]
    for row in download.rows:
        texts = [row.code, *download.labels(row).values()]
        count = "" if row.value is None else str(row.value)
        lines.append(",".join([*map(_quoted, texts), count]))
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")


def json_bytes(download: Download) -> bytes:
    """One object in UTF-8, its keys always in the same order; an unknown count is null, zero is 0."""
    content = {
        "table": download.table,
        "as_of": download.as_of.isoformat(),
        "title": download.title,
        "language": download.language,
        "source": {"name": download.source, "url": download.source_url},
        "cite": download.cite,
        "address": download.address,
        "rows": [
            {"code": row.code, "labels": download.labels(row), "role": row.role, "value": row.value} for row in download.rows
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _languages(download: Download) -> tuple[str, ...]:
    return ("ja",) if download.language == "ja" else (download.language, "ja")


def _quoted(text: str) -> str:
    return '"' + disarmed(text).replace('"', '""') + '"'
