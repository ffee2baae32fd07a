"""The law of imports: one way, as CONTRIBUTING and DECISIONS say; models through queries; and what is pure needs nothing."""

import ast
import re

import pytest
from our_modules import PURE, ROOMS, imported, modules, names_in, offenders, ours, outside, tree, within


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


def test_views_read_through_queries_and_nothing_else_does():
    """No view, block, drawing or line of words touches a model; what may is named here, with what writes figures on their way in."""
    may = re.compile(
        r"\.(queries|models|admin|fields)(\.|$)|\.management\.|^translations\.|^delivery\.(door|models)$|^stats\.(changes|bringing|teaching|forms_to_fill)$|^config\.rights$"
    )

    def asked(name, path):
        words = [] if may.search(name) else names_in(path)
        return [word for word in words if word == "QuerySet" or word.endswith((".objects", ".QuerySet"))]

    assert offenders(asked) == {}


# --- pure modules ---


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
