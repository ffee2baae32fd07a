"""The law of sizes: what is short is read, what is long says at its head why."""

import ast
import re

from django.conf import settings

ROOMS = ("config", "delivery", "translations", "sources", "stats", "guide")
MODULE, FUNCTION, TEMPLATE = 250, 40, 120
WHY = "Longer than others"  # what a module, function or template that is rightly longer says in its first lines


def files(suffix: str, *folders: str) -> list:
    found = [path for folder in folders for path in sorted((settings.BASE_DIR / folder).rglob(f"*{suffix}"))]
    return [path for path in found if "migrations" not in path.parts]


def lines(text: str) -> int:
    return len(text.splitlines())


def says_why(text: str) -> bool:
    return WHY in "\n".join(text.splitlines()[:8])


def test_there_is_something_to_measure():
    assert len(files(".py", *ROOMS)) > 60
    assert len(files(".html", "templates")) > 30


def name(path) -> str:
    return str(path.relative_to(settings.BASE_DIR))


def test_a_module_is_short_enough_to_be_read_at_once():
    texts = {name(path): path.read_text(encoding="utf-8") for path in files(".py", *ROOMS)}
    assert {file: lines(text) for file, text in texts.items() if lines(text) > MODULE and not says_why(text)} == {}


def test_a_function_is_short_enough_to_be_seen_at_once():
    found = {}
    for path in files(".py", *ROOMS):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                own = "\n".join(text.splitlines()[node.lineno - 1 : node.end_lineno])
                if lines(own) > FUNCTION and not says_why(own):
                    found[f"{name(path)}: {node.name}"] = lines(own)
    assert found == {}


def test_a_template_is_short():
    texts = {name(path): path.read_text(encoding="utf-8") for path in files("", "templates") if path.is_file()}
    assert {file: lines(text) for file, text in texts.items() if lines(text) > TEMPLATE and not says_why(text)} == {}


def test_a_template_reaches_no_further_than_what_it_is_given():
    """An include takes named values and nothing else."""
    for path in files(".html", "templates"):
        if "admin" not in path.parts:
            for tag in re.findall(r"{%\s*include\b(.*?)%}", path.read_text(encoding="utf-8"), re.S):
                assert re.search(r"\bonly\s*$", tag), f"{path.name}: include{tag}"


def test_no_template_of_readers_runs_a_script_or_calls_another_host():
    for path in files(".html", "templates"):
        if "admin" not in path.parts:
            text = path.read_text(encoding="utf-8")
            for tag in re.findall(r"<script\b[^>]*>", text):
                assert "application/ld+json" in tag, f"{path.name}: {tag}"
            assert not re.search(r"""\s(?:src|srcset|action|on\w+)=["'](?:https?:)?//""", text), path.name
            assert not re.search(r"<(?:iframe|object|embed|form)\b|\son\w+=", text), path.name
