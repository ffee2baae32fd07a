"""Nothing below a view asks when (law 1): the day is asked for once, at the door."""

import ast
import re

from our_modules import VISITORS, dotted, imported, modules, offenders, tree, within

CLOCK = re.compile(
    r"^(datetime|date|timezone|time)\.(now|today|utcnow|localdate|localtime|time|monotonic)$|^(now|localdate|localtime)$"
)
CLOCKS = ("delivery.reading",)  # the door's
# Who may ask how long something takes, or when it happened, for its log: none of it is seen on a page.
STOPWATCHES = ("delivery.watch", "delivery.logs", "delivery.store", "delivery.export.writing", "config.management.commands.fill")
EDITORS_DOORS = (*VISITORS, "config.value_names")  # what only editors see may ask for today; so may each command


def test_nothing_asks_a_clock_but_the_door():
    def asked(name, path):
        called = [dotted(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
        called = [call for call in called if CLOCK.search(".".join(call.split(".")[-2:]))]
        return (
            [] if within(name, *CLOCKS, *STOPWATCHES) else called + [other for other in imported(path) if within(other, "time")]
        )

    assert offenders(asked) == {}


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
