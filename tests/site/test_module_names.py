"""Modules are named after what they hold and say it, and so do the tests of each."""

import ast

import pytest
from django.conf import settings
from our_modules import PURE, ROOMS, modules, offenders, tree


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
