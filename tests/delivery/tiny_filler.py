"""The pages of a small site that are made ahead, and what of them is kept."""

from still_day import DAY
from tiny_store import RELEASE

from delivery.store import Generation
from delivery.store.filling import Filler

NOW = Generation(DAY, "0000000000000001-0", RELEASE)
PAGES = [("en", "/en/"), ("en", "/en/flow/"), ("ja", "/ja/"), ("ja", "/ja/flow/")]
EXTRAS = [("en", "/en/extra/1/"), ("ja", "/ja/extra/1/")]


def order():
    yield from ((code, path, False) for code, path in PAGES)
    yield from ((code, path, True) for code, path in EXTRAS)


PATHS = {path for _, path, _ in order()}


def kept(filler: Filler, generation: Generation = NOW) -> dict[str, bool]:
    """Which pages are kept, and whether as small as can be."""
    found = {path: filler.shelf.get(generation, path) for path in PATHS}
    return {path: copy.final for path, copy in found.items() if copy}
