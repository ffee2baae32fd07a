"""Which folders an export refuses, and what it never touches."""

import os

import pytest
from tiny_export import LATER, PAGES, Site

from delivery.export import manifest
from delivery.export.folder import Folder, Refused


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path / "mirror")


def test_a_folder_with_other_files_is_refused_and_left_as_it_is(site):
    site.root.mkdir()
    (site.root / "letter.txt").write_text("dear")
    with pytest.raises(Refused):
        site.export()
    assert site.files() == {"letter.txt": b"dear"}


def test_a_file_is_no_folder(site):
    site.root.write_text("a file")
    with pytest.raises(Refused):
        site.export()


@pytest.mark.parametrize("text", ["", "notes\n", '{"manifest":9}\n'])
def test_a_manifest_of_something_else_is_refused(site, text):
    site.root.mkdir()
    (site.root / manifest.NAME).write_text(text or "\n")
    with pytest.raises(Refused):
        site.export()


def test_a_file_of_somebody_else_in_the_place_of_one_of_ours_is_never_overwritten(site):
    del site.pages["/en/flow/"]
    site.export()
    (site.root / "site" / "en" / "flow").mkdir()
    (site.root / "site" / "en" / "flow" / "index.html").write_text("somebody's")
    site.pages, site.generation = dict(PAGES), LATER
    with pytest.raises(Refused, match="manifest lists"):
        site.export()
    assert site.files()["site/en/flow/index.html"] == b"somebody's"


def test_no_link_leads_out_of_the_folder(site, tmp_path):
    outside = tmp_path / "outside"
    (outside / "flow").mkdir(parents=True)
    for name in ("index.html", "flow/index.html"):
        (outside / name).write_text("not ours")
    site.export()
    os.rename(site.root / "site" / "en", tmp_path / "moved")
    (site.root / "site" / "en").symlink_to(outside)
    with pytest.raises(Refused):
        site.export()
    del site.pages["/en/"], site.pages["/en/flow/"]
    with pytest.raises(Refused):
        site.export()
    assert [(outside / name).read_text() for name in ("index.html", "flow/index.html")] == ["not ours", "not ours"]
    assert sorted(path.name for path in outside.rglob("*")) == ["flow", "index.html", "index.html"]


def test_two_exports_never_write_to_one_folder_at_the_same_time(site):
    folder = Folder(site.root)
    with pytest.raises(Refused, match="another export"):
        site.export()
    folder.close()
    assert site.export().why == []
