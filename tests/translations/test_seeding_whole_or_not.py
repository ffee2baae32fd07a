"""A seed happens whole or not at all, and says why not; the command that runs it."""

import pytest
from django.core.management import CommandError, call_command
from releases import POINT, edit, state

from delivery.models import content_version
from guide.models import HelpLevel, Page, StepPoint
from stats.models import Edition
from translations import seeding
from translations.fixtures import FixtureError
from translations.seeding import seed

pytestmark = pytest.mark.django_db


# --- whole or not at all ---

BROKEN = {
    "not YAML": ("guide/step.yaml", lambda text: text + "\n- key: [", ("guide/step.yaml",)),
    "a tab where none can stand": ("guide/role.yaml", lambda text: "\t" + text, ("guide/role.yaml",)),
    "a list of words": ("guide/step.yaml", lambda text: "- a\n- b\n", ("guide/step.yaml", "row 1")),
    "a mapping": ("guide/step.yaml", lambda text: "key: a\n", ("guide/step.yaml",)),
    "a single number": ("guide/step.yaml", lambda text: "5\n", ("guide/step.yaml",)),
    "a row without a key": ("guide/step.yaml", lambda text: "- number: 1\n" + text, ("guide/step.yaml", "row 1")),
    "a key that is no text": ("guide/step.yaml", lambda text: "- key: 5\n" + text, ("guide/step.yaml", "row 1")),
    "a key that stands twice": ("guide/step.yaml", lambda text: text + "\n- key: job-offer\n  number: 9\n", ("guide/step.yaml", "job-offer", "twice")),
    "a field that stands twice": (
        "guide/step_point.yaml", lambda text: text.replace("  kind: ask\n", "  kind: ask\n  kind: know\n", 1), ("guide/step_point.yaml", "kind"),
    ),
    "an unknown field": ("guide/step.yaml", lambda text: text.replace("number:", "nummer:", 1), ("guide/step.yaml", "job-offer", "nummer")),
    "a word of a language in the structure": (
        "guide/step.yaml", lambda text: text.replace("\n  number:", "\n  title_vi: x\n  number:", 1), ("guide/step.yaml", "job-offer", "title_vi"),
    ),
    "a reference that leads nowhere": (
        "guide/step_point.yaml", lambda text: text.replace("step: job-offer", "step: no-such-step", 1), ("guide/step_point.yaml", POINT, "no-such-step"),
    ),
    "one of many references that leads nowhere": (
        "sources/fact.yaml", lambda text: text + "\n- key: P-9001\n  number: 9001\n  group: A\n  status: single\n  statement: s\n  sources: [no-such]\n",
        ("sources/fact.yaml", "P-9001", "no-such"),
    ),
    "a day that is none": (
        "guide/page.yaml", lambda text: text + "\n- key: new\n  group: more\n  title: N\n  label: N\n  summary: N\n  reviewed_on: '2026-02-30'\n",
        ("guide/page.yaml", "new", "reviewed_on"),
    ),
    "a number that is none": ("guide/step.yaml", lambda text: text.replace("number: 1", "number: one", 1), ("guide/step.yaml", "job-offer", "number")),
    "a word that is no text": (
        "guide/step_point.yaml", lambda text: text + "\n- key: new\n  step: job-offer\n  kind: ask\n  text: 5\n", ("guide/step_point.yaml", "new", "text"),
    ),
    "a word that is a list": (
        "guide/step_point.yaml", lambda text: text + "\n- key: new\n  step: job-offer\n  kind: ask\n  text: [a, b]\n", ("guide/step_point.yaml", "new", "text"),
    ),
    "a figure of no edition": ("stats/figure.yaml", lambda text: text + "- edition: residents/1066-12\n  values:\n    total: 1\n", ("stats/figure.yaml", "residents/1066-12")),
    "an edition without figures": ("stats/figure.yaml", lambda text: text + "- edition: residents/1066-12\n", ("stats/figure.yaml", "residents/1066-12")),
    "a figure that is no number": (
        "stats/figure.yaml", lambda text: text.replace("residents-total: ", "residents-total: about ", 1), ("stats/figure.yaml", "residents/2025-12", "about"),
    ),
    "a PO file that is none": ("text/vi.po", lambda text: text + "\ngarbage\n", ("text/vi.po",)),
    "a word that is translated twice": (
        "text/vi.po", lambda text: text + f'\nmsgctxt "guide.steppoint/{POINT}/text"\nmsgid "x"\nmsgstr "y"\n', ("text/vi.po", f"guide.steppoint/{POINT}/text"),
    ),
}  # fmt: skip


@pytest.mark.letters
@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_release_changes_nothing_and_says_where_it_is_broken(release, broken):
    file, damage, named = BROKEN[broken]
    release.change("sources/organization.yaml", "otit", title="Changed before the broken row")
    path = release.root / file
    text = path.read_text(encoding="utf-8")
    path.write_text(damage(text), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text
    before = state()
    with pytest.raises(FixtureError) as error:
        seed(release.root)
    assert [word for word in named if word not in str(error.value)] == []
    assert state() == before


@pytest.mark.letters
def test_a_fixture_that_is_not_utf_8_is_refused_by_name(release):
    for file in ("guide/step.yaml", "text/vi.po"):
        path = release.root / file
        text = path.read_bytes()
        path.write_bytes(text + b"\n# \xff\n")
        before = state()
        with pytest.raises(FixtureError, match=file):
            seed(release.root)
        assert state() == before
        path.write_bytes(text)


@pytest.mark.parametrize("label", ["sources.fact", "stats.figure", "guide.paragraph", "guide.rule"])
@pytest.mark.parametrize("step", ["bring", "remember"])
def test_a_seed_that_is_interrupted_leaves_everything_as_it_was(release, monkeypatch, label, step):
    release.change("sources/organization.yaml", "otit", title="Changed before")
    release.change("guide/step_point.yaml", POINT, text="Changed before or after.")
    release.remove("guide/step_point.yaml", "offer-keep-names")
    before, original = state(), getattr(seeding._Seeding, step)

    def interrupted(self, *arguments):
        if self.kind.label == label:
            raise KeyboardInterrupt
        return original(self, *arguments)

    monkeypatch.setattr(seeding._Seeding, step, interrupted)
    with pytest.raises(KeyboardInterrupt):
        seed(release.root)
    assert state() == before


def test_one_seed_is_one_version(release):
    before = content_version()
    release.change("guide/step_point.yaml", POINT, text="Written by the release.")
    release.add("guide/step_point.yaml", key="new-point", step="job-offer", order=99, kind="ask", text="New?", facts=["P-20"])
    seed(release.root)
    assert content_version() == before + 1


# --- the command ---


def test_the_command_tells_what_it_did_and_what_it_kept(release, capsys):
    edit(StepPoint, POINT, text_en="Written by the editor.")
    release.change("guide/step_point.yaml", POINT, text="Written by the release.")
    release.remove("guide/step_point.yaml", "offer-keep-names")
    release.change("guide/step_point.yaml", "job-ask-years", text="Changed.")
    release.add("guide/step_point.yaml", key="new-point", step="job-offer", order=99, kind="ask", text="New?", facts=["P-20"])
    call_command("seed", root=release.root)
    assert capsys.readouterr().out.splitlines() == [
        "created: 1 rows", "changed: 1 rows", "removed: 1 rows", f"kept: guide.steppoint/{POINT}/text/en: edited here, kept",
    ]  # fmt: skip


def test_the_command_says_that_nothing_was_changed(release):
    release.write("guide/step.yaml", "broken")
    with pytest.raises(CommandError, match=r"Nothing was changed: guide/step\.yaml"):
        call_command("seed", root=release.root)


def test_a_page_may_stand_in_its_file_before_the_page_that_it_belongs_to(release):
    rows = release.read("guide/page.yaml")
    new = {"order": 999, "group": "more", "title": "New", "label": "New", "summary": "New.", "reviewed_on": "2026-11-23"}
    release.write("guide/page.yaml", [{"key": "new/a", "parent": "new", **new}, *rows, {"key": "new", **new}])
    seed(release.root)
    assert Page.objects.get(key="new/a").parent.key == "new"


def test_a_folder_that_is_not_there_is_no_release_without_content(tmp_path):
    before = state()
    with pytest.raises(CommandError, match="no-such-folder"):
        call_command("seed", root=tmp_path / "no-such-folder")
    assert state() == before
    assert HelpLevel.objects.exists()
    assert Edition.objects.exists()


def test_a_seed_that_has_nothing_to_do_makes_no_page_anew():
    from delivery.models import content_version

    before = content_version()
    seed()
    assert content_version() == before
