"""The last day of the numbers of OTIT and the day of the change, and the languages of three readers."""

from datetime import date

from config.languages import by_code

LAST = date(2027, 3, 31)  # of the numbers of OTIT
CHANGE = date(2027, 4, 1)
ENGLISH, JAPANESE, VIETNAMESE = (by_code(code) for code in ("en", "ja", "vi"))
