"""Words that a template makes while the page is rendered, in the page's language: for a title that holds a value."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe


class Sentence:
    """One line of words by the name of its template, made anew each time it is shown, in the language that is active then."""

    def __init__(self, template: str, **values: str):
        self.template, self.values = template, values

    def __str__(self) -> SafeString:
        return mark_safe(" ".join(render_to_string(self.template, self.values, using="pages").split()))

    def __html__(self) -> SafeString:
        return str(self)
