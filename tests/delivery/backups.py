"""A site in use, and all that it is: for tests that back it up here, and in processes with databases of their own.

python tests/delivery/backups.py use | told | rows | grow | restore FILE --dying-at WORDS | backup FILE --while-editing
"""

import json
import os
import re
import signal
import sys
from base64 import b64encode
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LONG_AGO = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
PASSWORD = "a long password"


def use() -> None:
    """What editors and administrators leave behind: accounts, rights, history, figures on their way in, edited content."""
    from django.contrib.auth.models import Group, Permission, User
    from django.db.models import JSONField, QuerySet, Value

    from delivery.door import writing
    from guide.models import Page
    from sources.models import Fact, Source
    from stats.models import ChangeSet
    from translations.models import Change

    editor = User.objects.create_user("editor", "editor@example.org", PASSWORD, last_name="Nguyễn", is_staff=True)
    gone = User.objects.create_user("gone")
    User.objects.create_superuser("chief", password=PASSWORD)
    readers = Group.objects.create(name="Readers")
    rights = QuerySet(Permission).filter(content_type__app_label__in=("guide", "translations")).order_by("codename")
    readers.permissions.set(rights.filter(codename__startswith="view_"))
    editor.groups.set(Group.objects.all())
    editor.user_permissions.set(rights[:7])
    gone.delete()  # its number is missing
    with writing():
        page = QuerySet(Page).get(key="flow")
        page.title_vi, page.label_ja = "Sáu bước, từng bước một", ""
        page.save()
        QuerySet(Fact).get(key="P-88").sources.set(QuerySet(Source).order_by("-pk")[:3])
    words = {"zebra": 1, "a": None, "quoted": 'line\n"two"', "deep": [{"b": 2.5, "a": [True, ""]}], "字": "漢字《かんじ》"}
    for _ in range(3):
        Change.objects.create(item="guide.page/flow", kind="guide.page", made_by=editor, origin="admin", before=words)
    Change.objects.filter(before=words).update(made_on=LONG_AGO)
    Change.objects.create(item="x", kind="guide.page", origin="admin", before=Value(None, JSONField()), after=None)
    Change.objects.order_by("pk").first().delete()
    figures = {"trainees/2026-12": {"vn": 3, "id": None, "trainees-total": 3}}
    raw, source = bytes(range(256)), QuerySet(Source).first()
    ChangeSet.objects.create(
        file_name="第1表.xlsx", digest="0" * 64, layout="list", source=source, raw=raw, new=figures, made_by=editor
    )
    ChangeSet.objects.update(made_on=LONG_AGO)


def everything() -> dict[str, list]:
    """Every row of every table but of sessions, as Django gives it; rights and kinds of rows by name. Nothing of the backup's."""
    from django.apps import apps
    from django.db.models import JSONField, QuerySet, TextField
    from django.db.models.functions import Cast

    passed = {"sessions.session", "admin.logentry", "auth.permission", "contenttypes.contenttype"}
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label_lower in passed:
            continue
        names = [field.attname for field in model._meta.concrete_fields if field.attname != "permission_id"]
        if len(names) < len(model._meta.concrete_fields):
            names += [f"permission__{name}" for name in ("codename", "content_type__model", "content_type__app_label")]
        fields = (field.name for field in model._meta.concrete_fields if isinstance(field, JSONField))
        nulls = {f"{name}_is_null": Cast(name, TextField()) for name in fields}  # JSON's own null, which is None to Python too
        rows = QuerySet(model).order_by("pk").annotate(**nulls).values(*names, *nulls)
        found[model._meta.label_lower] = [row | {name: row[name] == "null" for name in nulls} for row in rows]
    return found


def told() -> dict:
    """Everything, and the ETag of each kind of page in one language or another."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    paths = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", client.get("/sitemap.xml").content.decode())
    kinds: dict[str, list[str]] = {}
    for path in paths:
        kinds.setdefault(path.split("/", 2)[2], []).append(path)
    chosen = [found[number % len(found)] for found, number in zip(kinds.values(), cycle(range(12)), strict=False)]
    chosen += ["/vi/flow/", "/ja/flow/", "/vi/flow/with/ja/", "/km/help/with/en/"]
    tags = {path: client.get(path, headers={"Accept-Encoding": "identity"}) for path in chosen}
    return {"rows": everything(), "pages": {path: [page.status_code, page.get("ETag")] for path, page in tags.items()}}


def but_version(found: dict) -> dict:
    """All rows but the one that must not be the same."""
    return {name: rows for name, rows in found.items() if name != "delivery.contentversion"}


def grow() -> None:
    """New rows in tables of every kind: each needs a number that nothing has."""
    from django.contrib.auth.models import Group, Permission, User

    from delivery.door import writing
    from sources.models import Fact, Source, Term
    from translations.models import Change

    with writing():
        Term.objects.create(key="grown", japanese="語", title="word")
        fact = Fact.objects.create(key="P-9999", number=9999, statement="x")
        fact.sources.set(Source.objects.all()[:2])
    user = User.objects.create_user("grown")
    user.groups.add(Group.objects.create(name="Grown"))
    user.user_permissions.add(Permission.objects.first())
    Change.objects.create(item="x", kind="x", made_by=user, origin="admin")


def dying_at(words: str):
    """Kills this process at the first statement with these words, or before the commit."""
    from django.db import connection

    def die(*arguments):
        os.kill(os.getpid(), signal.SIGKILL)

    def deadly(execute, sql, *arguments):
        return die() if words in sql else execute(sql, *arguments)

    connection.ensure_connection()
    if words == "COMMIT":
        connection._commit = die
    return connection.execute_wrapper(deadly)


def while_editing():
    """Lets an editor commit from elsewhere, on the first read of pages: a page and a table that is read later."""
    from django.db import connection, connections

    done = []

    def editing(execute, sql, *arguments):
        found = execute(sql, *arguments)
        if 'FROM "guide_page"' in sql and not done:
            done.append(True)
            other = connections.create_connection("default")
            with other.cursor() as cursor:
                cursor.execute("UPDATE translations_change SET item = 'edited meanwhile'")
                cursor.execute("UPDATE guide_page SET title_en = 'edited meanwhile'")
            other.close()
        return found

    return connection.execute_wrapper(editing)


def plain(value):
    return b64encode(value).decode() if isinstance(value, bytes | memoryview) else str(value)


def main(act: str, file: str = "", *how: str) -> None:
    from django.core.management import call_command

    match act, *how:
        case "restore", "--dying-at", words:
            with dying_at(words):
                call_command("restore", file)
        case "backup", "--while-editing":
            with while_editing():
                call_command("backup", file)
        case ("told",):
            print(json.dumps(told(), default=plain, sort_keys=True))
        case ("rows",):
            print(json.dumps({name: len(rows) for name, rows in everything().items() if rows}))
        case _:
            {"use": use, "grow": grow}[act]()


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django
    from django.conf import settings

    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    django.setup()
    from still_day import DAY

    from delivery import page

    page.today = lambda: DAY
    main(*sys.argv[1:])
