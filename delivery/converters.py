"""The first part of every public address: a language that readers can reach."""

from config.languages import Language, by_code, live


class LanguageConverter:
    """`<language:language>` in a path: the row of a live language; another word is no such address."""

    regex = "[a-z]{2,3}(?:-[a-z]+)?"

    def to_python(self, value: str) -> Language:
        found = by_code(value)
        if found is None or found not in live():
            raise ValueError(value)
        return found

    def to_url(self, value: Language | str) -> str:
        return value if isinstance(value, str) else value.code
