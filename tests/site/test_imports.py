"""The law of imports: one way, as CONTRIBUTING and DECISIONS say, and nothing below a view that asks a clock or a visitor."""

import ast
import re
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOMS = ("config", "delivery", "translations", "sources", "stats", "guide")
STANDARD = set(sys.stdlib_module_names)


def modules(*rooms: str) -> dict[str, Path]:
    """Every module of these rooms but the migrations, by its dotted name."""
    found = {}
    for room in rooms or ROOMS:
        for path in sorted((settings.BASE_DIR / room).rglob("*.py")):
            if "migrations" not in path.parts:
                parts = path.relative_to(settings.BASE_DIR).with_suffix("").parts
                found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(path: Path) -> Iterator[str]:
    """Every module that a module imports, wherever in it: also within functions. `from a import b` is a and a.b."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import hides where it leads"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, *roots: str) -> bool:
    return any(name == root or name.startswith(f"{root}.") for root in roots)


def ours(path: Path) -> set[str]:
    """Those of our own modules that a module imports."""
    known = modules()
    return {name for name in imported(path) if name in known}


def outside(path: Path) -> set[str]:
    """The packages of others that a module imports, without the standard library."""
    return {name.split(".")[0] for name in imported(path)} - STANDARD - set(ROOMS)


def offenders(found: Callable[[str, Path], Collection[str]]) -> dict[str, list[str]]:
    """What `found(name, path)` finds wrong, for each module in which it finds something."""
    return {name: sorted(wrong) for name, path in modules().items() if (wrong := found(name, path))}


def names_in(path: Path) -> list[str]:
    """Every name in a module, with what stands before it: request.headers.get."""
    return [dotted(node) for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute | ast.Name)]


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "…"


def test_there_is_something_to_look_at():
    assert len(modules()) > 60
    assert "config.languages" in modules()
    assert "translations.management.commands.seed" in modules()
    assert "sources.queries" in ours(modules()["sources.help"])
    assert "delivery.models" in ours(modules()["delivery.door"]), "an import within a function is one too"


# --- who may import whom ---

# What each room may import of the others; config.languages is everybody's. config composes them all.
MAY = {
    "delivery": (),
    "translations": ("delivery",),
    "sources": ("delivery", "translations"),
    "stats": ("delivery", "translations", "sources"),
    "guide": ("delivery", "translations", "sources", "stats"),
    "config": ROOMS,
}


def test_imports_point_one_way():
    def against_the_way(name, path):
        room = name.split(".")[0]
        return [other for other in ours(path) if not within(other, room, "config.languages", *MAY[room])]

    assert offenders(against_the_way) == {}


def test_nobody_but_config_imports_more_of_config_than_its_languages():
    def more(name, path):
        of_config = [other for other in imported(path) if within(other, "config")]
        return [] if within(name, "config") else [other for other in of_config if not within(other, "config.languages")]

    assert offenders(more) == {}


@pytest.mark.parametrize("room", ["translations", "delivery"])
def test_rooms_that_serve_all_name_no_model_of_another_room_even_in_a_text(room):
    """They work on what is registered with them: not even "guide.page" stands in their code."""
    for name, path in modules(room).items():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.fullmatch(r"(guide|stats|sources)\.\w+", node.value), f"{name}: {node.value}"


def test_no_room_imports_in_a_circle_through_the_others():
    reached = {name: {other for other in ours(path) if other != name} for name, path in modules().items()}
    rooms = {room: set().union(*(reached[name] for name in reached if within(name, room))) for room in ROOMS}
    edges = {room: {other.split(".")[0] for other in found} - {room, "config"} for room, found in rooms.items()}
    order, left = [], dict(edges)
    while left:
        free = [room for room, needs in left.items() if not needs - set(order)]
        assert free, f"a circle among {sorted(left)}"
        order += free
        left = {room: needs for room, needs in left.items() if room not in free}
    assert order.index("sources") < order.index("stats") < order.index("guide") < order.index("config")


# --- pure modules ---

PURE = {  # what each may import: of others, and of ours
    "config.languages": (set(), ()),
    "delivery.negotiation": (set(), ()),
    "delivery.encoding": ({"brotli"}, ()),
    "delivery.security": (set(), ()),
    "delivery.copies": ({"brotli"}, ("delivery.encoding", "delivery.security")),
    "delivery.answering": ({"brotli"}, ("delivery.encoding", "delivery.security", "delivery.copies")),
    "delivery.reading": (set(), ("config.languages",)),
    "stats.figures": (set(), ()),
    "stats.half_years": (set(), ()),
    "stats.statements": (set(), ("stats.figures",)),
    "stats.charts": (set(), ("stats.figures", "stats.statements")),
    "stats.pictures.contents": (set(), ("stats.charts", "stats.downloads.contents")),
    "stats.pictures.measuring": (set(), ()),
    "stats.pictures.svg": (set(), ("stats.pictures.contents", "stats.pictures.measuring")),
    "translations.numerals": (set(), ()),
    "translations.parsing": ({"markdown_it"}, ("translations.numerals",)),
    "translations.grammar": ({"markdown_it"}, ("translations.parsing", "translations.numerals")),
    "translations.checking": ({"markdown_it"}, ("translations.parsing", "translations.numerals", "translations.grammar")),
    "translations.readings": ({"markdown_it"}, ("translations.parsing",)),
    "translations.ordering": ({"markdown_it"}, ("config.languages", "translations.readings", "translations.parsing")),
    "translations.history.differences": (set(), ()),
    "translations.scripts": (
        {"markdown_it"},
        ("config.languages", "translations.grammar", "translations.parsing", "translations.numerals"),
    ),
    "translations.formats": ({"babel", "markdown_it"}, ("config.languages", "translations.readings", "translations.parsing")),
}


@pytest.mark.parametrize("name", PURE)
def test_a_pure_module_needs_neither_django_nor_a_database(name):
    packages, own = PURE[name]
    path = modules()[name]
    assert outside(path) <= packages
    assert ours(path) - {other.rpartition(".")[0] for other in own} - {name.split(".")[0]} <= set(own)


@pytest.mark.parametrize("name", PURE)
def test_a_pure_module_reads_no_file_no_variable_and_no_clock(name):
    path = modules()[name]
    impure = {"os", "pathlib", "io", "socket", "time", "random", "secrets", "subprocess"}
    assert {other.split(".")[0] for other in imported(path)} & impure == set()
    assert set(names_in(path)) & {"open", "print", "input", "exec", "eval"} == set()


# --- nothing below a view asks who reads, or when (law 1) ---

CLOCK = re.compile(
    r"^(datetime|date|timezone|time)\.(now|today|utcnow|localdate|localtime|time|monotonic)$|^(now|localdate|localtime)$"
)
VISITOR = re.compile(r"\.(session|COOKIES|user|META)$|^(get_language|activate)$|\.(get_language|activate)$")
# Who may: the door's clock; the admin and what stands under its path; the two that read what a browser asks for, at the door.
CLOCKS = ("delivery.reading",)
# Who may ask how long something takes, or when it happened, for its log: none of it is seen on a page.
STOPWATCHES = ("delivery.watch", "delivery.logs", "delivery.store", "delivery.export.writing", "config.management.commands.fill")
# The last of them: the history says who made a change.
VISITORS = (
    "delivery.away",
    "config.admin",
    "config.duties",
    "config.intake",
    "config.intake_typing",
    "translations.history.admin",
)
EDITORS_DOORS = (*VISITORS, "config.value_names")  # what only editors see may ask for today; so may each command
HEADER_READERS = {
    "Accept-Encoding": ("delivery.page",),
    "If-None-Match": ("delivery.page",),
    "Accept-Language": ("config.admin", "guide.views"),
}


def test_nothing_asks_a_clock_but_the_door():
    def asked(name, path):
        called = [dotted(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
        called = [call for call in called if CLOCK.search(".".join(call.split(".")[-2:]))]
        return (
            [] if within(name, *CLOCKS, *STOPWATCHES) else called + [other for other in imported(path) if within(other, "time")]
        )

    assert offenders(asked) == {}


def test_nothing_asks_who_reads():
    assert (
        offenders(lambda name, path: [] if within(name, *VISITORS) else [word for word in names_in(path) if VISITOR.search(word)])
        == {}
    )


# Django's door and the store's; who fills the store asks for the day that it fills, and whether that has ended.
ASK_THE_DAY = {"delivery.page": 1, "delivery.store.store": 1, "delivery.store.filling": 2}


def test_today_is_asked_once_a_request_and_at_the_door():
    def calls(name, path):
        return [
            node.lineno for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and dotted(node.func).endswith("today")
        ]

    callers = {name: len(found) for name, path in modules().items() if (found := calls(name, path))}
    editors = {name: count for name, count in callers.items() if within(name, *EDITORS_DOORS) or ".management.commands." in name}
    assert callers == ASK_THE_DAY | editors


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


def test_views_read_through_queries_and_nothing_else_does():
    """No view, block, drawing or line of words touches a model; what may is named here, with what writes figures on their way in."""
    may = re.compile(
        r"\.(queries|models|admin|fields)(\.|$)|\.management\.|^translations\.|^delivery\.(door|models)$|^stats\.(changes|bringing|teaching|forms_to_fill)$|^config\.rights$"
    )

    def asked(name, path):
        words = [] if may.search(name) else names_in(path)
        return [word for word in words if word == "QuerySet" or word.endswith((".objects", ".QuerySet"))]

    assert offenders(asked) == {}


# --- names ---


def test_a_module_is_named_after_what_it_holds():
    nothing = {"utils", "util", "helpers", "helper", "manager", "managers", "service", "services", "core", "common", "misc"}
    assert offenders(lambda name, path: set(name.split(".")) & nothing) == {}


PUBLIC_DOCSTRINGS = [
    *PURE,
    "delivery.door",
    "delivery.page",
    "translations.content",
    "translations.columns",
    "translations.seeding",
]


def test_a_module_says_what_it_holds():
    written = [name for name, path in modules().items() if path.stat().st_size and path.name not in ("apps.py", "__init__.py")]
    assert [name for name in written if not ast.get_docstring(tree(modules()[name]))] == []


@pytest.mark.parametrize("name", PUBLIC_DOCSTRINGS)
def test_every_public_function_and_class_of_what_others_build_on_says_what_comes_back(name):
    silent = []
    for node in tree(modules()[name]).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node):
            silent.append(node.name)
    assert silent == []


def test_tests_mirror_the_source_and_no_two_have_one_name():
    root = settings.BASE_DIR / "tests"
    files = [path for path in root.rglob("test_*.py") if "browser" not in path.parts]
    names = [path.name for path in files]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
    assert {path.relative_to(root).parts[0] for path in files} <= {*ROOMS, "site"}
    assert not [path for path in root.rglob("__init__.py") if "browser" not in path.parts]
