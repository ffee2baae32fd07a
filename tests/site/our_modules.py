"""Our own modules as they are written: what each imports and names, which are pure, and which are the doors of visitors."""

import ast
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from django.conf import settings

ROOMS = ("config", "delivery", "translations", "sources", "stats", "guide")
STANDARD = set(sys.stdlib_module_names)
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
# Who may ask who reads: the admin, what stands under its path, what refuses it while the database is away, and the history, which says who made a change.
VISITORS = (
    "delivery.away",
    "config.admin",
    "config.duties",
    "config.intake",
    "config.intake_typing",
    "translations.history.admin",
)


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
