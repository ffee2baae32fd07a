"""manage.py due: what expires, what was never compared with the official page, what was long ago; exit 1 if there is any."""

from datetime import date, timedelta

from django.core.management.base import BaseCommand, CommandError

from delivery.reading import today
from sources.due import NEVER, STATES, TOLD_ONLY, WITHIN, due


class Command(BaseCommand):
    help = "What an editor has to look at, for a cron job: exit code 0 if nothing is due, 1 if something is."

    def add_arguments(self, parser):
        parser.add_argument("--on", type=date.fromisoformat, help="another day than today, such as 2027-04-01")
        parser.add_argument("--within", type=int, default=WITHIN.days, help="days ahead")
        parser.add_argument("--never", action="store_true", help="count what was never checked as due too")

    def handle(self, *, on: date | None, within: int, never: bool, **options):
        day = on or today()
        found = due(day, timedelta(days=within))
        for one in found:
            self.stdout.write(f"{one.state:<8} {one.on or ''!s:<10} {one.model} {one.key}: {one.says}")
        counts = ", ".join(f"{sum(one.state == state for one in found)} {state}" for state in STATES)
        self.stdout.write(f"{day}: {counts}")
        if any(one.state not in TOLD_ONLY or (never and one.state == NEVER) for one in found):
            raise CommandError("Something is due.")
