"""The structured rows below sections, one module a subject. `load` gives the block that a section names."""

from guide.blocks import book, check, helping, lines, rules, way  # importing registers the loaders
from guide.blocks.base import LOADERS, Block, load

__all__ = ["LOADERS", "Block", "book", "check", "helping", "lines", "load", "rules", "way"]
