"""Pages that were made, kept as the bytes that are sent: on disk for all processes of a host, in memory for each."""

from delivery.store.shelf import Generation, Shelf
from delivery.store.store import NotNow, Store

__all__ = ["Generation", "NotNow", "Shelf", "Store"]
