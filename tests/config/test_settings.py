"""The settings: safe without any configuration, and in production not to be started half-configured."""

import os
import stat
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.conf import settings as active
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from config import settings as module

COMPLETE = {
    "GUIDE_MODE": "production",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "guide.example.org, www.example.org",
    "SITE_ADDRESS": "https://guide.example.org/",
    "OPERATOR_NAME": "Example Foundation",
    "OPERATOR_CONTACT": "https://example.org/contact",
    "DATABASE_URL": "postgres://guide:word@database.example.org:5433/guide",
}
NEEDED = sorted(set(COMPLETE) - {"GUIDE_MODE"})


@pytest.fixture
def run(tmp_path):
    """Run Python in the project with these variables and no other of ours; the finished process."""

    def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
        ours = {*COMPLETE, "DEBUG", "PORT", "REPORT_ADDRESS", "RELEASE"}
        inherited = {name: value for name, value in os.environ.items() if name not in ours}
        return subprocess.run(
            [sys.executable, "-W", "error::DeprecationWarning", *arguments],
            cwd=active.BASE_DIR, capture_output=True, text=True, timeout=60, check=False,
            env={**inherited, "DJANGO_SETTINGS_MODULE": "config.settings", "GUIDE_STATE_DIR": str(tmp_path / "state"), **environment},
        )  # fmt: skip

    return start


def show(run, *names: str, **environment: str) -> list[str]:
    """What Django's settings say under these names, each as its repr."""
    code = f"from django.conf import settings\nfor name in {names}: print(repr(getattr(settings, name)))"
    finished = run("-c", code, **environment)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.splitlines()


# --- production ---


@pytest.mark.parametrize(("name", "value"), [*((name, "") for name in NEEDED), ("OPERATOR_NAME", "  ")])
def test_production_does_not_start_without_what_a_public_site_must_know(run, name, value):
    finished = run("manage.py", "check", **{**COMPLETE, name: value})
    assert finished.returncode != 0
    advice = [
        line
        for line in finished.stderr.splitlines()
        if line.startswith("  ") and ":" in line and line.split(":")[0].strip() in NEEDED
    ]
    assert [line.split(":")[0].strip() for line in advice] == [name]
    assert len(advice[0].partition(":")[2].strip()) > 15, "a name alone does not say what to set"
    assert "ImproperlyConfigured" in finished.stderr


def test_production_names_everything_that_is_missing_at_once(run):
    finished = run("manage.py", "check", GUIDE_MODE="production")
    assert finished.returncode != 0
    assert all(f"  {name}: " in finished.stderr for name in NEEDED)


def test_production_passes_djangos_own_check_for_deployment_without_a_warning(run):
    finished = run("-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING", **COMPLETE)
    assert finished.returncode == 0, finished.stderr
    assert "no issues (0 silenced)" in finished.stdout


def test_production_is_never_in_debug_mode_and_leaves_no_secret_on_disk(run, tmp_path):
    assert show(run, "DEBUG", "SITE_ADDRESS", "ALLOWED_HOSTS", DEBUG="1", **COMPLETE) == [
        "False", "'https://guide.example.org'", "['guide.example.org', 'www.example.org']",
    ]  # fmt: skip
    assert not (tmp_path / "state" / "secret-key").exists()


@pytest.mark.parametrize("address", ["http://guide.example.org", "guide.example.org", "ftp://guide.example.org"])
def test_production_refuses_an_address_that_is_not_encrypted(run, address):
    finished = run("manage.py", "check", **{**COMPLETE, "SITE_ADDRESS": address})
    assert finished.returncode != 0
    assert "SITE_ADDRESS must begin with https://" in finished.stderr


@pytest.mark.parametrize("mode", ["Production", "prod"])
def test_a_mode_that_nobody_knows_is_refused_and_not_taken_for_a_try_out(run, mode):
    finished = run("manage.py", "check", GUIDE_MODE=mode)
    assert finished.returncode != 0
    assert "GUIDE_MODE" in finished.stderr


def test_cookies_of_the_admin_stay_in_the_admin_and_travel_encrypted(run):
    names = ("SESSION_COOKIE_PATH", "CSRF_COOKIE_PATH", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY")
    assert show(run, *names, **COMPLETE) == ["'/admin/'", "'/admin/'", "True", "True", "True"]


# --- the try-out ---


def test_without_configuration_the_site_is_a_try_out_on_sqlite_in_its_own_folder(run, tmp_path):
    debug, database, operator, hosts = show(run, "DEBUG", "DATABASES", "OPERATOR_NAME", "ALLOWED_HOSTS")
    assert (debug, operator) == ("False", "''")
    assert str(tmp_path / "state" / "guide.sqlite3") in database
    assert "sqlite3" in database
    assert "'*'" not in hosts
    assert "localhost" in hosts


def test_the_port_of_the_try_out_is_in_its_address(run):
    assert show(run, "SITE_ADDRESS", PORT="8123") == ["'http://localhost:8123'"]
    assert show(run, "SITE_ADDRESS", PORT="") == ["'http://localhost:8000'"]


def test_debug_is_asked_for_in_so_many_words(run):
    assert show(run, "DEBUG", DEBUG="1") == ["True"]
    assert show(run, "DEBUG", DEBUG="0") == ["False"]


def test_the_secret_of_the_try_out_is_made_once_and_shared(run, tmp_path):
    first = show(run, "SECRET_KEY")
    kept = tmp_path / "state" / "secret-key"
    assert show(run, "SECRET_KEY") == first
    assert first == [repr(kept.read_text())]
    assert len(first[0]) >= 50
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret-key"]
    assert show(run, "SECRET_KEY", GUIDE_STATE_DIR=str(tmp_path / "elsewhere")) != first


def test_two_workers_that_start_at_once_share_one_secret(monkeypatch, tmp_path):
    """The other worker writes its secret between our look and our own: ours must give way."""
    monkeypatch.setattr(module, "STATE_DIR", tmp_path)

    def slow(length):
        (tmp_path / "secret-key").write_text("the other's")
        return "ours"

    monkeypatch.setattr(module.secrets, "token_urlsafe", slow)
    assert module.tryout_secret() == "the other's"
    assert module.tryout_secret() == "the other's"
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_a_secret_of_ones_own_needs_no_file_but_the_database_still_has_its_folder(run, tmp_path):
    finished = run(
        "-c",
        "import django; django.setup()\nfrom django.db import connection\nconnection.ensure_connection()",
        SECRET_KEY="x" * 50,
    )
    assert finished.returncode == 0, finished.stderr
    assert not (tmp_path / "state" / "secret-key").exists()


@pytest.mark.parametrize("folder", ["with space", "50%41", "a#b", "a?b=c", "何か"])
def test_the_folder_of_the_try_out_may_have_any_name(run, tmp_path, folder):
    state = tmp_path / folder
    finished = run(
        "-c", "from django.conf import settings; print(settings.DATABASES['default']['NAME'])", GUIDE_STATE_DIR=str(state)
    )
    assert finished.stdout.strip() == str(state / "guide.sqlite3"), finished.stderr


# --- the address of the database ---

ADDRESSES = [
    ("postgres://guide:word@db.example.org:5433/book", ("guide", "word", "db.example.org", "5433", "book")),
    ("postgresql://guide:word@db.example.org/book", ("guide", "word", "db.example.org", "", "book")),
    ("postgres://guide@127.0.0.1/book", ("guide", "", "127.0.0.1", "", "book")),
    ("postgres://guide@[::1]:5432/book", ("guide", "", "::1", "5432", "book")),
    ("postgres://gu%40ide:w%2Fo%3Ar%23d%25@db/bo%20ok", ("gu@ide", "w/o:r#d%", "db", "", "bo ok")),
    ("postgres:///book", ("", "", "", "", "book")),
    ("postgres:///book?host=/var/run/postgresql", ("", "", "/var/run/postgresql", "", "book")),
    ("postgres://guide@/book?host=%2Fvar%2Frun%2Fpostgresql", ("guide", "", "/var/run/postgresql", "", "book")),
    ("postgres://guide@%2Fvar%2Frun%2FPostgreSQL/book", ("guide", "", "/var/run/PostgreSQL", "", "book")),
    ("postgres://guide:word@%2Fvar%2Frun:5433/book", ("guide", "word", "/var/run", "5433", "book")),
]


@pytest.mark.parametrize(("url", "parts"), ADDRESSES)
def test_a_database_address_is_read_as_it_is_written(url, parts):
    found = module.database(url)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert tuple(found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")) == parts
    assert "host" not in found["OPTIONS"]
    assert found["OPTIONS"]["connect_timeout"], "a page waits for a database that is gone"


def test_what_stands_behind_the_question_mark_goes_to_the_driver():
    found = module.database("postgres://u@h/n?sslmode=verify-full&sslrootcert=%2Fetc%2Fca%20file.pem&host=/run")
    assert found["HOST"] == "/run"
    assert found["OPTIONS"]["sslmode"] == "verify-full"
    assert found["OPTIONS"]["sslrootcert"] == "/etc/ca file.pem"


word = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(word, word, word.filter(lambda name: name.strip("/") == name))
def test_any_letter_can_stand_in_an_address_when_it_is_encoded(user, password, name):
    found = module.database(f"postgres://{quote(user, safe='')}:{quote(password, safe='')}@host:1/{quote(name, safe='')}")
    assert (found["USER"], found["PASSWORD"], found["NAME"], found["HOST"], found["PORT"]) == (user, password, name, "host", "1")


@pytest.mark.parametrize(("url", "name"), [
    ("sqlite:///guide.sqlite3", "guide.sqlite3"), ("sqlite:////var/lib/guide.sqlite3", "/var/lib/guide.sqlite3"),
    ("sqlite:///:memory:", ":memory:"), ("sqlite:///with%20space", "with space"),
])  # fmt: skip
def test_sqlite_is_named_by_its_file(url, name):
    found = module.database(url)
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", name)


@pytest.mark.parametrize("url", [
    "mysql://user:hidden@host/name", "", "guide.sqlite3", "postgres://user:hidden@host", "postgres://user:hidden@host/",
    "postgres://user:hidden@host:port/name", "postgres://user:hidden#@host/name", "postgres://user:hidden@host:99999/name",
    "postgres://user:hidden@[::1/name",
])  # fmt: skip
def test_an_address_that_is_none_is_refused_with_advice_and_without_its_password(url):
    with pytest.raises(ImproperlyConfigured) as error:
        module.database(url)
    assert "DATABASE_URL" in str(error.value)
    assert "postgres://user:password@host:5432/name" in str(error.value)
    assert "hidden" not in str(error.value)
    assert error.value.__cause__ is None
    assert error.value.__suppress_context__ or error.value.__context__ is None, "the trace would show the address"
