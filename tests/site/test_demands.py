"""What tests need beside Python can be demanded, so that its absence is a failure: a name that nobody sets would be a skip for ever."""

import ast
import re
from pathlib import Path

from demands import missing
from django.conf import settings

TESTS = settings.BASE_DIR / "tests"
DEMAND = re.compile(r"DEMAND_[A-Z_]+")


def demands_in(*paths: Path) -> set[str]:
    return {name for path in paths for name in DEMAND.findall(path.read_text(encoding="utf-8"))}


def demanded(call: ast.Call) -> str:
    """The variable that a call of `missing` names."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    return ast.literal_eval(named.get("demand") or call.args[1])


def test_whatever_a_test_may_lack_is_demanded_where_every_test_must_run_and_named_where_people_look():
    files = [*TESTS.rglob("*.py")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    asked = {demanded(call) for call in calls if isinstance(call.func, ast.Name) and call.func.id == missing.__name__}
    assert len(asked) > 3
    assert asked <= demands_in(*files) == demands_in(settings.BASE_DIR / ".ci" / "run")
    assert demands_in(settings.BASE_DIR / "CONTRIBUTING.md") == demands_in(*files)
