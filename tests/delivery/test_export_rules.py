"""What is pure of an export: files of addresses, the manifest, and the rules that nginx goes by."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from config.languages import ALIASES, live
from delivery import security
from delivery.copies import Made, packed
from delivery.export import layout, manifest, nginx
from delivery.export.manifest import Entry
from delivery.negotiation import preferred

DAY = date(2026, 11, 23)
CODES = [language.code for language in live()]
RULES = nginx.Rules(
    "https://guide.example.org", "/srv/mirror", CODES, ALIASES, ["home", "flow", "help/lines"], "home", "policy", "/static/i.svg"
)
ENTRY = Entry("site/vi/index.html", "/vi/", "a" * 64, 3, "identity", "2026-11-23", "made")


def by_map(header: str) -> str:
    """The language that nginx finds."""
    rules = nginx.wanted(CODES, ALIASES)
    return next((code for rule, code in rules if re.search(rule, header, re.I)), CODES[0])


TAGS = st.sampled_from([
    *CODES, *ALIASES, "ja-JP", "vi-VN", "zh-Hant-TW", "zh-Hans-CN", "fr", "de-AT", "en-GB", "idx", "jav", "my-MM", "ja-simple-x", "tlh",
])  # fmt: skip


@given(st.lists(TAGS, max_size=6, unique=True), st.sampled_from([",", ", ", " ,"]))
@example(["fr", "ja", "vi"], ",")
@example(["zh-TW", "ja"], ", ")
@example(["jav", "idx"], ",")
def test_nginx_finds_the_language_that_the_site_finds_where_a_browser_names_the_best_first(tags, between):
    plain = between.join(tags)
    falling = between.join(tag + (f";q={1 - place / 10:.1f}" if place else "") for place, tag in enumerate(tags))
    for header in (plain, falling):
        assert by_map(header) == preferred(header, CODES, ALIASES, CODES[0])


@pytest.mark.parametrize(("address", "file"), [
    ("/", "site/index.html"), ("/vi/", "site/vi/index.html"), ("/vi/flow/with/ja/", "site/vi/flow/with/ja/index.html"),
    ("/data/residents/2025-12/ja-simple-years.svg", "site/data/residents/2025-12/ja-simple-years.svg"), ("/robots.txt", "site/robots.txt"),
])  # fmt: skip
def test_each_address_has_its_file(address, file):
    assert layout.file_of(address) == file
    assert layout.file_of(address, "br") == file + ".br"
    assert layout.file_of(address, "gzip") == file + ".gz"


@pytest.mark.parametrize(
    "address", ["", "vi/", "/../etc/passwd", "/vi/../../x/", "//host/", "/vi/./", "/.git/", "/vi/\n/", "/vi/a b/", "/vi\\x/"]
)
def test_what_would_stand_elsewhere_is_no_address(address):
    with pytest.raises(layout.NoPlace):
        layout.file_of(address)


@pytest.mark.parametrize(("address", "language", "name"), [
    ("/vi/flow/", "vi", ""), ("/ja-simple/", "ja-simple", ""), ("/robots.txt", "", ""), ("/static/favicon.1b4c.svg", "", ""),
    ("/data/residents/2025-12/ja-simple.csv", "ja-simple", "residents-2025-12-ja-simple.csv"),
    ("/data/residents/2025-12/ja-years-no-1.png", "ja", "residents-2025-12-ja-years-no-1.png"),
    ("/data/trainees/from/viet-nam/zh-hans.svg", "zh-hans", "trainees-from-viet-nam-zh-hans.svg"),
])  # fmt: skip
def test_the_rules_know_the_language_and_the_name_of_an_address(address, language, name):
    found = layout.usual(address, CODES, "policy")
    assert (found.language, found.name) == (language, name)


def test_what_is_said_beyond_the_rules_is_told_and_another_kind_is_refused():
    page = packed(Made("/vi/flow/", DAY, b"<p>words</p>", language="vi"))
    usual = layout.usual("/vi/flow/", CODES, page.policy)
    assert layout.said(page).beyond(usual) == {}
    other = packed(Made("/vi/flow/", DAY, b"<style>p{}</style><p>words</p>", language="vi"))
    assert layout.said(other).beyond(usual) == {"policy": other.policy}
    with pytest.raises(layout.NoPlace):
        layout.said(packed(Made("/vi/flow/", DAY, b"words", "text/plain"))).beyond(usual)
    with pytest.raises(layout.NoPlace):
        layout.usual("/data/x/y/vi.zip", CODES, "policy")


def test_the_manifest_reads_what_it_wrote_and_the_later_line_counts():
    later = Entry("site/vi/index.html", "/vi/", "b" * 64, 4, "identity", "2026-11-24", "made", {"policy": "x"})
    head, found = manifest.read(manifest.head(False, site="s") + ENTRY.line() + later.line())
    assert head == {"manifest": 1, "whole": False, "site": "s"}
    assert found == {later.path: later}
    assert json.loads(later.line())["etag"] == f'"{"b" * 32}"'


@given(st.integers(0, len(ENTRY.line()) - 1))
def test_a_last_line_that_was_not_finished_is_none(letters):
    text = manifest.head(False) + ENTRY.line()
    assert manifest.read(text + ENTRY.line().replace("/vi/", "/ja/")[:letters])[1] == {ENTRY.path: ENTRY}


@pytest.mark.parametrize("text", [
    "", "x", "{}", "[]\n", '{"manifest":2}\n', manifest.head(True) + "x\n", manifest.head(True) + "{}\n",
    *(manifest.head(True) + ENTRY.line().replace(ENTRY.path, path) for path in (
        "../x", "/etc/passwd", "site/../../x", "manifest.jsonl", "site//x", ".part", "site/.x", "", "site/x\\n",
    )),
])  # fmt: skip
def test_what_is_no_manifest_is_refused_and_so_is_one_that_names_files_outside(text):
    with pytest.raises(manifest.Unreadable):
        manifest.read(text)


def test_the_configuration_takes_the_headers_from_where_the_site_has_them():
    text = nginx.configuration(RULES)
    for name, value in security.headers("$guide_policy", https=True):
        if name != "Cross-Origin-Resource-Policy":
            assert f'add_header {name} "{value}" always;' in text
    assert "Strict-Transport-Security" not in nginx.configuration(replace(RULES, site="http://localhost:8000"))


def test_it_listens_as_the_address_says_or_as_it_is_told():
    assert "listen 443 ssl http2;" in nginx.configuration(RULES)
    assert "return 301 https://guide.example.org$request_uri;" in nginx.configuration(RULES)
    behind = nginx.configuration(replace(RULES, listen="127.0.0.1:8081"))
    assert "listen 127.0.0.1:8081;" in behind
    assert "ssl" not in behind.replace("https", "")
    assert "listen 8000;" in nginx.configuration(replace(RULES, site="http://localhost:8000"))


def test_what_is_said_beyond_the_rules_stands_before_them():
    beyond = {"/vi/flow/": {"policy": "its own"}, "/data/a/2025-12/vi.csv": {"language": "", "name": "another.csv"}}
    text = nginx.configuration(replace(RULES, beyond=beyond))
    place = text.index('"~^(?:200|206|304) /vi/flow/(?:index\\.html)?(?:\\.(?:br|gz))?$" "its own";')
    assert place < text.index('"~\\.html(?:\\.(?:br|gz))?$" "policy";')
    assert 'vi\\.csv(?:\\.(?:br|gz))?$" "attachment; filename=\\"another.csv\\"";' in text
    assert 'vi\\.csv(?:\\.(?:br|gz))?$" "";' in text
