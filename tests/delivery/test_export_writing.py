"""What an export does to its folder: it writes what is new, keeps what has not changed, and goes on after an interruption."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from tiny_export import LATER, NOW, PAGES, Site

from delivery.export import layout, manifest, nginx
from delivery.export.writing import Done


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path / "mirror")


def test_every_address_is_there_as_it_is_and_packed(site):
    summary = site.export()
    files = site.files()
    for address, words in PAGES.items():
        copy = site.copy(address)
        assert files[layout.file_of(address)] == words.encode()
        for coding, body in copy.packed.items():
            assert files[layout.file_of(address, coding)] == body
    assert not [name for name in files if name.endswith((".png.br", ".png.gz", ".part"))]
    assert (summary.addresses, summary.written, summary.unchanged, summary.removed, summary.why) == (5, 14, 0, 0, [])
    assert site.head()["whole"] is True
    assert {entry.path for entry in site.listed()} == {*files} - {manifest.NAME, nginx.NAME}


def test_a_second_run_makes_nothing_and_writes_nothing(site):
    site.export()
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in site.root.rglob("*")}
    site.made.clear()
    summary = site.export()
    assert (summary.written, summary.unchanged, site.made) == (0, 14, [])
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in site.root.rglob("*")} == before


def test_a_change_writes_only_what_changed(site):
    site.export()
    before = {path: path.stat().st_ino for path in site.root.rglob("*.*")}
    site.pages["/en/flow/"], site.generation = "another flow", LATER
    summary = site.export()
    assert (summary.written, summary.removed) == (3, 0)
    after = {path: path.stat().st_ino for path in site.root.rglob("*.*")}
    changed = {path.name for path in before if before[path] != after[path]}
    assert changed == {"index.html", "index.html.br", "index.html.gz", manifest.NAME}
    assert site.files()["site/en/flow/index.html"] == b"another flow"
    assert {entry.made for entry in site.listed()} == {LATER.name}


def test_the_day_of_each_file_is_in_the_manifest(site):
    site.export()
    site.generation = replace(NOW, day=NOW.day + timedelta(days=1))
    site.export()
    days = {entry.day for entry in site.listed()}
    assert (days, site.head()["day"]) == ({"2026-11-24"}, "2026-11-24")


def test_what_is_public_no_more_is_taken_away_and_nothing_else(site):
    site.export()
    (site.root / "site" / "vi" / "ours.txt").write_text("of the operator")
    (site.root / "note.txt").write_text("of the operator")
    del site.pages["/en/flow/"], site.pages["/vi/"]
    site.generation = LATER
    assert site.export().removed == 6
    assert not (site.root / "site" / "en" / "flow").exists()
    assert [path.name for path in (site.root / "site" / "vi").iterdir()] == ["ours.txt"]
    assert (site.root / "note.txt").exists()


def test_an_address_where_there_is_no_page_after_all_is_left_out(site):
    addresses = [*PAGES, "/en/lost/"]
    summary = site.export(batches=lambda: [addresses])
    assert (summary.none, summary.addresses, summary.why) == (1, 5, [])


@pytest.mark.parametrize("damage", [
    lambda path: path.unlink(), lambda path: path.write_bytes(b"hom"), lambda path: path.write_bytes(b"hume"),
    lambda path: (path.unlink(), path.symlink_to("/etc/hostname")),
    lambda path: path.symlink_to(path.rename(path.parents[3] / "the-same-bytes")),
])  # fmt: skip
def test_what_was_damaged_is_made_again(site, damage):
    site.export()
    damage(site.root / "site" / "en" / "index.html")
    assert site.export().written == 3
    assert site.made[-1:] == ["/en/"]
    assert (site.root / "site" / "en" / "index.html").read_bytes() == b"home"
    assert not (site.root / "site" / "en" / "index.html").is_symlink()


@pytest.mark.parametrize("after", range(len(PAGES)))
def test_interrupted_it_says_that_it_is_not_whole_and_the_next_run_goes_on(site, after):
    def until(generation, todo):
        yield from list(site.make(generation, todo[:after]))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        site.export(make=until)
    assert after == 0 or site.head()["whole"] is False
    site.made.clear()
    summary = site.export()
    assert site.head()["whole"] is True
    assert len(site.made) == len(PAGES) - after
    assert summary.addresses == 5


@pytest.mark.parametrize("moment", range(1, 18))
def test_whichever_write_is_the_last_no_file_is_unknown_to_the_manifest(site, monkeypatch, moment):
    count, replacing = [], os.replace

    def failing(*names, **folders):
        count.append(names)
        if len(count) == moment:
            raise OSError(28, "No space left on device")
        replacing(*names, **folders)

    monkeypatch.setattr(os, "replace", failing)
    try:
        site.export()
    except OSError:
        found = site.files()
        whole, listed = manifest.read(found[manifest.NAME].decode()) if manifest.NAME in found else ({}, {})
        assert not whole.get("whole")
        assert {*found} - {manifest.NAME, ".part"} <= {*listed}
    monkeypatch.undo()
    assert site.export().why == []
    assert site.head()["whole"] is True
    assert ".part" not in site.files()


def test_content_that_moves_meanwhile_is_exported_as_it_is_in_the_end(site):
    def moving(generation, todo):
        for place, done in enumerate(site.make(generation, todo)):
            yield done
            if place == 1 and site.generation == NOW:
                site.pages["/en/"], site.generation = "new home", LATER

    assert site.export(make=moving).why == []
    assert site.files()["site/en/index.html"] == b"new home"
    assert {entry.made for entry in site.listed()} == {LATER.name}


def test_content_that_never_rests_leaves_an_export_that_says_so(site):
    def moving(generation, todo):
        for done in site.make(generation, todo):
            yield done
            site.generation = replace(site.generation, version=site.generation.version + "0")

    assert "changed" in site.export(make=moving).why[0]
    assert site.head()["whole"] is False
    assert site.files()["site/vi/index.html"] == b"trang"
    assert site.export().why == []


def test_a_page_that_cannot_be_made_keeps_its_older_file_and_the_export_is_not_whole(site):
    site.export()

    def broken(generation, todo):
        yield Done(site.generation, failed={"/en/": "ValueError: no words"})
        yield from site.make(generation, [batch for batch in todo if batch != ["/en/"]])

    site.generation = LATER
    summary = site.export(make=broken)
    assert summary.why == ["/en/ cannot be made: ValueError: no words"]
    assert site.files()["site/en/index.html"] == b"home"
    assert site.head()["whole"] is False
    assert site.export().why == []
