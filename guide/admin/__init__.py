"""The admin of the guide, one module a subject."""

from guide.admin import flow, helping, pages  # importing registers them

__all__ = ["flow", "helping", "pages"]
