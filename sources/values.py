"""The values that texts put in by name: dates, money, percentages and numbers of the fact book, and telephone numbers."""

from decimal import Decimal

from config.languages import Language
from translations import formats


def quantity_text(quantity: dict, language: Language) -> str:
    """One quantity in the reader's format; a date without a day is unknown and says so by an en dash."""
    amount = quantity["amount"]
    match quantity["kind"]:
        case "date":
            return formats.day(quantity["day"], language) if quantity["day"] else "–"
        case "phone":
            return quantity["text"]
        case "money":
            return formats.money(amount, quantity["text"], language)
        case "percent":
            return formats.percent(Decimal(amount) / 100, language, pattern="0.##%")
        case _:
            return formats.number(amount.normalize() if amount % 1 else int(amount), language)
