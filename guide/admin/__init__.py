"""The admin of the guide, one module a subject."""

from guide.admin import check, flow, helping, pages, rules  # importing registers them

__all__ = ["check", "flow", "helping", "pages", "rules"]
