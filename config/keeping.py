"""The store of this site's pages, and who fills it."""

import sys
from collections.abc import Callable

from django.conf import settings

from config import addresses, release
from config.making import can_be, made
from delivery.store import Shelf, Store
from delivery.store.filling import Keeper
from delivery.watch import Watch


def shelf() -> Shelf:
    """The copies of this site on this host."""
    return Shelf(settings.STORE_FOLDER / release.site())


def store() -> Store:
    """The pages of this process."""
    return Store(shelf(), made, Watch(), release.release(), can_be, addresses.is_extra)


def filler() -> Callable[[], None]:
    """Keeps one process of this host filling the shelf; called every second or so by each worker."""
    return Keeper(shelf(), [sys.executable, str(settings.BASE_DIR / "manage.py"), "fill", "--stay-with"]).look
