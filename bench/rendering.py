"""python -m bench.rendering STATE: brings an empty database into a state, and makes one page of each kind whenever it is asked.

Says for each page the milliseconds of the processor and the queries that it took, as a line of JSON.
"""

import gc
import json
import os
import sys
from dataclasses import replace
from datetime import date
from time import process_time

MORE = ("fr", "de", "es", "pt", "it", "nl", "pl", "tr", "ru", "uk", "ko", "hi")  # languages that CLDR knows, to make 24


def main(state: str) -> None:
    """Until nobody asks any more."""
    if state == "24 languages":
        enlarge()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.conf import settings

    for app in ("sources", "stats", "guide", "translations", "delivery"):
        settings.MIGRATION_MODULES[app] = None  # tables as the models are, with a column for each language
    django.setup()
    content(state)
    pages = chosen()
    answer("ready")
    for _ in sys.stdin:
        answer(json.dumps({path: made_once(path) for path in pages}))


def answer(line: str) -> None:
    """Say a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def enlarge() -> None:
    """Put twelve more languages into the registry, before anybody has read it."""
    from config import languages

    source = languages.SOURCE
    more = tuple(replace(source, code=code, endonym=code.upper(), english=code.upper(), locale=code, draft=True) for code in MORE)
    languages.LANGUAGES = (*languages.LANGUAGES, *more)
    languages.live.__defaults__ = languages.by_code.__defaults__ = (languages.LANGUAGES,)


def content(state: str) -> None:
    """Tables, the shipped content, and what makes the state."""
    from django.core.management import call_command

    from delivery.door import writing

    silent = open(os.devnull, "w")  # noqa: SIM115 - for as long as the process lives
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0, stdout=silent)
    call_command("seed", stdout=silent)
    call_command("collectstatic", interactive=False, verbosity=0)
    with writing():
        if state.endswith(" editions"):
            editions(int(state.split()[0]))
        elif state == "10 times the steps":
            steps()


def editions(count: int) -> None:
    """So many editions in all: of each table the newest stay, or copies of its oldest are put before it."""
    from stats.models import Edition, Figure, Table

    tables = list(Table.objects.filter(edition__state="published").distinct())
    for number, table in enumerate(tables):
        share = count // len(tables) + (number < count % len(tables))
        found = list(Edition.objects.filter(table=table).order_by("-as_of"))
        Figure.objects.filter(edition__in=found[share:]).delete()
        Edition.objects.filter(pk__in=[edition.pk for edition in found[share:]]).delete()
        oldest = found[-1]
        figures = list(Figure.objects.filter(edition=oldest)) if len(found) < share else []
        for back in range(1, share - len(found) + 1):
            day = oldest.as_of.replace(year=oldest.as_of.year - back)
            edition = Edition(table=table, as_of=day, state=oldest.state, source=oldest.source, key=f"{table.key}/{day:%Y-%m}")
            edition.save()
            Figure.objects.bulk_create(Figure(edition=edition, category=one.category, value=one.value) for one in figures)


def steps() -> None:
    """Ten times the steps of the way and their points."""
    from guide.models import Step, StepPoint

    points = list(StepPoint.objects.all())
    for step in list(Step.objects.all()):
        old = step.pk
        for again in range(1, 10):
            step.pk, step._state.adding = None, True
            step.key, step.number = f"{step.key.partition('--')[0]}--{again}", step.number + 100
            step.save()
            for point in (one for one in points if one.step_id == old):
                copy = StepPoint.objects.get(pk=point.pk)
                copy.pk, copy._state.adding, copy.step, copy.key = None, True, step, f"{point.key}--{again}"
                copy.save()


def chosen() -> list[str]:
    """The guide's own pages in English, and a page of each kind of the statistics and of the check, newest first."""
    from config import addresses
    from config.languages import SOURCE

    found: dict[str, str] = {}
    for address in addresses.public(addresses.PAGE, languages=[SOURCE]):
        parts = address.path.strip("/").split("/")[1:]
        kind = "/".join([*parts[:2], str(len(parts))]) if parts and parts[0] in ("statistics", "check") else address.path
        found.setdefault(kind, address.path)
    return list(found.values())


def made_once(path: str) -> tuple[float, int]:
    """Milliseconds and queries of a page that is made for the first time."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from config.making import made
    from delivery.snapshot import snapshot

    day = date(2026, 12, 1)
    with CaptureQueriesContext(connection) as queries, snapshot():
        made(path, day)
    gc.collect()
    began = process_time()
    with snapshot():
        made(path, day)
    return round((process_time() - began) * 1000, 2), sum(query["sql"].startswith("SELECT") for query in queries)


if __name__ == "__main__":
    main(sys.argv[1])
