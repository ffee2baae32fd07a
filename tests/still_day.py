"""The day on which every test reads, unless it says another."""

from datetime import date

DAY = date(2026, 11, 23)
