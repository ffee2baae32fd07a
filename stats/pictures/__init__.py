"""A chart as a file of its own: what it shows, and the same as SVG and as PNG. Pure, but for reading fonts."""

from stats.pictures.contents import Course, Picture, Row
from stats.pictures.fonts import fonts_for
from stats.pictures.png import png_bytes
from stats.pictures.svg import svg_bytes

__all__ = ["Course", "Picture", "Row", "fonts_for", "png_bytes", "svg_bytes"]
