"""The pages that the other tests look at are all that there are, or at least one of each kind."""

import re
from urllib.request import urlopen

import pytest

from .pages import KINDS, LANGUAGES, MISSING, address, in_each_language, plain, reachable, rows

pytestmark = pytest.mark.browser


def test_the_list_of_pages_is_the_sitemap(site):
    with urlopen(f"{site}/sitemap.xml") as answer:
        listed = re.findall(r"<loc>([^<]+)</loc>", answer.read().decode())
    assert sorted(listed) == sorted(site + address(language, path) for language in LANGUAGES for path in reachable())


def test_each_block_stands_on_a_page_that_is_looked_at():
    pages: dict[str, set[str]] = {}
    for section in rows("guide/section"):
        if section.get("block"):
            pages.setdefault(section["block"], set()).add("" if section["page"] == "home" else f"{section['page']}/")
    looked_at = {plain(path.removesuffix("with/{second}/")) for path in KINDS.values()}
    assert looked_at - {MISSING} <= set(reachable())
    assert not {block: found for block, found in pages.items() if not found & looked_at}


@in_each_language
def test_the_guide_can_be_opened(tab, language):
    assert tab.open(address(language, "")).status == 200
    assert tab.language() == language.code
