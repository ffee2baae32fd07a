"""An edition to take away: what it holds, and the same as CSV, as JSON and as a workbook. Pure."""

from stats.downloads.contents import Download, Row, file_name
from stats.downloads.plain import csv_bytes, json_bytes
from stats.downloads.workbook import xlsx_bytes

__all__ = ["Download", "Row", "csv_bytes", "file_name", "json_bytes", "xlsx_bytes"]
