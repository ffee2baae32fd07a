"""The whole public site as static files: what a mirror serves when the site is gone, and what is carried on a stick.

layout, manifest and nginx are pure; folder is the disk; writing puts them together.
"""

from delivery.export.folder import Folder, Refused
from delivery.export.writing import Export, Summary

__all__ = ["Export", "Folder", "Refused", "Summary"]
