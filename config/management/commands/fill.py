"""manage.py fill: make all pages ahead and keep them as they are sent; workers start it by themselves."""

import os
from collections.abc import Iterator
from time import perf_counter, process_time

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from config import addresses, release
from config.keeping import shelf
from config.making import made
from delivery.models import version_key
from delivery.store.filling import Filler, Stop, only_one


def order() -> Iterator[tuple[str, str, bool]]:
    """(batch, path, whether it is extra) of what is made ahead: the guide's own pages in every language first.

    Two languages side by side and charts as PNG are made when somebody asks for them.
    """
    pages = list(addresses.public(addresses.PAGE))
    plain = [address for address in pages if "/statistics/" not in address.path and "/check/" not in address.path]
    rest = [address for address in pages if "/statistics/" in address.path or "/check/" in address.path]
    for part in (plain, rest, addresses.public(addresses.MACHINE, addresses.VIEW, addresses.FILE)):
        for address in part:
            code = address.language.code if address.language else ""
            yield code, address.path, addresses.is_extra(address.path)


class Command(BaseCommand):
    help = "Make all pages of this day ahead, and pack them as small as they can be."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--stay-with", type=int, metavar="PROCESS", help="go on for as long as that one, which started this")

    def handle(self, *, stay_with: int | None, **options):
        filler = Filler(shelf(), made, order, version_key, release.release())
        with only_one(filler.shelf) as free:
            if not free:  # two workers may have started one each
                if not stay_with:
                    self.stderr.write("Another process fills already, or nothing can be written there.")
                return
            if stay_with:
                os.nice(19)
                filler.stay(stay_with)
                return
            began, used = perf_counter(), process_time()
            try:
                whole = filler.fill()
            except (Error, Stop) as error:
                raise CommandError(f"Not all pages are made: {str(error) or 'the content has changed meanwhile'}.") from error
            if not whole:
                raise CommandError("Not all pages are made: there is no room to keep them.")
            self.stdout.write(f"Filled in {perf_counter() - began:.0f} s ({process_time() - used:.0f} s of the processor).")
