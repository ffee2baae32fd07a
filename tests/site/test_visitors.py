"""Nothing below a view asks who reads (law 1): a view is given a Reading, and only doors look at a request."""

import ast
import re

import pytest
from our_modules import VISITORS, dotted, modules, names_in, offenders, tree, within

VISITOR = re.compile(r"\.(session|COOKIES|user|META)$|^(get_language|activate)$|\.(get_language|activate)$")
HEADER_READERS = {  # at the door; and the two that answer in the language of the browser
    "Accept-Encoding": ("delivery.page",),
    "If-None-Match": ("delivery.page",),
    "Accept-Language": ("config.admin", "guide.views"),
}


def test_nothing_asks_who_reads():
    assert (
        offenders(lambda name, path: [] if within(name, *VISITORS) else [word for word in names_in(path) if VISITOR.search(word)])
        == {}
    )


def test_what_a_browser_asks_for_is_read_at_the_door_only():
    def read(name, path):
        keys = []
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and dotted(node.func).endswith("request.headers.get"):
                keys.append(node.args[0].value)
            elif isinstance(node, ast.Subscript) and dotted(node.value).endswith("request.headers"):
                keys.append(node.slice.value)
        return [key for key in keys if name not in HEADER_READERS.get(key, ())]

    assert offenders(read) == {}


@pytest.mark.parametrize("name", [name for name in modules("guide", "stats", "sources") if name.rpartition(".")[2] == "views"])
def test_a_public_view_is_given_a_reading_and_its_address_and_never_a_request(name):
    for node in tree(modules()[name]).body:
        if isinstance(node, ast.FunctionDef) and any(dotted(mark) == "public" for mark in node.decorator_list):
            names = [argument.arg for argument in node.args.args]
            assert names[0] == "reading", node.name
            assert "request" not in names
