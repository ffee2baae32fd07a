"""`manage.py export_site`: what it prints, when it ends with an error, and the processes that make pages for it."""

import os
import subprocess
import sys
import time
from ast import literal_eval
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from still_day import DAY

from config.management.commands import export_site
from delivery.copies import packed

SOME = ["/", "/go/flow/", "/404/vi.html", "/en/flow/", "/vi/privacy/", "/robots.txt", "/en/lost/"]
WORK = """
import os, sys, time
from delivery.export.processes import in_processes

def work(task):
    if task == "error":
        raise ValueError("no words")
    if task == "die":
        os._exit(3)
    if task == "slow":
        time.sleep(0.3)
    if task == "stay":
        os.write(1, f"{os.getpid()}\\n".encode())
        time.sleep(1)
    return task, os.getpid()

if __name__ == "__main__":
    first = lambda: None
    found = list(in_processes(3, work, sys.argv[1:], first))
    print([task for task, _ in found], len({number for _, number in found}))
"""


@pytest.fixture
def some(monkeypatch, tmp_path, settings):
    """A few addresses only, and nothing kept from before."""
    settings.STORE_FOLDER = tmp_path / "pages"
    monkeypatch.setattr(export_site, "batches", lambda: [SOME])


@pytest.mark.django_db
def test_it_prints_what_it_came_to(some, tmp_path):
    out = StringIO()
    call_command("export_site", tmp_path / "mirror", processes=1, stdout=out)
    assert f"6 pages and files of {DAY} in 19 files" in out.getvalue()
    assert "19 written, 0 unchanged, 0 removed" in out.getvalue()
    assert "Left out: 1 addresses" in out.getvalue()
    again = StringIO()
    call_command("export_site", tmp_path / "mirror", processes=1, stdout=again)
    assert "0 written, 19 unchanged, 0 removed" in again.getvalue()


@pytest.mark.django_db
def test_a_copy_of_this_host_is_taken_as_it_lies_there(some, tmp_path):
    shelf, path = export_site.shelf(), "/vi/privacy/"
    copy = export_site.made(path, DAY)
    kept = packed(copy, slow=True)
    assert kept.packed["br"] != packed(copy).packed["br"]
    shelf.put(export_site.now(), kept)
    call_command("export_site", tmp_path / "mirror", processes=1, stdout=StringIO())
    assert (tmp_path / "mirror" / "site" / "vi" / "privacy" / "index.html.br").read_bytes() == kept.packed["br"]


@pytest.mark.django_db
def test_a_page_that_cannot_be_made_is_named_and_the_rest_is_there(some, tmp_path, monkeypatch):
    def broken(path, day):
        if path == "/en/flow/":
            raise KeyError("no words")
        return made(path, day)

    made = export_site.made
    monkeypatch.setattr(export_site, "made", broken)
    with pytest.raises(CommandError, match="/en/flow/ cannot be made: KeyError"):
        call_command("export_site", tmp_path / "mirror", processes=1, stdout=StringIO())
    assert (tmp_path / "mirror" / "site" / "vi" / "privacy" / "index.html").exists()
    assert '"whole":false' in (tmp_path / "mirror" / "manifest.jsonl").read_text().partition("\n")[0]


def test_a_folder_with_other_files_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(CommandError, match="a folder of its own"):
        call_command("export_site", tmp_path)
    with pytest.raises(CommandError, match="is no folder"):
        call_command("export_site", tmp_path / "letter.txt")


@contextmanager
def running(*tasks: str) -> Iterator[subprocess.Popen]:
    """A program with processes that work for it."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", WORK, *tasks], cwd=settings.BASE_DIR, **streams) as process:
        try:
            yield process
        finally:
            process.kill()


def test_processes_share_the_work_and_each_task_is_done_once():
    with running("slow", "a", "slow", "b", "c", "slow") as process:
        out, errors = process.communicate(timeout=60)
    assert errors == ""
    found, _, processes = out.strip().rpartition(" ")
    assert sorted(literal_eval(found)) == ["a", "b", "c", "slow", "slow", "slow"]
    assert int(processes) >= 2


@pytest.mark.parametrize(("task", "says"), [("error", "ValueError: no words"), ("die", "a process that makes pages has ended")])
def test_an_error_in_a_process_is_one_here_too(task, says):
    with running("a", task, "b") as process:
        assert says in process.communicate(timeout=60)[1]
    assert process.returncode == 1


def test_processes_end_with_the_one_that_started_them_even_if_that_is_killed():
    with running("stay", "stay") as process:
        numbers = [int(process.stdout.readline()) for _ in range(2)]
        process.kill()
        process.wait()
        deadline = time.monotonic() + 30
        while any(is_there(number) for number in numbers) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert [number for number in numbers if is_there(number)] == []


def is_there(number: int) -> bool:
    """Whether a process lives; one that has ended and was not yet taken leave of does not."""
    try:
        os.kill(number, 0)
        with open(f"/proc/{number}/stat") as state:
            return state.read().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
